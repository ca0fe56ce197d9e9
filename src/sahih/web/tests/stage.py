"""The fixture that sets the stage; each package's conftest takes it over."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from django.conf import LazySettings

from sahih.web.tests.panggung import Panggung
from tests.scenes import Scenes

Stage = Callable[..., Panggung]


@pytest.fixture
def until(db: None, settings: LazySettings, scenes: Scenes) -> Iterator[Stage]:
    """Set a stage at a step of the story; the clock moves with it."""
    settings.SAHIH_CLOCK_MOVABLE = True
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:

        def make(step: str, *, asesi: int = 1) -> Panggung:
            return stack.enter_context(Panggung.entered(scenes, step, asesi=asesi))

        yield make
