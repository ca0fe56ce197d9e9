"""A skema from standard to publication with nothing but the pages, and what they keep when they refuse."""

import pytest
from django.test import Client
from django.urls import reverse

from sahih.institution.accounts.models import Person
from sahih.institution.accounts.roles import Role
from sahih.materials.skema.actions import edit_versi
from sahih.materials.skema.content import content_of, spec_of
from sahih.materials.skema.format import SkemaSpec
from sahih.materials.skema.models import SkemaVersi
from sahih.materials.standar.actions import import_standar, revoke_standar, save_unit
from sahih.materials.standar.models import Standar, StandarUnit
from sahih.materials.standar.tests.examples import YAML
from sahih.web.admin_lsp import views_standar, views_susun_unit
from sahih.web.admin_lsp.tests.dunia import Dunia
from sahih.web.admin_lsp.views_susun import WAYS
from sahih.web.tests.isian import form_in

FIRST, SECOND = "A.01UJI00.001.1", "A.01UJI00.002.1"


def url(name: str, *more: str) -> str:
    return reverse(f"admin_lsp:{name}", args=["rintisan", *more])


def spec_now(versi: SkemaVersi) -> SkemaSpec:
    return spec_of(content_of(SkemaVersi.objects.select_related("skema").get(pk=versi.pk)))


@pytest.fixture
def office(dunia: Dunia) -> Client:
    dunia.user("Maya Manajer", Role.MANAJER_SERTIFIKASI)
    dunia.user("Mira Mutu", Role.MANAJER_MUTU)
    full = YAML.replace("    title: Menutup ruang uji\n", "    title: Menutup ruang uji\n    elements:\n    - number: 1\n      title: Menutup\n      kuk:\n      - number: '1.1'\n        text: Ruang ditutup.\n")  # fmt: skip
    import_standar(full.encode(), actor=dunia.actor("Maya Manajer"), at=dunia.at)
    return dunia.client("Maya Manajer")


@pytest.fixture
def draft(office: Client) -> SkemaVersi:
    office.post(url("skema_baru"), {"number": "SKM/9", "title": "Juru ruang", "kind": "Klaster"})
    return SkemaVersi.objects.get()


@pytest.fixture
def grouped(office: Client, draft: SkemaVersi) -> SkemaVersi:
    picked = list(StandarUnit.objects.values_list("ref", flat=True))
    office.post(url("susun_unit", draft.ref), {"pilih": picked})
    return draft


def test_skema_from_standard_to_publication_on_pages(dunia: Dunia, office: Client, draft: SkemaVersi) -> None:
    found = office.get(url("susun_unit", draft.ref), {"cari": "ruang"})
    office.post(url("susun_unit", draft.ref), {"pilih": [row.ref for row, _taken, _bar in found.context["found"]]})
    office.post(url("susun_kelompok", draft.ref), {
        "tata": ["kelompok", SECOND, FIRST], "judul": ["Menjaga ruang"], "jauh": ["theory"], "confirmed": "on",
    })  # fmt: skip
    office.post(url("susun_kepala", draft.ref), {
        "number": "SKM/9", "title": "Juru Ruang", "kind": "Klaster", "title_en": "Room Keeper", "standard": "SKKNI Nomor 77 Tahun 2021",
        "sector": "K3L", "fee": "1500000", "level": "0", "kbli": "71209", "kbji": "3257", "certificate_validity_years": "3",
        "remote_category": "technical_hybrid", "kind_confirmed": "on",
    })  # fmt: skip
    office.post(url("susun_persyaratan", draft.ref), {
        "basic_rule": "all", "basic": "Ijazah SMA\nSehat", "basic_evidence": "", "administrative": "KTP", "tuk_requirements": "Kamera | 720p | 1\nRuang",
    })  # fmt: skip
    office.post(url("skema_lengkapi", draft.ref), {"unit_1": "Preparing", "unit_2": "Closing"})
    mutu = dunia.client("Mira Mutu")
    read = mutu.get(url("skema_versi", draft.ref)).content.decode()
    assert [words in read for words in ("Penerangan ruang diukur", "Sehat", "Kamera · 720p · 1", "Tinjau")] == [
        True
    ] * 4
    mutu.post(url("skema_tinjau", draft.ref), mutu.get(url("skema_tinjau", draft.ref)).context["hidden"] | {"note": ""})
    published = office.post(url("skema_terbitkan", draft.ref), follow=True)

    draft.refresh_from_db()
    told = published.content.decode()
    assert "asesmen belum dapat dimulai. Yang masih diperlukan: rencana asesmen, MUK, asesor, TUK" in told
    assert [(link.label, bool(link.href), badge.text) for link, badge in published.context["ready"]][:2] == [
        ("Rencana asesmen", True, "belum ada"), ("MUK", True, "belum ada")
    ]  # fmt: skip
    assert "Belum siap: rencana asesmen, MUK, asesor, TUK" in office.get(url("skema")).content.decode()
    spec = spec_now(draft)
    assert draft.status == "terbit"
    assert (spec.work_groups.groups[0].units, spec.work_groups.groups[0].remote) == ((SECOND, FIRST), "theory")
    assert [row.item for row in spec.tuk_requirements] == ["Kamera", "Ruang"]
    assert "Menjaga ruang" in office.get(url("peta_kelompok", draft.ref)).content.decode()


