"""Hand out the whole file of one asesi (SE.007 A.IV.8, D.II.1.c)."""

import datetime as dt
import hashlib

from django.db import transaction
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from sahih.documents.issuing import current_trust, publish_trust, seal_key, seals_of
from sahih.documents.models import Lembar
from sahih.documents.prints import print_lembar
from sahih.documents.seal import sealed_by
from sahih.documents.verification.arsip import ArchiveBroken
from sahih.documents.verification.berkas import EDITION, Indeks, build
from sahih.insight.berkas import events
from sahih.insight.berkas.collect import Case, Packer, case_of, checkpoint_over, prints_of, sheets_of
from sahih.insight.berkas.penilaian import muk_of, vatm_of
from sahih.insight.berkas.policies import may_export, may_pack
from sahih.insight.berkas.sampul import print_sampul, sampul_of
from sahih.institution.lsp.models import Lsp
from sahih.institution.lsp.queries import kop
from sahih.kernel.actions import action
from sahih.kernel.actor import Actor
from sahih.kernel.audit import record
from sahih.kernel.clock import local_date
from sahih.kernel.policy import Refused, require
from sahih.kernel.vault.models import StoredFile
from sahih.kernel.vault.store import destroy, note_read, store
from sahih.kernel.workflow import lock, transition
from sahih.process.arsip.models import Arsip
from sahih.process.permohonan.models import Permohonan
from sahih.process.permohonan.queries import reviewed_identity

# Long enough to come back for it, short for a copy of everything; it can be made again any time.
KEPT_DAYS = 7
# Prints made in one go: what is done stays done when the next one fails, and the page can tell it.
STEP = 8


@action("berkas.export")
def export_berkas(permohonan: Permohonan, *, actor: Actor, at: dt.datetime) -> bytes:
    """The archive as it stands now; whoever takes it, and its hash, are an entry."""
    require(may_export(actor))
    archive, count = _packed(permohonan, actor=actor, at=at)
    record(events.EXPORTED, permohonan, new={"sha256": hashlib.sha256(archive).hexdigest(), "sheets": count})
    return archive


def _signed_sheets(case: Case) -> list[Lembar]:
    sheets = sheets_of(case)
    if not sheets:
        raise Refused(_("Belum ada lembar yang ditandatangani; berkasnya belum ada."))
    return sheets


def _packed(permohonan: Permohonan, *, actor: Actor, at: dt.datetime) -> tuple[bytes, int]:
    lsp = Lsp.objects.get(pk=actor.here)
    case = case_of(permohonan)
    sheets = _signed_sheets(case)
    seal = seal_key(lsp.ref, name=lsp.name, at=at)
    transaction.on_commit(publish_trust)
    # The prints take long and the log belongs to everybody: it is asked last.
    prints = prints_of(sheets, lsp, seal, actor=actor, at=at)
    packer = Packer(prints, checkpoint_over(sheets, at=at))
    cover = packer.cover(*print_sampul(sampul_of(case), lsp, at=at), seal, at=at)
    index = Indeks(
        sahih_berkas=EDITION, made_at=at.isoformat(), lsp=sealed_by(seal.certificate), seals=seals_of(lsp.ref),
        permohonan=permohonan.ref, asesi=reviewed_identity(permohonan)[0], skema=permohonan.versi.title,
        uji_coba=permohonan.uji_coba,
        certificate_number=case.sertifikat.number if case.sertifikat else "",
        lembar=tuple(packer.sheet(n, sheet) for n, sheet in enumerate(sheets, 1)),
        unggahan=packer.papers(case), certificate=packer.certificate(case), audit=packer.trail(case, sheets),
        cover=cover, muk=muk_of(case), vatm=vatm_of(case),
    )  # fmt: skip
    readme = render_to_string("berkas/baca_saya.html", {"index": index}).encode()
    try:
        return build(index, packer.members, readme=readme, trust=current_trust(), seal=seal), len(sheets)
    except ArchiveBroken as broken:
        raise Refused(str(broken)) from broken


