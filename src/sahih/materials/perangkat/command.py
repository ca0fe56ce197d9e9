"""`sahih muk sidik FILE`: the hash that penyusun and validator signed, told from the content with its keys, without a database."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from django.conf import settings
from pydantic import ValidationError

from sahih.materials.berkas.parts import first_hand, problem_at
from sahih.materials.berkas.reading import MAX_BYTES, FileRefused, read_yaml
from sahih.materials.perangkat.format import MukFile


def main(argv: Sequence[str]) -> int:
    """Print the hash, to be laid beside that of PENGESAHAN.MUK or of an archive."""
    options = _parser().parse_args(argv)
    if not settings.configured:
        settings.configure(USE_I18N=False)
    try:
        with options.file.open("rb") as file:
            print(_read(file.read(MAX_BYTES + 1)).signed_sha256)
    except OSError as error:
        print(error, file=sys.stderr)
        return 2
    except FileRefused as refused:
        print(refused, file=sys.stderr)
        return 1
    return 0


def _read(content: bytes) -> MukFile:
    document = read_yaml(content)
    try:
        return MukFile.model_validate(document.data)
    except ValidationError as error:
        raise FileRefused(*(problem_at(document, detail) for detail in first_hand(error))) from error


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="sahih muk",
        description="Sidik isi MUK dari ekspor YAML dengan kunci; bandingkan dengan lembar pengesahannya.",
    )
    parser.add_argument("act", choices=["sidik"])
    parser.add_argument("file", type=Path)
    return parser
