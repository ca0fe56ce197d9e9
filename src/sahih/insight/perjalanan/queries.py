"""One person's road through one application: where it stands, whose turn it is, what comes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet

from sahih.documents.filling import Progress, progress
from sahih.documents.fr import FORMS
from sahih.documents.models import Lembar, LembarPart, Penolakan
from sahih.documents.sheets import content_of
from sahih.institution.accounts.actions import hash_token
from sahih.institution.accounts.models import Invitation
from sahih.institution.accounts.roles import Role
from sahih.institution.lsp.models import Perusahaan
from sahih.kernel.actor import Actor
from sahih.kernel.policy import Unseen
from sahih.kernel.tenancy import cross_tenant
from sahih.process.asesmen.models import Asesmen
from sahih.process.banding.models import Banding
from sahih.process.biaya.models import Tagihan, TagihanBaris
from sahih.process.jadwal.models import Peserta
from sahih.process.keputusan.models import Keputusan
from sahih.process.penyerahan.models import Penyerahan
from sahih.process.permohonan.models import Permohonan
from sahih.process.permohonan.policies import apl01_progress
from sahih.process.permohonan.queries import get_permohonan, visible_permohonan
from sahih.process.sertifikat.models import Sertifikat


@dataclass(frozen=True)
class Perjalanan:
    """Everything on the road of one application, each None until it is reached; `mine` are sheets that wait for the asesi."""

    permohonan: Permohonan
    tagihan: Tagihan | None = None
    peserta: Peserta | None = None
    asesmen: Asesmen | None = None
    keputusan: Keputusan | None = None
    sertifikat: Sertifikat | None = None
    banding: Banding | None = None
    penyerahan: Penyerahan | None = None
    mine: frozenset[int] = frozenset()
    refused: frozenset[int] = frozenset()

    def asks(self, lembar_id: int | None) -> bool:
        """Whether the asesi is asked to sign it: who said no is asked no more, though they may still sign (B6)."""
        return self.awaits(lembar_id) and lembar_id not in self.refused

    def awaits(self, lembar_id: int | None) -> bool:
        """Whether the open part of this sheet is the asesi's."""
        return lembar_id in self.mine


def perjalanan_of(permohonan: Permohonan) -> Perjalanan:
    return perjalanan_list([permohonan])[0]


def perjalanan_list(cases: Sequence[Permohonan]) -> list[Perjalanan]:
    """Eight queries, however many applications."""
    found = _Found(cases)
    return [found.road_of(case) for case in cases]


class _Found:
    """Everything on the roads of several applications, each kept under what comes before it."""

    def __init__(self, cases: Sequence[Permohonan]) -> None:
        bills = TagihanBaris.objects.filter(permohonan__in=cases, is_live=True).select_related("tagihan")
        seats = Peserta.objects.filter(permohonan__in=cases, is_live=True).select_related("jadwal__tuk")
        self.bills = {row.permohonan_id: row.tagihan for row in bills}
        self.seats = {row.permohonan_id: row for row in seats}
        self.sessions = {row.peserta_id: row for row in _sessions(self.seats.values())}
        # The asesi learns the decision when the Ketua has decreed it, not while the committee speaks.
        decreed = Keputusan.objects.filter(asesmen__in=self.sessions.values(), status=Keputusan.Status.DITETAPKAN)
        self.decisions = {row.asesmen_id: row for row in decreed.select_related("rapat__sk_hasil")}
        issued = Sertifikat.objects.filter(keputusan__in=self.decisions.values()).exclude(
            status=Sertifikat.Status.BERNOMOR
        )
        self.papers = {row.keputusan_id: row for row in issued.select_related("pdf__key")}
        appeals = Banding.objects.filter(keputusan__in=self.decisions.values()).select_related("lembar__key")
        self.appeals = {row.keputusan_id: row for row in appeals}
        handed = Penyerahan.objects.filter(sertifikat__in=self.papers.values())
        self.handed = {row.sertifikat_id: row for row in handed.select_related("komitmen__key", "tanda_terima__key")}
        waiting = _sheets_that_wait(self.sessions.values())
        self.mine = frozenset(waiting)
        self.refused = frozenset(pk for pk, is_refused in waiting.items() if is_refused)

    def road_of(self, case: Permohonan) -> Perjalanan:
        peserta = self.seats.get(case.pk)
        asesmen = self.sessions.get(peserta.pk) if peserta else None
        keputusan = self.decisions.get(asesmen.pk) if asesmen else None
        sertifikat = self.papers.get(keputusan.pk) if keputusan else None
        return Perjalanan(
            case, self.bills.get(case.pk), peserta, asesmen, keputusan, sertifikat,
            self.appeals.get(keputusan.pk) if keputusan else None,
            self.handed.get(sertifikat.pk) if sertifikat else None, self.mine, self.refused,
        )  # fmt: skip


def _sessions(seats: Iterable[Peserta]) -> QuerySet[Asesmen]:
    return Asesmen.objects.filter(peserta__in=seats).select_related(
        "peserta__jadwal__tuk",
        "peserta__permohonan",
        "ak07__key",
        "ak01__key",
        "tata_tertib__key",
        "ia01__key",
        "ak02__key",
        "ak03__key",
    )


def _sheet_ids(one: Asesmen) -> tuple[int | None, ...]:
    return (one.ak07_id, one.ak01_id, one.tata_tertib_id, one.ia01_id, one.ak02_id, one.ak03_id)


def _sheets_that_wait(sessions: Iterable[Asesmen]) -> dict[int, bool]:
    """A sheet has one open part at most: it waits for that part's role; and whether the asesi said no to it."""
    ids = [pk for one in sessions for pk in _sheet_ids(one) if pk]
    parts = LembarPart.objects.filter(lembar_id__in=ids, role=Role.ASESI, locked_at=None, lembar__void_reason="")
    refused = Exists(Penolakan.objects.filter(lembar=OuterRef("lembar"), role=Role.ASESI))
    return dict(parts.annotate(is_refused=refused).values_list("lembar_id", "is_refused"))


def own_permohonan(actor: Actor, ref: str) -> Permohonan:
    """The asesi's own application: those of others under /saya/ do not exist, whatever rights one has."""
    found = get_permohonan(actor, ref)
    if found.asesi_id != actor.person_id:
        raise Unseen
    return found


def own_permohonan_list(actor: Actor) -> list[Permohonan]:
    """Newest first."""
    return list(visible_permohonan(actor).filter(asesi_id=actor.person_id).order_by("-changed_at", "-id"))


def progress_of(case: Permohonan, sheet: Lembar) -> Progress:
    """How far the asesi is with a sheet of their own; FR.APL.01 counts its papers too."""
    content = content_of(sheet)
    is_application = sheet.pk == case.apl01_id
    return apl01_progress(case, content, case.lsp) if is_application else progress(FORMS[sheet.code], content, "asesi")


def invitation_by(token: str) -> Invitation | None:
    """The invitation behind a personal link; which LSP it belongs to is only known once it is found."""
    with cross_tenant(reason="Tautan undangan dibuka; LSP-nya belum diketahui."):
        rows = Invitation.objects.filter(token_hash=hash_token(token)).select_related("lsp", "perusahaan")
        return rows.first()


def sender_of(person_id: int) -> Perusahaan | None:
    """The company that invited this person here, and so pays and follows."""
    row = Invitation.objects.filter(accepted_by_id=person_id, role=Role.ASESI, perusahaan__isnull=False)
    found = row.select_related("perusahaan").order_by("-accepted_at").first()
    return found.perusahaan if found else None
