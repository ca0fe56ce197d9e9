"""Judges one print of each form, letter and certificate: always by what can be seen, by veraPDF where VERAPDF names one."""

# ruff: noqa: E402 -- sentences of the forms need the setup

import os
import subprocess
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sahih.config.testing")

import django

django.setup()

from tests.prints.conformance import faults
from tests.prints.samples import Sample, samples

FLAVOUR = {False: "2a", True: "3a"}


def main() -> int:
    program, found = os.environ.get("VERAPDF", ""), 0
    prints = list(samples())
    for one in prints:
        told = faults(one.pdf)
        found += len(told)
        print(f"{one.name:18} {'; '.join(told) or 'ok'}")
    print(f"{len(prints)} prints: tags, XMP, title, language, output intent, embedded fonts")
    if not program:
        print("veraPDF: not run (set VERAPDF to its program)")
    else:
        found += sum(not _passes(program, one) for one in prints)
    return 1 if found else 0


def _passes(program: str, one: Sample) -> bool:
    """Ask veraPDF about PDF/A and PDF/UA; what it says of a file that fails is shown."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"{one.name}.pdf"
        path.write_bytes(one.pdf)
        flavours = (FLAVOUR[one.name == "SERTIFIKAT"], "ua1")
        answers = [_ask(program, flavour, path) for flavour in flavours]
    for flavour, answer in zip(flavours, answers, strict=True):
        if answer.returncode:
            print(f"{one.name}: veraPDF {flavour}: {answer.stdout.strip() or answer.stderr.strip()}")
    return not any(answer.returncode for answer in answers)


def _ask(program: str, flavour: str, path: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [program, "--format", "text", "--flavour", flavour, str(path)], capture_output=True, text=True, check=False
    )


if __name__ == "__main__":
    sys.exit(main())
