"""`sahih backup FILE`: database, vault and, only when asked, the keys, in one archive that proves itself."""

import argparse
import datetime as dt
import hashlib
import json
import tempfile
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

from sahih.cli import archive, masterkey, programs
from sahih.cli.manage import running_database
from sahih.cli.refusal import Refusal
from sahih.config import environment

NOT_THE_OWNER = (
    "Pemilik tabel tunduk pada pembatasan antar-LSP; beri DATABASE_ADMIN_URL peran superuser atau BYPASSRLS."
)


def main(argv: Sequence[str]) -> int:
    """Write the archive; people may work meanwhile."""
    options = _parser().parse_args(argv)
    target = Path(options.file).absolute()
    if target.exists():
        raise Refusal(f"{target} sudah ada; beri nama lain.")
    if not target.parent.is_dir():
        raise Refusal(f"Folder {target.parent} tidak ada; buat dulu.")
    try:
        with running_database():
            manifest = write_backup(target, with_keys=options.with_keys)
    except OSError as error:
        raise Refusal(f"Cadangan tidak dapat ditulis: {error.strerror} ({error.filename or target}).") from error
    _report(target, manifest, as_json=options.json)
    return 0


def write_backup(target: Path, *, with_keys: bool) -> archive.Manifest:
    """The dump first, then the files it names: a file that comes later is one too many, never one too few."""
    key = masterkey.read()
    if with_keys and key is None:
        raise Refusal("Kunci induk belum ada di sini, sehingga tidak dapat ikut disimpan.")
    manifest = archive.Manifest(
        program=version("sahih"),
        made_at=dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
        key_fingerprint=masterkey.fingerprint(key),
    )
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".sahih-") as folder:
        dump = Path(folder) / archive.DUMP
        admin_url = environment.databases().admin_url
        programs.run("pg_dump", ["--format=custom", "--file", dump], url=admin_url, remedy=NOT_THE_OWNER)
        with archive.writing(target, manifest) as writer:
            writer.add(dump, name=archive.DUMP)
            _add_vault(writer)
            if with_keys and key:
                _add_keys(writer, key)
    return manifest


def _add_vault(writer: archive.Writer) -> None:
    vault = environment.var() / "vault"
    for path in sorted(vault.rglob("*")):
        if path.is_file() and path.suffix != ".part":
            writer.add(path, name=f"{archive.VAULT}/{path.relative_to(vault).as_posix()}")


def _add_keys(writer: archive.Writer, key: bytes) -> None:
    writer.add_bytes(key, name=f"{archive.KEYS}/master.key")
    if masterkey.secret_path().exists():
        writer.add(masterkey.secret_path(), name=f"{archive.KEYS}/secret_key")


def _report(target: Path, manifest: archive.Manifest, *, as_json: bool) -> None:
    facts: dict[str, Any] = {  # reason: JSON values
        "file": str(target),
        "bytes": target.stat().st_size,
        "sha256": _sha256(target),
        "members": len(manifest.members),
        "keys": manifest.has_keys,
    }
    if as_json:
        print(json.dumps(facts))
        return
    print(f"Cadangan ditulis: {target} ({facts['bytes']:,} bita, {facts['members']} isi, SHA-256 {facts['sha256']}).")
    if manifest.has_keys:
        print("Cadangan ini memuat kunci induk: siapa yang memegangnya dapat membaca semuanya. Simpan terkunci.")
    else:
        print(f"Kunci induk tidak ikut. Simpan salinan {masterkey.path()} di tempat lain; tanpa itu cadangan ini mati.")


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="sahih backup", description="Menyimpan basis data dan berkas.")
    parser.add_argument("file", metavar="FILE")
    parser.add_argument("--with-keys", action="store_true", help="sertakan kunci induk (simpan arsipnya terkunci)")
    parser.add_argument("--json", action="store_true", help="cetak satu objek JSON pada baris terakhir")
    return parser
