"""The PDF of a sheet as it stands: made once per number of signatures, the same bytes every time."""

import datetime as dt
import json
from collections.abc import Mapping
from typing import Any, cast

from django.conf import settings
from django.db import transaction

from sahih.documents.fr import FORMS
from sahih.documents.issuing import publish_trust, seal_key
from sahih.documents.kepala import standing_block
from sahih.documents.models import Cetakan, Kendali, Lembar, Tandatangan
from sahih.documents.pdf import Rendered
from sahih.documents.printing import PrintedSignature, print_pdf
from sahih.documents.refusing import Refusal, standing_refusals
from sahih.documents.seal import seal
from sahih.documents.sheets import content_of, current_part
from sahih.documents.surat import LETTERS
from sahih.documents.surat.naskah import SuratContent, print_surat
from sahih.documents.wording import long_date
from sahih.kernel.actions import action
from sahih.kernel.actor import Actor
from sahih.kernel.audit import AuditKind, record
from sahih.kernel.clock import ZONES, local_date
from sahih.kernel.vault.store import store

PRINTED = AuditKind("lembar.printed", ("code", "sha256", "pages"))
WATERMARK = "CONTOH – TIDAK BERLAKU"
LEVELS = {3: "kunci sandi", 2: "sandi dan kode", 1: "PIN sesi kuat"}
# As `Lsp.form_head` says it.
KOP_ONLY, BLOCK_ONLY, BOTH = "kop", "blok", "keduanya"

Kop = Mapping[str, Any]  # Any: JSON that the template reads


@action("lembar.print")
def print_lembar(lembar: Lembar, *, kop: Kop, zone: str, actor: Actor, at: dt.datetime) -> Cetakan:
    """The print for the signatures it bears now; a second request finds the first print."""
    # Held while it is made: of two at once the second finds the first one's, and neither sees half a signing.
    held = Lembar.objects.select_for_update(of=("self",), no_key=True)
    lembar = held.select_related("key", "lsp", "kendali").get(pk=lembar.pk)
    signatures = list(lembar.signatures.select_related("act").order_by("signed_at", "id"))
    found = lembar.prints.filter(signature_count=len(signatures)).select_related("file__key").first()
    if found is None or _is_overtaken(found, lembar):
        found = _make(lembar, render_lembar(lembar, signatures, kop=kop, zone=zone), len(signatures), at=at)
    record(PRINTED, lembar, new={"code": lembar.code, "sha256": found.file.sha256, "pages": found.pages})
    return found


def _is_overtaken(found: Cetakan, lembar: Lembar) -> bool:
    """An open sheet goes on being filled, or is refused, after somebody printed it."""
    if lembar.locked_at is not None:
        return False
    return (
        current_part(lembar).saved_at >= found.made_at or lembar.refusals.filter(refused_at__gte=found.made_at).exists()
    )


def _make(lembar: Lembar, rendered: Rendered, count: int, *, at: dt.datetime) -> Cetakan:
    name = f"{lembar.code} {lembar.ref}.pdf"
    pdf = _sealed(lembar, rendered.pdf, at=at) if lembar.locked_at else rendered.pdf
    file = store([pdf], name=name, mime="application/pdf", kind="cetakan", at=at, sensitive=True, key=lembar.key)
    made = {
        "file": file, "pages": rendered.pages, "template_sha256": rendered.template_sha256,
        "typst_version": rendered.typst_version, "made_at": at,
    }  # fmt: skip
    row, _new = Cetakan.objects.update_or_create(
        lsp_id=lembar.lsp_id, lembar=lembar, signature_count=count, defaults=made
    )
    return row


def _sealed(lembar: Lembar, pdf: bytes, *, at: dt.datetime) -> bytes:
    """A finished sheet bears the LSP's seal, so that `sahih verify` can judge the file alone."""
    own = seal_key(lembar.lsp.ref, name=lembar.lsp.name, at=at)
    transaction.on_commit(publish_trust)
    return seal(pdf, key=own.key, certificate=own.certificate, at=at)


def render_lembar(lembar: Lembar, signatures: list[Tandatangan], *, kop: Kop, zone: str) -> Rendered:
    """Print from the sheet's own content and signatures; a rehearsal bears its mark on every page (L11)."""
    content = content_of(lembar)
    printed = [printed_signature(one, zone=zone) for one in signatures]
    printed += [printed_refusal(one, zone=zone) for one in standing_refusals([lembar])]
    watermark = WATERMARK if lembar.uji_coba else ""
    if lembar.code in LETTERS:
        letter = cast("SuratContent", content)  # reason: written by `open_surat`
        block = block_of(lembar.kendali)
        return print_surat(LETTERS[lembar.code], letter, printed, kop=kop, document_block=block, watermark=watermark)
    day = local_date(signatures[-1].signed_at if signatures else lembar.opened_at, zone)
    head, block = head_of_form(kop, block_of(lembar.kendali))
    return print_pdf(
        FORMS[lembar.code], content, printed, date=day.isoformat(), kop=head, document_block=block, watermark=watermark
    )


def block_of(kendali: Kendali | None) -> Kop | None:
    """The document control with which the sheet was opened, as its head says it."""
    if kendali is None:
        return None
    effective = long_date(kendali.effective_on.isoformat()) if kendali.effective_on else ""
    return {
        "doc_no": kendali.doc_no, "edition": kendali.edition, "effective": effective, "alias": kendali.alias,
    }  # fmt: skip


def head_of_form(kop: Kop, block: Kop | None) -> tuple[Kop | None, Kop | None]:
    """What heads a form at this LSP: its kop, the box, or both; never neither (forms 1.1)."""
    wanted = kop.get("form_head", BOTH)
    if wanted == KOP_ONLY and block is not None:
        block = {"alias": block["alias"]}
    return (None if wanted == BLOCK_ONLY and standing_block(block) else kop), block


def printed_refusal(refusal: Refusal, *, zone: str) -> PrintedSignature:
    """What stands in the box of who would not sign: told beside the signed bytes, which stay as they are (FX13)."""
    row, local = refusal.row, refusal.row.refused_at.astimezone(ZONES[zone])
    how = "dinyatakan sendiri" if row.is_own_word else f"dicatat oleh {row.recorder}"
    note = f"{row.role.capitalize()} menolak menandatangani: {refusal.words} ({how}, {local:%d-%m-%Y %H.%M} {zone})"
    return PrintedSignature(role=row.role, name=row.name, note=note)


def agreed_text(act: bytes) -> str:
    """The words that the signer agreed to, as the act keeps them; acts of old that only bear a name of ours say nothing."""
    said = str(json.loads(act)["act"])
    return said if " " in said else ""


def printed_signature(signature: Tandatangan, *, zone: str) -> PrintedSignature:
    """What stands in the box: name, number, instant, assurance, and a code that leads to the proof."""
    local = signature.signed_at.astimezone(ZONES[zone])
    return PrintedSignature(
        role=signature.role,
        name=signature.name,
        reg=signature.reg,
        at=f"{local:%d-%m-%Y %H.%M} {zone}",
        level=LEVELS[signature.level],
        method=signature.method,
        qr_url=f"{settings.SAHIH_PUBLIC_URL}/verifikasi/tanda-tangan/{signature.ref}",
        agreed=agreed_text(bytes(signature.act.act)),
    )
