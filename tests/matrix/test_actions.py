"""Every action × who tries it: the whole road is walked, and before each step everybody else tries it first.

A new action without a row fails. A row says who succeeds at the moment when the step is due; all the
others of the cast must be refused in words.
"""

import copy
import datetime as dt
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from pytest_django import DjangoDbBlocker

from sahih.documents.ketentuan import actions as ketentuan
from sahih.documents.surat import LETTERS
from sahih.documents.surat.naskah import plain_naskah
from sahih.insight.berkas.actions import ask_arsip, export_berkas
from sahih.institution.accounts import actions as people
from sahih.institution.accounts.models import Invitation
from sahih.institution.accounts.roles import Role
from sahih.institution.asesor.actions import renew_certificate
from sahih.institution.lsp.actions import configure_lsp, enter_perusahaan, found_lsp
from sahih.institution.perizinan.actions import enter_permit, withdraw_permit
from sahih.institution.sop.actions import map_sop
from sahih.institution.tuk.actions import enter_tuk
from sahih.kernel.actions import ACTIONS
from sahih.kernel.policy import POLICIES, Refused
from sahih.kernel.tenancy import tenant
from sahih.materials.lingkup.actions import cover_asesor, cover_by_permit, cover_tuk
from sahih.materials.muk.actions import give_back_rencana, retire_rencana, save_mapa02, submit_rencana
from sahih.materials.skema.actions import retire_versi
from sahih.process.asesmen.actions import open_ak03, remind_ak03, see_keys, waive_ak03
from sahih.process.asesmen.models import Asesmen
from sahih.process.banding import actions as banding
from sahih.process.contoh import akhir, jawaban, rencana
from sahih.process.contoh.kisah import Kisah
from sahih.process.contoh.orang import Pemeran
from sahih.process.jadwal.actions import (
    cancel_jadwal,
    decline_duty,
    leave_jadwal,
    offer_duty,
    plan_jadwal,
    wish_other_date,
)
from sahih.process.kaji_ulang import actions as kaji_ulang
from sahih.process.kaji_ulang.models import KajiUlang, Perbaikan
from sahih.process.keputusan.actions import compose_rapat, recompose_rapat
from sahih.process.penyerahan import actions as penyerahan
from sahih.process.penyerahan.models import Penyerahan
from sahih.process.permohonan.actions import give_back, remove_bukti, withdraw_permohonan
from sahih.process.sertifikat import actions as sertifikat
from sahih.process.sertifikat.models import Sertifikat
from sahih.process.tests.jalan import drain, undone
from tests.matrix.perangkat import over_muk
from tests.matrix.validasi import over_validasi

CAST = (
    "admin", "keuangan", "manajer", "mutu", "ketua", "pengarah", "si", "komite1", "asesor", "asesor2", "perusahaan",
    "penyelia", "asesi01", "asesi02",
)  # fmt: skip
ANYBODY = frozenset(CAST)
NIK = "9901010101809999"
PDF = jawaban.paper("Formulir LSP")
LOGO = jawaban.photo(0)
ASESI, ASESOR, ADMIN, KETUA, MANAJER = (
    frozenset({name}) for name in ("asesi01", "asesor", "admin", "ketua", "manajer")
)
SECOND, VALIDATOR = frozenset({"asesi02"}), frozenset({"asesor2"})
PENYELIA = frozenset({"penyelia"})
BOTH = ASESOR | VALIDATOR
OFFICE, MONEY, RULERS = ADMIN | MANAJER, ADMIN | {"keuangan"}, KETUA | {"si"}