@pytest.mark.parametrize("asked", ["standar", "cari"])
def test_a_whole_standard_is_taken_without_guessing_its_words(office: Client, draft: SkemaVersi, asked: str) -> None:
    """Searching for the number of a standard said that it has no unit."""
    standar = Standar.objects.get()
    page = url("susun_unit", draft.ref)

    shown = office.get(page, {asked: standar.ref if asked == "standar" else str(standar)})
    office.post(page, {"semua": standar.ref})

    assert [row.code for row, _taken, _bar in shown.context["found"]] == [FIRST, SECOND]
    assert [unit.code for unit in spec_now(draft).units] == [FIRST, SECOND]


def test_each_gap_leads_to_the_page_that_mends_it_and_the_reviewers_are_named(
    dunia: Dunia, office: Client, grouped: SkemaVersi
) -> None:
    here = url("skema_versi", grouped.ref)
    links = {link.label.split()[0]: link.href for link in office.get(here).context["missing"]}

    assert links["Biaya"] == url("susun_kepala", grouped.ref)
    assert links["Persyaratan"] == url("susun_persyaratan", grouped.ref)
    assert links["Kelompok"] == url("susun_kelompok", grouped.ref)
    assert links["Judul"] in {url("susun_kepala", grouped.ref), url("skema_lengkapi", grouped.ref)}
    assert office.get(here).context["readers"] == ["Mira Mutu"]

    dunia.client("Mira Mutu").post(url("skema_minta", grouped.ref), {"reason": "Unit kedua keliru."})

    assert "Unit kedua keliru." in office.get(here).content.decode()
    assert "Peninjau minta: Unit kedua keliru." in office.get(url("kerja")).content.decode()


def test_d2_second_account_of_an_author_is_not_named_as_reviewer(
    dunia: Dunia, office: Client, grouped: SkemaVersi
) -> None:
    twins = [dunia.people[name].person_id for name in ("Maya Manajer", "Mira Mutu")]
    Person.objects.filter(pk__in=twins).update(nik_index="n" * 64)

    assert office.get(url("skema_versi", grouped.ref)).context["readers"] == []


HEAD = {
    "number": "SKM/9", "title": "Juru Ruang", "kind": "Klaster", "standard": "SKKNI Nomor 77 Tahun 2021", "certificate_validity_years": "3",
}  # fmt: skip


def test_second_tab_is_told_and_takes_nothing_back(office: Client, grouped: SkemaVersi) -> None:
    """A tab opened before wrote its old values over the newer ones, and said only that it was saved."""
    page = url("susun_kepala", grouped.ref)
    opened = office.get(page).context["version"]
    office.post(page, HEAD | {"sector": "Pergudangan", "_version": opened})

    late = office.post(page, HEAD | {"fee": "99000", "_version": opened})
    order = {"tata": ["kelompok", SECOND, FIRST], "judul": ["Ruang"], "jauh": ["theory"], "_version": opened}
    moved = office.post(url("susun_kelompok", grouped.ref), order)

    shown = late.content.decode()
    assert (late.status_code, moved.status_code, spec_now(grouped).sector) == (422, 422, "Pergudangan")
    assert ("diubah dari tab lain" in shown, "99000" in shown) == (True, True)
    again = office.post(page, HEAD | {"fee": "99000", "_version": late.context["version"]})
    assert (again.status_code, spec_now(grouped).fee) == (302, 99000)


