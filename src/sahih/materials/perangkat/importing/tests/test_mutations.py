"""1,000 spoiled files: each is read whole or refused in a sentence; nothing in between, nothing else."""

import random

import pytest

from sahih.materials.berkas.packages import Unreadable
from sahih.materials.berkas.reading import FileRefused
from sahih.materials.perangkat.format import MukSpec
from sahih.materials.perangkat.importing.tests.spoiling import ACUAN, KINDS
from sahih.materials.perangkat.importing.uploads import read_upload

EACH = 334


@pytest.mark.parametrize("kind", KINDS)
def test_spoiled_files_are_read_whole_or_refused_in_a_sentence(kind: str) -> None:
    make, spoil = KINDS[kind]
    content, dice = make(), random.Random(f"impor-{kind}")  # noqa: S311 -- the same files each time
    outcomes = {"read": 0, "refused": 0}

    for _turn in range(EACH):
        try:
            found = read_upload(spoil(content, dice), acuan=ACUAN)
        except (Unreadable, FileRefused) as refusal:
            outcomes["refused"] += bool(str(refusal).strip())
        else:
            assert MukSpec.model_validate(found.spec.model_dump()) == found.spec
            assert all(one.why and one.todo for one in found.terlewat)
            outcomes["read"] += 1

    assert sum(outcomes.values()) == EACH
    assert min(outcomes.values()) > EACH // 20, outcomes
