"""More than 1,000 spoiled files through the acts of the pages: the draft holds the whole file, or nothing changed."""

import datetime as dt
import random
from collections import Counter
from collections.abc import Callable, Iterator, Mapping

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django import DjangoDbBlocker

from sahih.kernel.actor import Actor
from sahih.kernel.policy import Refused
from sahih.kernel.tenancy import tenant
from sahih.materials.berkas.reading import FileRefused
from sahih.materials.lingkup.actions import cover_asesor
from sahih.materials.perangkat.actions import export_muk, keep_import, open_import, replace_content, take_import
from sahih.materials.perangkat.actions.files import Pratinjau
from sahih.materials.perangkat.content import spec_of
from sahih.materials.perangkat.enums import JENIS, METODE, Instrumen
from sahih.materials.perangkat.format import BagianSpec, ButirSpec, KunciSpec, MukSpec, PictureSpec, RefSpec
from sahih.materials.perangkat.importing.acuan import said
from sahih.materials.perangkat.importing.choosing import Cara, Pilihan
from sahih.materials.perangkat.importing.pairing import carried
from sahih.materials.perangkat.importing.tests.random_muk import muk_specs
from sahih.materials.perangkat.importing.tests.spoiling import ACUAN, KINDS, spoiled_files
from sahih.materials.perangkat.models import Muk
from sahih.materials.skema.actions import import_skema
from sahih.materials.skema.models import SkemaVersi
from sahih.materials.tests.builders import make_muk
from sahih.materials.tests.snapshot import snapshot
from sahih.process.contoh.rumah import Rumah
from sahih.process.tests.jalan import undone

QUICK, ALL = 30, 340


def skema_file() -> bytes:
    """The small skema of the Word files, as a file."""
    units = [
        {
            "code": unit.kode, "title": unit.judul, "standard_kind": "SKKNI",
            "critical_aspects": list(ACUAN.aspek.get((unit.kode, "kritis"), ())), "attitudes": list(ACUAN.aspek.get((unit.kode, "sikap"), ())),
            "elements": [
                {"number": place, "title": one.judul, "kuk": [{"number": f"{place}.{n}", "text": kuk.teks} for n, kuk in enumerate(one.kuk, 1)]}
                for place, one in enumerate(unit.elemen, 1)
            ],
        }
        for kelompok in ACUAN.susunan for unit in kelompok.unit
    ]  # fmt: skip
    groups = [{"number": one.nomor, "title": one.judul, "units": [unit.kode for unit in one.unit]} for one in ACUAN.susunan]  # fmt: skip
    scheme = {
        "number": ACUAN.skema, "title": ACUAN.title, "kind": "Klaster", "standard": "SKKNI 1/2020", "work_groups": {"groups": groups},
        "requirements": {"basic_rule": "all", "basic": ["Ijazah"], "administrative": ["KTP"]}, "units": units,
    }  # fmt: skip
    return yaml.safe_dump({"scheme": scheme}, allow_unicode=True).encode()


@pytest.fixture(scope="module")
def small(built: Rumah, django_db_blocker: DjangoDbBlocker) -> Iterator[Muk]:
    """A draft of the small skema with one instrument of its own."""
    at = dt.datetime.now(dt.UTC)
    with django_db_blocker.unblock(), undone(), tenant(built.lsp.pk):
        manajer = built["manajer"].actor(at)
        versi: SkemaVersi = import_skema(skema_file(), actor=manajer, at=at).versi
        cover_asesor(
            built.asesor["asesor"], versi.skema, basis="sertifikat", certificate_no="T-1", valid_from=at.date() - dt.timedelta(days=9),
            valid_until=None, actor=manajer,
        )  # fmt: skip
        item = ButirSpec(text="Apa?", refs=(next(iter(ACUAN.place)),), kunci=KunciSpec(answer="Ini"))
        own = MukSpec(skema=ACUAN.skema, title="Paket A", bagian=(BagianSpec(instrumen="FR.IA.07", kelompok=1, butir=(item,)),))  # fmt: skip
        yield make_muk(versi, penyusun=built["asesor"].user.person, at=at, spec=own)


@pytest.fixture(scope="module")
def penyusun(built: Rumah, small: Muk) -> Actor:
    return built["asesor"].actor(dt.datetime.now(dt.UTC))


