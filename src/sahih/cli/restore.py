"""`sahih restore FILE`: bring a back-up to a place that is still empty, after every byte has been compared."""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import psycopg

from sahih.cli import archive, masterkey, programs
from sahih.cli.manage import inside_django, running_database
from sahih.cli.refusal import Refusal
from sahih.config import environment
from sahih.kernel.private import read_or_create

REMEDY = "Beri DATABASE_ADMIN_URL peran superuser pada basis data yang kosong, dengan peran-peran yang sama namanya."


def main(argv: Sequence[str]) -> int:
    """Restore whole or not at all; an older back-up is then migrated to this program."""
    options = _parser().parse_args(argv)
    source = Path(options.file).absolute()
    if options.into:
        os.environ["SAHIH_VAR"] = str(Path(options.into).absolute())
    manifest = archive.checked(source)
    _require_empty_vault()
    _bring_keys(source, manifest)
    with running_database():
        _require_empty_database()
        _bring_vault_and_database(source)
        _migrate()
        _publish_trust()
    _report(manifest, as_json=options.json)
    return 0


def _require_empty_vault() -> None:
    vault = environment.var() / "vault"
    if vault.exists() and any(vault.rglob("*")):
        raise Refusal(f"{vault} sudah berisi; pulihkan ke folder lain dengan --into.")


def _require_empty_database() -> None:
    with psycopg.connect(environment.databases().admin_url) as connection:
        row = connection.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").fetchone()
    if row and row[0]:
        raise Refusal("Basis data tujuan sudah berisi tabel; pulihkan ke yang kosong (--into FOLDER).")


def _bring_keys(source: Path, manifest: archive.Manifest) -> None:
    """The key of the archive, or one already here that fits; without it nothing could be read afterwards."""
    if manifest.has_keys and masterkey.read() is None:
        read_or_create(masterkey.path(), lambda: archive.read_one(source, f"{archive.KEYS}/master.key"))
        if f"{archive.KEYS}/secret_key" in manifest.members:
            read_or_create(masterkey.secret_path(), lambda: archive.read_one(source, f"{archive.KEYS}/secret_key"))
    here = masterkey.fingerprint(masterkey.read())
    if manifest.key_fingerprint and here != manifest.key_fingerprint:
        what = "bukan kunci cadangan ini" if here else "tidak ada"
        raise Refusal(
            f"Kunci induk di {masterkey.path()} {what}; taruh kunci yang benar di situ (32 bita), "
            "atau beri SAHIH_MASTER_KEY, lalu ulangi."
        )


def _bring_vault_and_database(source: Path) -> None:
    """Files wait under another name until the database stands, so that a failure can be tried again."""
    var = environment.var()
    with tempfile.TemporaryDirectory(dir=var, prefix=".restore-") as folder:
        draft = Path(folder) / archive.VAULT
        draft.mkdir(mode=0o700)
        archive.extract(source, prefix=archive.VAULT, into=draft)
        dump = Path(folder) / archive.DUMP
        archive.extract_one(source, archive.DUMP, to=dump)
        admin_url = environment.databases().admin_url
        name = str(psycopg.conninfo.conninfo_to_dict(admin_url)["dbname"])
        flags = ["--dbname", name, "--single-transaction", "--exit-on-error", "--no-acl"]
        programs.run("pg_restore", [*flags, dump], url=admin_url, remedy=REMEDY)
        if (var / "vault").exists():
            (var / "vault").rmdir()
        draft.rename(var / "vault")


def _migrate() -> None:
    done = subprocess.run([sys.executable, "-m", "sahih.cli", "migrate", "--verbosity", "0"], check=False)
    if done.returncode != 0:
        raise Refusal("Data sudah kembali, tetapi 'sahih migrate' tidak selesai; lihat pesan di atas.")


def _publish_trust() -> None:
    """Let `sahih verify` know the keys that came back; the file itself is derived, so no archive holds it."""
    with inside_django():
        from sahih.documents.issuing import publish_trust  # noqa: PLC0415 -- after setup

        publish_trust()


def _report(manifest: archive.Manifest, *, as_json: bool) -> None:
    if as_json:
        facts = {"var": str(environment.var()), "members": len(manifest.members), "made_at": manifest.made_at}
        print(json.dumps(facts))
        return
    print(f"Cadangan {manifest.made_at} pulih di {environment.var()} ({len(manifest.members)} isi).")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="sahih restore", description="Memulihkan cadangan.")
    parser.add_argument("file", metavar="FILE")
    parser.add_argument("--into", metavar="VAR", help="folder var tujuan (bawaan SAHIH_VAR)")
    parser.add_argument("--json", action="store_true", help="cetak satu objek JSON pada baris terakhir")
    return parser
