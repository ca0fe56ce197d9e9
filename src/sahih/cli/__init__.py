"""The command `sahih`: one literal table of what it can do; what a command needs is imported when it is called."""

import signal
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from types import FrameType
from typing import NamedTuple

CommandFunction = Callable[[Sequence[str]], int]


class Command(NamedTuple):
    """Where a command lives; its function takes the arguments after its name and returns the exit code."""

    module: str
    function: str
    summary: str


COMMANDS = {
    "run": Command("sahih.cli.run", "main", "menjalankan semuanya: basis data, halaman, pekerja"),
    "serve": Command("sahih.cli.serve", "main", "menjalankan halaman saja"),
    "worker": Command("sahih.cli.worker", "main", "menjalankan pekerja latar saja"),
    "migrate": Command("sahih.cli.migrate", "main", "membawa basis data ke keadaan program ini"),
    "prepare": Command("sahih.cli.prepare", "main", "berkas statis dan contoh; dipanggil oleh run"),
    "manage": Command("sahih.cli.manage", "main", "perintah Django"),
    "db": Command("sahih.cli.db", "main", "start, stop, prepare, psql"),
    "backup": Command("sahih.cli.backup", "main", "menyimpan basis data, berkas, dan (bila diminta) kunci"),
    "restore": Command("sahih.cli.restore", "main", "memulihkan cadangan ke tempat yang masih kosong"),
    "verify": Command(
        "sahih.documents.verification.command", "main", "memeriksa sertifikat atau berkas lengkap secara luring"
    ),
    "berkas": Command("sahih.insight.berkas.command", "main", "berkas lengkap seorang asesi sebagai satu ZIP"),
    "skema": Command("sahih.materials.skema.command", "main", "mengimpor dan mengekspor skema"),
    "muk": Command("sahih.materials.perangkat.command", "main", "sidik isi MUK dari ekspor YAML dengan kunci"),
    "lsp": Command("sahih.institution.lsp.command", "main", "mendirikan LSP beserta ketuanya"),
    "demo": Command("sahih.cli.demo", "main", "gladi seluruh jalan dan memeriksa setiap sertifikat"),
    "kode": Command("sahih.process.contoh.command", "main", "kode autentikator orang rekaan dalam gladi"),
    "version": Command("sahih.cli.version", "main", "versi program dan basis data"),
}
# These enter Django themselves or need none; the others of the wings are given Django and a database first.
NEEDS_DJANGO = frozenset({"berkas", "lsp", "skema", "kode"})


def main(argv: Sequence[str] | None = None) -> int:
    """Do what was asked; an expected refusal is one sentence on stderr and the exit code 1."""
    name, *arguments = (sys.argv[1:] if argv is None else list(argv)) or ["help"]
    if name in {"help", "-h", "--help"}:
        return _help()
    if name not in COMMANDS:
        sys.stderr.write(f"Perintah '{name}' tidak dikenal; lihat 'sahih help'.\n")
        return 2
    _end_politely()
    from sahih.cli.refusal import sentence_of  # noqa: PLC0415 -- 'sahih help' reads nothing

    try:
        return _call(name, arguments)
    except KeyboardInterrupt:
        return 130
    except Exception as error:
        sentence = sentence_of(error)
        if sentence is None:
            raise
        sys.stderr.write(f"{sentence}\n")
        return 1


def _call(name: str, arguments: list[str]) -> int:
    command = COMMANDS[name]
    if name not in NEEDS_DJANGO:
        return _function(command)(arguments)
    from sahih.cli.manage import inside_django  # noqa: PLC0415 -- only where Django is needed

    with inside_django():
        return _function(command)(arguments)


def _function(command: Command) -> CommandFunction:
    function: CommandFunction = getattr(import_module(command.module), command.function)
    return function


def _help() -> int:
    print("sahih PERINTAH [pilihan]; 'sahih PERINTAH --help' menjelaskan pilihannya.\n")
    for name, command in COMMANDS.items():
        print(f"  {name:<9} {command.summary}")
    return 0


def _end_politely() -> None:
    """TERM unwinds like any other exit, so that whoever leaves last stops the database."""

    def leave(number: int, _frame: FrameType | None) -> None:
        sys.exit(128 + number)

    signal.signal(signal.SIGTERM, leave)
    signal.signal(signal.SIGHUP, leave)
