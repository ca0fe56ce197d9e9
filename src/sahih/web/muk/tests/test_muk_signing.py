"""The pages on which a MUK is handed in, validated, handed back, printed, and its keys opened."""

import datetime as dt
import json
from typing import Any

from fido2.utils import websafe_decode

from sahih.kernel.audit import AuditEntry
from sahih.kernel.tenancy import tenant
from sahih.materials.perangkat import actions as act
from sahih.materials.perangkat.models import Butir, Muk
from sahih.process.contoh import muk as contoh
from sahih.process.contoh.muk import MARK
from sahih.process.contoh.rumah import Rumah
from sahih.web.muk.tests.test_muk_pages import base, text
from sahih.web.tests.panggung import SHOWN, browser_of, sign_in


def test_muk_is_handed_in_and_validated_on_pages(house: Rumah, muk: Muk) -> None:
    """PL10, end to end: the penyusun, then another asesor; each task leads there."""
    page = base(house, muk)
    browser = browser_of(house["asesor"])
    assert "Lanjutkan MUK" in text(browser, f"/l/{house.lsp.slug}/kerja/")
    form = text(browser, f"{page}pengesahan/")
    assert "Sidik isi (SHA-256)" in form
    for key, word in (("asesor", "Menunggu validator"), ("asesor2", "Tervalidasi")):
        assert "Giliran Anda" in text(browser_of(house[key]), page)
        assert sign_in(browser_of(house[key]), f"{page}tanda-tangan/", house[key]).status_code == 302
        assert word in text(browser_of(house[key]), page)

    with tenant(house.lsp.pk):
        row = Muk.objects.get()
    assert (row.status, row.validator_id) == ("tervalidasi", house["asesor2"].user.person_id)
    seen = text(browser, page)
    assert ("Ajukan untuk divalidasi" in seen, "pengesahan" in seen.lower()) == (False, True)


def test_content_changed_in_another_tab_is_shown_and_then_signed(house: Rumah, muk: Muk, at: dt.datetime) -> None:
    """PL10: the refusal shows what is there now, and the very next signature holds."""
    page, person = f"{base(house, muk)}tanda-tangan/", house["asesor"]
    browser = browser_of(person)

    def signed_as(shown: str) -> Any:  # reason: the test client's own kind of answer
        asked = json.loads(browser.post(f"{page}?opsi=1", {"shown": shown}).content)
        answer = json.dumps(person.passkey.answer(websafe_decode(asked["publicKey"]["challenge"])))
        return browser.post(page, {"shown": shown, "way": "passkey", "assertion": answer})

    browser.get(f"{base(house, muk)}pengesahan/")
    before = shown_in(browser.get(page))
    named = {"title": "Paket lain", "pass_mark": muk.pass_mark, "seen": act.name_seen(muk)}
    person.does(act.name_muk, contoh.fresh(house, muk), **named, at=at)
    late = signed_as(before)

    assert ("Isi lembar berubah sejak dibuka" in late.content.decode(), late.status_code) == (True, 422)
    assert "Paket lain" in late.content.decode()
    assert signed_as(shown_in(late)).status_code == 302


def test_gap_made_in_another_tab_leads_to_the_sheet_where_it_is_answered(
    house: Rumah, muk: Muk, at: dt.datetime
) -> None:
    page, person = base(house, muk), house["asesor"]
    browser = browser_of(person)
    browser.get(f"{page}pengesahan/")
    shown = shown_in(browser.get(f"{page}tanda-tangan/"))
    with tenant(house.lsp.pk):
        last = Butir.objects.select_related("muk__versi__skema", "muk__penyusun").filter(muk=muk, dimensi="TRS")[0]
    person.does(act.drop_butir, last, at=at)

    answer = browser.post(f"{page}tanda-tangan/", {"shown": shown, "way": "pin", "pin": "000000"})

    assert (answer.status_code, answer.headers.get("Location")) == (302, f"{page}pengesahan/")


def shown_in(answer: Any) -> str:  # reason: the same
    found = SHOWN.search(answer.content.decode())
    assert found is not None
    return found[1]


def test_next_muk_begins_from_a_validated_one(house: Rumah, at: dt.datetime) -> None:
    """FX9: what is frozen is answered by the next one."""
    row = contoh.validated(house, at=at)
    page = base(house, row)
    assert "Susun dari MUK ini" in text(browser_of(house["asesor"]), page)
    assert "Susun dari MUK ini" not in text(browser_of(house["mutu"]), page)

    browser_of(house["asesor"]).post(f"/l/{house.lsp.slug}/muk/susun/{house.versi.ref}/", {"salin": row.ref, "judul": row.title})  # fmt: skip

    with tenant(house.lsp.pk):
        assert list(Muk.objects.order_by("number").values_list("number", "status")) == [
            (1, "tervalidasi"),
            (2, "draf"),
        ]


def test_validator_hands_back_and_the_penyusun_reads_why(house: Rumah, at: dt.datetime) -> None:
    row = contoh.submitted(house, at=at)

    browser_of(house["asesor2"]).post(f"{base(house, row)}kembalikan/", {"note": "Tambah soal APD."})

    seen = text(browser_of(house["asesor"]), base(house, row))
    assert ("Tambah soal APD." in seen, "digantikan oleh lembar perbaikan" in seen) == (True, True)


def test_penyusun_takes_back_what_they_handed_in_and_mends_it(house: Rumah, at: dt.datetime) -> None:
    """FX13: the button stands with the penyusun only; refused without a reason, and the signed sheet stays."""
    row = contoh.submitted(house, at=at)
    page, browser = base(house, row), browser_of(house["asesor"])
    assert ["Tarik kembali" in text(browser_of(house[key]), page) for key in ("asesor", "asesor2", "mutu")] == [True, False, False]  # fmt: skip
    assert browser.post(f"{page}tarik-kembali/", {"note": ""}).status_code == 422

    assert browser.post(f"{page}tarik-kembali/", {"note": "Kunci nomor 2 keliru."}).status_code == 302

    seen = text(browser, page)
    said = ("Kunci nomor 2 keliru.", "Ajukan untuk divalidasi", "digantikan oleh lembar perbaikan")
    assert [one for one in said if one not in seen] == []
    assert "Baca dan tandatangani" not in text(browser_of(house["asesor2"]), page)


def test_fx14_keys_are_opened_by_those_named_and_each_look_is_an_entry(house: Rumah, at: dt.datetime) -> None:
    row = contoh.validated(house, at=at)
    page = f"{base(house, row)}kunci/"

    seen = {
        key: MARK in text(browser_of(house[key]), page) for key in ("asesor", "asesor2", "manajer", "mutu", "ketua")
    }

    with tenant(house.lsp.pk):
        looks = AuditEntry.objects.filter(kind="muk.keys_seen").count()
    assert seen == {"asesor": True, "asesor2": True, "manajer": True, "mutu": False, "ketua": False}
    assert looks == 3


def test_fx14_print_names_its_reader_their_role_and_the_minute(house: Rumah, at: dt.datetime) -> None:
    row = contoh.validated(house, at=at)

    bare, full = (text(browser_of(house["manajer"]), f"{base(house, row)}{kind}/") for kind in ("cetak", "kunci"))

    name = house["manajer"].user.person.name
    assert [f"{name} (Manajer Sertifikasi)" in one and "only-print kaki-cetak" in one for one in (bare, full)] == [
        True,
        True,
    ]
    assert (MARK in bare, MARK in full) == (False, True)
