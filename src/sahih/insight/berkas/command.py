"""`sahih berkas NOMOR --out FILE.zip`: the whole file of one certificate, or of one application by its ref."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from sahih.insight.berkas.actions import export_berkas
from sahih.kernel.actor import Actor
from sahih.kernel.clock import now
from sahih.kernel.policy import Refused
from sahih.kernel.private import write_atomically
from sahih.kernel.tenancy import cross_tenant, tenant
from sahih.process.permohonan.models import Permohonan
from sahih.process.sertifikat.models import Sertifikat


def main(argv: Sequence[str]) -> int:
    """Write the archive; an unknown number or a file that is there already is one sentence."""
    options = _parser().parse_args(argv)
    found = _find(options.nomor)
    if found is None:
        sys.stderr.write(f"{options.nomor} tidak ditemukan di LSP mana pun di sini.\n")
        return 1
    if options.out.exists():
        sys.stderr.write(f"{options.out} sudah ada; pilih nama lain.\n")
        return 1
    lsp_id, pk = found
    with tenant(lsp_id):
        case = Permohonan.objects.select_related("asesi", "versi__skema", "apl01__key", "apl02__key").get(pk=pk)
        try:
            archive = export_berkas(case, actor=Actor.system(lsp_id, request_id="sahih berkas"), at=now())
        except Refused as refusal:
            sys.stderr.write(f"{refusal.reason}\n")
            return 1
    write_atomically(options.out, archive)
    print(f"{options.out}: {len(archive)} byte. Periksa dengan: sahih verify {options.out}")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="sahih berkas", description="Berkas lengkap seorang asesi sebagai satu ZIP.")
    parser.add_argument("nomor", help="nomor sertifikat, atau ref permohonan")
    parser.add_argument("--out", type=Path, required=True, metavar="FILE.zip")
    return parser


def _find(wanted: str) -> tuple[int, int] | None:
    with cross_tenant(reason="Berkas dicari menurut nomor sertifikat di baris perintah."):
        given = Sertifikat.objects.filter(number=wanted).select_related("keputusan__asesmen__peserta").first()
        if given is not None:
            return given.lsp_id, given.keputusan.asesmen.peserta.permohonan_id
        case = Permohonan.objects.filter(ref=wanted).first()
        return (case.lsp_id, case.pk) if case else None