def test_l6_sector_outside_the_licence_is_a_gap_before_publishing(
    dunia: Dunia, office: Client, grouped: SkemaVersi
) -> None:
    """It was published, and then nobody could apply for it."""
    dunia.lsp.kind, dunia.lsp.sector = "P3", "Keselamatan dan Kesehatan Kerja"
    dunia.lsp.save(update_fields=["kind", "sector"])
    page = url("susun_kepala", grouped.ref)
    offered = office.get(page).context["form"]["sector"].value()

    office.post(page, HEAD | {"sector": "Pergudangan"})
    gaps = [link.label for link in office.get(url("skema_versi", grouped.ref)).context["missing"]]
    office.post(page, HEAD | {"sector": "Keselamatan dan Kesehatan Kerja"})
    after = [link.label for link in office.get(url("skema_versi", grouped.ref)).context["missing"]]

    assert offered == "Keselamatan dan Kesehatan Kerja"
    assert [gap for gap in gaps if "di luar lisensinya" in gap] != []
    assert [gap for gap in after if "di luar lisensinya" in gap] == []


def test_kbli_of_another_shape_is_told_what_it_is(office: Client, grouped: SkemaVersi) -> None:
    for page in ("susun_kepala", "skema_lengkapi"):
        answer = office.post(url(page, grouped.ref), {"kbli": "12", "validity_years": "99"}).content.decode()

        assert "KBLI terdiri atas 5 angka, misalnya 74909." in answer


def test_unit_of_a_revoked_standard_is_seen_and_not_taken(dunia: Dunia, office: Client, draft: SkemaVersi) -> None:
    """K3, before the publishing too."""
    revoke_standar(Standar.objects.get(), on=dunia.at.date(), decree="K", actor=dunia.actor("Maya Manajer"))
    ref = StandarUnit.objects.order_by("id")[0].ref

    page = office.get(url("susun_unit", draft.ref), {"cari": "ruang"}).content.decode()
    office.post(url("susun_unit", draft.ref), {"pilih": [ref]})

    assert "SKKNI 77/2021 dicabut" in page
    assert spec_now(draft).units == ()


@pytest.mark.parametrize(
    ("move", "expected"),
    [
        (f"{SECOND}:naik", [(SECOND, FIRST)]),
        (f"{FIRST}:turun", [(SECOND, FIRST)]),
        (f"{FIRST}:naik", [(FIRST, SECOND)]),
        (f"{FIRST}:ke", [(SECOND,), (FIRST,)]),
    ],
)
def test_buttons_move_a_unit_without_script(
    move: str, expected: list[tuple[str, ...]], office: Client, grouped: SkemaVersi
) -> None:
    answer = office.post(url("susun_kelompok", grouped.ref), {
        "tata": ["kelompok", FIRST, SECOND], "judul": ["Satu"], "jauh": [""], f"ke_{FIRST}": "baru", "pindah": move,
    })  # fmt: skip

    assert answer.status_code == 302
    groups = spec_now(grouped).work_groups.groups
    assert ([one.units for one in groups], groups[0].title) == (expected, "Satu")


def test_order_that_forgets_a_unit_keeps_it(office: Client, grouped: SkemaVersi) -> None:
    office.post(
        url("susun_kelompok", grouped.ref), {"tata": ["kelompok", SECOND, "X"], "judul": ["Satu"], "jauh": [""]}
    )

    assert [one.units for one in spec_now(grouped).work_groups.groups] == [(SECOND, FIRST)]


def test_record_of_the_usual_set_is_released_with_a_reason_only(office: Client, grouped: SkemaVersi) -> None:
    """D5."""
    page = url("susun_rekaman", grouped.ref) + "?cara=jarak_jauh-nirkertas"
    assert "jarak_jauh-nirkertas" in WAYS
    boxes = {name: "on" for name, value in office.get(page).context["form"].fields.items() if value.initial is True}
    boxes.pop("rekaman")

    bare = office.post(page, boxes)
    given = office.post(page, boxes | {"alasan_rekaman": "Direkam oleh TUK."})

    assert (bare.status_code, "Tulis alasan REKAMAN dilepas" in bare.content.decode()) == (422, True)
    assert given.status_code == 302
    assert [(row.code, row.reason) for row in spec_now(grouped).records[0].released] == [
        ("REKAMAN", "Direkam oleh TUK.")
    ]
    shown = office.get(url("skema_versi", grouped.ref)).content.decode()
    assert "Direkam oleh TUK." in shown


