"""Ask BNSP, take its numbers, make the certificate, change its public status."""

import datetime as dt
import hashlib
from dataclasses import replace

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from sahih.documents.content import Content
from sahih.documents.credential import canonical, credential_of, secure
from sahih.documents.filling import begin
from sahih.documents.issuing import current_trust, publish_trust, seal_key
from sahih.documents.letters import LETTER_SIGNER, redate, sign_letter, take_letter_number
from sahih.documents.sheets import answers_in, content_of, current_part, open_surat, rewrite_lembar, with_answers
from sahih.documents.signing import SigningProof, consume
from sahih.documents.surat import LETTERS
from sahih.documents.verification.certificate import build_certificate_pdf
from sahih.documents.verification.proof import KIND, LedgerProof, certificate_body
from sahih.institution.asesor.queries import signer
from sahih.institution.lsp.models import Lsp
from sahih.kernel import outbox
from sahih.kernel.actions import action
from sahih.kernel.actor import Actor
from sahih.kernel.audit import record
from sahih.kernel.clock import local_date, same_day_later
from sahih.kernel.events import emit
from sahih.kernel.keys import private_key, signing_key
from sahih.kernel.ledger import log
from sahih.kernel.ledger.models import Leaf
from sahih.kernel.policy import Refused, Verdict, first_denial, require
from sahih.kernel.vault.store import store
from sahih.kernel.workflow import lock, transition
from sahih.process.keputusan.models import Keputusan, Rapat
from sahih.process.permohonan.policies import service_stands
from sahih.process.permohonan.queries import permits_of, reviewed_identity
from sahih.process.sertifikat import events
from sahih.process.sertifikat.events import SertifikatIssued
from sahih.process.sertifikat.models import NomorBatal, Permintaan, PermintaanBaris, Sertifikat, SertifikatPublik
from sahih.process.sertifikat.numbers import (
    REF_COLUMN,
    NumberRow,
    RowProblem,
    as_kept,
    repeated,
    reserve,
    shape_of_any,
    shape_problems,
    taken,
    used_before,
)
from sahih.process.sertifikat.policies import (
    may_change_status,
    may_import_numbers,
    may_issue,
    may_renumber,
    may_request,
)
from sahih.process.sertifikat.queries import (
    blanko_context,
    certificate_facts,
    print_data,
    request_rows,
    requestable,
)
from sahih.process.sertifikat.sheets import REQUEST_HEAD, read_answer, write_rows
from sahih.process.sertifikat.stuck import lock_stuck, numbers_of, void_among

LETTER = LETTERS["SURAT.BLANKO"]


class BadNumbers(Refused):
    """The answer was not taken in; `problems` name each line. Nothing was half-imported."""

    def __init__(self, problems: list[RowProblem]) -> None:
        super().__init__(_("%d hal pada berkas nomor perlu diperbaiki. Tidak ada nomor yang masuk.") % len(problems))
        self.problems = problems


@action("permintaan.open")
def open_request(rapat: Rapat, *, actor: Actor, at: dt.datetime) -> Permintaan:
    """Gather letter, minutes, decree and the list of all asesi, K and BK (CT1, CT2)."""
    require(may_request(actor, rapat))
    lsp = Lsp.objects.get(pk=actor.here)
    lock(rapat)  # two tabs at once: the second waits, then finds the first one's request
    if not requestable(rapat):
        raise Refused(_("Semua keputusan rapat ini sedang dibanding; permintaan menunggu hasilnya (B7)."))
    found = Permintaan.objects.filter(rapat=rapat).first()
    if found is not None:
        record(events.REQUESTED, found)
        return found
    number = take_letter_number(
        LETTER.form.code, kind="BLK", pattern=lsp.letter_pattern, uji_coba=rapat.uji_coba, at=at, zone=lsp.zone
    ).text
    sheet = open_surat(
        LETTER,
        blanko_context(rapat, lsp, number=number, at=at),
        number=number,
        key=rapat.key,
        uji_coba=rapat.uji_coba,
        at=at,
    )
    permintaan = Permintaan.objects.create(rapat=rapat, surat=sheet, changed_at=at)
    outcomes = []
    for keputusan in requestable(rapat):
        PermintaanBaris.objects.create(permintaan=permintaan, keputusan=keputusan, outcome=keputusan.outcome)
        outcomes.append(keputusan.outcome)
    counts = {"kompeten": outcomes.count("K"), "belum_kompeten": outcomes.count("BK")}
    record(events.REQUESTED, permintaan, new={"number": number} | counts)
    return permintaan


