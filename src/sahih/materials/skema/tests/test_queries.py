"""What a version shows to the forms, the public and the decision; and the command."""

import datetime as dt
import json
from pathlib import Path

import pytest
from pytest_django import DjangoAssertNumQueries

from sahih.documents.susunan import Kuk as SusunanKuk
from sahih.institution.lsp.models import Lsp
from sahih.kernel.actor import Actor
from sahih.kernel.tenancy import tenant
from sahih.materials.data import skema_bytes
from sahih.materials.skema.actions import import_skema
from sahih.materials.skema.command import main
from sahih.materials.skema.models import RekamanWajib, SkemaVersi
from sahih.materials.skema.policies import may_open, mode_fits
from sahih.materials.skema.queries import (
    RequiredRecord,
    open_versi,
    records_required,
    row_sources,
    tree,
    visible_skema,
)
from sahih.materials.skema.registry import AVAILABLE, TITLES, default_rows
from sahih.materials.tests.builders import make_lsp, publish

ASESI = Actor(user_id=7, person_id=7, roles=frozenset({"asesi"}))


def test_tree_reads_like_the_paper_in_six_queries(
    draft: SkemaVersi, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(6):
        kelompok_list = tree(draft)

    first = kelompok_list[0]
    assert [kelompok.judul for kelompok in kelompok_list] == [
        "Merencanakan penerapan prinsip K3",
        "Melaksanakan penerapan prinsip K3",
        "Mengevaluasi penerapan prinsip K3",
    ]
    assert [unit.kode for unit in first.unit] == ["M.71KKK00.001.1", "M.71KKK00.002.1"]
    assert first.unit[0].elemen[1].kuk[1] == SusunanKuk(
        nomor="2.2", teks="Standar pengujian dilaksanakan sesuai dengan bidang pengujian K3."
    )


def test_units_keep_the_order_of_their_kelompok(inside: Lsp, manager: Actor, noon: dt.datetime) -> None:
    versi = import_skema(skema_bytes("ahli_k3_umum"), actor=manager, at=noon).versi

    first = tree(versi)[0]

    assert [unit.kode[-5:-2] for unit in first.unit] == ["001", "005", "011", "008", "009"]


def test_row_sources_feed_the_forms(draft: SkemaVersi, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(6):
        rows = row_sources(draft)

    assert {name: len(source) for name, source in rows.items()} == {
        "unit": 9,
        "elemen": 27,
        "kuk": 91,
        "syarat_dasar": 3,
        "syarat_administratif": 3,
    }
    assert rows["syarat_administratif"][0].key == "administratif-1"
    assert rows["syarat_administratif"][0].cells == {"nomor": "1", "syarat": "Fotokopi KTP"}


def test_draft_is_for_the_staff_only(draft: SkemaVersi, manager: Actor) -> None:
    assert list(visible_skema(ASESI)) == []
    assert [skema.pk for skema in visible_skema(manager)] == [draft.skema_id]


def test_published_skema_is_seen_by_everybody(complete_draft: SkemaVersi, manager: Actor, noon: dt.datetime) -> None:
    publish(complete_draft, actor=manager, at=noon)

    assert [skema.pk for skema in visible_skema(ASESI)] == [complete_draft.skema_id]


def test_only_published_versi_inside_the_licence_is_open(
    complete_draft: SkemaVersi, inside: Lsp, manager: Actor, noon: dt.datetime
) -> None:
    """L6: a P3 stays inside its licensed sector."""
    before = open_versi(inside)
    publish(complete_draft, actor=manager, at=noon)
    inside.sector = "TIK"

    verdict = may_open(complete_draft, lsp=inside)

    assert before == []
    assert not verdict
    assert "di luar lisensi" in str(verdict.reason)
    assert open_versi(inside) == []


def test_multi_sector_lsp_opens_any_sector(
    complete_draft: SkemaVersi, inside: Lsp, manager: Actor, noon: dt.datetime
) -> None:
    """L6: P1 and P2 are multi-sector."""
    publish(complete_draft, actor=manager, at=noon)
    inside.kind, inside.sector = Lsp.Kind.P2, "TIK"

    assert open_versi(inside) == [complete_draft]


@pytest.mark.parametrize(
    ("category", "mode", "covers_all", "expected"),
    [
        ("knowledge", "jarak_jauh", False, True),
        ("technical_hybrid", "jarak_jauh", False, False),
        ("psychomotor", "jarak_jauh", False, False),
        ("psychomotor", "jarak_jauh", True, True),
        ("technical_hybrid", "hibrida", False, True),
        ("psychomotor", "tatap_muka", False, True),
    ],
)
def test_only_knowledge_is_wholly_remote(*, category: str, mode: str, covers_all: bool, expected: bool) -> None:
    """K2: categories 2 and 3 need a TUK unless the permit says otherwise."""
    versi = SkemaVersi(remote_category=category)

    assert bool(mode_fits(versi, mode, permit_covers_all=covers_all)) is expected


def test_face_to_face_paperless_needs_only_what_the_system_makes(draft: SkemaVersi) -> None:
    """D5: the required set is data, and the full road of this release is lawful face to face."""
    records = records_required(draft, "tatap_muka", "nirkertas")

    assert [record.code for record in records] == [
        "FR.APL.01",
        "FR.APL.02",
        "FR.MAPA.01",
        "FR.MAPA.02",
        "SPT",
        "FR.AK.01",
        "FR.IA.01",
        "FR.AK.02",
        "FR.AK.03",
        "FR.AK.05",
        "FR.AK.06",
        "FR.VA",
    ]
    assert all(record.available for record in records)


def test_remote_needs_records_that_are_not_yet_available(draft: SkemaVersi) -> None:
    """D5: what the system cannot produce is belum tersedia, and keeps a remote case in uji coba."""
    records = records_required(draft, "jarak_jauh", "nirkertas")

    assert [record.code for record in records if not record.available] == [
        "FR.IA.11",
        "REKAMAN",
    ]
    assert RequiredRecord("FR.AK.03", "Umpan Balik dan Catatan Asesmen", available=True) in records


def test_required_set_of_a_draft_is_data_of_its_lsp(draft: SkemaVersi) -> None:
    RekamanWajib.objects.create(versi=draft, mode="tatap_muka", medium="nirkertas", number=18, code="REKAMAN")

    assert [record.code for record in records_required(draft, "tatap_muka", "nirkertas")][-1] == "REKAMAN"


def test_registry_names_only_titled_records() -> None:
    assert set(TITLES) >= AVAILABLE
    assert {code for _mode, _medium, _number, code in default_rows()} == set(TITLES)


@pytest.fixture
def petugas_k3(tmp_path: Path) -> Path:
    file = tmp_path / "petugas_k3.yaml"
    file.write_bytes(skema_bytes("petugas_k3"))
    return file


def test_command_prints_six_keys_as_its_last_line(
    lsp: Lsp, petugas_k3: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status = main(["import", str(petugas_k3), "--lsp", lsp.slug, "--json"])

    result = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert status == 0
    assert list(result) == ["skema", "status", "unit", "elemen", "kuk", "missing"]
    assert (result["skema"], result["status"]) == ("001/FST/LSP.UNISAYogya/2024", "draf")
    assert (result["unit"], result["elemen"], result["kuk"], len(result["missing"])) == (9, 27, 91, 18)


def test_command_without_lsp_takes_the_first(lsp: Lsp, petugas_k3: Path, capsys: pytest.CaptureFixture[str]) -> None:
    make_lsp("kemudian", 200)

    status = main(["import", str(petugas_k3), "--json"])

    with tenant(lsp.pk):
        assert SkemaVersi.objects.count() == 1
    assert status == 0
    assert "LSP: LSP rintisan" in capsys.readouterr().err


def test_command_says_that_nothing_changed(lsp: Lsp, petugas_k3: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["import", str(petugas_k3)])

    main(["import", str(petugas_k3)])

    assert "Isi berkas sama dengan versi 1; tidak ada yang diubah." in capsys.readouterr().err


def test_command_refuses_a_wrong_file_with_its_lines(
    lsp: Lsp, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "salah.yaml"
    file.write_text("scheme:\n  nomor: 1\n")

    status = main(["import", str(file), "--lsp", lsp.slug, "--json"])

    result = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert status == 1
    assert (result["skema"], result["status"]) == (None, "ditolak")
    assert "Baris 2, scheme.nomor: kunci tidak dikenal." in result["missing"]


def test_command_for_an_unknown_lsp_names_those_there_are(
    lsp: Lsp, petugas_k3: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status = main(["import", str(petugas_k3), "--lsp", "keliru"])

    assert status == 2
    assert capsys.readouterr().err == "LSP tidak ditemukan. LSP yang ada: rintisan.\n"
