"""`sahih demo`: the whole road as a rehearsal, ended by verifying every certificate as an outsider would."""

import argparse
import datetime as dt
import json
import os
import socket
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from sahih.cli.manage import inside_django, running_database
from sahih.cli.refusal import Refusal
from sahih.cli.run import Family, await_pages, children, step
from sahih.config import environment

if TYPE_CHECKING:
    from sahih.process.contoh.kisah import Kisah
    from sahih.process.sertifikat.models import Sertifikat

STORY_DAYS = 30
QUEUE_SECONDS = 300.0


def main(argv: Sequence[str]) -> int:
    """Exit 0 only when every certificate verified twice and its changed copy was refused."""
    options = _parser().parse_args(argv)
    os.environ["SAHIH_CLOCK"] = "movable"
    started = time.monotonic()
    with running_database():
        step("migrate", "--verbosity", "0")
        step("manage", "collectstatic", "--no-input", "--verbosity", "0")
        with _host(options.url) as host, inside_django():
            result = _rehearse(host, options.asesi, say=not options.json)
    result["seconds"] = round(time.monotonic() - started, 1)
    _report(result, as_json=options.json)
    wanted = result["kompeten"]
    return 0 if result["verified_http"] == result["verified_offline"] == result["tamper_detected"] == wanted else 1


def _nothing() -> None:
    """A host that is not ours replaces its worker itself."""


@dataclass(frozen=True)
class Host:
    """Where the certificates are looked up, and how its worker is kept alive."""

    url: str
    tend: Callable[[], None] = _nothing


@contextmanager
def _host(url: str) -> Iterator[Host]:
    """The given host, or our own server and worker on a free port."""
    if url:
        os.environ["SAHIH_PUBLIC_URL"] = url.rstrip("/")
        yield Host(url.rstrip("/"))
        return
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    address = f"http://localhost:{port}"
    os.environ["SAHIH_PUBLIC_URL"] = address
    (environment.var() / "run").mkdir(parents=True, exist_ok=True)
    with children() as family:
        _start(family, port)
        yield Host(address, tend=family.replace_dead_worker)


def _start(family: Family, port: int) -> None:
    family.start("server", "serve", "--port", str(port))
    family.start("worker", "worker")
    await_pages(family, "127.0.0.1", port)


def _rehearse(host: Host, asesi: int, *, say: bool) -> dict[str, Any]:
    from sahih.kernel import clock  # noqa: PLC0415 -- after Django is set up
    from sahih.process.contoh.gladi import Gladi  # noqa: PLC0415 -- as above

    now = dt.datetime.now(dt.UTC)
    story = Gladi(start=now - dt.timedelta(days=STORY_DAYS), asesi=asesi, tick=clock.move_to)
    try:
        for act in story.steps():
            act()
            host.tend()
            if say:
                print(f"  {act.__name__:<16} selesai", flush=True)
        _await_queue(host)
        story.hand_over()
        # The receipts are prints too: they are counted below, and nobody ends with work undone.
        _await_queue(host)
    finally:
        clock.move_to(dt.datetime.now(dt.UTC))
    return _counts(story, asesi) | _outsider(story, host.url)


def _await_queue(host: Host) -> None:
    """The worker has done, or given up on, everything the story queued."""
    from django.db import connection  # noqa: PLC0415 -- as above

    deadline = time.monotonic() + QUEUE_SECONDS
    while time.monotonic() < deadline:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM procrastinate_jobs WHERE status IN ('todo', 'doing') AND task_name NOT LIKE 'kernel.%'"
            )
            row = cursor.fetchone()
        if row and row[0] == 0:
            return
        host.tend()
        time.sleep(0.3)
    raise Refusal(f"Pekerja belum selesai setelah {QUEUE_SECONDS:.0f} detik; lihat 'sahih worker'.")


def _counts(story: "Kisah", asesi: int) -> dict[str, Any]:
    """What the first group left behind, and every paper of the house."""
    from django.db.models import Sum  # noqa: PLC0415 -- as above

    from sahih.documents.models import Cetakan, Lembar, Tandatangan  # noqa: PLC0415 -- as above
    from sahih.kernel.tenancy import tenant  # noqa: PLC0415 -- as above
    from sahih.process.keputusan.models import Keputusan  # noqa: PLC0415 -- as above

    with tenant(story.rumah.lsp.pk):
        outcomes = list(Keputusan.objects.values_list("outcome", flat=True))
        pages = Cetakan.objects.aggregate(total=Sum("pages"))["total"] or 0
        return {
            "asesi": asesi,
            "kompeten": outcomes.count("K"),
            "belum_kompeten": outcomes.count("BK"),
            "sheets": Lembar.objects.count(),
            "signatures": Tandatangan.objects.count(),
            "pages": pages + 2 * outcomes.count("K"),
        }


