"""A paper is handed in at the requirement that it proves; without a script by the same form."""

import re

from django.core.files.uploadedfile import SimpleUploadedFile

from sahih.documents.content import RowContent
from sahih.documents.filling import progress
from sahih.documents.fr import FORMS
from sahih.documents.sheets import content_of
from sahih.process.contoh import jawaban
from sahih.process.permohonan.models import Permohonan
from sahih.web.asesi.tests.conftest import Stage
from sahih.web.asesi.tests.test_permohonan_pages import Newcomer, newcomer
from sahih.web.tests.panggung import browser_of

__all__ = ("newcomer",)


def requirements(person: Newcomer) -> list[str]:
    rows = person.content()["rows"]
    return [f"{name}/{row['key']}/berkas" for name in ("syarat_dasar", "syarat_administratif") for row in rows[name]]


def named_at(person: Newcomer, path: str) -> object:
    source, key, _field = path.split("/")
    row = next(one for one in person.content()["rows"][source] if one["key"] == key)
    return row["answers"].get("berkas")


def pdf(name: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, jawaban.paper(name))


def test_file_at_a_requirement_is_attached_there_with_name_and_size(newcomer: Newcomer) -> None:
    path = requirements(newcomer)[0]

    answer = newcomer.client.post(newcomer.url, {f"unggah:{path}": pdf("ijazah.pdf"), "unggah": path, "jabatan": "K3"})

    ((label, ref),) = newcomer.papers().items()
    page = newcomer.client.get(newcomer.url).content.decode()
    assert (answer.status_code, answer["Location"]) == (302, f"{newcomer.url}#{path}")
    assert named_at(newcomer, path) == [ref]
    assert newcomer.content()["fields"]["jabatan"] == "K3"
    assert label in newcomer.content()["rows"]["syarat_dasar"][0]["cells"]["syarat"]
    assert re.search(rf'name="{path}" value="{ref}" checked> <span>[^<]*\(ijazah\.pdf\) <span class="quiet num">· 1 kB<', page)  # fmt: skip


def test_missing_papers_count_as_owed(newcomer: Newcomer) -> None:
    """SOP 1.2.4: who has answered everything and handed in nothing is not done; each paper brings it one nearer."""
    save, path = f"{newcomer.url}simpan/", requirements(newcomer)[0]
    newcomer.client.post(newcomer.url, {"simpan": "1"})
    before = newcomer.client.post(save, {"lain": ""}).json()

    newcomer.client.post(newcomer.url, {f"unggah:{path}": pdf("ijazah.pdf"), "unggah": path})
    after = newcomer.client.post(save, {"lain": ""}).json()

    assert (after["total"], after["done"] - before["done"]) == (before["total"], 1)
    # Any one of the basic papers suffices for this scheme (PL1), of the administrative ones each is asked.
    assert before["total"] == answers_owed(newcomer) + 1 + len(newcomer.content()["rows"]["syarat_administratif"])


def answers_owed(person: Newcomer) -> int:
    return progress(FORMS["FR.APL.01"], person.content(), "asesi").total


def test_refused_file_is_shown_again_at_its_requirement(newcomer: Newcomer) -> None:
    path = requirements(newcomer)[1]
    bad = SimpleUploadedFile("virus.exe", b"MZ\0")

    answer = newcomer.client.post(newcomer.url, {f"unggah:{path}": bad, "unggah": path})

    page = answer.content.decode()
    assert (answer.status_code, f'data-focus-at="{path}"' in page, f'id="{path}-salah"' in page) == (422, True, True)
    assert 'tabindex="-1" data-focus>' not in page


def test_second_file_joins_the_first_and_an_unticked_one_leaves(newcomer: Newcomer) -> None:
    path = requirements(newcomer)[0]
    newcomer.client.post(newcomer.url, {f"unggah:{path}": pdf("depan.pdf"), "unggah": path})
    (first,) = newcomer.papers().values()

    newcomer.client.post(newcomer.url, {path: ["", first], f"unggah:{path}": pdf("balik.pdf"), "unggah": path})
    both = named_at(newcomer, path)
    newcomer.client.post(newcomer.url, {path: [""], f"unggah:{path}": pdf("lain.pdf"), "unggah": path})

    assert isinstance(both, list)
    assert len(both) == 2
    assert both[0] == first
    assert named_at(newcomer, path) == [list(live_refs(newcomer))[-1]]


def live_refs(person: Newcomer) -> list[str]:
    from sahih.process.permohonan.queries import live_bukti  # noqa: PLC0415 -- this test alone needs it

    with person.stage.inside():
        return [one.ref for one in live_bukti(person.case)]


