"""The cover of the file: counted from the sheets, bound to its case, and true to what lies behind it (forms 6.6)."""

import base64
import hashlib
import io
import json
import re
from collections.abc import Iterator
from dataclasses import replace

import pikepdf
import pytest
from django.apps import apps
from pytest_django import DjangoDbBlocker

from sahih.documents.canonical import canonical
from sahih.documents.prints import agreed_text
from sahih.documents.seal import seal, seal_detached
from sahih.documents.tests.certificates import STRANGER
from sahih.documents.tests.test_pdf import page_text
from sahih.documents.verification.arsip import pack, unpack
from sahih.documents.verification.berkas import EDITION, INDEX, MANIFEST, SEAL, BerkasSampul, manifest_of, verify_berkas
from sahih.documents.verification.sampul import keyword_of
from sahih.insight.berkas.collect import case_of
from sahih.insight.berkas.sampul import Sampul, print_sampul, sampul_of
from sahih.insight.berkas.tests.test_berkas import Stand, index_of, refusal, resealed
from sahih.kernel.audit import AuditEntry
from sahih.kernel.tenancy import tenant
from sahih.process.asesmen.models import Asesmen, Vatm
from sahih.process.contoh.kisah import Kisah
from sahih.process.keputusan.queries import record_states
from sahih.process.permohonan.models import Permohonan
from sahih.process.tests.jalan import undone

UNTIL = "issue"
ASESI = 2
COVER = "sampul.pdf"
# What is set up before any case, or belongs to no one case.
OF_THE_HOUSE = {
    "", "asesor", "datakey", "formulirlsp", "hold", "izin", "kendali", "konfirmasi", "letternumber", "lingkupasesor", "lingkupizin",
    "lingkuptuk", "logo", "lsp", "membership", "message", "naskahdraf", "naskahversi", "perizinan", "person", "perusahaan",
    "petasop", "signingact", "signingkey", "skema", "skemaversi", "storedfile", "tuk", "user",
}  # fmt: skip
# What another row or a sheet tells: members on SK.KOMITE, results on FR.AK.02, lines on the bill and on the request.
IN_ANOTHER_ROW = {"anggota", "hasilunit", "nomorterpakai", "permintaanbaris", "sertifikatpublik", "tagihanbaris"}


@pytest.fixture(scope="module")
def stand(walked_once: Kisah, django_db_blocker: DjangoDbBlocker) -> Iterator[Stand]:
    with django_db_blocker.unblock():
        yield Stand(walked_once)


def cover_of(stand: Stand, number: int = 0) -> Sampul:
    return sampul_of(case_of(stand.case(number)))


def states(found: Sampul) -> dict[str, str]:
    return {one.code: one.state for _title, lines in found.baris for one in lines if one.state}


def remarks(found: Sampul) -> dict[str, str]:
    return {one.code: one.remark for _title, lines in found.baris for one in lines}


def drawn(stand: Stand, found: Sampul) -> dict[str, bytes]:
    """A cover that this LSP itself prints and seals from other facts."""
    with tenant(stand.lsp.pk):
        rendered, content = print_sampul(found, stand.lsp, at=stand.kisah.at(29))
    sealed = seal(rendered.pdf, key=stand.seal.key, certificate=stand.seal.certificate, at=stand.kisah.at(29))
    return {COVER: sealed, "sampul.json": content}


def test_d5_pl8_cover_says_of_each_record_what_the_decision_says(stand: Stand) -> None:
    """D5, FX3: nothing is present by another rule than the one that the komite's gate has."""
    with tenant(stand.lsp.pk):
        found = cover_of(stand)
        asesmen = Asesmen.objects.get(peserta__permohonan=stand.case(0))
        told = {one.code: one.state for one in record_states(asesmen) if one.code in remarks(found)}

    assert {code: states(found).get(code, "") for code in told} == {
        code: {"ada": "ada", "belum ada": "belum_ada"}.get(state, "") for code, state in told.items()
    }
    assert (told["FR.AK.02"], states(found)["PORTOFOLIO"], states(found)["SKEMA"]) == ("ada", "ada", "ada")


def test_what_nobody_planned_says_so_and_what_cannot_be_made_does_too(stand: Stand) -> None:
    with tenant(stand.lsp.pk):
        said = remarks(cover_of(stand))

    assert (said["FR.IA.07"], said["FR.IA.11"], said["FR.AK.04"]) == (
        "Tidak dipakai", "Belum tersedia di sistem ini", "Tidak dipakai",
    )  # fmt: skip


def test_cover_is_the_first_print_of_the_file_and_carries_its_content(stand: Stand) -> None:
    members = unpack(stand.first)
    prints = [path for path in members if path.endswith(".pdf")]

    assert (prints[0], index_of(members).sahih_berkas) == (COVER, EDITION)
    assert f"  {COVER}\n" in members["MANIFEST"].decode()
    said = json.loads(members["sampul.json"])
    assert (said["header"]["asesi"], said["form"]["code"]) == (index_of(members).asesi, "MUK.CHECKLIST")
    with pikepdf.open(io.BytesIO(members[COVER])) as document:
        assert str(document.docinfo["/Keywords"]).endswith(hashlib.sha256(members["sampul.json"]).hexdigest())