def test_refused_head_keeps_what_was_typed(office: Client, draft: SkemaVersi) -> None:
    answer = office.post(url("susun_kepala", draft.ref), {
        "number": "SKM/9", "title": "Juru Ruang Baru", "kind": "Klaster", "standard": "x", "kbli": "12", "certificate_validity_years": "3",
    })  # fmt: skip

    page = answer.content.decode()
    assert (answer.status_code, "Juru Ruang Baru" in page, "KBLI terdiri atas 5 angka" in page) == (422, True, True)
    assert draft.title == "Juru ruang"


def test_next_version_and_its_difference_on_pages(dunia: Dunia, office: Client) -> None:
    published = dunia.skema()
    office.post(url("versi_baru", published.ref))
    second = SkemaVersi.objects.get(version=2)
    spec = spec_now(second)
    typed = {name: "" if (value := getattr(spec, name)) is None else value for name in ("number", "title_en", "kind", "standard", "sector", "fee", "level", "kbli", "kbji", "certificate_validity_years", "remote_category")}  # fmt: skip
    office.post(url("susun_kepala", second.ref), typed | {"title": f"{spec.title} Madya", "kind_confirmed": "on"})

    page = office.get(url("perbedaan", second.ref)).content.decode()

    assert "<ins>Madya</ins>" in page
    assert "<del>" not in page


def test_k3_draft_and_its_review_tell_a_newer_unit_that_is_taken_by_one_button(
    dunia: Dunia, office: Client, grouped: SkemaVersi
) -> None:
    """A notice, no gap; what changed since the page was opened is shown again."""
    standar, before = Standar.objects.get(), spec_now(grouped)
    unit = StandarUnit.objects.get(code=FIRST)
    newer = unit.spec().model_copy(update={"title": "Menyiapkan ruang"})
    save_unit(standar, newer, actor=dunia.actor("Maya Manajer"), at=dunia.at)
    page = url("pembaruan", grouped.ref)

    shown = [office.get(url("skema_versi", grouped.ref)).content.decode(), dunia.client("Mira Mutu").get(url("skema_tinjau", grouped.ref)).content.decode()]  # fmt: skip
    said = {"_version": office.get(page).context["version"], "ambil": f"{FIRST}:{unit.ref}"}
    stale = office.post(page, said | {"ambil": f"{FIRST}:bukan-ini"})
    reader = dunia.client("Mira Mutu").get(page).content.decode()
    kept = spec_now(grouped)
    done = office.post(page, said, follow=True).content.decode()

    assert all(f"1 unit berbeda dari standar yang tercatat di sini: {FIRST}." in one for one in shown)
    assert (stale.status_code, kept) == (409, before)
    assert ("<del>uji</del>" in reader, "Ambil unit ini" in reader) == (True, False)
    assert ("1 unit diperbarui" in done, "Tidak ada unit yang lebih baru" in done) == (True, True)
    assert spec_now(grouped).units[0].title == "Menyiapkan ruang"


def test_requirements_of_a_tuk_saved_untouched_stay_in_their_cells(office: Client, draft: SkemaVersi) -> None:
    page = url("susun_persyaratan", draft.ref)
    lines = "Kamera |  | 2\nKabel A\\|B\\| | 5 m\nRuang\nMeja | kayu | 4"
    office.post(page, form_in(office.get(page).content.decode()).values | {"tuk_requirements": lines})
    before = spec_now(draft).tuk_requirements

    office.post(page, form_in(office.get(page).content.decode()).values)

    assert [(one.item, one.specification, one.amount) for one in before] == [
        ("Kamera", None, "2"), ("Kabel A|B|", "5 m", None), ("Ruang", None, None), ("Meja", "kayu", "4"),
    ]  # fmt: skip
    assert spec_now(draft).tuk_requirements == before


def test_refused_kelompok_page_keeps_its_tick(office: Client, grouped: SkemaVersi) -> None:
    typed = {
        "_version": "0" * 64,
        "tata": ["kelompok", SECOND, FIRST],
        "judul": ["Menjaga"],
        "jauh": [""],
        "confirmed": "on",
    }

    answer = office.post(url("susun_kelompok", grouped.ref), typed)

    assert (answer.status_code, 'name="confirmed" checked' in answer.content.decode()) == (422, True)


def test_search_that_finds_more_than_it_shows_says_so(
    office: Client, draft: SkemaVersi, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views_susun_unit, "MOST_FOUND", 1)
    monkeypatch.setattr(views_standar, "MOST_FOUND", 1)

    pages = [office.get(page, {"cari": "ruang"}) for page in (url("susun_unit", draft.ref), url("standar_daftar"))]

    assert ["Lebih dari 1 unit memuat kata itu" in page.content.decode() for page in pages] == [True, True]


