"""The office reads, reviews and decides applications on its pages."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from sahih.institution.accounts.models import IdentityCheck
from sahih.institution.accounts.roles import Role
from sahih.institution.accounts.software_passkey import enrol
from sahih.kernel.audit import AuditEntry
from sahih.process.permohonan.models import Permohonan
from sahih.web.admin_lsp.tests.dunia import Dunia
from sahih.web.admin_lsp.tests.tanda_tangan import sign


def url(name: str, case: Permohonan, *more: str) -> str:
    return reverse(f"admin_lsp:{name}", args=["rintisan", case.ref, *more])


def status_of(case: Permohonan) -> str:
    return Permohonan.objects.values_list("status", flat=True).get(pk=case.pk)


def test_kerja_with_one_application_says_who_waits(dunia: Dunia) -> None:
    dunia.diajukan(dunia.skema(), "Rini Asesi")

    page = dunia.client("Ayu Admin").get("/l/rintisan/kerja/").content.decode()

    assert "1 hal menunggu Anda" in page
    assert "Rini Asesi" in page


def test_kerja_with_many_of_one_company_is_one_line(dunia: Dunia) -> None:
    versi, company = dunia.skema(), dunia.perusahaan()
    for name in ("Budi Kimia", "Cici Kimia", "Dodi Kimia"):
        dunia.diajukan(versi, name, perusahaan=company)

    page = dunia.client("Ayu Admin").get("/l/rintisan/kerja/").content.decode()

    assert "1 hal menunggu Anda" in page
    assert "PT Kimia Gresik · 3 orang" in page


@pytest.mark.parametrize("count", [1, 3])
def test_permohonan_list_with_any_number_of_rows_takes_the_same_queries(dunia: Dunia, count: int) -> None:
    versi = dunia.skema()
    for number in range(count):
        dunia.diajukan(versi, f"Asesi {number}")
    client = dunia.client("Ayu Admin")

    with CaptureQueriesContext(connection) as found:
        answer = client.get("/l/rintisan/permohonan/")

    assert answer.content.decode().count("Ditinjau LSP</span>") == count
    assert len(found) == 25


def test_list_by_state_shows_only_that_state(dunia: Dunia) -> None:
    versi = dunia.skema()
    dunia.diajukan(versi, "Rini Asesi")
    dunia.diterima(versi, "Eko Diterima")

    page = dunia.client("Ayu Admin").get("/l/rintisan/permohonan/?status=diterima").content.decode()

    assert "Eko Diterima" in page
    assert "Rini Asesi" not in page


def test_list_finds_an_application_by_a_part_of_its_name_and_keeps_the_word(dunia: Dunia) -> None:
    versi = dunia.skema()
    dunia.diajukan(versi, "Rini Asesi")
    dunia.diterima(versi, "Eko Diterima")

    page = dunia.client("Ayu Admin").get("/l/rintisan/permohonan/?cari=rINI").content.decode()

    assert "Rini Asesi" in page
    assert "Eko Diterima" not in page
    assert 'value="rINI"' in page
    assert "?status=diajukan&amp;cari=rINI" in page


def test_review_signed_as_diterima_accepts_and_asks_for_the_invoice(dunia: Dunia) -> None:
    case = dunia.diajukan(dunia.skema(), "Rini Asesi")
    client, passkey = dunia.client("Ayu Admin"), enrol(dunia.people["Ayu Admin"])

    judged = client.post(url("permohonan_tinjau", case), dunia.judgement(case))
    signed = sign(client, url("permohonan_putuskan", case), passkey)

    assert (judged.status_code, judged["Location"]) == (302, url("permohonan_putuskan", case))
    assert (signed.status_code, signed["Location"]) == (302, url("permohonan_rinci", case))
    assert status_of(case) == "diterima"
    page = client.get(signed["Location"]).content.decode()
    assert "buat tagihannya" in page
    assert 'href="/l/rintisan/tagihan/baru/"' in page  # the next step, not a refusal of the last one
    assert "tidak lagi menunggu tinjauan" not in page


def test_review_with_an_unmet_paper_comes_back_with_what_was_ticked(dunia: Dunia) -> None:
    """PL1: the administrative papers are all needed; the recommendation is mended on the same page."""
    case = dunia.diajukan(dunia.skema(), "Rini Asesi")
    posted = dunia.judgement(case)
    bad = next(path for path in posted if path.startswith("syarat_administratif"))
    client = dunia.client("Ayu Admin")

    refused = client.post(url("permohonan_tinjau", case), posted | {bad: ["tidak_memenuhi"]})
    mended = client.post(url("permohonan_tinjau", case), posted)

    page = refused.content.decode()
    assert refused.status_code == 422
    assert "Belum memenuhi" in page
    assert f'name="{bad}" value="tidak_memenuhi" checked' in page
    assert mended.status_code == 302


def test_review_without_any_judgement_names_each_gap(dunia: Dunia) -> None:
    case = dunia.diajukan(dunia.skema(), "Rini Asesi")

    refused = dunia.client("Ayu Admin").post(url("permohonan_tinjau", case), {})

    assert refused.status_code == 422
    assert "Ada yang perlu diperbaiki" in refused.content.decode()


def test_second_admin_who_decides_later_gets_the_sentence(dunia: Dunia) -> None:
    """Two admins pressing terima at once: one decision, and a sentence for the other."""
    case = dunia.diajukan(dunia.skema(), "Rini Asesi")
    dunia.user("Beni Admin", Role.ADMIN)
    first, second = dunia.client("Ayu Admin"), dunia.client("Beni Admin")
    keys = enrol(dunia.people["Ayu Admin"]), enrol(dunia.people["Beni Admin"])
    first.post(url("permohonan_tinjau", case), dunia.judgement(case))
    opened = second.get(url("permohonan_putuskan", case))

    sign(first, url("permohonan_putuskan", case), keys[0])
    late = second.post(url("permohonan_putuskan", case), {"way": "passkey"}, follow=True)

    assert opened.status_code == 200
    assert "mungkin petugas lain sudah memutuskan" in late.content.decode()
    assert AuditEntry.objects.filter(kind="permohonan.accept").count() == 1


def test_autosave_from_an_old_tab_is_told_of_the_conflict(dunia: Dunia) -> None:
    case = dunia.diajukan(dunia.skema(), "Rini Asesi")
    client = dunia.client("Ayu Admin")

    first = client.post(url("permohonan_simpan", case), {"_version": "1", "rekomendasi": "diterima"})
    old_tab = client.post(url("permohonan_simpan", case), {"_version": "1", "rekomendasi": "tidak_diterima"})

    assert (first.status_code, first.json()["version"]) == (200, "2")
    assert (old_tab.status_code, old_tab.json()["version"]) == (409, "2")


def test_give_back_without_note_is_refused_and_with_note_told(dunia: Dunia) -> None:
    case = dunia.diajukan(dunia.skema(), "Rini Asesi")
    client = dunia.client("Ayu Admin")

    empty = client.post(url("permohonan_kembalikan", case), {"reason": ""})
    sent = client.post(url("permohonan_kembalikan", case), {"reason": "KTP buram. Unggah foto baru."})

    assert (empty.status_code, sent.status_code) == (422, 302)
    assert status_of(case) == "dikembalikan"


def test_nik_against_birth_date_warns_the_reviewer(dunia: Dunia) -> None:
    """N3: told to a person beside the papers, never refused."""
    versi = dunia.skema()
    agrees, differs = (
        dunia.diajukan(versi, "Rini Asesi"),
        dunia.diajukan(versi, "Lain Lahir", tanggal_lahir="1991-01-02"),
    )
    client = dunia.client("Ayu Admin")

    pages = [client.get(url("permohonan_tinjau", case)).content.decode() for case in (agrees, differs)]

    assert ["Tanggal lahir pada NIK berbeda" in page for page in pages] == [False, True]


def test_identity_check_is_kept_with_its_witness(dunia: Dunia) -> None:
    case = dunia.diajukan(dunia.skema(), "Rini Asesi")
    client = dunia.client("Ayu Admin")

    unsure = client.post(url("permohonan_identitas", case), {"how": "KTP asli, bertatap muka"})
    seen = client.post(url("permohonan_identitas", case), {"how": "KTP asli, bertatap muka", "sure": "on"})

    assert (unsure.status_code, seen.status_code) == (422, 302)
    assert IdentityCheck.objects.get().checked_by.name == "Ayu Admin"


def test_paper_of_a_case_is_shown_and_its_reading_noted(dunia: Dunia) -> None:
    case = dunia.diajukan(dunia.skema(), "Rini Asesi")
    paper = case.bukti_set.get()

    answer = dunia.client("Ayu Admin").get(url("permohonan_bukti", case, paper.ref))

    assert (answer.status_code, answer["Content-Type"]) == (200, "image/png")
    assert AuditEntry.objects.get(kind="berkas.read").person_id == dunia.people["Ayu Admin"].person_id


def test_trial_case_says_so_in_the_frame(dunia: Dunia) -> None:
    """L11: nobody takes a rehearsal for the real thing."""
    case = dunia.diajukan(dunia.skema(), "Rini Asesi")

    page = dunia.client("Ayu Admin").get(url("permohonan_rinci", case)).content.decode()

    assert "Uji coba: tidak ada sertifikat di sini yang berlaku." in page


def test_case_tells_which_papers_are_there_and_prints_its_cover(dunia: Dunia) -> None:
    """Forms 6.6: what is not signed yet is awaited, and no instrument is called unused before a plan says so."""
    case = dunia.diajukan(dunia.skema(), "Rini Asesi")
    admin = dunia.client("Ayu Admin")

    page, cover = admin.get(url("permohonan_rinci", case)).content.decode(), admin.get(url("permohonan_sampul", case))

    assert ("Kelengkapan berkas: 2 dari" in page, "Menunggu rencana asesmen" in page) == (True, True)
    assert (cover.status_code, cover["Content-Type"], cover.content[:5]) == (200, "application/pdf", b"%PDF-")
    assert dunia.client("Rini Asesi").get(url("permohonan_sampul", case)).status_code == 403