def test_files_chosen_in_several_rows_all_come_along_with_any_button(newcomer: Newcomer) -> None:
    """Without a script one may choose first and press only once."""
    first, second = requirements(newcomer)[:2]

    answer = newcomer.client.post(
        newcomer.url, {f"unggah:{first}": pdf("a.pdf"), f"unggah:{second}": pdf("b.pdf"), "simpan": "1"}
    )

    assert answer.status_code == 302
    assert [named_at(newcomer, first), named_at(newcomer, second)] == [[one] for one in live_refs(newcomer)]


def test_bad_file_is_told_at_its_requirement_and_the_good_one_stays(newcomer: Newcomer) -> None:
    first, second = requirements(newcomer)[:2]

    answer = newcomer.client.post(
        newcomer.url,
        {
            f"unggah:{first}": SimpleUploadedFile("virus.exe", b"MZ\0"),
            f"unggah:{second}": pdf("b.pdf"),
            "jabatan": "K3",
        },
    )

    page = answer.content.decode()
    assert answer.status_code == 422
    assert f'<a href="#{first}">' in page
    assert f'id="{first}-salah"' in page
    assert named_at(newcomer, first) in (None, [])
    assert named_at(newcomer, second) == live_refs(newcomer)
    assert newcomer.content()["fields"]["jabatan"] == "K3"


def test_button_without_a_file_asks_for_one(newcomer: Newcomer) -> None:
    path = requirements(newcomer)[0]

    answer = newcomer.client.post(newcomer.url, {"unggah": path})

    assert answer.status_code == 422
    assert "Pilih berkasnya dulu." in answer.content.decode()


def test_file_at_a_field_that_is_none_or_the_offices_is_not_taken(newcomer: Newcomer) -> None:
    judged = requirements(newcomer)[0].replace("/berkas", "/penilaian")

    newcomer.client.post(
        newcomer.url, {f"unggah:{judged}": pdf("a.pdf"), "unggah:apa/saja/berkas": pdf("b.pdf"), "simpan": "1"}
    )

    assert live_refs(newcomer) == []


def test_file_after_the_hand_in_is_refused(newcomer: Newcomer) -> None:
    path = requirements(newcomer)[0]
    with newcomer.stage.inside():
        case = newcomer.case
        type(case).objects.filter(pk=case.pk).update(status="diajukan", submitted_at=case.opened_at)

    answer = newcomer.client.post(newcomer.url, {f"unggah:{path}": pdf("a.pdf"), "unggah": path})

    assert answer.status_code == 422
    assert live_refs(newcomer) == []


def test_sop_1_2_8_evidence_is_handed_in_at_the_elemen_with_what_was_typed(until: Stage) -> None:
    """It is named at that elemen, stands in the pool under the elemen's words, and the other answers stay."""
    stage = until("pay")
    kasus = stage.kisah.kasus[0]
    client, url = browser_of(kasus.who), f"/saya/permohonan/{kasus.permohonan.ref}/apl02/"
    with stage.inside():
        first, second = rows_of_apl02(kasus.permohonan.pk)[:2]
    path, other = f"elemen/{first['key']}/bukti", f"elemen/{second['key']}/bukti_lain"

    answer = client.post(url, {f"unggah:{path}": pdf("foto_kerja.pdf"), "unggah": path, other: "Buku kerja 2025"})

    page = client.get(url).content.decode()
    with stage.inside():
        after = rows_of_apl02(kasus.permohonan.pk)
    assert (answer.status_code, answer["Location"]) == (302, f"{url}#{path}")
    assert after[1]["answers"] == {"bukti_lain": "Buku kerja 2025"}
    assert re.search(rf'name="{path}" value="[^"]+" checked> <span>[^<]*\(foto_kerja\.pdf\)', page)
    assert first["cells"]["elemen"][:40] in page.partition("Berkas Anda")[2].partition("</details>")[0]


def rows_of_apl02(pk: int) -> list[RowContent]:
    sheet = Permohonan.objects.select_related("apl02__key").get(pk=pk).apl02
    assert sheet is not None
    return content_of(sheet)["rows"]["elemen"]


def test_papers_that_lie_there_are_in_sight_at_each_elemen(until: Stage) -> None:
    """SOP 1.2.8: a few need no tap; many would push the next elemen away."""
    stage = until("pay")
    kasus = stage.kisah.kasus[0]

    page = browser_of(kasus.who).get(f"/saya/permohonan/{kasus.permohonan.ref}/apl02/").content.decode()

    assert "<details open><summary>Pakai berkas yang sudah diunggah" in page
    assert "<details><summary>Pakai berkas yang sudah diunggah" not in page
