"""What waits in the making of plans and MUK: what nobody has begun, one's own draft, a validation, the manager's confirmation, the next look, a team's FR.VA."""

from collections.abc import Callable, Iterator
from typing import TypeVar

from django.db.models import Exists, F, OuterRef
from django.utils.translation import gettext as _

from sahih.documents.models import Tandatangan
from sahih.insight.antrean.tugas import Kind, Tugas
from sahih.institution.accounts.roles import Role
from sahih.kernel.actor import Actor
from sahih.kernel.clock import local_date, now
from sahih.kernel.policy import Verdict
from sahih.materials.lingkup.queries import competent_asesor
from sahih.materials.muk.models import Rencana
from sahih.materials.muk.policies import may_approve, may_validate
from sahih.materials.muk.queries import IN_MAKING
from sahih.materials.perangkat.models import Muk
from sahih.materials.perangkat.policies import is_no_asesi, may_validate_muk
from sahih.materials.perangkat.queries import usable_muk
from sahih.materials.skema.enums import Status as VersiStatus
from sahih.materials.skema.models import SkemaVersi
from sahih.process.validasi.models import Peran, Validasi
from sahih.process.validasi.queries import next_review

T = TypeVar("T", Rencana, Muk)


def _once(ask: Callable[[T], Verdict]) -> Callable[[T], Verdict]:
    """One answer for all rows of one skema and one penyusun that stand alike: nothing else of a row is asked there."""
    known: dict[tuple[int, int, str], Verdict] = {}

    def answer(one: T) -> Verdict:
        key = (one.versi.skema_id, one.penyusun_id, str(one.status))
        if key not in known:
            known[key] = ask(one)
        return known[key]

    return answer


def _in(*states: str) -> Iterator[Rencana]:
    rows = Rencana.objects.filter(status__in=states).select_related("versi__skema", "penyusun", "lsp")
    yield from rows.order_by("changed_at", "id")


_WRITING = (Muk.Status.DRAF, Muk.Status.DISUSUN)


def unprepared(_actor: Actor) -> Iterator[Tugas]:
    """Published versions without a plan in force, or without a MUK that may be chosen: nobody is assessed under them (PL5, PL10)."""
    plan = Rencana.objects.filter(versi=OuterRef("pk"), status=Rencana.Status.BERLAKU)
    rows = SkemaVersi.objects.filter(status=VersiStatus.TERBIT).select_related("skema", "lsp")
    rows = rows.annotate(has_plan=Exists(plan), has_muk=Exists(usable_muk().filter(versi=OuterRef("pk"))))
    for one in rows.exclude(has_plan=True, has_muk=True).order_by("published_at", "id"):
        lacking = _("Rencana dan MUK belum ada") if not (one.has_plan or one.has_muk) else _("MUK belum ada") if one.has_plan else _("Rencana belum ada")  # fmt: skip
        kind = Kind.PREPARE_MUK if one.has_plan else Kind.PREPARE_PLAN
        yield Tugas(kind, f"{lacking} — {one.title}", _writers(one), one.published_at or one.imported_at, ref=one.ref)


def _writers(one: SkemaVersi) -> str:
    """Who is at it already; else whom the manager asks, for an asesor writes both."""
    plans = Rencana.objects.filter(versi=one, status__in=IN_MAKING).values_list("penyusun__name", flat=True)
    muk = Muk.objects.filter(versi=one, status__in=_WRITING).values_list("penyusun__name", flat=True)
    said = [_("%(what)s sedang disusun %(who)s") % {"what": what, "who": ", ".join(dict.fromkeys(names))} for what, names in ((_("rencana"), plans), (_("MUK"), muk)) if names]  # fmt: skip
    if said:
        return "; ".join(said)
    names = [row.person.name for row in competent_asesor(one.skema, local_date(now(), one.lsp.zone))[:3]]
    if not names:
        return _("Belum ada asesor yang kompetensi teknisnya mencakup skema ini; catat lingkupnya lebih dulu")
    return _("Asesmen belum dapat dimulai; disusun asesor, misalnya %s") % ", ".join(names)


def plans(actor: Actor) -> Iterator[Tugas]:
    """Drafts of one's own, and plans of others in a skema that one may validate (PL5)."""
    able: Callable[[Rencana], Verdict] = _once(
        lambda one: may_validate(actor, one, day=local_date(now(), one.lsp.zone))
    )
    for one in _in(Rencana.Status.DRAF, Rencana.Status.DISUSUN):
        if one.status == Rencana.Status.DRAF:
            if one.penyusun_id == actor.person_id:
                what = _("Perbaiki rencana asesmen — %s") if one.note else _("Lanjutkan rencana asesmen — %s")
                yield Tugas(Kind.DRAFT, what % one.versi.title, _said(one), one.changed_at, ref=one.ref)
        elif able(one):
            what = _("Validasi rencana asesmen — %s") % one.versi.title
            yield Tugas(Kind.VALIDATE, what, _said(one), one.changed_at, ref=one.ref)


