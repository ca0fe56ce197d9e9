"""A paper is handed in at the requirement that it proves; without a script by the same form."""

import re

from django.core.files.uploadedfile import SimpleUploadedFile

from sahih.process.contoh import jawaban
from sahih.web.asesi.tests.test_permohonan_pages import Newcomer, newcomer

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
