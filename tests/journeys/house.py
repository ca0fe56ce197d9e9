"""What a journey asks of the installation beside the pages: a house with people, the hour, BNSP's answer.

A program of its own, because the browser's process must not hold Django: `python -m tests.journeys.house build`.
"""

import datetime as dt
import json
import sys
from pathlib import Path

from sahih.cli.manage import inside_django


def build() -> dict[str, object]:
    """Found the LSP of the rehearsals as one that is real, for the road is the lawful one; nothing has been applied for."""
    from sahih.institution.lsp.models import Lsp  # noqa: PLC0415 -- after Django is set up
    from sahih.kernel import clock  # noqa: PLC0415 -- as above
    from sahih.process.contoh.rumah import build_house  # noqa: PLC0415 -- as above

    rumah = build_house(at=clock.now())
    Lsp.objects.filter(pk=rumah.lsp.pk).update(uji_coba=False)
    people = {key: {"name": one.name, "email": one.user.email} for key, one in rumah.cast.people.items()}
    return {
        "slug": rumah.lsp.slug,
        "skema": rumah.versi.skema.ref,
        "title": rumah.versi.title,
        "tuk": rumah.tuk.name,
        "people": people,
    }


def begin_at(hour: str) -> dict[str, object]:
    """Set the installation's clock to this hour of today in Jakarta, so that a journey is the same at midnight."""
    from sahih.kernel import clock  # noqa: PLC0415 -- after Django is set up

    zone = clock.ZONES["WIB"]
    instant = dt.datetime.combine(dt.datetime.now(zone).date(), dt.time(int(hour)), tzinfo=zone)
    clock.move_to(instant)
    return {"day": instant.date().isoformat()}


def answer(slug: str, listed: str, given: str) -> dict[str, object]:
    """BNSP fills the list that the office downloaded: numbers without the marks of a rehearsal, for the road is the lawful one."""
    from openpyxl import load_workbook  # noqa: PLC0415 -- after Django is set up

    from sahih.institution.lsp.models import Lsp  # noqa: PLC0415 -- as above
    from sahih.process.sertifikat.sheets import ANSWER_HEAD, write_rows  # noqa: PLC0415 -- as above

    licence = Lsp.objects.get(slug=slug).licence.split("-")[2]
    rows = load_workbook(listed, read_only=True).worksheets[0].iter_rows(values_only=True, min_row=2)
    refs = [str(row[0]) for row in rows if row[6] == "K"]
    year = dt.datetime.now(dt.UTC).year
    numbered = [
        (ref, f"71102 3257 4 {serial:07d} {year}", f"KKK {licence} {serial:05d} {year}", f"{10_000_000 + serial}")
        for serial, ref in enumerate(refs, 123)
    ]
    Path(given).write_bytes(write_rows(ANSWER_HEAD, numbered))
    return {"count": len(numbered)}


COMMANDS = {"build": build, "begin_at": begin_at, "answer": answer}

if __name__ == "__main__":
    with inside_django():
        print(json.dumps(COMMANDS[sys.argv[1]](*sys.argv[2:])))
