"""`sahih verify FILE`: judge a certificate's file or a whole archive offline, without Django and without a database."""

import argparse
import json
import os
import sys
from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from sahih.documents.verification.berkas import is_trial, verify_berkas, verify_berkas_by_own_keys
from sahih.documents.verification.trust import Trust, TrustError, parse_trust
from sahih.documents.verification.verify import (
    Check,
    Report,
    carries_nothing,
    verify_by_own_keys,
    verify_certificate,
    verify_sheet,
)

DEFAULT_TRUST: Final = Path("var/trust.json")
GENUINE: Final = "asli"
TRIAL: Final = "asli, tetapi contoh dari uji coba – tidak berlaku"
EXPIRED: Final = "asli, tetapi masa berlakunya sudah lewat"
UNKNOWN_ISSUER: Final = "utuh, penerbit belum dikenal"
BERKAS_TRIAL: Final = "berkas lengkap asli, tetapi contoh dari uji coba – tidak berlaku"
BERKAS: Final = "berkas lengkap asli, disegel penerbitnya"
ZIP: Final = b"PK"
SHEET: Final = "lembar asli, disegel penerbitnya"
REFUSED: Final = "tidak dapat dipercaya"
HOW: Final = (
    "Siapa pun dapat membuat berkas dengan kunci sendiri. Unduh https://{host}/.well-known/sahih-keys.json "
    "setelah yakin bahwa alamat itu milik penerbit, lalu jalankan lagi dengan --trust BERKAS. "
    "Kunci dalam berkas ini: {kids}."
)
OWN_HOST: Final = (
    f"Diperiksa dengan kunci pemasangan ini sendiri ({DEFAULT_TRUST}). Untuk berkas dari tempat lain, unduh "
    "/.well-known/sahih-keys.json dari alamat penerbit yang Anda yakini, lalu jalankan lagi dengan --trust BERKAS."
)
NO_TRUST: Final = (
    "Tidak ada kunci penerbit yang dipakai: hanya keutuhannya yang diperiksa, dengan kunci di dalam berkas itu sendiri."
)


def main(argv: Sequence[str] | None = None) -> int:
    """Print the verdict with its reasons; 0 only when the issuer is known and every check holds."""
    arguments = _parser().parse_args(argv)
    today = datetime.now(UTC).astimezone().date()
    path, whence = _trust_path(arguments.trust)
    try:
        pdf = Path(arguments.file).read_bytes()
        trust = parse_trust(path.read_bytes()) if path else None
    except (OSError, TrustError) as broken:
        verdict, report = REFUSED, Report(ok=False, checks=(Check("berkas", False, _sentence(broken)),))
    else:
        verdict, report = judge(pdf, trust, on=today)
    report = replace(report, notes=(*report.notes, whence))
    _print(verdict, report, file=arguments.file, as_json=arguments.json)
    return 0 if report.ok else 1


def judge(pdf: bytes, trust: Trust | None, *, on: date) -> tuple[str, Report]:
    """The verdict in words, and its report."""
    if pdf.startswith(ZIP):
        return _judge_berkas(pdf, trust)
    if trust is None:
        return _judge_stranger(pdf, on=on)
    report = verify_certificate(pdf, trust, on=on)
    if not report.ok and report.checks[-1].name == "lampiran" and carries_nothing(pdf):
        return SHEET, verify_sheet(pdf, trust)
    if not report.ok or report.facts is None:
        return REFUSED, report
    if report.facts.uji_coba:
        return TRIAL, report
    return (EXPIRED if on > report.facts.valid_until else GENUINE), report


def _judge_berkas(archive: bytes, trust: Trust | None) -> tuple[str, Report]:
    """A whole file: by the keys that are known, or, as a stranger, by those it carries."""
    own = None
    if trust is None:
        report, own = verify_berkas_by_own_keys(archive)
    else:
        report = verify_berkas(archive, trust)
    if not report.ok:
        return REFUSED, report
    if own is None:
        return (BERKAS_TRIAL if is_trial(archive) else BERKAS), report
    host = urlsplit(report.facts.verification_url).netloc if report.facts else "alamat-penerbit"
    kids = ", ".join(key.kid for key in own.credential_keys)
    return UNKNOWN_ISSUER, _of_a_stranger(report, host=host, kids=kids)


def _judge_stranger(pdf: bytes, *, on: date) -> tuple[str, Report]:
    report, own = verify_by_own_keys(pdf, on=on)
    if not report.ok or report.facts is None or own is None:
        return REFUSED, report
    host = urlsplit(report.facts.verification_url).netloc
    kids = ", ".join(key.kid for key in own.credential_keys)
    return UNKNOWN_ISSUER, _of_a_stranger(report, host=host, kids=kids)


def _of_a_stranger(report: Report, *, host: str, kids: str) -> Report:
    """Whole by its own word, which says nothing of who gave it."""
    checks = (
        Check("utuh", True, "Berkas utuh menurut kunci yang dibawanya sendiri."),
        Check("penerbit", False, HOW.format(host=host, kids=kids)),
    )
    return replace(report, ok=False, checks=checks)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="sahih verify", description="Memeriksa keaslian sertifikat secara luring.")
    parser.add_argument("file", metavar="FILE", help="sertifikat (PDF) atau berkas lengkap (ZIP)")
    parser.add_argument("--trust", metavar="FILE", help="kunci publik penerbit (sahih-keys.json)")
    parser.add_argument("--json", action="store_true", help="cetak satu objek JSON pada baris terakhir")
    return parser


def _trust_path(given: str | None) -> tuple[Path | None, str]:
    """Whose keys are believed, and a sentence that says so: never silently those of whoever made the file."""
    if given:
        return Path(given), f"Diperiksa dengan kunci dari {given} (--trust)."
    if told := os.environ.get("SAHIH_TRUST"):
        return Path(told), f"Diperiksa dengan kunci dari {told} (SAHIH_TRUST)."
    if DEFAULT_TRUST.exists():
        return DEFAULT_TRUST, OWN_HOST
    return None, NO_TRUST


def _sentence(broken: Exception) -> str:
    if isinstance(broken, OSError):
        return f"Berkas {broken.filename} tidak dapat dibuka. Periksa nama dan izinnya."
    return str(broken)


def _print(verdict: str, report: Report, *, file: str, as_json: bool) -> None:
    if as_json:
        print(json.dumps(_document(verdict, report, file), ensure_ascii=False, default=str))
        return
    print(f"{file}: {verdict.upper()}")
    for check in report.checks:
        print(f"  [{'ya' if check.ok else 'TIDAK'}] {check.sentence}")
    if report.facts:
        facts = report.facts
        print(f"  {facts.holder_name} · {facts.skema.title} · No. {facts.certificate_number}")
        print(f"  Diterbitkan {facts.lsp.name}, berlaku {facts.valid_from} sampai {facts.valid_until}")
    for note in report.notes:
        print(f"  ! {note}")


def _document(verdict: str, report: Report, file: str) -> dict[str, Any]:  # Any: JSON values
    return {
        "file": file,
        "verdict": verdict,
        "ok": report.ok,
        "reason": report.reason,
        "checks": [asdict(check) for check in report.checks],
        "facts": asdict(report.facts) if report.facts else None,
        "sealed_by": report.sealed_by,
        "sealed_at": report.sealed_at,
        "notes": list(report.notes),
    }


if __name__ == "__main__":
    sys.exit(main())