def admit_to_request(keputusan: Keputusan) -> None:
    """A decision that an appeal held back joins the list to BNSP once the appeal has ended (B7, CT2)."""
    request = Permintaan.objects.filter(rapat_id=keputusan.rapat_id).first()
    if request is None or PermintaanBaris.objects.filter(keputusan=keputusan).exists():
        return
    PermintaanBaris.objects.create(permintaan=request, keputusan=keputusan, outcome=keputusan.outcome)
    record(events.ADMITTED, request, new={"keputusan": keputusan.ref})


@action("permintaan.present")
def present_request(permintaan: Permintaan, *, actor: Actor, at: dt.datetime) -> None:
    """Show the Ketua the letter with the counts and the date of this moment (X1)."""
    if not actor.may("keputusan.sign"):
        raise Refused(_("Surat permohonan blangko ditandatangani oleh Ketua LSP."))
    recount_request(permintaan.rapat, at=at)
    day = local_date(at, Lsp.objects.get(pk=actor.here).zone)
    redate(permintaan.surat, day, as_role=LETTER_SIGNER, at=at)
    record(events.PRESENTED, permintaan, new={"sha256": current_part(permintaan.surat).sha256})


def recount_request(rapat: Rapat, *, at: dt.datetime) -> None:
    """A letter to BNSP that nobody has signed counts whom the list holds, also when an appeal begins or ends (B7)."""
    request = Permintaan.objects.filter(rapat=rapat).select_related("rapat", "surat__key").first()
    if request is None or request.status != Permintaan.Status.DISUSUN or not requestable(request.rapat):
        return
    rewrite_lembar(request.surat, lambda said: _counted(request, said, at=at), as_role=LETTER_SIGNER, at=at)


def _counted(permintaan: Permintaan, said: Content, *, at: dt.datetime) -> Content:
    """The letter with the counts of now, under the date it bears."""
    lsp = Lsp.objects.get(pk=permintaan.lsp_id)
    facts = blanko_context(permintaan.rapat, lsp, number=permintaan.surat.number, at=at)
    former = answers_in(said)
    day = former["fields"]["tanggal_surat"]
    answers = begin(LETTER.form, replace(facts, computed={**facts.computed, "tanggal_surat": day}), former)
    return with_answers(said, answers)


@action("permintaan.send")
def sign_request(permintaan: Permintaan, *, proof: SigningProof, actor: Actor, at: dt.datetime) -> Permintaan:
    """The Ketua signs the letter; the set is ready for BNSP. A rehearsal's never leaves the house (L11)."""
    with transition(permintaan, "send") as locked:
        if not actor.may("keputusan.sign"):
            raise Refused(_("Surat permohonan blangko ditandatangani oleh Ketua LSP."))
        said = content_of(locked.surat)
        if answers_in(_counted(locked, said, at=at))["rows"] != answers_in(said)["rows"]:
            raise Refused(
                _(
                    "Jumlah asesi pada surat ini berubah sejak disusun karena banding. Muat ulang, baca lagi, lalu tandatangani."
                )
            )
        consume(proof, actor=actor, at=at)
        zone = Lsp.objects.get(pk=actor.here).zone
        sign_letter(locked.surat, signer=signer(actor), proof=proof, at=at, zone=zone)
        locked.sent_at = locked.changed_at = at
    return permintaan


@action("permintaan.export")
def export_request(permintaan: Permintaan, *, actor: Actor) -> bytes:
    """The list as a spreadsheet; it holds NIK, so its making is an entry."""
    if not (actor.may("sertifikat.request") or actor.may("sertifikat.numbers")):
        raise Refused(_("Daftar untuk BNSP hanya untuk petugas yang diberi hak."))
    content = write_rows(REQUEST_HEAD, request_rows(permintaan))
    record(events.EXPORTED, permintaan, new={"sha256": hashlib.sha256(content).hexdigest()})
    return content


