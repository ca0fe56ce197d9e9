"""The first half of the story: from an empty house to asesi who are ready for a date."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from sahih.documents.sheets import content_of
from sahih.kernel.clock import ZONES, local_date
from sahih.kernel.tenancy import tenant
from sahih.process.biaya.actions import bill, reject_proof, send_proof, verify_payment
from sahih.process.biaya.models import Tagihan
from sahih.process.contoh import jawaban, persuratan
from sahih.process.contoh.kertas import adopt_rules
from sahih.process.contoh.orang import Pemeran
from sahih.process.contoh.rumah import FEE, Rumah, build_house
from sahih.process.jadwal.models import Jadwal
from sahih.process.permohonan import actions as permohonan_actions
from sahih.process.permohonan.models import Permohonan
from sahih.process.visibilitas.actions import MOST_AT_ONCE, sign_visibilitas, study

FIRST = ("Ahmad", "Budi", "Citra", "Dian", "Eko", "Fitri", "Gilang", "Hani", "Irfan", "Jihan")
LAST = ("Saputra", "Wijaya", "Lestari", "Permana", "Handayani")
FATES = ("tidak hadir", "menolak", "asesor diganti", "mundur", "izin berakhir")

Tick = Callable[[dt.datetime], None]


@dataclass
class Kasus:
    """One asesi of the story."""

    number: int
    who: Pemeran
    permohonan: Permohonan
    fate: str = "kompeten"
    files: dict[str, str] = field(default_factory=dict)

    @property
    def competent(self) -> bool:
        return self.fate != "belum kompeten"


class Awal:
    """Walks the road; `tick` moves the installation's clock along where it may move."""

    mode, medium = "jarak_jauh", "nirkertas"

    def __init__(
        self, *, start: dt.datetime, asesi: int, others: bool = True, tick: Tick = lambda _instant: None
    ) -> None:
        self.start, self.asesi, self.others, self.tick = start, asesi, others, tick
        self.first_number = 1
        self.kasus: list[Kasus] = []
        self.jadwal: list[Jadwal] = []

    def at(self, day: int, hour: int = 9, minute: int = 0) -> dt.datetime:
        """An instant of the story in the LSP's zone; tells the clock."""
        date = local_date(self.start) + dt.timedelta(days=day)
        instant = dt.datetime.combine(date, dt.time(hour, minute), tzinfo=ZONES["WIB"])
        self.tick(instant)
        return instant

    def open_house(self) -> None:
        self.rumah: Rumah = build_house(at=self.at(0, 8))
        if self.others:
            adopt_rules(self.rumah.cast, at=self.at(0, 9))

    # --- permohonan -------------------------------------------------------------------------------
    def apply(self) -> None:
        last = self.first_number + self.asesi - 1
        for number in range(self.first_number, last + 1):
            # One in ten is not yet competent; the last pays alone.
            fate = "belum kompeten" if number % 10 == 5 else "kompeten"
            self._apply(number, fate, by_company=number != last)
        if self.others:
            for offset, fate in enumerate(FATES, 1):
                self._apply(last + offset, fate, by_company=True)

    def _apply(self, number: int, fate: str, *, by_company: bool) -> None:
        at = self.at(1, 9, number % 60)
        name = f"{FIRST[number % len(FIRST)]} {LAST[number % len(LAST)]} {number:02d}"
        who = self.rumah.cast.add(f"asesi{number:02d}", name, at=at)
        company = self.rumah.perusahaan if by_company else None
        permohonan = who.does(
            permohonan_actions.open_permohonan, self.rumah.versi, mode=self.mode, medium=self.medium, uji_coba=True,
            perusahaan=company, under_permit=fate == "izin berakhir", at=at,
        )  # fmt: skip
        kasus = Kasus(number=number, who=who, permohonan=permohonan, fate=fate)
        self.kasus.append(kasus)
        self._hand_in(kasus, at=at)

    def _hand_in(self, kasus: Kasus, *, at: dt.datetime) -> None:
        case, who = kasus.permohonan, kasus.who
        papers = {"ktp": "KTP", "sertifikat": "Sertifikat pelatihan K3", "magang": "Surat keterangan kerja"}
        for key, label in papers.items():
            bukti = who.does(
                permohonan_actions.add_bukti,
                case,
                jawaban.paper(f"{label} {kasus.number}"),
                name=f"{key}.pdf",
                label=label,
                at=at,
            )
            kasus.files[key] = bukti.ref
        bukti = who.does(
            permohonan_actions.add_bukti,
            case,
            jawaban.photo(kasus.number),
            name="foto.jpg",
            label="Pas foto 3x4",
            at=at,
        )
        kasus.files["foto"] = bukti.ref
        with tenant(self.rumah.lsp.pk):
            content = content_of(case.apl01)
        company = case.perusahaan.name if case.perusahaan else "Mandiri"
        posted = jawaban.apl01(
            content, kasus.files, name=who.name, number=kasus.number, house=self.rumah.lsp.pk, company=company
        )
        who.does(permohonan_actions.save_apl01, case, posted, at=at, partial=False)
        who.signs([case.apl01], permohonan_actions.submit_permohonan, case, at=at)

    def review(self) -> None:
        admin = self.rumah["admin"]
        for kasus in self.kasus:
            at = self.at(2, 10, kasus.number % 60)
            case = self._fresh(kasus)
            with tenant(self.rumah.lsp.pk):
                posted = jawaban.judgement(content_of(case.apl01))
            admin.does(permohonan_actions.save_review, case, posted, at=at, partial=False)
            admin.signs([case.apl01], permohonan_actions.decide_permohonan, case, at=at)

    def _fresh(self, kasus: Kasus) -> Permohonan:
        with tenant(self.rumah.lsp.pk):
            kasus.permohonan = Permohonan.objects.select_related(
                "versi__skema", "asesi__user", "perusahaan", "key", "apl01__key", "apl02__key"
            ).get(pk=kasus.permohonan.pk)
        return kasus.permohonan

    # --- biaya ------------------------------------------------------------------------------------
    def pay(self) -> None:
        by_company = [self._fresh(one) for one in self.kasus if one.permohonan.perusahaan_id]
        alone = [one for one in self.kasus if not one.permohonan.perusahaan_id]
        self._pay(by_company, self.rumah["perusahaan"], mended=False)
        for kasus in alone:
            self._pay([self._fresh(kasus)], kasus.who, mended=True)

    def _pay(self, cases: Sequence[Permohonan], payer: Pemeran, *, mended: bool) -> None:
        """A bill for one payer; where `mended`, the first proof is sent back (SOP 1.2.6)."""
        if not cases:
            return
        keuangan = self.rumah["keuangan"]
        tagihan: Tagihan = keuangan.does(bill, cases, at=self.at(3))
        persuratan.money(self.rumah, "TAGIHAN", tagihan, at=self.at(3, 10))
        if mended:
            seen = self._send(tagihan, payer, day=4, amount=tagihan.total - FEE // 2)
            keuangan.does(
                reject_proof, tagihan, seen=seen, note="Jumlahnya kurang. Kirim bukti pelunasan.", at=self.at(4, 14)
            )
        seen = self._send(tagihan, payer, day=5, amount=tagihan.total)
        keuangan.does(verify_payment, tagihan, seen=seen, at=self.at(5, 15))
        persuratan.money(self.rumah, "KUITANSI", tagihan, at=self.at(5, 16))

    def _send(self, tagihan: Tagihan, payer: Pemeran, *, day: int, amount: int) -> str:
        at = self.at(day, 10)
        bukti = payer.does(
            send_proof, tagihan, jawaban.paper(f"Bukti {tagihan.number} {amount}"), name="bukti.pdf", sender=payer.name,
            amount=amount, paid_on=local_date(at), at=at,
        )  # fmt: skip
        return bukti.ref

    # --- asesmen mandiri dan jadwal -----------------------------------------------------------------
    def self_assess(self) -> None:
        self._self_assess_all()
        self.study(self.kasus)

    def _self_assess_all(self) -> None:
        for kasus in self.kasus:
            at = self.at(6, 9, kasus.number % 60)
            case = self._fresh(kasus)
            assert case.apl02 is not None
            with tenant(self.rumah.lsp.pk):
                posted = jawaban.apl02(content_of(case.apl02), kasus.files)
            kasus.who.does(permohonan_actions.save_apl02, case, posted, at=at, partial=False)
            kasus.who.signs([case.apl02], permohonan_actions.submit_apl02, case, at=at)

    def study(self, group: Sequence[Kasus]) -> None:
        """Visibilitas of the whole group in one act (SOP 1.3, E17)."""
        admin, at = self.rumah["admin"], self.at(6, 16)
        for start in range(0, len(group), MOST_AT_ONCE):
            cases = [self._fresh(one) for one in group[start : start + MOST_AT_ONCE]]
            rows = admin.does(study, cases, jawaban.VISIBILITAS, at=at)
            admin.signs([one.lembar for one in rows], sign_visibilitas, rows, at=at)