def confirmations(actor: Actor) -> Iterator[Tugas]:
    """Validated plans that the manajer sertifikasi has still to sign."""
    for one in _in(Rencana.Status.DIVALIDASI):
        if may_approve(actor, one):
            what = _("Konfirmasi rencana asesmen — %s") % one.versi.title
            yield Tugas(Kind.APPROVE, what, _said(one), one.changed_at, ref=one.ref)


def _said(one: Rencana) -> str:
    return one.note or _("Potensi %(potensi)s · disusun %(who)s") % {"potensi": one.potensi, "who": one.penyusun.name}


def writings(actor: Actor) -> Iterator[Tugas]:
    """MUK that this asesor writes, and those of others that they may validate (SE.007 A.IV.6)."""
    able: Callable[[Muk], Verdict] = _once(
        lambda one: may_validate_muk(actor, one, day=local_date(now(), one.lsp.zone))
    )
    apart: Callable[[Muk], Verdict] = _once(lambda one: is_no_asesi(actor, one.versi.skema_id))
    rows = Muk.objects.filter(status__in=_WRITING)
    for one in rows.select_related("versi__skema", "penyusun", "lsp").order_by("changed_at", "id"):
        why = f"{one} · {one.penyusun.name}"
        if one.status == Muk.Status.DRAF:
            if one.penyusun_id == actor.person_id:
                what = _("Perbaiki MUK — %s") if one.note else _("Lanjutkan MUK — %s")
                said = (one.note or why) if apart(one) else str(apart(one).reason)  # a note speaks of items (17024 7.4)
                yield Tugas(Kind.WRITE_MUK, what % one.versi.title, said, one.changed_at, ref=one.ref)
        elif able(one):
            yield Tugas(Kind.VALIDATE_MUK, _("Validasi MUK — %s") % one.versi.title, why, one.changed_at, ref=one.ref)


def reviews(_actor: Actor) -> Iterator[Tugas]:
    """Validated MUK whose day of review has come, and that no team has found fit since (FX9)."""
    rows = Muk.objects.filter(status=Muk.Status.TERVALIDASI, review_on__isnull=False).select_related("versi", "lsp")
    for one in rows.order_by("review_on", "id"):
        assert one.review_on is not None
        day = local_date(now(), one.lsp.zone)
        if one.review_on <= day and (due := next_review(one)) is not None and due <= day:
            what = _("Tinjau ulang MUK — %s") % one.versi.title
            yield Tugas(Kind.REVIEW_MUK, what, str(one), one.changed_at, one.ref, due)


def team_validations(actor: Actor) -> Iterator[Tugas]:
    """FR.VA of teams that one leads or sits in: to be filled, or to be signed from its day on (FX9)."""
    open_states = (Validasi.Status.DIISI, Validasi.Status.MENUNGGU)
    rows = Validasi.objects.filter(anggota_set__person=actor.self_id, anggota_set__left_at=None, status__in=open_states)
    # Who leads fills; a sheet that waits for others asks nothing more of its lead.
    signed = Exists(Tandatangan.objects.filter(lembar=OuterRef("lembar"), person_id=actor.self_id or 0))
    rows = rows.annotate(peran=F("anggota_set__peran"), has_signed=signed).select_related("muk__versi", "lembar", "lsp")
    for one in rows.order_by("changed_at", "id"):
        leads, fills = one.peran == Peran.LEAD, one.status == Validasi.Status.DIISI
        if leads and fills:
            what = _("Perbaiki FR.VA — %s") if one.lembar.corrects_id else _("Isi FR.VA — %s")
            yield Tugas(Kind.FILL_VA, what % one.muk, one.note or one.place, one.changed_at, one.ref, one.day)
        elif not (leads or fills or one.has_signed) and local_date(now(), one.lsp.zone) >= one.day:
            yield Tugas(
                Kind.SIGN_VA, _("Tandatangani FR.VA — %s") % one.muk, one.muk.versi.title, one.changed_at, one.ref
            )


def managers_validations(actor: Actor) -> Iterator[Tugas]:
    """The same for who sits in a team as manager; whoever is an asesor too was told already."""
    if not actor.has(Role.ASESOR):
        yield from team_validations(actor)
