"""Spoiled files of standards through the act itself: what the preview foretold came true whole, or nothing changed (K3, K5)."""

import copy
import datetime as dt
import random
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
import yaml

from sahih.institution.lsp.models import Lsp
from sahih.kernel.actor import Actor
from sahih.kernel.policy import Refused
from sahih.materials.berkas.reading import FileRefused
from sahih.materials.skema.models import SkemaVersi, Unit
from sahih.materials.standar.actions import import_standar, revoke_standar
from sahih.materials.standar.format import StandarSpec, canonical, load_standar
from sahih.materials.standar.models import Standar, StandarUnit
from sahih.materials.standar.pratinjau import preview_of, read_file
from sahih.materials.standar.queries import spec_of_standar
from sahih.materials.standar.sheets import dump_sheets, load_sheets
from sahih.materials.standar.tests.examples import YAML
from sahih.materials.tests.snapshot import snapshot
from sahih.process.tests.jalan import undone

QUICK, ALL = 60, 500
Plain = Any  # reason: a YAML file before anybody has looked at it


@pytest.fixture
def standar(inside: Lsp, draft: SkemaVersi, manager: Actor, noon: dt.datetime) -> Standar:
    """One unit of it stands in a published skema, so that a correction is a new edition."""
    made = import_standar(YAML.encode(), actor=manager, at=noon).standar
    unit = Unit.objects.filter(versi=draft).earliest("id")
    Unit.objects.filter(pk=unit.pk).update(standar=made, code="A.01UJI00.001.1")
    SkemaVersi.objects.filter(pk=draft.pk).update(published_at=noon)
    return made


def lines_spoiled(content: bytes, dice: random.Random) -> bytes:
    lines = content.splitlines(keepends=True)
    place, other = dice.randrange(len(lines)), dice.randrange(len(lines))
    match dice.randrange(4):
        case 0:
            del lines[place]
        case 1:
            lines[place], lines[other] = lines[other], lines[place]
        case 2:
            lines.insert(place, lines[other])
        case _:
            del lines[place:]
    return b"".join(lines)


def astray(content: bytes, dice: random.Random) -> bytes:
    """In good order, and saying something else."""
    said = yaml.safe_load(content)
    _wrong(said["standard"], dice)
    return yaml.safe_dump(said, allow_unicode=True, sort_keys=False).encode()


def _wrong(standard: Plain, dice: random.Random) -> None:
    units, more = standard["units"], copy.deepcopy(standard["units"][1])
    match dice.randrange(9):
        case 0:
            del units[dice.randrange(2)]
        case 1:
            units[0]["elements"][0]["kuk"][0]["text"] = f"Lain {dice.random()}"
        case 2:
            units.append(
                more | {"code": f"A.01UJI00.{dice.randint(3, 9):03}.1", "title": "Judul " * dice.randint(1, 60)}
            )
        case 3:
            units[0]["code"], units[1]["code"] = units[1]["code"], units[0]["code"]
        case 4:
            units.append(more | {"code": dice.choice([more["code"], more["code"].lower(), "A.01UJI00.003.1"])})
        case 5:
            standard["kind"], standard["year"] = dice.choice(["SKKK", "SKKI", "SKK"]), dice.choice([1980, 2021, 2030])
        case 6:
            units[1]["elements"] = [{"number": n, "title": "E", "kuk": []} for n in range(1, dice.randint(2, 120))]
        case 7:
            standard |= {
                "status": dice.choice(["dicabut", "digantikan", "lain"]),
                "status_on": "2026-11-01",
                "status_decree": "K",
            }
        case _:
            standard["title"], units[1]["title"] = "Lain", f"Menutup {dice.randint(1, 3)}"


def as_sheets(content: bytes, _dice: random.Random) -> bytes:
    """The workbook of a file that can be read; another goes as it is."""
    try:
        return dump_sheets(load_standar(content))
    except FileRefused:
        return content


@pytest.mark.parametrize("times", [QUICK, pytest.param(ALL, marks=pytest.mark.endurance)])
@pytest.mark.parametrize("kind", ["yaml", "xlsx"])
def test_spoiled_standard_is_taken_whole_or_changes_nothing(
    kind: str, times: int, standar: Standar, manager: Actor, noon: dt.datetime
) -> None:
    dice, ends, good = random.Random(f"standar-{kind}"), Counter[str](), YAML.encode()  # noqa: S311 -- a seeded test
    spoils: list[Callable[[bytes, random.Random], bytes]] = [lines_spoiled, astray]

    for turn in range(times):
        content = spoils[turn % 2](good, dice)
        with undone():
            if dice.random() < 0.5:
                revoke_standar(standar, on=noon.date(), decree="Kepmenaker 1/2026", actor=manager)
            ends[through(content if kind == "yaml" else as_sheets(content, dice), actor=manager, at=noon)] += 1

    assert ends.total() == times
    assert min(ends[name] for name in ("unread", "refused", "taken")) >= times // 60, ends


def through(content: bytes, *, actor: Actor, at: dt.datetime) -> str:
    before = snapshot()
    try:
        seen = preview_of(read_file(content))
        done = import_standar(content, actor=actor, at=at)
    except FileRefused as refusal:
        assert_untouched(before, str(refusal))
        return "unread"
    except Refused as refusal:
        assert_untouched(before, str(refusal.reason))
        return "refused"
    said = (len(seen.added), len(seen.corrected), seen.unchanged, bool(seen.step), seen.is_otherwise)
    assert said == (done.added, done.corrected, done.unchanged, done.is_ended, done.is_otherwise)
    assert_whole(load_sheets(content) if content.startswith(b"PK") else load_standar(content), done.standar)
    return "taken"


def assert_untouched(before: object, said: str) -> None:
    assert said.strip()
    assert snapshot() == before


def assert_whole(spec: StandarSpec, standar: Standar) -> None:
    """Each unit of the file stands there as the latest edition; one that the file does not name is as it was."""
    found = {one.code: one for one in spec_of_standar(Standar.objects.get(pk=standar.pk)).units}
    named = {one.code: one for one in spec.units}
    assert {code: canonical(found[code]) for code in named} == {code: canonical(one) for code, one in named.items()}
    own = {one.code: one for one in load_standar(YAML.encode()).units} if str(standar) == "SKKNI 77/2021" else {}
    assert {code: one for code, one in found.items() if code not in named} == {code: one for code, one in own.items() if code not in named}  # fmt: skip
    assert spec.status in ("berlaku", Standar.objects.get(pk=standar.pk).status)
    first = StandarUnit.objects.filter(standar=standar, code="A.01UJI00.001.1", edition=1).first()
    assert first is None or not own or canonical(first.spec()) == canonical(own[first.code])
