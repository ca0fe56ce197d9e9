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
from sahih.process.jadwal.models import Peserta
from sahih.process.permohonan.models import Permohonan
from sahih.process.sertifikat.models import Sertifikat


def main(argv: Sequence[str]) -> int:
    """Write the archive, or one for each asesi of a schedule; what cannot be found or written is one sentence."""
    options = _parser().parse_args(argv)
    found = _find(options.nomor)
    if found is None:
        sys.stderr.write(f"{options.nomor} tidak ditemukan di LSP mana pun di sini.\n")
        return 1
    if options.out.exists():
        sys.stderr.write(f"{options.out} sudah ada; pilih nama lain.\n")
        return 1
    lsp_id, cases, is_group = found
    if is_group:
        options.out.mkdir(parents=True)
    written = [
        _write(lsp_id, pk, options.out / f"berkas-{ref}.zip" if is_group else options.out, f"{n} dari {len(cases)}")
        for n, (pk, ref) in enumerate(cases, 1)
    ]
    return 0 if all(written) else 1


def _write(lsp_id: int, pk: int, out: Path, place: str) -> bool:
    """One archive in a transaction of its own: what is written stays when the next one fails."""
    with tenant(lsp_id):
        case = Permohonan.objects.select_related("asesi", "versi__skema", "apl01__key", "apl02__key").get(pk=pk)
        try:
            archive = export_berkas(case, actor=Actor.system(lsp_id, request_id="sahih berkas"), at=now())
        except Refused as refusal:
            sys.stderr.write(f"{case.ref}: {refusal.reason}\n")
            return False
    write_atomically(out, archive)
    print(f"{out} ({place}): {len(archive)} byte. Periksa dengan: sahih verify {out}")
    return True


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="sahih berkas", description="Berkas lengkap seorang asesi sebagai satu ZIP, atau tiap asesi sebuah jadwal."
    )
    parser.add_argument("nomor", help="nomor sertifikat, ref permohonan (juga tanpa sertifikat), atau ref jadwal")
    parser.add_argument(
        "--out", type=Path, required=True, metavar="FILE.zip", help="berkas baru; untuk jadwal: map baru"
    )
    return parser


Found = tuple[int, list[tuple[int, str]], bool]


def _find(wanted: str) -> Found | None:
    """The LSP and the applications meant, and whether a whole schedule was named."""
    with cross_tenant(reason="Berkas dicari menurut nomor sertifikat, permohonan, atau jadwal di baris perintah."):
        given = (
            Sertifikat.objects.filter(number=wanted).select_related("keputusan__asesmen__peserta__permohonan").first()
        )
        case = given.keputusan.asesmen.peserta.permohonan if given else Permohonan.objects.filter(ref=wanted).first()
        if case is not None:
            return case.lsp_id, [(case.pk, case.ref)], False
        rows = Peserta.objects.filter(jadwal__ref=wanted, is_live=True).select_related("permohonan").order_by("id")
        group = [(one.permohonan_id, one.permohonan.ref) for one in rows]
        return (rows[0].lsp_id, group, True) if group else None