@action("permintaan.answer")
def import_numbers(permintaan: Permintaan, content: bytes, *, actor: Actor, at: dt.datetime) -> list[Sertifikat]:
    """Take BNSP's numbers in whole or not at all (CT3–CT6); each K of the list gets its certificate's row."""
    require(may_import_numbers(actor, permintaan))
    lsp = _lock_register(actor)
    rows = read_answer(content)
    problems = _problems(permintaan, rows, lsp)
    if problems:
        raise BadNumbers(sorted(problems, key=lambda one: one.line))
    with transition(permintaan, "answer") as locked:
        locked.changed_at = at
    try:
        with transaction.atomic():
            reserve(value for row in rows for value in row.values)
            return [_number(permintaan, row, lsp, at=at) for row in rows]
    except IntegrityError as error:
        raise _lost_race(_problems(permintaan, rows, lsp)) from error


def _lost_race(problems: list[RowProblem]) -> Refused:
    """Another import, here or in another LSP, took one of them in the same moment; which one is known by now."""
    return BadNumbers(problems) if problems else Refused(_("Salah satu nomor baru saja dipakai. Impor lagi."))


def _problems(permintaan: Permintaan, rows: list[NumberRow], lsp: Lsp) -> list[RowProblem]:
    uji_coba = permintaan.rapat.uji_coba
    problems = [one for row in rows for one in shape_problems(row, lsp=lsp, uji_coba=uji_coba)]
    used = taken(value for row in rows for value in row.values)
    return problems + repeated(rows) + used_before(rows, used) + _not_of_request(permintaan, rows)


def _not_of_request(permintaan: Permintaan, rows: list[NumberRow]) -> list[RowProblem]:
    wanted = {b.keputusan.ref for b in permintaan.baris_set.select_related("keputusan") if b.outcome == "K"}
    given = {row.ref for row in rows}
    strangers = [
        RowProblem(row.line, _("rujukan “%s” bukan asesi kompeten dari permintaan ini") % row.ref, REF_COLUMN)
        for row in rows
        if row.ref not in wanted
    ]
    missing = [RowProblem(0, _("nomor untuk rujukan %s belum ada") % ref) for ref in sorted(wanted - given)]
    return strangers + missing


def _number(permintaan: Permintaan, row: NumberRow, lsp: Lsp, *, at: dt.datetime) -> Sertifikat:
    keputusan = permintaan.baris_set.select_related("keputusan__rapat").get(keputusan__ref=row.ref).keputusan
    decreed = keputusan.rapat.decreed_on
    assert decreed is not None
    years = permintaan.rapat.jadwal.versi.validity_years
    sertifikat = Sertifikat.objects.create(
        keputusan=keputusan, number=row.number, registration=row.registration, blanko=row.blanko,
        uji_coba=permintaan.rapat.uji_coba, issued_on=decreed, valid_until=same_day_later(decreed, years=years), changed_at=at,
    )  # fmt: skip
    record(
        events.NUMBERED, sertifikat, new={"number": row.number, "registration": row.registration, "blanko": row.blanko}
    )
    return sertifikat


@action("nomor.void")
def void_number(number: str, *, reason: str, actor: Actor, at: dt.datetime) -> NomorBatal:
    """A number that went wrong at BNSP or the printer; this LSP never issues it again (CT6).

    A certificate that bears it and is not yet issued waits for new numbers (`renumber`). A number that nobody
    here bears is only this LSP's word: a mistyped one must not take a neighbour's next blank.
    """
    if not actor.may("sertifikat.numbers") or not reason.strip():
        raise Refused(_("Nomor dibatalkan oleh Admin LSP dengan alasan tertulis."))
    kept, lsp = as_kept(number), _lock_register(actor)
    problem = shape_of_any(kept, lsp=lsp)
    if problem:
        raise Refused(problem)
    if _bearer(kept) is None and not NomorBatal.objects.filter(number=kept).exists() and taken([kept]):
        raise Refused(_("Nomor %s sudah dipakai sertifikat lain; tidak dapat dibatalkan di sini.") % kept)
    row, _created = NomorBatal.objects.get_or_create(
        lsp_id=actor.here, number=kept, defaults={"reason": reason, "voided_at": at}
    )
    record(events.NUMBER_VOIDED, row, new={"number": kept}, reason=reason)
    return row


