"""What verification answers: one word, the minimal facts, and what it does not prove (CT12)."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from sahih.documents.verification.verify import Check, Report
from sahih.insight.verifikasi.queries import SignatureProof
from sahih.process.sertifikat.models import SertifikatPublik
from sahih.process.sertifikat.queries import shown_status
from sahih.web.ui.parts import Fact, Seal, Tone
from sahih.web.ui.words import pukul, state_word, tanggal

TONES = {
    "berlaku": Tone.OK,
    "dibekukan": Tone.WAIT,
    "digantikan": Tone.WAIT,
    "dicabut": Tone.NO,
    "kedaluwarsa": Tone.NO,
}
SAYS = {
    "dibekukan": "Sertifikat ini sedang dibekukan LSP. Selama beku ia tidak berlaku.",
    "digantikan": "Sertifikat ini sudah diganti dengan yang baru.",
    "dicabut": "Sertifikat ini dicabut LSP dan tidak berlaku lagi.",
    "kedaluwarsa": "Masa berlakunya sudah lewat.",
}
TRIAL = "CONTOH – TIDAK BERLAKU"
LEVELS = {3: "3 dari 3 (kunci sandi)", 2: "2 dari 3 (sandi dan kode)", 1: "1 dari 3 (PIN dalam sesi kuat)"}


@dataclass(frozen=True)
class Answer:
    """All that the page of a result shows."""

    seal: Seal
    facts: Sequence[Fact] = ()
    notes: Sequence[str] = ()
    is_trial: bool = False
    lsp_name: str = ""
    checks: Sequence[Check] = ()
    sha256: str = ""


def answer_for(row: SertifikatPublik, *, at: dt.datetime, day: dt.date) -> Answer:
    """The register's word about one certificate."""
    status = shown_status(row, day)
    checked = _("Diperiksa %(day)s %(time)s") % {"day": tanggal(at), "time": pukul(at)}
    word, tone = (TRIAL, Tone.NO) if row.uji_coba else (state_word(status), TONES.get(status, Tone.NEUTRAL))
    notes = (
        [_("Dokumen ini dibuat saat uji coba sistem. Ia bukan sertifikat dan tidak terdaftar di BNSP.")]
        if row.uji_coba
        else []
    )
    if status in SAYS and not row.uji_coba:
        notes.append(SAYS[status])
    return Answer(Seal(word, tone, checked), _facts(row), notes, row.uji_coba, row.lsp_name, sha256=row.pdf_sha256)


def _facts(row: SertifikatPublik) -> list[Fact]:
    return [
        Fact(_("Nama"), row.name),
        Fact(_("Kompetensi"), row.skema),
        Fact(_("No. sertifikat"), row.number, is_number=True),
        Fact(_("No. registrasi"), row.registration, is_number=True),
        Fact(_("Masa berlaku"), f"{tanggal(row.valid_from)} – {tanggal(row.valid_until)}"),
        Fact(_("LSP"), f"{row.lsp_name} ({row.licence})"),
        Fact(_("Dilaporkan ke BNSP"), _reported(row)),
    ]


def _reported(row: SertifikatPublik) -> str:
    # Nothing of a rehearsal is ever reported: "not yet" would promise that it will be.
    if row.uji_coba:
        return _("tidak; uji coba tidak dilaporkan")
    return tanggal(row.reported_on) if row.reported_on else _("belum tercatat di sini")


def answer_for_file(report: Report, row: SertifikatPublik | None, *, at: dt.datetime, day: dt.date) -> Answer:
    """A file first proves itself; what the register says of its certificate decides the word."""
    if not report.ok or report.facts is None:
        return Answer(Seal(_("Berkas ini tidak dapat dipastikan"), Tone.NO, report.reason), checks=report.checks, notes=[
            _("Mungkin berkasnya dicetak ulang, dipotong, atau diubah. Mintalah berkas asli kepada pemiliknya, atau cari dengan nomor sertifikat."),
        ])  # fmt: skip
    if row is None:
        seal = Seal(_("Berkas utuh, tetapi tidak ditemukan di LSP ini"), Tone.WAIT, _("Tanyakan kepada penerbitnya."))
        return Answer(seal, checks=report.checks)
    found = answer_for(row, at=at, day=day)
    return Answer(found.seal, found.facts, found.notes, found.is_trial, found.lsp_name, report.checks, found.sha256)


def signature_facts(proof: SignatureProof) -> list[Fact]:
    return [
        Fact(_("Lembar"), f"{proof.form} {proof.title}"),
        Fact(_("Sebagai"), state_word(proof.role)),
        Fact(_("Yang dinyatakan"), proof.meaning),
        Fact(_("Lembar dalam tindakan ini"), str(proof.count), is_number=True),
        Fact(_("Waktu"), f"{tanggal(proof.signed_at)} {pukul(proof.signed_at)}", is_number=True),
        Fact(_("Cara"), proof.method),
        Fact(_("Tingkat keyakinan"), LEVELS.get(proof.level, str(proof.level))),
    ]
