"""Hand out the whole file of one asesi (SE.007 A.IV.8, D.II.1.c)."""

import datetime as dt
import hashlib

from django.db import transaction
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from sahih.documents.issuing import current_trust, publish_trust, seal_key, seals_of
from sahih.documents.seal import sealed_by
from sahih.documents.verification.arsip import ArchiveBroken
from sahih.documents.verification.berkas import EDITION, Indeks, build
from sahih.insight.berkas import events
from sahih.insight.berkas.collect import Packer, case_of, checkpoint_over, prints_of, sheets_of
from sahih.insight.berkas.policies import may_export
from sahih.insight.berkas.sampul import print_sampul, sampul_of
from sahih.institution.lsp.models import Lsp
from sahih.kernel.actions import action
from sahih.kernel.actor import Actor
from sahih.kernel.audit import record
from sahih.kernel.policy import Refused, require
from sahih.process.permohonan.models import Permohonan
from sahih.process.permohonan.queries import reviewed_identity


@action("berkas.export")
def export_berkas(permohonan: Permohonan, *, actor: Actor, at: dt.datetime) -> bytes:
    """The archive as it stands now; whoever takes it, and its hash, are an entry."""
    require(may_export(actor))
    lsp = Lsp.objects.get(pk=actor.here)
    case = case_of(permohonan)
    sheets = sheets_of(case)
    if not sheets:
        raise Refused(_("Belum ada lembar yang ditandatangani; berkasnya belum ada."))
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
        cover=cover,
    )  # fmt: skip
    readme = render_to_string("berkas/baca_saya.html", {"index": index}).encode()
    try:
        archive = build(index, packer.members, readme=readme, trust=current_trust(), seal=seal)
    except ArchiveBroken as broken:
        raise Refused(str(broken)) from broken
    record(events.EXPORTED, permohonan, new={"sha256": hashlib.sha256(archive).hexdigest(), "sheets": len(sheets)})
    return archive