def a_choice(seen: Pratinjau, dice: random.Random) -> Pilihan:
    """What a person might tick: the KUK that is offered, or any, of any kelompok."""
    kuk = {str(one): said(dice.choice(ACUAN.isi).ref) for one in seen.bacaan.saran if dice.random() < 0.3}
    return Pilihan(dice.choice(Cara.values), kuk, is_loss_agreed=dice.random() < 0.8)


def with_chosen(spec: MukSpec, kuk: dict[str, str]) -> MukSpec:
    """What a person sees who ticked these: each item without KUK has the one they named."""
    by_words = {said(one.ref): one.ref for one in ACUAN.isi}
    return MukSpec.model_validate(spec.model_dump() | {"bagian": tuple(
        part.model_dump() | {"butir": tuple(
            one.model_dump() | ({"refs": (by_words[words].model_dump(),)} if (words := kuk.get(f"{part.instrumen}/{part.kelompok}/{number}")) and not one.refs else {})
            for number, one in enumerate(part.butir, 1)
        )}
        for part in spec.bagian
    )})  # fmt: skip


def through(muk: Muk, content: bytes, dice: random.Random, *, actor: Actor, at: dt.datetime) -> str:
    """One file the whole way; how it ended."""
    before = snapshot()
    try:
        file = keep_import(muk, content=content, name="berkas", actor=actor, at=at)
    except (Refused, FileRefused) as refusal:
        assert_untouched(before, refusal)
        return "unread"
    seen = open_import(muk, file, actor=actor, at=at)
    pilihan, base = a_choice(seen, dice), seen.base if dice.random() < 0.9 else "0" * 64
    before = snapshot()
    try:
        take_import(muk, file, pilihan=pilihan, base=base, actor=actor, at=at)
    except Refused as refusal:
        assert_untouched(before, refusal)
        return "refused"
    assert_whole(muk, seen, pilihan)
    return "taken"


def assert_untouched(before: Mapping[str, str], refusal: Refused | FileRefused) -> None:
    """Nothing was written, and whoever sent the file reads why."""
    assert str(refusal.reason if isinstance(refusal, Refused) else refusal).strip()
    assert snapshot() == before


def assert_whole(muk: Muk, seen: Pratinjau, pilihan: Pilihan) -> None:
    """Every item of the file with all it says stands in the draft, in its order, and nothing else."""
    found, coming = spec_of(Muk.objects.get(pk=muk.pk), keys=True), with_chosen(seen.bacaan.spec, dict(pilihan.kuk))
    if pilihan.cara == Cara.GANTI:
        coming = carried(seen.now, coming)
    by_name = {(one.instrumen, one.kelompok): one for one in found.bagian}
    kept = {(one.instrumen, one.kelompok): one for one in seen.now.bagian}
    for part in coming.bagian:
        name = (part.instrumen, part.kelompok)
        stays = pilihan.cara == Cara.TAMBAH and name in kept and kept[name].butir
        grows = pilihan.cara == Cara.SISIP and name in kept
        assert by_name.pop(name) == (kept[name] if stays else beneath(kept[name], part) if grows else part)
    assert by_name == ({} if pilihan.cara == Cara.GANTI else {name: kept[name] for name in by_name})


def _read(one: ButirSpec) -> str:
    return repr(
        (one.text.lower().split(), [each.lower().split() for each in one.options], one.picture and one.picture.sha256)
    )


def beneath(old: BagianSpec, part: BagianSpec) -> BagianSpec:
    """What was there, then what the file has and it had not."""
    words = [_read(one) for one in old.butir]
    fresh = tuple(one for one in part.butir if _read(one) not in words)
    return old.model_copy(update={"butir": old.butir + fresh})


@pytest.mark.parametrize("times", [QUICK, pytest.param(ALL, marks=pytest.mark.endurance)])
@pytest.mark.parametrize("kind", KINDS)
def test_spoiled_file_is_taken_whole_or_changes_nothing(kind: str, times: int, small: Muk, penyusun: Actor) -> None:
    dice, at, ends = random.Random(f"setengah-{kind}"), dt.datetime.now(dt.UTC), Counter[str]()  # noqa: S311 -- a seeded test

    for content in spoiled_files(kind, times=times, seed="setengah"):
        with undone():
            ends[through(Muk.objects.get(pk=small.pk), content, dice, actor=penyusun, at=at)] += 1

    assert ends.total() == times
    assert min(ends[name] for name in ("unread", "refused", "taken")) >= times // 20, ends


