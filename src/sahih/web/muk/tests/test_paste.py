"""What people paste from Word and PDF into the pages of MUK, skema and standards: cleaned, or refused in a sentence."""

import datetime as dt
import json
from collections.abc import Iterator

import pytest
from django.urls import reverse

from sahih.kernel.tenancy import tenant
from sahih.materials.perangkat.actions import save_bagian
from sahih.materials.perangkat.content import head_spec, spec_of
from sahih.materials.perangkat.format import BagianSpec
from sahih.materials.perangkat.models import Bagian, Butir, Muk
from sahih.materials.skema.actions import revise_versi
from sahih.materials.skema.models import Kelompok, Skema, SkemaVersi, Unit
from sahih.materials.standar.actions import import_standar
from sahih.materials.standar.models import Standar, StandarUnit
from sahih.materials.standar.tests.examples import YAML
from sahih.materials.standar.tests.test_tempel import BESIDE, HEAD, TAIL
from sahih.process.contoh.rumah import Rumah
from sahih.web.muk.bentuk import BENTUK, BY_SLUG
from sahih.web.tests.isian import Isian, form_in
from sahih.web.tests.panggung import browser_of

# A soft hyphen, a space without width, a turn of the reading, a bell, and nothing at all.
UNSEEN = "\u00ad\u200b\u202e\x07\x00"
SYMBOL = "\uf0b3"  # “≥” in the symbol font of Word
STORED = (Muk, Bagian, Butir, SkemaVersi, Skema, Kelompok, Unit, Standar, StandarUnit)
Page = tuple[str, str, dict[str, str]]


@pytest.fixture
def pages(house: Rumah, muk: Muk, at: dt.datetime) -> list[Page]:
    """Whoever writes there, the address, and what has to be typed beside what stands there."""
    with tenant(house.lsp.pk):
        parts = Bagian.objects.filter(muk=muk, kelompok__number=1).select_related("kelompok")
        begun = {one.instrumen: head_spec(one).head_digest for one in parts}
    for code in BENTUK:
        house["asesor"].does(
            save_bagian,
            muk,
            BagianSpec.model_validate({"instrumen": code, "kelompok": 1}),
            seen=begun.get(code, ""),
            at=at,
        )
    return [("asesor", *one) for one in _of_muk(house, muk)] + [("manajer", *one) for one in _of_skema(house, at)]


def _of_muk(house: Rumah, muk: Muk) -> Iterator[tuple[str, dict[str, str]]]:
    base = f"/l/{house.lsp.slug}/muk/"
    yield base, {"judul": "Paket B"}
    yield f"{base}{muk.ref}/judul/", {}
    for slug, bentuk in BY_SLUG.items():
        page = f"{base}{muk.ref}/kelompok/1/{slug}/"
        yield page, {}
        yield f"{page}butir/", {"saat": "sebelum"} if bentuk.moment else {}
        yield f"{page}baris/", {}
    with tenant(house.lsp.pk):
        for ref in Butir.objects.filter(muk=muk, bagian__kelompok__number=1).values_list("ref", flat=True):
            yield f"{base}{muk.ref}/butir/{ref}/", {}
    yield f"{base}{muk.ref}/tarik/", {}


def _of_skema(house: Rumah, at: dt.datetime) -> Iterator[tuple[str, dict[str, str]]]:
    def url(name: str, *refs: str) -> str:
        return reverse(f"admin_lsp:{name}", args=[house.lsp.slug, *refs])

    manajer = house["manajer"]
    standar = manajer.does(import_standar, YAML.encode(), at=at).standar
    draft = manajer.does(revise_versi, house.versi, at=at)
    with tenant(house.lsp.pk):
        unit = StandarUnit.objects.filter(standar=standar).order_by("number")[0]
    yield url("standar_baru"), {"kind": "SKKK", "number": "12", "year": "2024"}
    yield url("standar_tempel", standar.ref), {"teks": HEAD + BESIDE + TAIL}
    yield url("standar_unit_baru", standar.ref), {"code": "A.01UJI00.009.1", "elements": "1. Menata\n1.1 Ruang ditata."}
    yield url("standar_unit_ubah", unit.ref), {}
    yield url("standar_keadaan", standar.ref), {"status": "dicabut", "on": "2026-01-01"}
    yield url("skema_baru"), {"number": "SKM/9", "kind": "Klaster"}
    for name in ("susun_kepala", "susun_persyaratan", "susun_rekaman", "susun_kelompok", "skema_lengkapi"):
        yield url(name, draft.ref), {}


def typed_in(form: Isian, said: dict[str, str], sign: str) -> dict[str, list[str]]:
    """Every box for text with the sign behind its first letter."""
    values = form.values | {name: [value] for name, value in said.items()}
    for name in form.texts:
        whole = [one or ("" if name in form.numeric else "Kata") for one in values[name]]
        values[name] = [one[:1] + sign + one[1:] if one else "" for one in whole]
    return values


def sent(house: Rumah, pages: list[Page], sign: str) -> dict[str, tuple[int, str]]:
    found = {}
    for who, address, said in pages:
        browser = browser_of(house[who])
        browser.raise_request_exception = False
        form = form_in(browser.get(address).content.decode())
        assert form.texts, address
        answer = browser.post(form.action or address, typed_in(form, said, sign))
        where = answer.get("Location", "") if address.endswith("/muk/") else ""
        told = browser.get(where) if where else answer
        found[address] = (answer.status_code, told.content.decode())
    return found


def test_signs_that_nobody_sees_fall_away_on_every_page(house: Rumah, muk: Muk, pages: list[Page]) -> None:
    found = sent(house, pages, UNSEEN)

    refused = {address: status for address, (status, _said) in found.items() if status not in {200, 302}}
    assert refused == {}
    with tenant(house.lsp.pk):
        rows = [row for model in STORED for row in model.objects.values()]
        contents = [
            spec_of(one, keys=True).model_dump_json() for one in Muk.objects.select_related("versi__skema", "key")
        ]
    kept = json.dumps(rows, default=str, ensure_ascii=False) + "".join(contents)
    assert [sign in kept for sign in UNSEEN] == [False] * len(UNSEEN)
    assert "Kata" in kept


@pytest.mark.parametrize(("sign", "words"), [(SYMBOL, "U+F0B3"), ("x" * 61_000, "")])
def test_what_cannot_be_kept_is_refused_in_a_sentence(
    house: Rumah, pages: list[Page], sign: str, words: str
) -> None:  # fmt: skip
    found = sent(house, pages, sign)

    # A paste from a PDF is only read: what cannot be kept is told when its unit is saved.
    read_only = {address for address, (status, _said) in found.items() if "tempel" in address and status == 200}
    assert {
        address: status
        for address, (status, _said) in found.items()
        if status not in {302, 422} and address not in read_only
    } == {}
    assert [
        address for address, (_status, said) in found.items() if words not in said and address not in read_only
    ] == []
