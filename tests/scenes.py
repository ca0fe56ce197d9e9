"""Scenes that tests begin in: walked to once a run, each in a database of its own, and never changed by what enters.

A story takes seconds to walk and its database a moment to copy, so a scene starts from the nearest earlier scene of the
same story. Whoever enters works in a transaction of which nothing stays, with a copy of the story's objects.
"""

import contextlib
import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from django.db import connection, connections, transaction

from sahih.process.contoh.kisah import Kisah
from sahih.process.tests.jalan import START, borrowed, copy_of
from tests import databases
from tests.databases import Copy

OPEN_AT_MOST = 6  # connections that wait for the next test of their scene; each new one reads the catalogue anew


@dataclass(frozen=True)
class Scene:
    """Where a story stands when its named step has just ended."""

    step: str
    asesi: int = 2
    others: bool = False
    story: type[Kisah] = Kisah
    start: dt.datetime = START

    @property
    def alike(self) -> "Scene":
        """Nobody has applied yet when the house opens: one serves every number of asesi."""
        return replace(self, asesi=0) if self.step == "open_house" else self


class Watch:
    """Remembers the last hour of a story, for those who set a clock by it."""

    last: dt.datetime

    def __call__(self, instant: dt.datetime) -> None:
        self.last = instant


@dataclass
class Made:
    place: Copy
    kisah: Kisah
    steps: int


@dataclass
class Scenes:
    """All scenes of this run; `stack` lets go of their databases at its end."""

    template: str
    stack: contextlib.ExitStack
    now: dt.datetime = field(default_factory=lambda: dt.datetime.now(dt.UTC))  # of the stories that end today
    _made: dict[Scene, Made] = field(default_factory=dict)
    _visited: list[Copy] = field(default_factory=list)

    @contextlib.contextmanager
    def enter(self, scene: Scene) -> Iterator[Kisah]:
        """Django's connection is in the scene's database; the story is the visitor's own."""
        made = self._made.get(scene.alike) or self._make(scene)
        with self._inside(made.place), borrowed(made.kisah) as kisah:
            kisah.asesi = scene.asesi
            yield kisah
            if not connection.needs_rollback:
                connection.check_constraints()  # as Django's own TestCase ends

    def fill(self, scene: Scene) -> Kisah:
        """Put a copy of the scene in place of the tests' own database, for a test that commits."""
        made = self._made.get(scene.alike) or self._make(scene)
        made.place.connection.close()
        databases.renew(str(connection.settings_dict["NAME"]), made.place.name)
        kisah = copy_of(made.kisah)
        kisah.asesi = scene.asesi
        return kisah

    def _make(self, scene: Scene) -> Made:
        """Walk on from the nearest earlier scene, and commit once."""
        before = self._nearest(scene)
        if before:
            before.place.connection.close()  # nobody may look while a database is copied
        place = self.stack.enter_context(databases.copied(before.place.name if before else self.template))
        with self._inside(place), transaction.atomic():
            kisah = self._story(scene, before)
            for step in _steps_up_to(kisah, scene.step)[before.steps if before else 0 :]:
                step()
            connection.run_on_commit.clear()  # what a test's own transaction would never have come to
        self._made[scene.alike] = Made(place, kisah, len(_steps_up_to(kisah, scene.step)))
        return self._made[scene.alike]

    def _nearest(self, scene: Scene) -> Made | None:
        story = scene.story(start=scene.start, asesi=scene.asesi, others=scene.others)
        earlier = [replace(scene, step=one.__name__).alike for one in _steps_up_to(story, scene.step)]
        return next((self._made[one] for one in reversed(earlier) if one in self._made), None)

    @staticmethod
    def _story(scene: Scene, before: Made | None) -> Kisah:
        if before is None:
            return scene.story(start=scene.start, asesi=scene.asesi, others=scene.others, tick=Watch())
        kisah = copy_of(before.kisah)
        kisah.asesi = scene.asesi
        return kisah

    @contextlib.contextmanager
    def _inside(self, place: Copy) -> Iterator[None]:
        outside = connections["default"]
        if any(outside is made.place.connection for made in self._made.values()):
            raise RuntimeError("Already in a scene; walk a second story inside it.")
        self._keep_few_open(place)
        connections["default"] = place.connection
        try:
            yield
        finally:
            connections["default"] = outside

    def _keep_few_open(self, place: Copy) -> None:
        self._visited = [one for one in self._visited if one is not place] + [place]
        for one in self._visited[:-OPEN_AT_MOST]:
            one.connection.close()


def _steps_up_to(story: Kisah, name: str) -> list[Callable[[], None]]:
    steps = story.steps()
    names = [one.__name__ for one in steps]
    return steps[: names.index(name) + 1]
