"""`sahih skema import FILE`: take a file over from the command line."""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TypedDict

from sahih.institution.lsp.models import Lsp
from sahih.kernel.actor import Actor
from sahih.kernel.clock import now
from sahih.kernel.tenancy import tenant
from sahih.materials.berkas.reading import MAX_BYTES, FileRefused
from sahih.materials.skema.actions import import_skema
from sahih.materials.skema.queries import counts_of, missing_of


class Result(TypedDict):
    """The six keys of the last line, in this order."""

    skema: str | None
    status: str
    unit: int
    elemen: int
    kuk: int
    missing: list[str]


class NoSuchLsp(Exception):
    """The installation has no LSP, or none under the name given."""


def main(argv: Sequence[str]) -> int:
    """Import one file; with --json the last line is one object with the same six keys, refused or not."""
    options = _parser().parse_args(argv)
    try:
        lsp = _lsp(options.lsp)
        with options.file.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
        _print(_imported(lsp, content), as_json=options.json)
    except (NoSuchLsp, OSError) as error:
        print(error, file=sys.stderr)
        return 2
    except FileRefused as refused:
        print(refused, file=sys.stderr)
        _print(_refused(refused), as_json=options.json)
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="sahih skema", description="Impor skema sertifikasi dari berkas YAML.")
    parser.add_argument("act", choices=["import"])
    parser.add_argument("file", type=Path)
    parser.add_argument("--lsp", help="slug LSP; boleh dikosongkan, lalu dipakai LSP yang pertama")
    parser.add_argument("--json", action="store_true", help="cetak satu objek JSON sebagai baris terakhir")
    return parser


def _lsp(slug: str | None) -> Lsp:
    found = Lsp.objects.filter(slug=slug).first() if slug else Lsp.objects.order_by("pk").first()
    if found is None:
        known = ", ".join(Lsp.objects.order_by("slug").values_list("slug", flat=True)) or "belum ada"
        raise NoSuchLsp(f"LSP tidak ditemukan. LSP yang ada: {known}.")
    print(f"LSP: {found.name}", file=sys.stderr)
    return found


def _imported(lsp: Lsp, content: bytes) -> Result:
    with tenant(lsp.pk):
        imported = import_skema(content, actor=Actor.system(lsp.pk), at=now())
        versi = imported.versi
        if not imported.is_new:
            print(f"Isi berkas sama dengan versi {versi.version}; tidak ada yang diubah.", file=sys.stderr)
        counts = counts_of(versi)
        return {
            "skema": versi.skema.number,
            "status": versi.status,
            "unit": counts.unit,
            "elemen": counts.elemen,
            "kuk": counts.kuk,
            "missing": missing_of(versi),
        }


def _refused(refused: FileRefused) -> Result:
    reasons = [str(problem) for problem in refused.problems]
    return {"skema": None, "status": "ditolak", "unit": 0, "elemen": 0, "kuk": 0, "missing": reasons}


def _print(result: Result, *, as_json: bool) -> None:
    if as_json:
        print(json.dumps(result, ensure_ascii=False))
        return
    print("{skema}: {status}, {unit} unit, {elemen} elemen, {kuk} KUK".format_map(result))
    for gap in result["missing"]:
        print(f"- {gap}")