@action("berkas.ask")
def ask_arsip(permohonan: Permohonan, *, actor: Actor, at: dt.datetime) -> Arsip:
    """Have the archive made in the background; who asks while one is in the making gets that one, taken up again if it stands still."""
    from sahih.insight.berkas.tasks import pack  # noqa: PLC0415 -- the job calls the actions below

    require(may_export(actor))
    # Of two who ask at once the second finds the first one's.
    held = Permohonan.objects.select_for_update(of=("self",), no_key=True).get(pk=permohonan.pk)
    _signed_sheets(case_of(held))
    found = Arsip.objects.filter(permohonan=held).order_by("-id").first()
    if found is not None and found.can("retry"):
        with transition(found, "retry") as locked:
            locked.reason, locked.done, locked.changed_at = "", 0, at
    elif found is None or not found.can("finish"):
        found = Arsip.objects.create(permohonan=held, asked_by_id=actor.person_id, asked_at=at, changed_at=at)
    record(events.ASKED, found, new={"permohonan": held.ref})
    pack.defer(arsip_id=found.pk, once=found.ref)
    return found


@action("berkas.advance")
def advance_arsip(arsip: Arsip, *, actor: Actor, at: dt.datetime) -> bool:
    """The next prints, and the archive once all are there; whether there is more to do. A refusal ends it with its sentence."""
    require(may_pack(actor))
    held = lock(arsip)
    try:
        # A savepoint: the reason is kept, and nothing of what failed.
        with transaction.atomic():
            return _advance(held, actor=actor, at=at)
    except Refused as refusal:
        with transition(held, "fail") as locked:
            locked.reason, locked.changed_at = str(refusal.reason), at
        return False


def _advance(arsip: Arsip, *, actor: Actor, at: dt.datetime) -> bool:
    lsp, case = Lsp.objects.get(pk=actor.here), case_of(arsip.permohonan)
    sheets = _signed_sheets(case)
    batch = sheets[arsip.done : arsip.done + STEP]
    for sheet in batch:
        print_lembar(sheet, kop=kop(lsp), zone=lsp.zone, actor=actor, at=at)
    arsip.done, arsip.total, arsip.changed_at = arsip.done + len(batch), len(sheets), at
    arsip.save(update_fields=["done", "total", "changed_at"])
    record(events.ADVANCED, arsip, new={"done": arsip.done, "total": arsip.total})
    if batch:
        return True
    _finish(arsip, lsp, actor=actor, at=at)
    return False


def _finish(arsip: Arsip, lsp: Lsp, *, actor: Actor, at: dt.datetime) -> None:
    archive, count = _packed(arsip.permohonan, actor=actor, at=at)
    # A key of its own, so that the copy can be destroyed and the case stays.
    file = store(
        [archive], name=f"berkas-{arsip.permohonan.ref}.zip", mime="application/zip", kind="arsip", at=at, sensitive=True,
        keep_until=local_date(at, lsp.zone) + dt.timedelta(days=KEPT_DAYS),
    )  # fmt: skip
    with transition(arsip, "finish") as locked:
        locked.file, locked.done, locked.total, locked.changed_at = file, count, count, at


@action("berkas.fetch")
def fetch_arsip(arsip: Arsip, *, actor: Actor, at: dt.datetime) -> StoredFile:
    """The archive that was made; who takes it, and its hash, are an entry."""
    require(may_export(actor))
    if arsip.status != Arsip.Status.SIAP or arsip.file is None:
        raise Refused(_("Arsip ini tidak sedang tersedia. Susun lagi dari laman permohonannya."))
    record(events.EXPORTED, arsip.permohonan, new={"sha256": arsip.file.sha256, "sheets": arsip.total})
    note_read(arsip.file)
    return arsip.file


@action("berkas.expire")
def expire_arsip(arsip: Arsip, *, actor: Actor, at: dt.datetime) -> None:
    """Destroy an archive whose day has passed; the row stays and says so."""
    require(may_pack(actor))
    with transition(arsip, "expire") as locked:
        locked.changed_at = at
        assert locked.file is not None  # the database holds it
        destroy(locked.file, reason="Masa simpan arsip sudah lewat.", at=at)