# fmt: off
WHO: dict[str, frozenset[str]] = {
    # The second asesi hands in while the first, whose case the other rows are about, looks on.
    "permohonan.open": ANYBODY, "bukti.add": SECOND, "permohonan.save": SECOND, "permohonan.submit": SECOND, "bukti.remove": ASESI,
    "permohonan.judge": ADMIN, "permohonan.give_back": ADMIN, "permohonan.decide": ADMIN, "permohonan.withdraw": ADMIN | ASESI,
    "permohonan.save_apl02": ASESI, "permohonan.self_assess": ASESI,
    "biaya.bill": MONEY, "biaya.send_proof": frozenset({"perusahaan"}), "biaya.verify": MONEY, "biaya.reject_proof": MONEY,
    "visibilitas.study": ADMIN, "visibilitas.sign": ADMIN,
    "jadwal.plan": OFFICE, "jadwal.offer": OFFICE, "jadwal.cancel": OFFICE, "peserta.leave": OFFICE,
    "penugasan.confirm": ASESOR, "penugasan.decline": ASESOR, "spt.sign": KETUA, "spt.receive": ASESOR,
    "peserta.confirm": ASESI, "peserta.wish": ASESI,
    "asesmen.save_review": ASESOR, "asesmen.review": ASESOR, "asesmen.save_ak01": ASESOR, "asesmen.sign_ak01_asesor": ASESOR,
    "asesmen.accept_ak01": ASESI, "asesmen.agree": ASESI, "asesmen.start": ASESOR, "asesmen.save_ia01": ASESOR,
    "asesmen.judge_evidence": ASESOR, "asesmen.choose_rencana": ASESOR, "asesmen.skip_ak07": ASESOR, "asesmen.open_ak07": ASESOR,
    "asesmen.save_ak07": ASESOR, "asesmen.sign_ak07_asesor": ASESOR, "asesmen.sign_ak07_asesi": ASESI,
    "asesmen.sign_ia01_asesor": ASESOR, "asesmen.sign_ia01_asesi": ASESI, "asesmen.save_ak02": ASESOR,
    "asesmen.sign_ak02_asesor": ASESOR, "asesmen.recommend": ASESI,
    "tinjauan.open": ASESOR, "tinjauan.save": ASESOR, "tinjauan.sign": ASESOR, "asesmen.save_ak03": ASESI, "asesmen.sign_ak03": ASESI,
    "asesmen.remind_ak03": OFFICE, "asesmen.waive_ak03": OFFICE, "asesmen.open_ak03": ASESI,
    "kaji_ulang.compose": OFFICE, "kaji_ulang.replace": OFFICE, "kaji_ulang.order": KETUA, "kaji_ulang.receive": PENYELIA,
    "kaji_ulang.save": PENYELIA, "kaji_ulang.sign": PENYELIA, "kaji_ulang.find": PENYELIA, "temuan.answer": ASESOR,
    "perbaikan.close": frozenset({"mutu", "manajer"}),
    "laporan.open": ASESOR, "laporan.save": ASESOR, "laporan.sign": ASESOR,
    "surat.draft": MONEY, "surat.save": OFFICE, "surat.sign": MONEY, "surat.receive": ASESOR, "surat.add_foto": ASESOR,
    "rapat.compose": OFFICE, "rapat.recompose": OFFICE, "rapat.appoint": KETUA, "rapat.invite": KETUA, "suara.cast": frozenset({"komite1"}),
    "rapat.close_votes": OFFICE, "rapat.sign_minutes": frozenset({"komite1"}), "rapat.decree": KETUA,
    "permintaan.open": OFFICE, "permintaan.send": KETUA, "permintaan.export": OFFICE, "permintaan.answer": ADMIN, "nomor.void": ADMIN,
    "berkas.export": KETUA | {"mutu"}, "berkas.ask": KETUA | {"mutu"}, "sertifikat.ask_issue": MANAJER, "sertifikat.freeze": KETUA, "sertifikat.revoke": KETUA,
    "penyerahan.present": ASESI, "penyerahan.sign": ASESI, "penyerahan.send": OFFICE,
    "banding.open": ASESI, "banding.save": ASESI, "banding.file": ASESI, "banding.receive": ADMIN | {"mutu"}, "banding.close": ADMIN | {"mutu"},
    "people.appoint": RULERS, "people.release": RULERS, "people.set_right": RULERS, "people.invite": ADMIN, "people.revoke_invitation": ADMIN,
    "people.see_identity": ADMIN | {"asesor", "asesor2"}, "asesor.renew": RULERS,
    "lingkup.cover_asesor": MANAJER, "lingkup.cover_tuk": MANAJER, "lingkup.cover_by_permit": RULERS,
    "kendali.enter": RULERS, "formulir.send": RULERS, "formulir.confirm": KETUA, "naskah.save": RULERS, "naskah.discard": RULERS,
    "naskah.adopt": RULERS, "naskah.adopt_ours": RULERS, "naskah.import": RULERS, "kop.set_logo": RULERS, "kop.drop_logo": RULERS,
    "perizinan.enter": RULERS, "perizinan.withdraw": RULERS, "tuk.enter": OFFICE | RULERS, "lsp.configure": RULERS,
    "rencana.open": BOTH, "rencana.save_mapa01": ASESOR, "rencana.save_mapa02": ASESOR, "rencana.submit": ASESOR,
    "rencana.validate": VALIDATOR, "rencana.give_back": VALIDATOR, "rencana.approve": MANAJER, "rencana.retire": MANAJER,
    "asesmen.see_keys": ASESOR, "muk.open": ASESOR, "muk.see_keys": ASESOR | MANAJER, "muk.read_items": ASESOR | MANAJER, "muk.export": ASESOR | MANAJER,
    "muk.validate": VALIDATOR, "muk.give_back": VALIDATOR, "muk.retire": MANAJER, "perbaikan.note_results": frozenset({"mutu", "manajer"}),
    **{f"muk.{name}": ASESOR for name in ("replace_content", "name", "save_bagian", "drop_bagian", "add_butir", "save_butir", "move_butir", "regroup_butir", "drop_butir", "write_lines", "open_butir", "keep_import", "open_import", "take_import", "take_back", "present", "save_sheet", "submit")},
    **{f"validasi.{name}": VALIDATOR for name in ("save", "present", "sign", "correct", "drop_correction")},
    "validasi.open": frozenset({"mutu", "manajer"}), "validasi.cancel": frozenset({"mutu", "manajer"}), "validasi.replace": frozenset({"mutu", "manajer"}), "validasi.give_back": BOTH | {"mutu"}, "validasi.see_keys": BOTH | {"mutu"},
    "perbaikan.note_finding": BOTH | {"mutu", "manajer"},
    "sop.map": RULERS, "lsp.found": frozenset(), "perusahaan.enter": ADMIN, "skema.retire": MANAJER,
}
# Acts of the installation, of the log-in, or parts of another act, with where they are proved.
ELSEWHERE = {
    "banding.present": "the page of its signature", "permintaan.present": "the page of its signature", "surat.present": "test_surat", "surat.void": "test_surat", "surat.send": "test_surat", "surat.answer": "test_peminjaman",
    "tandatangan.propose": "each signature here proposes its act first", "lembar.print": "a job; test_kisah runs it",
    "people.register": "the log-in pages", "people.accept_invitation": "the log-in pages", "people.set_nik": "inside permohonan.decide and people.appoint",
    "permohonan.present": "test_signing_facts", "asesmen.present": "test_signing_facts", "laporan.present": "test_signing_facts",
    "asesmen.present_rules": "test_tata_tertib", "asesmen.accept_rules": "test_tata_tertib",
    "asesmen.present_ak03": "the page of its signature", "tinjauan.present": "the page of its signature", "kaji_ulang.present": "the page of its signature",
    "surat.date": "test_recompose", "people.set_pin": "test_signing", "permohonan.settle": "inside biaya.verify", "biaya.cancel": "test_tagihan",
    "jadwal.replace": "test_gate_assign", "asesmen.mark_absent": "test_session", "asesmen.withdraw": "test_session",
    "asesmen.review_together": "test_bersama", "asesmen.sign_ak01_together": "test_bersama", "asesmen.recommend_together": "test_bersama",
    "asesmen.choose_muk": "test_unfit", "asesmen.correct": "test_correcting", "laporan.correct": "test_correcting",
    "asesmen.drop_correction": "test_dropping", "laporan.drop_correction": "test_dropping",
    **{f"{whose}.{act}": "machines/test_kaji_ulang" for whose in ("tinjauan", "kaji_ulang") for act in ("correct", "drop_correction")},
    "kertas.correct": "test_correcting_paper", "kertas.drop_correction": "test_correcting_paper",
    "asesmen.refuse_signature": "test_session", "sertifikat.issue": "test_issue", "sertifikat.fetch": "the pages of the certificate",
    "sertifikat.thaw": "test_issue", "nomor.renumber": "test_reserved_numbers", "asesor.register": "build_house", "lingkup.end": "test_lingkup", "relasi.declare": "test_gate_assign",
    **{f"standar.{act}": "test_actions of standar" for act in ("enter", "import", "save_unit", "revoke", "replace", "reinstate")},
    **{f"standar.{act}": "test_preview of standar" for act in ("keep_import", "take_import")},
    "skema.import": "test_actions of skema", "skema.complete": "test_actions of skema", "skema.publish": "test_actions of skema",
    "skema.ask_changes": "test_actions of skema", "skema.review": "test_actions of skema, and the machine of skema", "skema.give_back": "the machine of skema",
    **{f"skema.{act}": "test_authoring of skema" for act in ("draft", "revise", "edit")},
    **{f"kertas.{act}": "test_paper_path, on a case that is on paper" for act in ("print", "file", "begin", "save", "hand_in", "give_back", "confirm")},
    "audit.read": "the pages of the trail", "audit.seal": "a job", "berkas.advance": "a job; test_arsip", "berkas.expire": "a job; test_arsip", "muk.forget_import": "a job; test_impor_pages", "berkas.fetch": "test_arsip, once it is made", "berkas.sweep_orphans": "a job; test_sweeping",
}
# fmt: on