def _lock_register(actor: Actor) -> Lsp:
    """One change of this LSP's numbers after the other: none is taken and declared void in the same moment."""
    return Lsp.objects.select_for_update(no_key=True).get(pk=actor.here)


def _bearer(number: str) -> Sertifikat | None:
    """The certificate that bears it, held against its issue; an issued one keeps its numbers."""
    bears = Q(number=number) | Q(registration=number) | Q(blanko=number)
    found = Sertifikat.objects.select_for_update().filter(bears).first()
    if found is not None and found.status != Sertifikat.Status.BERNOMOR:
        raise Refused(
            _("Nomor %s ada pada sertifikat yang sudah terbit. Sertifikat itu dibekukan atau dicabut oleh Ketua LSP.")
            % number
        )
    return found


@action("nomor.renumber")
def renumber(permintaan: Permintaan, content: bytes, *, actor: Actor, at: dt.datetime) -> list[Sertifikat]:
    """Give certificates that wait with a void number what BNSP sent in its place; whole or not at all (CT6).

    A number that still stands may stay on its line; one that is left behind is void from here on.
    """
    require(may_renumber(actor, permintaan))
    lsp, rows = _lock_register(actor), read_answer(content)
    waiting = {one.keputusan.ref: one for one in lock_stuck(permintaan)}
    problems = _renumber_problems(permintaan, rows, lsp, waiting)
    if problems:
        raise BadNumbers(sorted(problems, key=lambda one: one.line))
    fresh = [value for row in rows for value in row.values if value not in numbers_of(waiting[row.ref])]
    try:
        with transaction.atomic():
            reserve(fresh)
    except IntegrityError as error:
        raise _lost_race(_renumber_problems(permintaan, rows, lsp, waiting)) from error
    return [_renumber(waiting[row.ref], row, actor=actor, at=at) for row in rows]


def _renumber_problems(
    permintaan: Permintaan, rows: list[NumberRow], lsp: Lsp, waiting: dict[str, Sertifikat]
) -> list[RowProblem]:
    problems = [one for row in rows for one in shape_problems(row, lsp=lsp, uji_coba=permintaan.rapat.uji_coba)]
    used = taken(value for row in rows for value in row.values)
    void = void_among(used)
    for row in rows:
        own = set(numbers_of(waiting[row.ref])) if row.ref in waiting else set()
        problems += used_before([row], {value: why for value, why in used.items() if value in void or value not in own})
    strangers = [
        RowProblem(row.line, _("rujukan “%s” tidak menunggu nomor pengganti") % row.ref, REF_COLUMN)
        for row in rows
        if row.ref not in waiting
    ]
    return problems + repeated(rows) + strangers


def _renumber(sertifikat: Sertifikat, row: NumberRow, *, actor: Actor, at: dt.datetime) -> Sertifikat:
    before = numbers_of(sertifikat)
    left = set(before) - set(row.values)
    for number in left - void_among(left):
        NomorBatal.objects.create(number=number, reason=_("Diganti nomor baru dari BNSP."), voided_at=at)
    sertifikat.number, sertifikat.registration, sertifikat.blanko = row.values
    sertifikat.changed_at = at
    sertifikat.save(update_fields=["number", "registration", "blanko", "changed_at"])
    names = ("number", "registration", "blanko")
    record(
        events.RENUMBERED,
        sertifikat,
        old=dict(zip(names, before, strict=True)),
        new=dict(zip(names, row.values, strict=True)),
    )
    return sertifikat