ELSEWHERE = RefSpec(unit=ACUAN.susunan[1].unit[0].kode, kuk="1.1")
WRONG: dict[str, Callable[[MukSpec], MukSpec]] = {
    "another skema": lambda spec: spec.model_copy(update={"skema": "SKM/2/2026"}),
    "a kelompok it lacks": lambda spec: _with_part(spec, {"kelompok": 7}),
    "an instrument twice": lambda spec: spec.model_copy(update={"bagian": (*spec.bagian, *spec.bagian)}),
    "a unit of another kelompok": lambda spec: _with_item(spec, {"refs": (ELSEWHERE,)}),
    "a KUK it lacks": lambda spec: _with_item(spec, {"refs": (ELSEWHERE.model_copy(update={"kuk": "9.9"}),)}),
    "an aspek it lacks": lambda spec: _with_item(spec, {"refs": (RefSpec(unit=ACUAN.susunan[0].unit[0].kode, kritis=9),)}),
    "a key of no option": lambda spec: _with_item(spec, {"options": ("a", "b"), "kunci": KunciSpec(option=4)}),
    "a picture it lacks": lambda spec: _with_item(spec, {"picture": PictureSpec(sha256="ab" * 32, alt="Palu")}),
}  # fmt: skip


def _with_part(spec: MukSpec, values: dict[str, object]) -> MukSpec:
    return spec.model_copy(update={"bagian": (*spec.bagian[:-1], spec.bagian[-1].model_copy(update=values))})


def _with_item(spec: MukSpec, values: dict[str, object]) -> MukSpec:
    """The fault stands in the last item of the last instrument: all before it could have been written."""
    *others, last = spec.bagian[-1].butir
    return _with_part(spec, {"butir": (*others, last.model_copy(update=values))})


@pytest.mark.parametrize("wrong", WRONG)
def test_content_with_one_fault_at_its_end_changes_nothing(wrong: str, small: Muk, penyusun: Actor) -> None:
    at, before = dt.datetime.now(dt.UTC), snapshot()
    own = spec_of(small, keys=True).bagian[0].butir[0]
    good = MukSpec(skema=ACUAN.skema, title="Lain", bagian=tuple(
        BagianSpec.model_validate({"instrumen": code, "kelompok": 1, "butir": (own, own)}) for code in ("FR.IA.05", "FR.IA.07")
    ))  # fmt: skip

    with pytest.raises(Refused) as refusal:
        replace_content(small, WRONG[wrong](good), source="uji", actor=penyusun, at=at)

    assert str(refusal.value.reason).strip()
    assert snapshot() == before


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])  # fmt: skip
@given(spec=muk_specs(), kind=st.sampled_from(["yaml", "xlsx", "zip"]))
def test_import_export_import_is_identical_through_the_database(
    spec: MukSpec, kind: str, small: Muk, penyusun: Actor
) -> None:
    """Twice round: what the first import wrote is what the second one writes."""
    at = dt.datetime.now(dt.UTC)
    with undone():
        muk = Muk.objects.get(pk=small.pk)
        held = replace_content(muk, fitted(spec), source="uji", actor=penyusun, at=at)
        first = spec_of(held, keys=True)
        content = export_muk(held, kind=kind, with_keys=True, actor=penyusun, at=at)
        replace_content(
            held, first.model_copy(update={"title": "Kosong", "bagian": ()}), source="uji", actor=penyusun, at=at
        )
        file = keep_import(held, content=content, name="ekspor", actor=penyusun, at=at)
        seen = open_import(held, file, actor=penyusun, at=at)
        take_import(held, file, pilihan=Pilihan(Cara.GANTI, is_loss_agreed=True), base=seen.base, actor=penyusun, at=at)

        assert (first, spec_of(held, keys=True), seen.bacaan.terlewat) == (fitted(spec), first, ())


def fitted(spec: MukSpec) -> MukSpec:
    """As the database says it: no KUK of the elemen 3 that the small skema cannot have, no method that its instrument has anyway."""
    parts = (part.model_copy(update={"butir": tuple(_fitted(one, part.instrumen) for one in part.butir)}) for part in spec.bagian)  # fmt: skip
    return spec.model_copy(update={"bagian": tuple(parts)})


def _fitted(one: ButirSpec, instrumen: str) -> ButirSpec:
    usual = {"jenis": JENIS[Instrumen(instrumen)], "metode": METODE[Instrumen(instrumen)]}
    told = {name: None for name, value in usual.items() if getattr(one, name) == value}
    return one.model_copy(update={"refs": tuple(ref for ref in one.refs if ref.kuk != "3.1"), **told})