NAMES = {id(act): name for name, act in ACTIONS.items()}
Succeeded = dict[str, frozenset[str]]


def tried(kisah: Kisah, attempt: Callable[[Pemeran], object]) -> frozenset[str]:
    """Who of the cast would succeed now; nothing of it stays."""
    found, words = set(), list[str]()
    for key in CAST:
        try:
            with undone():
                attempt(kisah.rumah[key])
            found.add(key)
        except Refused as refusal:
            words.append(str(refusal.reason))
    assert all(words), "a refusal without a word"
    return frozenset(found)


class Watched:
    """Lets everybody try each step of the story before the one who is due."""

    def __init__(self, kisah: Kisah, patch: pytest.MonkeyPatch) -> None:
        self.kisah, self.seen, self.is_trying = kisah, dict[str, frozenset[str]](), False
        for method in ("does", "signs"):
            patch.setattr(
                Pemeran, method, self._wrapped(getattr(Pemeran, method), position=0 if method == "does" else 1)
            )

    def _wrapped(self, act_of: Callable[..., Any], *, position: int) -> Callable[..., Any]:  # any action of the road
        def run(person: Pemeran, *args: Any, **kwargs: Any) -> Any:
            name = NAMES[id(args[position])]
            if (
                not self.is_trying
                and name not in self.seen
                and hasattr(self.kisah, "rumah")
                and "asesi02" in self.kisah.rumah.cast.people
            ):
                self.is_trying = True
                self.seen[name] = tried(self.kisah, lambda who: act_of(who, *_copied(args), **kwargs))
                self.is_trying = False
            return act_of(person, *args, **kwargs)

        return run


