"""The map of one asesi, for the asesor, the office and the committee; and the four questions about each evidence (E4)."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sahih.institution.accounts.roles import Role
from sahih.kernel.clock import now
from sahih.kernel.policy import Unseen
from sahih.process.asesmen.actions import judge_evidence
from sahih.process.asesmen.evidence import Barang, evidence_map
from sahih.process.asesmen.models import Asesmen
from sahih.process.asesmen.policies import may_judge_evidence
from sahih.process.asesmen.queries import get_asesmen
from sahih.process.asesmen.vatm import ASPEK
from sahih.process.keputusan.queries import get_keputusan
from sahih.web.answers import FormPage, form_answer
from sahih.web.gate import LspRequest, needs
from sahih.web.peta.asesi import (
    ALL,
    KisiAsesi,
    Tautan,
    chosen_group,
    elemen_choices,
    evidence_table,
    groups_of,
    summary_of,
)
from sahih.web.turning import back_with
from sahih.web.ui.frame import mark_trial

READ_BY_ASESOR = {"FR.IA.01": "ia-01", "FR.AK.02": "ak-02"}
READ_BY_KOMITE = {"FR.IA.01": "fr-ia-01"}
QUESTIONS = {
    "valid": gettext_lazy("Valid: bukti berkaitan dengan KUK elemen ini"),
    "asli": gettext_lazy("Asli: hasil kerja asesi sendiri"),
    "terkini": gettext_lazy("Terkini: menunjukkan pengetahuan dan keterampilan sekarang"),
    "memadai": gettext_lazy("Memadai: cukup luas dan cukup sering"),
}
YES_NO = (("ya", gettext_lazy("Ya")), ("tidak", gettext_lazy("Tidak")))


@needs("asesmen.read", roles=(Role.ASESOR,))
def asesi(request: LspRequest, slug: str, ref: str) -> HttpResponse:
    """What proves each KUK so far, and what is open."""
    found = get_asesmen(request.actor, ref)
    return _page(request, found, _for_asesor(request, found), reverse("asesor:asesmen", args=[slug, ref]))


@needs("keputusan.read", roles=(Role.KOMITE,))
def komite(request: LspRequest, slug: str, ref: str, keputusan_ref: str) -> HttpResponse:
    """The same for a member of the committee, who judges nothing here."""
    case = get_keputusan(request.actor, keputusan_ref)
    if case.rapat.ref != ref:
        raise Unseen
    base = reverse("komite:asesi", args=[slug, ref, keputusan_ref])
    tautan = Tautan(
        sheet=lambda code: f"{base}lembar/{READ_BY_KOMITE[code]}/" if code in READ_BY_KOMITE else "",
        file=lambda one: f"{base}bukti/{one.bukti.ref}/" if one.bukti else "",
        judge=lambda _one: "",
    )
    return _page(request, case.asesmen, tautan, base)


def _for_asesor(request: LspRequest, found: Asesmen) -> Tautan:
    args, may = [request.lsp.slug, found.ref], bool(may_judge_evidence(request.actor, found))
    return Tautan(
        sheet=lambda code: (
            reverse("asesor:lembar", args=[*args, READ_BY_ASESOR[code]]) if code in READ_BY_ASESOR else ""
        ),
        file=lambda one: reverse("asesor:bukti", args=[*args, one.bukti.ref]) if one.bukti else "",
        judge=lambda one: reverse("peta:vatm", args=[*args, one.key.lower().replace(".", "-")]) if may else "",
    )


def _page(request: LspRequest, found: Asesmen, tautan: Tautan, back: str) -> HttpResponse:
    case = found.peserta.permohonan
    mark_trial(request, is_trial=case.uji_coba)
    peta = evidence_map(found)
    group, open_only = chosen_group(peta, request.GET.get("kelompok", "")), request.GET.get("terbuka") == "1"
    lines = [one for one in peta.lines if group in (ALL, one.row.cells["kelompok"])]
    seen = {
        "title": _("Peta bukti"), "over": f"{case.asesi.name} · {case.versi.title}", "summary": summary_of(peta), "back": back,
        "groups": [(ALL, _("Semua kelompok"), group == ALL)] + [(key, words, group == key) for key, words in groups_of(peta)],
        "open_only": open_only, "tables": KisiAsesi(peta, tautan).tables(lines, open_only=open_only),
        "evidence": evidence_table(peta, tautan), "planned": peta.planned, "closed": sorted(peta.closed),
        "waiting": [code for code in peta.planned if code not in peta.closed],
    }  # fmt: skip
    return render(request, "peta/asesi.html", seen)


class VatmForm(forms.Form):
    """Four answers; a no says why, and may say how it was mended."""

    def __init__(
        self, data: Any, *, barang: Barang, words: Mapping[str, str], asked: str
    ) -> None:  # reason: Django's own argument
        super().__init__(data)
        for key, label in QUESTIONS.items():
            self.fields[key] = forms.ChoiceField(label=label, choices=YES_NO, widget=forms.RadioSelect)
        self.fields["note"] = forms.CharField(
            label=_("Catatan"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3}),
            help_text=_("Wajib bila ada jawaban Tidak."),
        )  # fmt: skip
        self.fields["remedy"] = forms.CharField(
            label=_("Cara mengatasinya"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3}),
            help_text=_("Isi hanya bila kekurangannya sudah diatasi, misalnya “Dibuktikan lagi pada observasi, FR.IA.01”. Tanpa ini KUK elemennya tidak dapat K."),
        )  # fmt: skip
        self.fields["elemen"] = forms.MultipleChoiceField(
            label=_("Berlaku untuk elemen"), choices=[(key, words.get(key, key)) for key in barang.elemen],
            initial=[asked] if asked in barang.elemen else list(barang.elemen), widget=forms.CheckboxSelectMultiple,
        )  # fmt: skip

    def clean(self) -> dict[str, Any]:  # reason: Django's own type
        said: dict[str, Any] = super().clean() or {}
        if any(said.get(key) == "tidak" for key in ASPEK) and not str(said.get("note", "")).strip():
            self.add_error("note", _("Tuliskan mengapa ada jawaban Tidak."))
        return said


@needs(roles=(Role.ASESOR,))
def vatm(request: LspRequest, slug: str, ref: str, barang_ref: str) -> HttpResponse:
    """Answer the four questions about one piece of evidence."""
    found = get_asesmen(request.actor, ref)
    mark_trial(request, is_trial=found.peserta.permohonan.uji_coba)
    peta, here = evidence_map(found), reverse("peta:asesi", args=[slug, ref])
    barang = next((one for one in peta.evidence if one.key.lower().replace(".", "-") == barang_ref), None)
    if barang is None:
        raise Unseen
    if not (verdict := may_judge_evidence(request.actor, found)):
        return back_with(request, here, verdict.reason)
    page = FormPage(
        title=_("VATM: %s") % barang.name, button=_("Simpan penilaian"), back=here, over=found.peserta.permohonan.asesi.name,
        lead=_("Penilaian baru tidak menghapus yang lama; yang terakhir berlaku."), template="asesor/formulir.html",
    )  # fmt: skip
    form = VatmForm(
        request.POST or None, barang=barang, words=elemen_choices(peta), asked=request.GET.get("elemen", "")
    )

    def save(said: dict[str, Any]) -> object:  # reason: a form's cleaned data
        answers = {key: said[key] == "ya" for key in ASPEK}
        return judge_evidence(
            found, barang.key, elemen=said["elemen"], said=answers, note=said["note"], remedy=said["remedy"],
            actor=request.actor, at=now(),
        )  # fmt: skip

    done = _("Bukti %s dinilai. Pilih bukti berikutnya pada daftar.") % barang.name
    return form_answer(request, form, page, save=save, done=done, to=here)
