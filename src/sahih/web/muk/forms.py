"""The forms of an author: the head of an instrument, and one item with the fields that its instrument has."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sahih.materials.perangkat.enums import JENIS, METODE, Dimensi, Jenis, Metode, Saat
from sahih.materials.perangkat.format import BagianSpec, ButirSpec, KunciSpec, PictureSpec, RefSpec
from sahih.materials.perangkat.models import Bagian
from sahih.web.muk.bentuk import Bentuk
from sahih.web.ui.fields import PlainField, awaited

LETTERS = "abcde"
PICTURES = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")


def _area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class NameForm(forms.Form):
    """Title and pass mark of a MUK."""

    title = PlainField(label=gettext_lazy("Judul"), max_length=200, help_text=gettext_lazy("Misalnya “Paket A 2026”. Tampak bagi asesor saat memilih MUK."))  # fmt: skip
    pass_mark = forms.IntegerField(label=gettext_lazy("Nilai lulus ujian tertulis"), min_value=1, max_value=100, help_text=gettext_lazy("Bawaan 100: setiap soal mewakili satu KUK, sehingga soal yang salah ditelusuri lisan atau KUK itu belum kompeten."))  # fmt: skip


class BagianForm(forms.Form):
    """The head of one instrument; which fields it has, its `Bentuk` says."""

    def __init__(self, bentuk: Bentuk, *args: Any, **kwargs: Any) -> None:  # reason: a form's own signature
        super().__init__(*args, **kwargs)
        self.bentuk = bentuk
        for one in bentuk.heads:
            how: dict[str, Any] = {
                "label": one.label,
                "help_text": one.help,
                "required": False,
            }  # reason: keywords of two kinds of fields
            if one.name.endswith("minutes"):
                self.fields[one.name] = forms.IntegerField(min_value=1, max_value=1440, **how)
            else:
                self.fields[one.name] = PlainField(widget=_area(4), max_length=8000, **how)

    def tell_stored(self, stored: Mapping[str, object]) -> None:
        """Beside each box that says something else than what another tab stored, that."""
        for name, value in list(self.cleaned_data.items()):
            if (value or "") != (stored.get(name) or ""):
                said = str(stored.get(name) or _("kosong"))
                self.add_error(name, _("Tersimpan dari tempat lain: %s. Isian Anda di sini belum menggantinya.") % said)

    def spec(self, kelompok: int) -> BagianSpec:
        said = {name: value or None for name, value in self.cleaned_data.items()}
        return BagianSpec.model_validate({"instrumen": self.bentuk.code.value, "kelompok": kelompok, **said})


def head_of(row: Bagian | None, bentuk: Bentuk) -> dict[str, object]:
    return {one.name: getattr(row, one.name) for one in bentuk.heads} if row is not None else {}


class ButirForm(forms.Form):
    """One item; the KUK are drawn as a tree beside it."""

    def __init__(self, bentuk: Bentuk, *args: Any, **kwargs: Any) -> None:  # reason: a form's own signature
        super().__init__(*args, **kwargs)
        self.bentuk = bentuk
        if bentuk.scope:
            self.fields["scope"] = PlainField(label=str(bentuk.scope.label), help_text=str(bentuk.scope.help), max_length=300, required=False)  # fmt: skip
        self.fields["text"] = PlainField(label=str(bentuk.text), help_text=str(bentuk.text_help), widget=_area(4), max_length=8000)  # fmt: skip
        if bentuk.moment:
            self.fields["saat"] = forms.ChoiceField(
                label=_("Ditanyakan"), choices=Saat.choices, widget=forms.RadioSelect
            )
        if bentuk.options:
            self._add_options()
        if bentuk.answer:
            self.fields["answer"] = PlainField(label=str(bentuk.answer.label), help_text=str(bentuk.answer.help), widget=_area(3), max_length=8000, required=False)  # fmt: skip
        if bentuk.rubric:
            self.fields["rubric"] = PlainField(label=_("Pembahasan atau rambu penilaian"), help_text=_("Hanya dibaca asesor."), widget=_area(2), max_length=8000, required=False)  # fmt: skip
        self._add_measures()

    def words(self) -> list[forms.BoundField]:
        return self._named("scope", "text", "saat", *(f"option_{place}" for place in range(len(LETTERS))))

    def secrets(self) -> list[forms.BoundField]:
        return self._named("option", "answer", "rubric")

    def measures(self) -> list[forms.BoundField]:
        return self._named("dimensi", "kritis", "jenis", "metode")

    def pictures(self) -> list[forms.BoundField]:
        return self._named("picture", "picture_alt", "drop_picture")

    def _named(self, *names: str) -> list[forms.BoundField]:
        return [self[name] for name in names if name in self.fields]

    def _add_options(self) -> None:
        for place, letter in enumerate(LETTERS):
            field = PlainField(label=_("Pilihan %s.") % letter, max_length=2000, required=False)
            self.fields[f"option_{place}"] = awaited(field, _("paling sedikit dua pilihan")) if place < 2 else field
        choices = [("", _("belum dipilih")), *((str(place), f"{letter}.") for place, letter in enumerate(LETTERS))]
        key = forms.ChoiceField(label=_("Kunci jawaban"), choices=choices, required=False, help_text=_("Pilihan yang benar. Tidak pernah tampak bagi asesi."))  # fmt: skip
        self.fields["option"] = awaited(key, _("wajib sebelum diajukan"))

    def _add_measures(self) -> None:
        own_jenis, own_metode = JENIS[self.bentuk.code], METODE[self.bentuk.code]
        if self.bentuk.asks_dimension:
            self.fields["dimensi"] = forms.ChoiceField(
                label=_("Dimensi kompetensi"), choices=[("", _("belum ditentukan")), *Dimensi.choices], required=False,
                help_text=_("Tiap kelompok pekerjaan memerlukan paling sedikit satu pertanyaan untuk setiap dimensi."),
            )  # fmt: skip
        self.fields["kritis"] = forms.BooleanField(label=_("Butir ini kritis"), required=False, help_text=_("Asesi yang gagal pada butir ini belum kompeten, betapapun hasil butir lain."))  # fmt: skip
        self.fields["jenis"] = forms.ChoiceField(label=_("Jenis bukti"), choices=[("", _("Menurut instrumennya: %s") % own_jenis.label), *Jenis.choices], required=False)  # fmt: skip
        self.fields["metode"] = forms.ChoiceField(label=_("Metode"), choices=[("", _("Menurut instrumennya: %s") % own_metode.label), *Metode.choices], required=False)  # fmt: skip
        self.fields["picture"] = forms.FileField(label=_("Gambar"), required=False, help_text=_("JPEG atau PNG, bila soalnya memerlukan gambar."), widget=forms.ClearableFileInput(attrs={"accept": "image/jpeg,image/png"}))  # fmt: skip
        alt = PlainField(label=_("Apa yang terlihat pada gambar"), required=False, max_length=300, help_text=_("Dibacakan kepada asesi yang tidak dapat melihatnya."))  # fmt: skip
        self.fields["picture_alt"] = awaited(alt, _("wajib bila ada gambar"))
        self.fields["drop_picture"] = forms.BooleanField(label=_("Lepaskan gambar"), required=False)

    def clean(self) -> dict[str, Any]:
        """A key points at one of the options that are there."""
        said = super().clean() or self.cleaned_data
        options, key = self._options(), said.get("option")
        if key and not said.get(f"option_{key}"):
            self.add_error("option", _("Pilihan ini masih kosong; isi pilihannya atau tunjuk pilihan lain."))
        if self.bentuk.options and len(options) == 1:
            self.add_error("option_1", _("Soal pilihan ganda memerlukan paling sedikit dua pilihan."))
        self._check_picture(said)
        return said

    def _check_picture(self, said: Mapping[str, Any]) -> None:  # reason: a form's cleaned data
        """Beside the box that is to mend; a browser forgets the file, so it is asked for again."""
        file = said.get("picture")
        if file is None:
            return
        start = file.read(8)
        file.seek(0)
        if not start.startswith(PICTURES):
            self.add_error("picture", _("Berkas ini bukan gambar JPEG atau PNG. Pilih gambarnya lagi."))
        elif not said.get("picture_alt"):
            self.add_error("picture_alt", _("Tulis apa yang terlihat pada gambar, pilih gambarnya lagi, lalu simpan."))

    def _options(self) -> list[tuple[str, str]]:
        found = ((str(place), self.cleaned_data.get(f"option_{place}") or "") for place in range(len(LETTERS)))
        return [(place, text) for place, text in found if text]

    def spec(self, refs: Sequence[RefSpec], *, shown: PictureSpec | None) -> ButirSpec:
        """What was typed, with the picture that stays; empty options close up and the key follows."""
        said, options = self.cleaned_data, self._options()
        places = [place for place, _text in options]
        option = places.index(said["option"]) if said.get("option") in places else None
        kunci = KunciSpec(option=option, answer=said.get("answer") or None, rubric=said.get("rubric") or None)
        alt = said.get("picture_alt") or (shown.alt if shown else "")
        keeps = shown is not None and not said.get("drop_picture") and not said.get("picture")
        return ButirSpec.model_validate(
            {
                "text": said["text"], "scope": said.get("scope") or None, "refs": tuple(refs), "dimensi": said.get("dimensi") or None,
                "jenis": said.get("jenis") or None, "metode": said.get("metode") or None, "saat": said.get("saat") or None,
                "kritis": bool(said.get("kritis")), "options": tuple(text for _place, text in options),
                "kunci": kunci if kunci != KunciSpec() else None,
                "picture": PictureSpec(sha256=shown.sha256, alt=alt) if shown is not None and keeps else None,
            }
        )  # fmt: skip


def typed_of(spec: ButirSpec) -> Mapping[str, object]:
    """A stored item as the form shows it."""
    kunci = spec.kunci or KunciSpec()
    return {
        "text": spec.text, "scope": spec.scope or "", "saat": spec.saat or "", "dimensi": spec.dimensi or "",
        "jenis": spec.jenis or "", "metode": spec.metode or "", "kritis": spec.kritis, "answer": kunci.answer or "",
        "rubric": kunci.rubric or "", "option": "" if kunci.option is None else str(kunci.option),
        "picture_alt": spec.picture.alt if spec.picture else "",
        **{f"option_{place}": text for place, text in enumerate(spec.options)},
    }  # fmt: skip