@pytest.mark.parametrize("member", [COVER, "sampul.json"])
def test_altered_missing_or_swapped_cover_is_refused_by_its_name(stand: Stand, member: str) -> None:
    members, other = unpack(stand.first), unpack(stand.other)
    altered = members | {member: members[member][:-1] + b"x"}
    missing = {path: content for path, content in members.items() if path != member}
    swapped = members | {member: other[member]}

    assert [refusal(pack(one), stand.trust) for one in (altered, missing, swapped)] == [
        f"{member} bukan anggota yang tercantum dalam daftar.",
        f"{member} tercantum dalam daftar, tetapi tidak ada.",
        f"{member} bukan anggota yang tercantum dalam daftar.",
    ]


def test_even_the_lsp_cannot_put_the_cover_of_another_asesi(stand: Stand) -> None:
    """Print and content exchanged together, genuine both, and the list sealed anew."""
    members, other = unpack(stand.first), unpack(stand.other)
    foreign = {path: other[path] for path in (COVER, "sampul.json")}

    archive = resealed(stand, members | foreign, index_of(members))

    assert refusal(archive, stand.trust) == f"{COVER}: sampul ini bukan sampul berkas ini."


def test_even_the_lsp_cannot_put_other_content_behind_its_cover(stand: Stand) -> None:
    members = unpack(stand.first)
    said = json.loads(members["sampul.json"])
    said["header"]["tanggal"] = "2026-01-01"

    archive = resealed(stand, members | {"sampul.json": canonical(said)}, index_of(members))

    assert refusal(archive, stand.trust) == f"{COVER}: sampul ini bukan sampul berkas ini."


def test_even_the_lsp_cannot_call_present_what_the_file_does_not_hold(stand: Stand) -> None:
    members = unpack(stand.first)
    with tenant(stand.lsp.pk):
        found = cover_of(stand)
    lying = replace(found, present={**found.present, "FR.IA.07": "20-11-2026"})

    archive = resealed(stand, members | drawn(stand, lying), index_of(members))

    assert refusal(archive, stand.trust) == f"{COVER}: FR.IA.07 dikatakan ada, tetapi tidak ada dalam berkas."


def test_even_the_lsp_cannot_cover_the_case_under_another_name(stand: Stand) -> None:
    members = unpack(stand.first)
    with tenant(stand.lsp.pk):
        found = cover_of(stand)
    renamed = replace(found, header=replace(found.header, asesi="Orang Lain"))

    archive = resealed(stand, members | drawn(stand, renamed), index_of(members))

    assert refusal(archive, stand.trust) == f"{COVER}: sampul ini milik asesi lain."


def test_cover_sealed_by_another_lsp_of_the_host_is_refused(stand: Stand) -> None:
    members, key = unpack(stand.first), STRANGER.seal_key
    trust = replace(stand.trust, seal_certificates=(*stand.trust.seal_certificates, key.certificate))
    with tenant(stand.lsp.pk):
        rendered, content = print_sampul(cover_of(stand), stand.lsp, at=stand.kisah.at(29))
    foreign = seal(rendered.pdf, key=key.key, certificate=key.certificate, at=stand.kisah.at(29))

    archive = resealed(stand, members | {COVER: foreign, "sampul.json": content}, index_of(members))

    assert refusal(archive, trust) == f"{COVER}: disegel oleh LSP lain."


def test_file_without_a_cover_is_refused_since_the_third_edition(stand: Stand) -> None:
    members = unpack(stand.first)
    bare = {path: content for path, content in members.items() if not path.startswith("sampul.")}

    archive = resealed(stand, bare, replace(index_of(members), cover=None))

    assert refusal(archive, stand.trust) == "Sampul berkas tidak ada."


@pytest.mark.parametrize("edition", [1, 2, 3])
def test_file_of_an_earlier_edition_is_checked_as_it_was_made(stand: Stand, edition: int) -> None:
    """Files handed out before covers or MUK were told go on passing, byte for byte; they may not tell of any."""
    members = unpack(stand.other)
    whole = index_of(members)
    has_cover = edition > 2
    bare = {path: content for path, content in members.items() if has_cover or not path.startswith("sampul.")}
    old = replace(whole, sahih_berkas=edition, cover=whole.cover if has_cover else None, muk=(), vatm=())

    archive = resealed(stand, bare, old)

    index = unpack(archive)["berkas.json"]
    names = [name for name in ("cover", "refusals", "muk", "vatm") if f'"{name}":'.encode() in index]
    assert (verify_berkas(archive, stand.trust).ok, names) == (
        True, [*(["cover"] if has_cover else []), *(["refusals"] if edition > 1 else [])],
    )  # fmt: skip
    if not has_cover:
        told = replace(old, cover=BerkasSampul(COVER, "sampul.json"))
        assert not verify_berkas(resealed(stand, members, told), stand.trust).ok
    # A row that this edition does not know is not of the standard form.
    forged = json.loads(index) | {"muk": []}
    assert refusal(reframed(stand, archive, canonical(forged)), stand.trust) == "berkas.json tidak dalam bentuk baku."


