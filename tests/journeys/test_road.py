"""The whole road, walked by people in browsers against the real server and worker."""

from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.journeys import applying, decision, office, place, planning, review, session, verifying
from tests.journeys.applying import ASESI
from tests.journeys.conftest import Enter, Town
from tests.journeys.visitor import PHONE, Visitor

pytestmark = pytest.mark.journey


@dataclass
class Road:
    """Who walks, and where the asesi's own page is."""

    town: Town
    enter: Enter
    pictures: Path | None
    asesi: Visitor
    journey: str = ""


def test_asesi_walks_from_invitation_to_a_certificate_that_an_outsider_verifies(
    town: Town, enter: Enter, pictures: Path | None, tmp_path: Path
) -> None:
    road = Road(town, enter, pictures, enter("asesi", **PHONE))

    apply(road)
    pay(road)
    asesor = be_assessed(road)
    be_decided(road)
    receive(road, tmp_path)

    certificate = verifying.download(road.asesi, tmp_path)
    outsider = enter("orang luar")
    outsider.open(verifying.link_in(certificate, else_from=road.asesi).removeprefix(town.host.url))
    outsider.portrait(pictures, "verifikasi")
    assert (outsider.title, fact(outsider.page, "Nama")) == ("Berlaku", ASESI)
    assert verdicts(outsider, certificate.read_bytes()) == ("Berlaku", "Berkas ini tidak dapat dipastikan")
    assert asesor.title


def apply(road: Road) -> None:
    """Invited by the plant, joined by a code, FR.APL.01 with papers, signed by PIN in a strong session."""
    town, asesi = road.town, road.asesi
    applying.invite(road.enter("perusahaan"), town)
    applying.join(asesi)
    applying.begin(asesi)
    sheet = asesi.path
    applying.arm(asesi)
    asesi.open(sheet)
    applying.fill_apl01(asesi)
    asesi.says("tersimpan di LSP")
    asesi.portrait(road.pictures, "fr-apl-01", top=asesi.page.get_by_role("heading", name="a. Data Pribadi"))
    asesi.press("Lanjut")
    asesi.sign_with_pin()
    asesi.says("Permohonan dikirim")
    road.journey = asesi.path.split("#")[0]


def pay(road: Road) -> None:
    """Reviewed, billed to the plant; the first proof is sent back and mended."""
    town, company, admin, keuangan = road.town, road.enter("perusahaan"), road.enter("admin"), road.enter("keuangan")
    admin.open(f"{town.base}/kerja/")
    admin.portrait(road.pictures, "tugas-admin")
    office.review(admin, town, road.pictures)
    office.bill(keuangan, town)
    office.send_proof(company, town, amount="500000")
    office.return_proof(keuangan, town, reason="Jumlahnya kurang. Kirim bukti pelunasan.")
    office.send_proof(company, town, amount="1350000")
    office.verify_proof(keuangan, town)
    road.asesi.open(road.journey)
    road.asesi.portrait(road.pictures, "perjalanan-asesi")
    session.step(road.asesi, road.journey)
    session.self_assess(road.asesi)


def be_assessed(road: Road) -> Visitor:
    """A date, a willing asesor, the Ketua's order; consent, 91 KUK by keyboard, result, report."""
    town, asesi, asesor, ketua = road.town, road.asesi, road.enter("asesor"), road.enter("ketua")
    planning.make_plan(road.enter, town)
    place.study(road.enter("admin"), town)
    place.decree_requirements(road.enter, town)
    jadwal = office.plan(road.enter("admin"), town)
    session.accept_duty(asesor, town)
    decision.sign_next(ketua, town)
    session.take_letter(asesor, town)
    place.verify(road.enter, town, jadwal)
    session.step(asesi, road.journey)
    asesi.press("Setujui jadwal ini")
    session.open_case(asesor, town, ASESI)
    session.review_apl02(asesor)
    planning.choose_plan(asesor)
    planning.adjust(asesor)
    planning.agree_to_adjust(asesi, road.journey)
    session.open_case(asesor, town, ASESI)
    session.consent_asesor(asesor)
    session.consent_asesi(asesi, road.journey)
    session.open_case(asesor, town, ASESI)
    asesor.press("Hadir, buka asesmen")
    asesor.press("Isi FR.IA.01")
    session.observe_by_keyboard(asesor)
    asesor.says("tersimpan di LSP")
    asesor.portrait(road.pictures, "fr-ia-01", top=asesor.page.locator(".kuk").nth(4))
    session.conclude_ia01(asesor)
    sign_as_asesi(road)
    session.review_process(asesor, town)
    session.open_case(asesor, town, ASESI)
    session.judge_evidence(asesor)
    session.record_result(asesor)
    sign_as_asesi(road)
    session.speak(asesi, road.journey)
    session.report(asesor, town)
    return asesor


def sign_as_asesi(road: Road) -> None:
    session.step(road.asesi, road.journey)
    road.asesi.sign_with_pin()


def be_reviewed(road: Road, admin: Visitor, ketua: Visitor) -> None:
    """By SPT, by somebody who assessed none of these asesi (D9, E8)."""
    penyelia = road.enter("penyelia")
    review.order(admin, road.town)
    decision.sign_next(ketua, road.town)
    review.take_order(penyelia, road.town)
    review.fill_ak06(penyelia)
    review.fill_va(penyelia)


def be_decided(road: Road) -> None:
    """The committee: SK, invitation, a vote each, minutes signed by all, the decree (D1-D8)."""
    town, admin, ketua = road.town, road.enter("admin"), road.enter("ketua")
    members = [road.enter(f"komite{number}") for number in (1, 2, 3)]
    be_reviewed(road, admin, ketua)
    office.convene(admin, town)
    ketua.open(f"{town.base}/pimpinan/")
    ketua.portrait(road.pictures, "penetapan-ketua")
    decision.sign_next(ketua, town)
    decision.sign_next(ketua, town)
    decision.open_cases(members[0], town, ASESI)
    members[0].portrait(road.pictures, "komite-kasus")
    for member in members:
        decision.vote(member, town, ASESI)
    office.close_votes(admin, town)
    for member in members:
        decision.sign_minutes(member, town)
    decision.sign_next(ketua, town)


def receive(road: Road, folder: Path) -> None:
    """The request with its letter, BNSP's numbers, the certificate."""
    town, admin = road.town, road.enter("admin")
    office.ask_bnsp(admin, town)
    decision.sign_next(road.enter("ketua"), town)
    office.take_numbers(admin, town, folder)
    office.issue(road.enter("manajer"), town)
    session.step(road.asesi, road.journey)
    verifying.sign_receipts(road.asesi)


def verdicts(outsider: Visitor, content: bytes) -> tuple[str, str]:
    """What the page says of the file as it is, and with one byte changed."""
    verifying.check_file(outsider, content)
    genuine = outsider.title
    changed = bytearray(content)
    changed[len(changed) // 2] ^= 1
    verifying.check_file(outsider, bytes(changed))
    return genuine, outsider.title


def fact(page: Page, name: str) -> str:
    term = page.locator("dt").filter(has_text=name).first
    return term.locator("xpath=following-sibling::dd[1]").inner_text()
