"""The letters of a place in any order, by anybody: drafted, signed, received, void (T2, A7, E18)."""

from hypothesis import strategies as st
from hypothesis.stateful import invariant, precondition, rule

from sahih.kernel.numbering import LetterNumber
from sahih.process.contoh.kisah import Kisah
from sahih.process.contoh.persuratan import JENIS, sign
from sahih.process.surat.actions import draft_surat, receive_surat, void_surat
from sahih.process.surat.models import Surat
from sahih.process.tests.machines.machine import Machine, drive

UNTIL = "agree"
ASESI = 1
OFFICE = {"admin", "manajer"}
SIGNERS = {
    "PENUNJUKAN.TUK": ("ketua",), "SPT.TUK": ("ketua",), "DAFTAR.ASESI": ("admin", "manajer", "ketua"), "SK.TUK": ("ketua",),
}  # fmt: skip
codes = st.sampled_from(tuple(SIGNERS))
people = st.sampled_from(("admin", "admin", "manajer", "ketua", "ketua", "asesor", "asesor2", "asesi01", "keuangan"))
RELATED = (
    "lembar__key", "key", "jadwal__versi__skema", "jadwal__tuk", "jadwal__key", "versi__skema", "tuk", "asesor__person", "tagihan",
    "sertifikat",
)  # fmt: skip


class Letters(Machine):
    """One schedule whose letters all stand when the machine begins."""

    def __init__(self) -> None:
        super().__init__()
        with self.inside():
            rows = list(Surat.objects.filter(jadwal=self.kisah.jadwal[0], code__in=SIGNERS).order_by("id"))
            self.numbers = LetterNumber.objects.count()
        self.rows = {row.code: row for row in rows}
        self.states = {row.code: str(row.status) for row in rows}
        self.signed = {code: len(SIGNERS[code]) for code in self.rows}

    @rule(who=people, code=codes)
    def draft(self, who: str, code: str) -> None:
        about = {"asesor": self.kisah.rumah.asesor["asesor"]} if code == "SPT.TUK" else {}
        made: list[Surat] = []
        if self.attempt(
            who in OFFICE and self.states[code] == "batal",
            lambda: made.append(
                self.who(who).does(
                    draft_surat,
                    JENIS[code],
                    jadwal=self.kisah._jadwal(self.kisah.jadwal[0]),
                    at=self.kisah.at(11, 13),
                    **about,
                )
            ),
        ):
            self.rows[code], self.states[code], self.signed[code] = made[0], "disusun", 0
            self.numbers += 1

    @rule(who=people, code=codes)
    def sign(self, who: str, code: str) -> None:
        turn = SIGNERS[code][self.signed[code]] if self.states[code] == "disusun" else ""
        if self.attempt(
            who == turn, lambda: sign(self.kisah.rumah, self.who(who), [self.rows[code]], at=self.kisah.at(11, 14))
        ):
            self.signed[code] += 1
            self.states[code] = "ditandatangani" if self.signed[code] == len(SIGNERS[code]) else "disusun"

    @rule(who=people, code=codes)
    def receive(self, who: str, code: str) -> None:
        row = self.fresh(self.rows[code], *RELATED)
        if self.attempt(
            who == "asesor" and code == "SPT.TUK" and self.states[code] == "ditandatangani",
            lambda: self.who(who).does(receive_surat, JENIS[code], row, at=self.kisah.at(11, 15)),
        ):
            self.states[code] = "diterima"

    @rule(who=people, code=codes, reason=st.sampled_from(("Salah.", "Salah.", " ")))
    def void(self, who: str, code: str, reason: str) -> None:
        row = self.fresh(self.rows[code], *RELATED)
        if self.attempt(
            who in OFFICE and self.states[code] != "batal" and reason.strip(),
            lambda: self.who(who).does(void_surat, JENIS[code], row, reason=reason, at=self.kisah.at(11, 16)),
        ):
            self.states[code] = "batal"

    @precondition(lambda self: "disusun" in self.states.values())
    @rule(code=codes)
    def go_on(self, code: str) -> None:
        """The next right signature, so that a road gets far."""
        if self.states[code] == "disusun":
            self.sign(SIGNERS[code][self.signed[code]], code)

    @invariant()
    def rows_are_what_the_oracle_says(self) -> None:
        with self.inside():
            found = {code: Surat.objects.select_related("lembar").get(pk=row.pk) for code, row in self.rows.items()}
            counts = {code: one.lembar.signatures.count() for code, one in found.items()}
        assert {code: one.status for code, one in found.items()} == self.states
        assert counts == self.signed

    @invariant()
    def one_letter_of_a_kind_stands(self) -> None:
        with self.inside():
            live = list(
                Surat.objects.filter(jadwal=self.kisah.jadwal[0], code__in=SIGNERS)
                .exclude(status="batal")
                .values_list("code", flat=True)
            )
        assert len(live) == len(set(live))

    @invariant()
    def numbers_are_never_used_again(self) -> None:
        with self.inside():
            assert LetterNumber.objects.count() == self.numbers


def test_letters_in_any_order_keep_to_their_table(walked_once: Kisah) -> None:
    """T2, A7, E18."""
    drive(Letters, walked_once, examples=8)
