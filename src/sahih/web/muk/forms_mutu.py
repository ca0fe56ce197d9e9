"""The forms about the quality of a MUK: who validates it when and where, and what somebody found."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sahih.institution.accounts.models import Person
from sahih.institution.accounts.queries import same_human
from sahih.materials.perangkat.models import Butir, Muk
from sahih.process.kaji_ulang.models import Sumber
from sahih.process.validasi.models import Peran, Periode
from sahih.process.validasi.queries import Acara, Calon

Choices = Sequence[tuple[str, str]]


def _day(label: Any, **more: Any) -> forms.DateField:  # reason: a lazy word, and Django's own keywords
    return forms.DateField(
        label=label, widget=forms.DateInput(attrs={"type": "date", "class": "short"}, format="%Y-%m-%d"), **more
    )


class ValidasiForm(forms.Form):
    """A team with its lead, and when it meets."""

    periode = forms.ChoiceField(label=gettext_lazy("Periode"), choices=Periode.choices, widget=forms.RadioSelect)
    day = _day(
        gettext_lazy("Hari dan tanggal"),
        help_text=gettext_lazy("FR.VA dapat diisi sebelumnya; tanda tangan dibuka mulai tanggal itu."),
    )
    place = forms.CharField(label=gettext_lazy("Tempat"), max_length=200)
    lead = forms.ChoiceField(label=gettext_lazy("Ketua tim (Lead Asesor)"))
    asesor = forms.MultipleChoiceField(
        label=gettext_lazy("Asesor kompetensi"), widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Satu sampai tiga orang selain ketua. Paling sedikit satu orang dalam tim tidak menyusun dan tidak mengesahkan MUK ini."),
    )  # fmt: skip
    manajer = forms.ChoiceField(label=gettext_lazy("Manager, supervisor"), required=False)

    def __init__(
        self, *args: Any, known: Mapping[Peran, Iterable[Person]], muk: Muk, **kwargs: Any
    ) -> None:  # reason: Django's own signature
        super().__init__(*args, **kwargs)
        self.people = {one.ref: one for group in known.values() for one in group}
        able = [one for one in known[Peran.LEAD] if not same_human(one, muk.penyusun)]
        self._offer("lead", [("", "—"), *_names(able, muk)])
        self.fields["lead"].help_text = (
            _(
                "Mengisi FR.VA, dengan sertifikat asesor dan kompetensi skema yang berlaku hari itu. %s tidak ditawarkan karena menyusun MUK ini."
            )
            % muk.penyusun.name
        )
        self._offer("asesor", _names(known[Peran.ASESOR], muk))
        self._offer("manajer", [("", _("tidak ada")), *_names(known[Peran.MANAJER], muk)])

    def _offer(self, name: str, choices: Choices) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def team(self) -> list[Calon]:
        said = self.cleaned_data
        pairs = [(said["lead"], Peran.LEAD), *((one, Peran.ASESOR) for one in said["asesor"]), (said["manajer"], Peran.MANAJER)]  # fmt: skip
        return [Calon(self.people[ref], peran) for ref, peran in pairs if ref]

    def acara(self) -> Acara:
        said = self.cleaned_data
        return Acara(Periode(said["periode"]), said["day"], said["place"])


class GantiForm(forms.Form):
    """Who takes the seat of a member of the team, and why."""

    person = forms.ChoiceField(label=gettext_lazy("Pengganti"))
    reason = forms.CharField(
        label=gettext_lazy("Mengapa diganti"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Dibaca tim dan tercatat dalam jejak audit."),
    )  # fmt: skip

    def __init__(
        self, *args: Any, known: Iterable[Person], muk: Muk, rule: str, **kwargs: Any
    ) -> None:  # reason: Django's own signature
        super().__init__(*args, **kwargs)
        self.people = {one.ref: one for one in known}
        field = self.fields["person"]
        assert isinstance(field, forms.ChoiceField)
        field.choices, field.help_text = [("", "—"), *_names(self.people.values(), muk)], rule


def _names(people: Iterable[Person], muk: Muk) -> list[tuple[str, str]]:
    """Each name, with what this person did for the MUK already (K7)."""
    did = {muk.validator_id: _("%s, mengesahkan MUK ini"), muk.penyusun_id: _("%s, menyusun MUK ini")}
    return [(one.ref, did.get(one.pk, "%s") % one.name) for one in people]


class TemuanForm(forms.Form):
    """What was found in a MUK, where, and when."""

    source = forms.ChoiceField(label=gettext_lazy("Sumber"), choices=Sumber.choices, widget=forms.RadioSelect)
    butir = forms.ChoiceField(
        label=gettext_lazy("Tentang"), required=False,
        help_text=gettext_lazy("Pilih butirnya bila temuannya tentang satu butir."),
    )  # fmt: skip
    found_on = _day(gettext_lazy("Tanggal temuan"))
    text = forms.CharField(
        label=gettext_lazy("Temuan"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Apa yang kurang, dan mengapa. Jangan menulis kunci atau jawaban: temuan dibaca lebih banyak orang daripada kunci."),
    )  # fmt: skip

    def __init__(self, *args: Any, items: Iterable[Butir], **kwargs: Any) -> None:  # reason: Django's own signature
        super().__init__(*args, **kwargs)
        self.items = {one.ref: one for one in items}
        field = self.fields["butir"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("Seluruh MUK")), *((ref, _item(one)) for ref, one in self.items.items())]


def _item(one: Butir) -> str:
    words = " ".join(one.text.split())
    short = f"{words[:80]}…" if len(words) > 80 else words
    return f"{one.bagian.instrumen} · {_('kelompok')} {one.bagian.kelompok.number} · {one.number}. {short}"