@action("sertifikat.ask_issue")
def ask_issue(permintaan: Permintaan, *, actor: Actor, at: dt.datetime) -> int:
    """Queue the making of every numbered certificate that nothing holds back; a second click queues nothing twice."""
    from sahih.process.sertifikat.tasks import issue  # noqa: PLC0415 -- the job calls the action below

    waiting = Sertifikat.objects.filter(keputusan__rapat=permintaan.rapat, status=Sertifikat.Status.BERNOMOR)
    rows, lsp = (
        waiting.select_related("keputusan__asesmen__peserta__permohonan__versi__skema"),
        Lsp.objects.get(pk=actor.here),
    )
    verdicts = [(one, first_denial(may_issue(actor, one), _may_serve(one, lsp, at=at))) for one in rows]
    ready = [one for one, verdict in verdicts if verdict]
    if verdicts and not ready:
        require(verdicts[0][1])
    for sertifikat in ready:
        issue.defer(sertifikat_id=sertifikat.pk, once=sertifikat.ref)
    record(events.ISSUE_ASKED, permintaan, new={"count": len(ready)})
    return len(ready)


def _may_serve(sertifikat: Sertifikat, lsp: Lsp, *, at: dt.datetime) -> Verdict:
    """L7, L9: licence and permits of the day on which the certificate is made."""
    return service_stands(sertifikat.keputusan.asesmen.peserta.permohonan, lsp, day=local_date(at, lsp.zone))


@action("sertifikat.issue")
def issue_sertifikat(sertifikat: Sertifikat, *, actor: Actor, at: dt.datetime) -> Sertifikat:
    """Credential, leaf, checkpoint, print with all of it attached, seal; then the public row (architecture §3.6).

    Everything happens in one transaction: a killed worker leaves the certificate numbered, to be made again.
    """
    lsp = Lsp.objects.get(pk=actor.here)
    require(may_issue(actor, sertifikat))
    require(_may_serve(sertifikat, lsp, at=at))
    case, day = sertifikat.keputusan.asesmen.peserta.permohonan, local_date(at, lsp.zone)
    with transition(sertifikat, "issue") as locked:
        require(may_issue(actor, locked))  # asked again under the lock: a number may have become void meanwhile
        public = _public_row(locked, lsp, at=at)
        content = _make(locked, lsp, f"{settings.SAHIH_PUBLIC_URL}/verifikasi/{public.ref}/", at=at)
        locked.pdf = store(
            [content], name=f"{locked.ref}.pdf", mime="application/pdf", kind="sertifikat", at=at, key=case.key
        )
        locked.issued_at = locked.changed_at = at
        public.pdf_sha256 = locked.pdf.sha256
        public.save()
        # The finished file's hash is a second, later leaf: the first had to stand inside the file.
        log.note_leaf("sertifikat.pdf", {"sha256": locked.pdf.sha256}, at=at)
    record(events.ISSUED, sertifikat, new={
        "number": sertifikat.number, "sha256": public.pdf_sha256, "permits": permits_of(case, lsp, day=day),
    })  # fmt: skip
    emit(SertifikatIssued(sertifikat_id=sertifikat.pk))
    transaction.on_commit(publish_trust)
    _tell(sertifikat)
    return sertifikat


def _public_row(sertifikat: Sertifikat, lsp: Lsp, *, at: dt.datetime) -> SertifikatPublik:
    case = sertifikat.keputusan.asesmen.peserta.permohonan
    return SertifikatPublik(
        number=sertifikat.number, registration=sertifikat.registration, name=reviewed_identity(case)[0], skema=case.versi.title,
        lsp_name=lsp.name, licence=lsp.licence, status=Sertifikat.Status.BERLAKU, uji_coba=sertifikat.uji_coba,
        valid_from=sertifikat.issued_on, valid_until=sertifikat.valid_until, changed_at=at,
    )  # fmt: skip