def _outsider(story: "Kisah", url: str) -> dict[str, Any]:
    """Verify over HTTP, offline with the published keys, and once more with a changed byte."""
    from sahih.kernel.tenancy import tenant  # noqa: PLC0415 -- as above
    from sahih.process.sertifikat.models import Sertifikat  # noqa: PLC0415 -- as above

    folder = environment.var() / "demo"
    folder.mkdir(parents=True, exist_ok=True)
    trust = folder / "sahih-keys.json"
    trust.write_bytes(_get(f"{url}/.well-known/sahih-keys.json"))
    with tenant(story.rumah.lsp.pk):
        made = list(
            Sertifikat.objects.select_related("pdf__key", "keputusan__asesmen__peserta__permohonan").order_by("number")
        )
        found = [_check(one, url, folder, trust) for one in made]
    return {
        "verified_http": sum(one["http"] for one in found),
        "verified_offline": sum(one["offline"] for one in found),
        "tamper_detected": sum(one["tamper"] for one in found),
        "sertifikat": [{key: one[key] for key in ("nomor", "permohonan", "pdf", "url")} for one in found],
    }


def _check(sertifikat: "Sertifikat", url: str, folder: Path, trust: Path) -> dict[str, Any]:
    from sahih.documents.verification.command import main as verify  # noqa: PLC0415 -- as above
    from sahih.kernel.vault.store import read  # noqa: PLC0415 -- as above
    from sahih.process.sertifikat.queries import find_public  # noqa: PLC0415 -- as above

    if sertifikat.pdf is None:
        raise Refusal(f"Sertifikat {sertifikat.number} belum terbit.")
    public = find_public(sertifikat.number)
    assert public is not None
    page, path = f"{url}/verifikasi/{public.ref}/", folder / f"{sertifikat.ref}.pdf"
    content = read(sertifikat.pdf)
    path.write_bytes(content)
    changed = path.with_suffix(".diubah.pdf")
    middle = len(content) // 2
    changed.write_bytes(content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :])
    quiet = ["--trust", str(trust)]
    with _silence():
        offline, tampered = verify([str(path), *quiet]), verify([str(changed), *quiet])
    changed.unlink()
    shown = _get(page).decode()
    return {
        "http": sertifikat.number in shown and "TIDAK BERLAKU" in shown,
        "offline": offline == 0,
        "tamper": tampered == 1,
        "nomor": sertifikat.number,
        "permohonan": sertifikat.keputusan.asesmen.peserta.permohonan.ref,
        "pdf": str(path),
        "url": page,
    }


@contextmanager
def _silence() -> Iterator[None]:
    with Path(os.devnull).open("w") as nothing:
        before, sys.stdout = sys.stdout, nothing
        try:
            yield
        finally:
            sys.stdout = before


def _get(address: str) -> bytes:
    if urlsplit(address).scheme not in {"http", "https"}:
        raise Refusal(f"Alamat {address} bukan http(s).")
    try:
        with urllib.request.urlopen(address, timeout=30) as answer:  # noqa: S310 -- scheme checked above
            body: bytes = answer.read()
            return body
    except OSError as error:
        raise Refusal(f"{address} tidak menjawab: {error}.") from error


def _report(result: dict[str, Any], *, as_json: bool) -> None:
    if not as_json:
        for name, value in result.items():
            if name != "sertifikat":
                print(f"{name:<18} {value}")
    print(json.dumps(result, ensure_ascii=False))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="sahih demo", description="Gladi seluruh jalan, dari permohonan sampai verifikasi."
    )
    parser.add_argument(
        "--asesi", type=int, default=20, choices=range(1, 21), metavar="1-20", help="banyaknya asesi (bawaan 20)"
    )
    parser.add_argument("--url", default="", help="host yang sudah berjalan; tanpa ini demo menjalankan sendiri")
    parser.add_argument("--json", action="store_true", help="hanya satu objek JSON pada baris terakhir")
    return parser
