"""Applications as an actor may see them, and what their forms need to know."""

import datetime as dt
from dataclasses import replace

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from sahih.documents.content import Choice, Content, Context, Header
from sahih.documents.fr.apl_01 import FR_APL_01
from sahih.documents.fr.apl_02 import FR_APL_02
from sahih.documents.sheets import content_of
from sahih.institution.accounts.models import Membership, Person, User
from sahih.institution.accounts.nik import NikCheck, check_nik
from sahih.institution.accounts.queries import has_other_nik, others_with_nik
from sahih.institution.accounts.roles import Role
from sahih.institution.lsp.models import Lsp
from sahih.kernel.actor import Actor
from sahih.kernel.policy import get_or_unseen
from sahih.materials.lingkup.queries import permits_for
from sahih.materials.skema.enums import BasicRule
from sahih.materials.skema.models import SkemaVersi
from sahih.materials.skema.queries import row_sources
from sahih.process.permohonan.models import Bukti, Permohonan

FORMS = {"FR.APL.01": FR_APL_01, "FR.APL.02": FR_APL_02}
ACCEPTED = (Permohonan.Status.DITERIMA, Permohonan.Status.LUNAS, Permohonan.Status.SIAP)


def visible_permohonan(actor: Actor) -> QuerySet[Permohonan]:
    """The office sees all, an asesi their own, a company those it pays for."""
    everything = Permohonan.objects.select_related(
        "versi__skema", "asesi", "perusahaan", "apl01__key", "apl02__key", "key"
    )
    if actor.may("permohonan.read") or actor.may("permohonan.review"):
        return everything
    seen = Q(asesi_id=actor.self_id)
    if actor.has(Role.PERUSAHAAN):
        seen |= Q(perusahaan_id__in=_companies(actor))
    return everything.filter(seen)


def _companies(actor: Actor) -> QuerySet[Membership, int | None]:
    return Membership.objects.filter(person_id=actor.self_id, role=Role.PERUSAHAAN).values_list(
        "perusahaan_id", flat=True
    )


def get_permohonan(actor: Actor, ref: str) -> Permohonan:
    found: Permohonan = get_or_unseen(visible_permohonan(actor), ref=ref)
    return found


def open_permohonan_of(person_id: int, versi: SkemaVersi) -> Permohonan | None:
    """The one application that this person has open for the version."""
    closed = (Permohonan.Status.DITOLAK, Permohonan.Status.DIBATALKAN, Permohonan.Status.SIAP)
    return Permohonan.objects.filter(asesi_id=person_id, versi=versi).exclude(status__in=closed).first()


def live_bukti(permohonan: Permohonan) -> QuerySet[Bukti]:
    return permohonan.bukti_set.filter(removed_at=None).select_related("file__key").order_by("id")


def skema_header(versi: SkemaVersi, **more: object) -> Header:
    """The identity rows that every form shares."""
    return Header(
        skema_jenis=versi.kind.lower(), skema_judul=versi.title, skema_nomor=versi.skema.number, **more,  # type: ignore[arg-type]  # reason: Header's own fields by name
    )  # fmt: skip


def permits_of(permohonan: Permohonan, lsp: Lsp, *, day: dt.date) -> list[str]:
    """L9: what the case refers to on that day, by BNSP's number and date; a rehearsal outside any permit has none."""
    if not permohonan.under_permit:
        return []
    found = permits_for(
        permohonan.versi.skema, mode=permohonan.mode, medium=permohonan.medium, sjj_is_paperless=lsp.paperless_in_sjj, day=day
    )  # fmt: skip
    return [f"{one.decision_no}, {one.decided_on:%d-%m-%Y}" for one in found]


def bukti_choices(permohonan: Permohonan) -> list[Choice]:
    return [Choice(row.ref, _told(row), row.file.sha256) for row in live_bukti(permohonan)]


def _told(bukti: Bukti) -> str:
    """The label is the file's own name where the asesi gave none."""
    return bukti.label if bukti.label == bukti.file.name else f"{bukti.label} ({bukti.file.name})"


def apl01_context(permohonan: Permohonan) -> Context:
    """FR.APL.01: the account's facts are offered, the skema's are imposed."""
    return apl01_facts(permohonan.versi, permohonan.asesi_id, berkas=bukti_choices(permohonan))


def apl01_facts(versi: SkemaVersi, person_id: int, *, berkas: list[Choice]) -> Context:
    user = User.objects.filter(person_id=person_id).select_related("person").first()
    prefill = {"nama": user.person.name, "hp": user.phone or "", "email": user.email or ""} if user else {}
    sources = row_sources(versi)
    wanted = ("unit", "syarat_dasar", "syarat_administratif")
    return Context(
        header=skema_header(versi),
        rows={name: sources[name] for name in wanted},
        choices={"berkas": berkas},
        prefill={key: value for key, value in prefill.items() if value},
    )


def apl02_context(permohonan: Permohonan) -> Context:
    """FR.APL.02: each elemen with its KUK, the papers already handed in as evidence (PL3)."""
    return Context(
        header=skema_header(permohonan.versi, asesi=name_on_forms(permohonan)),
        rows={"elemen": row_sources(permohonan.versi)["elemen"]},
        choices={"berkas": bukti_choices(permohonan)},
    )


def reviewed_identity(permohonan: Permohonan) -> tuple[str, str]:
    """Name and identity number as this LSP reviewed them on this FR.APL.01.

    The person's own name follows whatever was accepted last, in any application, at any LSP.
    """
    fields = content_of(permohonan.apl01)["fields"]
    return str(fields.get("nama", "")), str(fields.get("nomor_identitas", ""))


def name_on_forms(permohonan: Permohonan) -> str:
    """The asesi's name on every paper of the case: as this LSP reviewed it, and before that as the account has it."""
    return reviewed_identity(permohonan)[0] if permohonan.status in ACCEPTED else permohonan.asesi.name


def identity_number(content: Content) -> str:
    """The NIK on FR.APL.01; empty for who named a passport (N4)."""
    number = str(content["fields"].get("nomor_identitas", ""))
    return number if number.isdigit() else ""


def nik_told(asesi: Person, content: Content) -> NikCheck:
    """What a reviewer must know of the number: impossible, at odds with the form, or with what is on record (N2–N4)."""
    number, fields = identity_number(content), content["fields"]
    born = str(fields.get("tanggal_lahir") or "")
    if not number or not born:
        return NikCheck()
    sex = "Wanita" if fields.get("jenis_kelamin") == "wanita" else "Laki-laki"
    checked = check_nik(number, birth_date=dt.date.fromisoformat(born), sex=sex)
    if checked.error:
        return checked
    return replace(checked, warning=" ".join(filter(None, [checked.warning, *_on_record(asesi, number)])))


def _on_record(asesi: Person, number: str) -> list[str]:
    told = [_("NIK ini berbeda dari yang tercatat sebelumnya untuk akun ini. Bandingkan dengan KTP.")] if has_other_nik(asesi, number) else []  # fmt: skip
    if others_with_nik(asesi, number).exists():
        told.append(_("NIK ini juga tercatat pada akun lain di LSP ini; mungkin orang yang sama. Periksa KTP."))
    return told


def any_one_suffices(versi: SkemaVersi) -> bool:
    return versi.basic_rule == BasicRule.ANY_ONE
