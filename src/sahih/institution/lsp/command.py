"""`sahih lsp`: found the first LSP of an installation and invite its Ketua, from the server's own shell."""

import argparse
import datetime as dt
import getpass
import json
import sys
from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction

from sahih.institution.accounts.actions import appoint, register_account
from sahih.institution.accounts.roles import Role
from sahih.institution.lsp.actions import found_lsp
from sahih.institution.lsp.models import Lsp
from sahih.kernel.actor import Actor
from sahih.kernel.clock import now
from sahih.kernel.policy import Refused
from sahih.kernel.tenancy import tenant

TEXTS = ("slug", "name", "licence", "licence-sk", "sector", "address", "city", "phone", "email", "code")


def main(argv: Sequence[str]) -> int:
    """`sahih lsp found …`; prints one JSON object. The Ketua logs in by a code sent to the address given."""
    options = _parser().parse_args(argv)
    facts = {name.replace("-", "_"): getattr(options, name.replace("-", "_")) for name in TEXTS}
    try:
        with transaction.atomic():
            lsp = found_lsp(
                actor=Actor.system(request_id=f"shell:{getpass.getuser()}"[:40]), kind=options.kind,
                licensed_from=options.licensed_from, licensed_until=options.licensed_until, uji_coba=options.uji_coba, **facts,
            )  # fmt: skip
            _appoint_ketua(lsp, options)
    except (ValidationError, Refused) as refusal:
        said = refusal.messages if isinstance(refusal, ValidationError) else [str(refusal.reason)]
        print(json.dumps({"status": "ditolak", "missing": said}, ensure_ascii=False))
        return 1
    print(json.dumps({"status": "berdiri", "slug": lsp.slug, "ketua": options.ketua_email}, ensure_ascii=False))
    return 0


def _appoint_ketua(lsp: Lsp, options: argparse.Namespace) -> None:
    at, system = now(), Actor.system(lsp.pk)
    # Whoever runs the installation appoints the first Ketua; every later appointment is the Ketua's.
    with tenant(lsp.pk):
        user = register_account(name=options.ketua_name, email=options.ketua_email, phone=None, actor=system, at=at)
        appoint(user.person, Role.KETUA, actor=system, at=at, sk_number=options.ketua_sk, nik=_asked_nik())


def _asked_nik() -> str:
    """From the keyboard or a pipe, never from the arguments, which other users and the shell's history can read."""
    if sys.stdin.isatty():
        return getpass.getpass("NIK Ketua (tidak ditampilkan): ").strip()
    return sys.stdin.readline().strip()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="sahih lsp", description="Mendirikan LSP pertama beserta ketuanya.")
    found = parser.add_subparsers(dest="act", required=True).add_parser("found", help="mendirikan LSP")
    for name in TEXTS:
        found.add_argument(f"--{name}", required=name not in {"licence-sk", "sector"}, default="")
    found.add_argument("--kind", required=True, choices=Lsp.Kind.values)
    found.add_argument("--licensed-from", required=True, type=dt.date.fromisoformat, metavar="YYYY-MM-DD")
    found.add_argument("--licensed-until", required=True, type=dt.date.fromisoformat, metavar="YYYY-MM-DD")
    found.add_argument("--uji-coba", action="store_true", help="LSP untuk gladi; laman publiknya mengatakannya")
    for name in ("ketua-name", "ketua-email", "ketua-sk"):
        found.add_argument(f"--{name}", required=True)
    return parser