def reviewable(dunia: Dunia, office: Client) -> SkemaVersi:
    """The next version of a published skema, in which something was written."""
    published = dunia.skema()
    office.post(url("versi_baru", published.ref))
    second = SkemaVersi.objects.get(version=2)
    edit_versi(second, {"fee": 2_000_000}, actor=dunia.actor("Maya Manajer"))
    return second


def test_k7_review_is_of_what_was_read(dunia: Dunia, office: Client) -> None:
    second = reviewable(dunia, office)
    mutu = dunia.client("Mira Mutu")
    opened = mutu.get(url("skema_tinjau", second.ref)).context["hidden"]
    edit_versi(second, {"fee": 3_000_000}, actor=dunia.actor("Maya Manajer"))

    late = mutu.post(url("skema_tinjau", second.ref), {"note": "Cocok.", **opened})
    second.refresh_from_db()
    page = late.content.decode()
    assert (late.status_code, second.status) == (422, "draf")
    assert all(words in page for words in ("diubah sejak Anda membacanya", "Biaya: ", "3.000.000", "Cocok."))
    mutu.post(url("skema_tinjau", second.ref), {"note": "Cocok.", **late.context["hidden"]})
    second.refresh_from_db()
    assert second.status == "ditinjau"


def test_draft_comes_to_reviewers_only_when_its_author_wrote_in_it(dunia: Dunia, office: Client) -> None:
    """A copy that says nothing new, and a draft that was sent home, wait for whoever writes it."""
    published = dunia.skema()
    office.post(url("versi_baru", published.ref))
    second = SkemaVersi.objects.get(version=2)
    mutu = dunia.client("Mira Mutu")

    def told() -> tuple[bool, bool]:
        work = mutu.get(reverse("admin_lsp:kerja", args=["rintisan"])).content.decode()
        return f"{second.ref}/" in work, "menunggu peninjau" in office.get(
            url("skema_versi", second.ref)
        ).content.decode()

    copied = told()
    office.post(url("skema_lengkapi", second.ref), {"fee": "1.750.000"})
    written = told()
    mutu.post(url("skema_minta", second.ref), {"reason": "Biaya keliru"})
    asked = told()
    office.post(url("skema_lengkapi", second.ref), {"fee": "Rp1.800.000"})

    assert [copied, written, asked, told()] == [(False, False), (True, True), (False, False), (True, True)]
    assert spec_now(second).fee == 1_800_000


def test_second_tab_of_completing_is_told(office: Client, grouped: SkemaVersi) -> None:
    page = url("skema_lengkapi", grouped.ref)
    opened = office.get(page).context["hidden"]
    office.post(page, {"sector": "Pergudangan", **opened})

    late = office.post(page, {"sector": "Lain", "title_en": "Room Keeper", **opened})

    assert (late.status_code, spec_now(grouped).sector) == (422, "Pergudangan")
    assert "Room Keeper" in late.content.decode()


def test_reviewer_reads_aspects_variables_and_what_may_be_remote(office: Client, grouped: SkemaVersi) -> None:
    page = office.get(url("skema_versi", grouped.ref)).content.decode()

    assert all(
        words in page for words in ("Ketepatan mengukur penerangan", "Cermat", "Konteks variabel", "Tanpa nomor")
    )


def test_standard_goes_along_to_a_new_skema_and_a_search_survives(office: Client) -> None:
    standar = Standar.objects.get()
    asked = f"{url('skema_baru')}?standar={standar.ref}"

    made = office.post(asked, {"number": "SKM/10", "title": "Juru ruang", "kind": "Klaster"})
    picker = url("susun_unit", SkemaVersi.objects.get().ref)
    none = office.post(f"{picker}?cari=ruang", {})

    assert (made["Location"], none["Location"]) == (f"{picker}?standar={standar.ref}", f"{picker}?cari=ruang")


def test_former_edition_says_which_one_holds(dunia: Dunia, office: Client, grouped: SkemaVersi) -> None:
    latest = StandarUnit.objects.get(code=FIRST)
    former = StandarUnit.objects.create(
        standar=latest.standar, number=latest.number, edition=9, is_latest=False, entered_at=dunia.at, code=FIRST,
        title=latest.title, isi=latest.isi, cari=latest.cari,
    )  # fmt: skip

    shown = [office.get(url("standar_unit", one.ref)).content.decode() for one in (former, latest)]

    assert ["edisi lama" in page for page in shown] == [True, False]