def reframed(stand: Stand, archive: bytes, index: bytes) -> bytes:
    """The same members under another index, listed and sealed anew."""
    inside = {path: one for path, one in unpack(archive).items() if path not in {MANIFEST, SEAL}} | {INDEX: index}
    listed = manifest_of(inside)
    signature = seal_detached(listed, key=stand.seal.key, certificate=stand.seal.certificate)
    return pack({MANIFEST: listed, SEAL: signature, **inside})


def test_case_without_a_date_waits_for_its_plan(stand: Stand) -> None:
    """An application that stands at its start: only what is signed is there, and no instrument is called unused."""
    with tenant(stand.lsp.pk), undone():
        case = case_of(stand.case(0))
        case.peserta, case.asesmen, case.keputusan, case.banding = [], [], [], []
        found = sampul_of(case)

    said = remarks(found)
    assert (states(found)["FR.APL.01"], states(found)["FR.AK.01"], said["FR.IA.01"], said["FR.AK.07"]) == (
        "ada", "belum_ada", "", "Menunggu rencana asesmen",
    )  # fmt: skip


def test_asesi_who_did_not_come_leaves_no_paper_awaited_but_the_groups(stand: Stand) -> None:
    with tenant(stand.lsp.pk), undone():
        case = case_of(stand.case(0))
        case.asesmen[0].status = Asesmen.Status.TIDAK_HADIR
        case.asesmen[0].ak02 = None
        found = sampul_of(case)

    assert (states(found).get("FR.AK.02", ""), remarks(found)["FR.AK.02"]) == ("", "Tidak dibuat: tidak hadir")


def test_refused_application_awaits_nothing(stand: Stand) -> None:
    with tenant(stand.lsp.pk), undone():
        case = case_of(stand.case(0))
        case.peserta, case.asesmen = [], []
        case.permohonan.status = Permohonan.Status.DITOLAK
        found = sampul_of(case)

    assert "belum_ada" not in states(found).values()
    assert remarks(found)["FR.AK.01"] == "Tidak dibuat: tidak diterima"


def test_keyword_names_case_and_content() -> None:
    assert keyword_of("abc", b"{}") == f"sahih-sampul abc {hashlib.sha256(b'{}').hexdigest()}"


def test_trail_holds_every_entry_about_a_row_of_the_case(stand: Stand) -> None:
    """Of one schedule whose two asesi share it: what no file tells is the house's, and nothing else is left out."""
    told = {one["subject"] for number in (stand.first, stand.other) for one in trail(number)}

    with tenant(stand.lsp.pk):
        recorded = set(AuditEntry.objects.filter(lsp_id=stand.lsp.pk).values_list("subject", flat=True))

    assert recorded - told - OF_THE_HOUSE == set()
    assert {"tinjauan", "laporan", "penugasan", "surat", "tagihan", "rencana", "suara"} <= told


def test_file_tells_every_kind_of_row_that_the_road_wrote(stand: Stand) -> None:
    """E4, PL10: a table that is new is told in the trail or in the index, or somebody says here where its rows stand."""
    told = {one["subject"] for number in (stand.first, stand.other) for one in trail(number)}
    indexes = [index_of(unpack(one)) for one in (stand.first, stand.other)]

    with tenant(stand.lsp.pk):
        tables = apps.get_app_config("process").get_models()
        written = {str(model._meta.model_name) for model in tables if model._default_manager.exists()}
        counted = (Vatm.objects.count(), Asesmen.objects.exclude(muk=None).count())

    assert written - told - IN_ANOTHER_ROW == {"vatm"}
    assert (sum(len(one.vatm) for one in indexes), sum(len(one.muk) for one in indexes)) == counted
    assert min(counted) > 1


def trail(archive: bytes) -> list[dict[str, str]]:
    return [json.loads(line) for line in unpack(archive)["jejak.jsonl"].splitlines()]


def test_x1_print_says_what_its_signer_agreed_to_as_the_act_has_it(stand: Stand) -> None:
    """X1: the words on paper are the words under the passkey's signature; an act that bears no words prints none."""
    members = unpack(stand.first)
    sheet = next(one for one in index_of(members).lembar if one.code == "FR.AK.01")
    said = json.loads(base64.b64decode(sheet.signatures[0].act))["act"]
    with pikepdf.open(io.BytesIO(members[sheet.pdf])) as document:
        printed = "".join(page_text(page) for page in document.pages)

    assert re.sub(r"\s", "", f"“{said}”") in re.sub(r"\s", "", printed)
    assert agreed_text(b'{"act":"permohonan.decide"}') == ""