def _copied(args: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(one if callable(one) else copy.deepcopy(one) for one in args)


Attempts = dict[str, Callable[[Pemeran], object]]


def inside(kisah: Kisah, at: dt.datetime) -> Callable[..., Callable[[Pemeran], object]]:
    """Turns an action and its arguments into an attempt of whoever comes, in the LSP of the story."""

    def of(act: Callable[..., object], *args: Any, **kwargs: Any) -> Callable[[Pemeran], object]:
        def attempt(who: Pemeran) -> object:
            with tenant(kisah.rumah.lsp.pk):
                return act(*_copied(args), actor=who.actor(at), **kwargs)

        return attempt

    return of


def of_people(kisah: Kisah, at: dt.datetime) -> Attempts:
    """Appointing, inviting, looking at a card, after the road."""
    of, person = inside(kisah, at), kisah.rumah["mutu"].user.person
    with tenant(kisah.rumah.lsp.pk):
        held = person.memberships.get()
        invitation = _invited(kisah, at)
    return {
        "people.appoint": of(people.appoint, person, Role.PENYELIA, sk_number="SK-9", nik=NIK, at=at),
        "people.release": of(people.release, held, at=at),
        "people.set_right": of(people.set_right, "biaya.bill", Role.KETUA, granted=True),
        "people.invite": of(
            people.invite, name="T", contact="t@contoh.example", role=Role.ASESI, link="{token}", at=at
        ),
        "people.revoke_invitation": of(people.revoke_invitation, invitation, reason="Alasan.", at=at),
        "people.see_identity": of(people.see_identity, kisah.kasus[0].who.user.person, how="KTP", at=at),
    }


def _invited(kisah: Kisah, at: dt.datetime) -> Invitation:
    """One that nobody has taken."""
    row, _token = kisah.rumah["admin"].does(
        people.invite, name="T", contact="t@contoh.example", role=Role.ASESI, link="{token}", at=at
    )
    found: Invitation = row
    return found


def of_house(kisah: Kisah, at: dt.datetime) -> Attempts:
    """Coverage, permits, places, the LSP's own row."""
    of, house, day = inside(kisah, at), kisah.rumah, at.date()
    permit = house.permits[0]
    span = {"valid_from": day, "valid_until": None}
    return {
        "asesor.renew": of(
            renew_certificate, house.asesor["asesor"], certificate_no="B", until=day + dt.timedelta(days=2000)
        ),
        "lingkup.cover_asesor": of(
            cover_asesor, house.asesor["asesor"], house.versi.skema, basis="sertifikat", certificate_no="T", **span
        ),
        "lingkup.cover_tuk": of(cover_tuk, house.tuk, house.versi.skema, sk_number="S", **span),
        "lingkup.cover_by_permit": of(cover_by_permit, permit, house.versi.skema),
        "perizinan.enter": of(
            enter_permit,
            kind="nirkertas",
            decision_no="B",
            decided_on=day,
            valid_from=day,
            valid_until=day + dt.timedelta(days=9),
        ),
        "perizinan.withdraw": of(withdraw_permit, permit, on=day, reason="Alasan."),
        "tuk.enter": of(enter_tuk, name="TUK baru", kind="Mandiri", address="Jl. 2"),
        "lsp.configure": of(configure_lsp, house.lsp, phone="031-2"),
        "sop.map": of(map_sop, {"1.1": ("A", "")}, title="SOP", at=at),
        "lsp.found": of(found_lsp, slug="liar", name="Liar"),
        "perusahaan.enter": of(enter_perusahaan, name="PT Baru", email="b@contoh.example"),
        "skema.retire": of(retire_versi, house.versi, reason="Alasan.", at=at),
    }


def of_papers(kisah: Kisah, at: dt.datetime) -> Attempts:
    """What the LSP decides about its own forms and letters."""
    of, code = inside(kisah, at), "SK.HASIL"
    words = LETTERS[code].naskah
    kisah.rumah["ketua"].does(ketentuan.save_naskah, code, words, at=at)
    return {
        "kendali.enter": of(ketentuan.enter_kendali, code, doc_no="1", at=at),
        "formulir.send": of(ketentuan.send_formulir, code, PDF, name="a.pdf", at=at),
        "formulir.confirm": of(ketentuan.confirm_formulir, code, name="x", print_sha256="a" * 64, at=at),
        "naskah.save": of(ketentuan.save_naskah, code, words, at=at),
        "naskah.discard": of(ketentuan.discard_naskah, code),
        "naskah.adopt": of(ketentuan.adopt_naskah, code, at=at),
        "naskah.adopt_ours": of(ketentuan.adopt_ours, code, at=at),
        "naskah.import": of(ketentuan.import_naskah, {code: plain_naskah(words)}, at=at),
        "kop.set_logo": of(ketentuan.set_logo, LOGO, name="a.jpg", at=at),
        "kop.drop_logo": of(ketentuan.drop_logo, at=at),
    }


def of_certificates(kisah: Kisah, at: dt.datetime) -> Attempts:
    """The list to BNSP, void numbers, changes of status."""
    of = inside(kisah, at)
    with tenant(kisah.rumah.lsp.pk):
        given = Sertifikat.objects.order_by("id")[0]
    return {
        "permintaan.export": of(sertifikat.export_request, kisah.permintaan),
        "berkas.export": of(export_berkas, kisah._fresh(kisah.kasus[0]), at=at),
        "berkas.ask": of(ask_arsip, kisah._fresh(kisah.kasus[0]), at=at),
        "nomor.void": of(sertifikat.void_number, "71102 3257 4 9000999 2026", reason="Alasan.", at=at),
        "sertifikat.freeze": of(sertifikat.freeze_sertifikat, given, reason="Alasan.", at=at),
        "sertifikat.revoke": of(sertifikat.revoke_sertifikat, given, reason="Alasan.", at=at),
    }


def after_issue(kisah: Kisah) -> Succeeded:
    """The holder signs for the certificate, and complains of the decision; each step is tried by everybody first."""
    house, own, found = kisah.rumah, kisah.kasus[0], Succeeded()
    with undone():
        with tenant(house.lsp.pk):
            row = Penyerahan.objects.select_related("komitmen__key", "tanda_terima__key", "sertifikat").order_by("id")[
                0
            ]
        both, at = [row.komitmen, row.tanda_terima], kisah.at(28)
        found["penyerahan.present"] = tried(kisah, _over(penyerahan.present_penyerahan, row, at=at))
        found["penyerahan.sign"] = tried(kisah, lambda who: who.signs(both, penyerahan.sign_penyerahan, row, at=at))
        akhir.sign_for(kisah, own)
        how: dict[str, Any] = {"courier": "Pos", "resi": "R", "sent_on": at.date(), "at": at}
        found["penyerahan.send"] = tried(kisah, _over(penyerahan.record_delivery, row, **how))
        decision = akhir.decision_of(kisah, own)
        found["banding.open"] = tried(kisah, _over(banding.open_banding, decision, at=at))
        one = own.who.does(banding.open_banding, decision, at=at)
        found["banding.save"] = tried(kisah, _over(banding.save_banding, one, posted=jawaban.AK04, at=at))
        own.who.does(banding.save_banding, one, jawaban.AK04, at=at, partial=False)
        found["banding.file"] = tried(
            kisah, lambda who: who.signs([one.lembar], banding.file_banding, copy.deepcopy(one), at=at)
        )
        own.who.signs([one.lembar], banding.file_banding, one, at=at)
        found["banding.receive"] = tried(kisah, _over(banding.receive_banding, one, at=at))
        house["mutu"].does(banding.receive_banding, one, at=at)
        found["banding.close"] = tried(kisah, _over(banding.close_banding, one, outcome="x", at=at))
    return found


def beside(kisah: Kisah, step: str) -> Succeeded:
    """Acts that the story does not take, tried where they are possible."""
    match step:
        case "apply":
            return _with_application(kisah)
        case "self_assess":
            return _with_offer(kisah)
        case "plan":
            return _with_plan(kisah)
        case "report":
            return _with_meeting(kisah) | _with_silence(kisah) | _with_review(kisah)
        case _:
            return {}


def _with_application(kisah: Kisah) -> Succeeded:
    house, at = kisah.rumah, kisah.at(2)

    def over_case(act: Callable[..., object], **more: str) -> Callable[[Pemeran], object]:
        return lambda who: who.does(act, copy.deepcopy(kisah._fresh(kisah.kasus[0])), at=at, **more)

    found = {"permohonan.give_back": tried(kisah, over_case(give_back, note="Alasan."))}
    found["permohonan.withdraw"] = tried(kisah, over_case(withdraw_permohonan, reason="Alasan."))
    with undone():
        house["admin"].does(give_back, kisah._fresh(kisah.kasus[0]), note="Alasan.", at=at)
        with tenant(house.lsp.pk):
            paper = kisah._fresh(kisah.kasus[0]).bukti_set.select_related("permohonan").order_by("id")[0]
        found["bukti.remove"] = tried(kisah, lambda who: who.does(remove_bukti, copy.deepcopy(paper), at=at))
    return found


def _with_meeting(kisah: Kisah) -> Succeeded:
    house, at = kisah.rumah, kisah.at(17)
    seats = [(house[f"komite{n}"].user.person, "") for n in (1, 2, 3)]
    how: dict[str, Any] = {"meets_at": kisah.at(20, 13), "place": "Daring", "at": at}
    with undone():
        rapat = house["admin"].does(compose_rapat, kisah._jadwal(kisah.jadwal[0]), seats, **how)
        return {"rapat.recompose": tried(kisah, _over(recompose_rapat, rapat, members=seats, reason="Alasan.", **how))}


def _with_plan(kisah: Kisah) -> Succeeded:
    at = kisah.at(7)
    with undone(), tenant(kisah.rumah.lsp.pk):
        found = {name: tried(kisah, attempt) for name, attempt in over_muk(kisah.rumah, at=at).items()}
    with undone(), tenant(kisah.rumah.lsp.pk):
        found |= {name: tried(kisah, attempt) for name, attempt in over_validasi(kisah.rumah, at=at).items()}
    with undone():
        draft = rencana.drafted(kisah.rumah, at=at, potensi="1")
        found["rencana.save_mapa02"] = tried(kisah, _over(save_mapa02, draft, posted={}, at=at))
        kisah.rumah["asesor"].signs([draft.mapa01, draft.mapa02], submit_rencana, draft, at=at)
        found["rencana.give_back"] = tried(kisah, _over(give_back_rencana, draft, note="Alasan.", at=at))
        return found | {"rencana.retire": tried(kisah, _over(retire_rencana, draft, reason="Alasan.", at=at))}


def _with_review(kisah: Kisah) -> Succeeded:
    """The review before anything was signed, for another penyelia; and what it wanted improved."""
    at = kisah.at(18)
    with undone(), tenant(kisah.rumah.lsp.pk):
        row = Perbaikan.objects.order_by("id")[0]
        found = {"perbaikan.close": tried(kisah, _over(kaji_ulang.close_improvement, row, answer="Alasan.", at=at))}
        KajiUlang.objects.update(status="ditugaskan", ak06=None, va=None)
        kaji = KajiUlang.objects.select_related("jadwal__versi__skema", "penyelia").get()
        other: dict[str, Any] = {"penyelia": kaji.penyelia, "reason": "Alasan.", "at": at}
        return found | {"kaji_ulang.replace": tried(kisah, _over(kaji_ulang.replace_penyelia, kaji, **other))}


def _with_silence(kisah: Kisah) -> Succeeded:
    """An asesi who has not spoken: the sheet is opened by them, asked for and given up by the office."""
    at = kisah.at(17)
    with undone(), tenant(kisah.rumah.lsp.pk):
        Asesmen.objects.update(ak03=None, ak03_reminded_at=kisah.at(14))
        asesmen = kisah._asesmen(kisah.kasus[0])
        return {
            "asesmen.see_keys": tried(kisah, _over(see_keys, asesmen, at=at)),
            "asesmen.open_ak03": tried(kisah, _over(open_ak03, asesmen, at=at)),
            "asesmen.remind_ak03": tried(kisah, _over(remind_ak03, asesmen, at=at)),
            "asesmen.waive_ak03": tried(kisah, _over(waive_ak03, asesmen, reason="Alasan.", at=at)),
        }


def _with_offer(kisah: Kisah) -> Succeeded:
    house, at = kisah.rumah, kisah.at(7)
    with undone():
        jadwal = house["admin"].does(
            plan_jadwal, [kisah._fresh(kisah.kasus[0])], day=kisah.at(12).date(), starts=dt.time(9), ends=dt.time(15),
            tuk=house.tuk, meeting_link="https://rapat.contoh.example/a", at=at,
        )  # fmt: skip
        duty = house["admin"].does(offer_duty, jadwal, house.asesor["asesor"], at=at)
        with tenant(house.lsp.pk):
            peserta = jadwal.peserta_set.select_related("permohonan", "jadwal").get()
        steps: tuple[tuple[str, Callable[..., object], object, dict[str, str]], ...] = (
            ("penugasan.decline", decline_duty, duty, {"reason": "Alasan."}),
            ("peserta.wish", wish_other_date, peserta, {"wish": "Alasan."}),
            ("peserta.leave", leave_jadwal, peserta, {"reason": "Alasan."}),
            ("jadwal.cancel", cancel_jadwal, jadwal, {"reason": "Alasan."}),
        )
        return {name: tried(kisah, _over(act, subject, at=at, **more)) for name, act, subject, more in steps}


def _over(act: Callable[..., object], subject: object, **how: Any) -> Callable[[Pemeran], object]:
    return lambda who: who.does(act, copy.deepcopy(subject), **how)


@pytest.fixture(scope="module")
def seen(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Succeeded]:
    """Who succeeded at what, over the whole road."""
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch, undone():
        kisah = Kisah(start=dt.datetime.now(dt.UTC) - dt.timedelta(days=30), asesi=2, others=False)
        watched = Watched(kisah, patch)
        for step in kisah.steps():
            step()
            watched.is_trying = True
            watched.seen |= beside(kisah, step.__name__)
            watched.is_trying = False
        drain()
        watched.is_trying = True
        watched.seen |= after_issue(kisah)
        for attempts in (of_people, of_house, of_papers, of_certificates):
            found = attempts(kisah, kisah.at(29)).items()
            watched.seen |= {name: tried(kisah, attempt) for name, attempt in found}
        yield watched.seen


def test_every_action_has_a_row() -> None:
    known = {name for name in ACTIONS if not name.startswith("test.")}

    assert known - set(WHO) - set(ELSEWHERE) == set()
    assert set(WHO) & set(ELSEWHERE) == set()


def test_every_policy_is_asked_by_an_action_or_a_page() -> None:
    assert len(POLICIES) > 40


def test_who_succeeds_at_what_is_what_the_table_says(seen: Succeeded) -> None:
    assert seen == {name: who for name, who in WHO.items() if name in seen}


def test_every_row_was_tried(seen: Succeeded) -> None:
    assert set(WHO) - set(seen) == set()