def _make(sertifikat: Sertifikat, lsp: Lsp, url: str, *, at: dt.datetime) -> bytes:
    facts = certificate_facts(sertifikat, lsp, verification_url=url, public_url=settings.SAHIH_PUBLIC_URL)
    issuer = signing_key("credential", at=at)
    key = private_key(issuer)
    credential = secure(credential_of(facts), key=key, kid=issuer.kid, at=at)  # type: ignore[arg-type]  # reason: credential keys are P-256
    leaf = log.note_leaf(KIND, certificate_body(credential), at=at)
    checkpoint = log.sequence(at=at)
    assert checkpoint is not None
    proof = log.prove(Leaf.objects.select_related("placed").get(pk=leaf.pk), checkpoint)
    seal = seal_key(lsp.ref, name=lsp.name, at=at)
    sertifikat.credential, sertifikat.leaf = _text(credential), leaf
    rendered = build_certificate_pdf(
        facts, print_data(sertifikat, lsp), credential=credential,
        proof=LedgerProof(leaf=proof.body, index=proof.position, path=tuple(proof.path), checkpoint=proof.checkpoint),
        trust=current_trust(), seal_key=seal, at=at,
    )  # fmt: skip
    return rendered.pdf


def _text(credential: object) -> str:
    return canonical(credential).decode()  # type: ignore[arg-type]  # reason: JSON object


def _tell(sertifikat: Sertifikat) -> None:
    _write_to_holder(
        sertifikat,
        subject=_("Sertifikat Anda terbit"),
        body=_(
            "Nomor: %s. Tandatangani tanda terima dan pernyataan komitmen pada halaman Anda, lalu unduh sertifikatnya."
        )
        % sertifikat.number,
    )


def _write_to_holder(sertifikat: Sertifikat, *, subject: str, body: str) -> None:
    user = getattr(sertifikat.keputusan.asesmen.peserta.permohonan.asesi, "user", None)
    if user is not None:
        outbox.write(to=user.email or user.phone, subject=subject, body=body)


@action("sertifikat.fetch")
def note_fetch(sertifikat: Sertifikat, *, actor: Actor) -> None:
    """Somebody took the file; kept because it bears a name."""
    record(events.FETCHED, sertifikat, new={"number": sertifikat.number})


def _change(sertifikat: Sertifikat, step: str, *, reason: str, actor: Actor, at: dt.datetime) -> Sertifikat:
    """Change status here, in public and in the ledger, with a reason (V3, V4)."""
    if not reason.strip():
        raise Refused(_("Tuliskan alasan perubahan status."))
    with transition(sertifikat, step, reason=reason) as locked:
        require(may_change_status(actor))
        locked.changed_at = at
    SertifikatPublik.objects.filter(number=sertifikat.number).update(status=sertifikat.status, changed_at=at)
    log.note_leaf(
        "sertifikat.status",
        {"number_sha256": hashlib.sha256(sertifikat.number.encode()).hexdigest(), "status": sertifikat.status},
        at=at,
    )
    _tell_change(sertifikat, reason=reason)
    return sertifikat


def _tell_change(sertifikat: Sertifikat, *, reason: str) -> None:
    """V3: the holder learns of it with the reason, and that they may appeal (B4)."""
    word = sertifikat.get_status_display().lower()
    _write_to_holder(
        sertifikat,
        subject=_("Sertifikat Anda kini %s") % word,
        body=_("Sertifikat %(number)s kini %(word)s.\n\nAlasan: %(reason)s\n\nTanyakan atau ajukan keberatan kepada LSP yang menerbitkannya.")
        % {"number": sertifikat.number, "word": word, "reason": reason},
    )  # fmt: skip


@action("sertifikat.freeze")
def freeze_sertifikat(sertifikat: Sertifikat, *, reason: str, actor: Actor, at: dt.datetime) -> Sertifikat:
    return _change(sertifikat, "freeze", reason=reason, actor=actor, at=at)


@action("sertifikat.thaw")
def thaw_sertifikat(sertifikat: Sertifikat, *, reason: str, actor: Actor, at: dt.datetime) -> Sertifikat:
    return _change(sertifikat, "thaw", reason=reason, actor=actor, at=at)


@action("sertifikat.revoke")
def revoke_sertifikat(sertifikat: Sertifikat, *, reason: str, actor: Actor, at: dt.datetime) -> Sertifikat:
    return _change(sertifikat, "revoke", reason=reason, actor=actor, at=at)
