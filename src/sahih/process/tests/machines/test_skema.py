"""Versions of a skema, and the applications made under them, in any order (K5)."""

from dataclasses import dataclass, replace
from typing import Any

from django.db import DatabaseError, transaction
from hypothesis import strategies as st
from hypothesis.stateful import invariant, precondition, rule

from sahih.documents.sheets import content_of as sheet_content
from sahih.materials.data import skema_bytes
from sahih.materials.skema import actions as act
from sahih.materials.skema.completion import Completion
from sahih.materials.skema.content import content_of, spec_of
from sahih.materials.skema.format import content_sha256
from sahih.materials.skema.models import Kuk, SkemaVersi
from sahih.process.contoh import jawaban
from sahih.process.contoh.kisah import Kisah
from sahih.process.contoh.rumah import SECTOR, TITLES_EN
from sahih.process.permohonan import actions as permohonan_actions
from sahih.process.permohonan.models import Permohonan
from sahih.process.tests.machines.machine import Machine, drive

UNTIL = "apply"
ASESI = 2

MANAGES = {"manajer"}
REVIEWS = {"manajer", "mutu", "ketua"}
COMPLETED = Completion(
    title_en="Officer", sector=SECTOR, fee=1, level=4, kbli="71102", kbji="3257", remote_category="knowledge",
    basic_rule="any_one", kind_confirmed=True, kelompok_confirmed=True, unit_titles_en=TITLES_EN,
)  # fmt: skip

managers = st.sampled_from(("manajer",) * 4 + ("admin", "ketua", "asesor", "asesi01", "perusahaan"))
reviewers = st.sampled_from(("mutu",) * 3 + ("ketua", "manajer", "admin", "asesor"))
places = st.integers(0, 3)
persons = st.sampled_from(("asesi01", "asesi02", "komite1"))


@dataclass
class Edition:
    row: SkemaVersi
    text: int  # which file it was made from
    status: str = "draf"
    complete: bool = False
    published: bool = False
    authors: frozenset[str] = frozenset()


class Editions(Machine):
    """A published version with two applications; files that say the same or something new."""

    def __init__(self) -> None:
        super().__init__()
        self.editions = [Edition(self.kisah.rumah.versi, 0, "terbit", complete=True, published=True)]
        self.made: dict[tuple[str, int], Edition] = {}
        self.accepted: set[int] = set()
        with self.inside():
            kept = Permohonan.objects.filter(versi=self.kisah.rumah.versi).values_list("pk", flat=True)
            self.rests_on = dict.fromkeys(kept, self.editions[0])
            self.texts = {self.editions[0].row.pk: self.text_of(self.editions[0].row)}

    def text_of(self, row: SkemaVersi) -> str:
        return content_sha256(spec_of(content_of(SkemaVersi.objects.select_related("skema").get(pk=row.pk))))

    def pick(self, place: int) -> Edition:
        return self.editions[-1 - place % len(self.editions)]

    # --- steps ------------------------------------------------------------------------------------
    @rule(who=managers, text=st.integers(0, 2))
    def import_file(self, who: str, text: int) -> None:
        content = skema_bytes("petugas_k3").replace(
            b"Fotokopi KTM", b"Fotokopi kartu %d" % text if text else b"Fotokopi KTM"
        )
        made: list[act.Imported] = []
        if self.attempt(
            who in MANAGES,
            lambda: made.append(self.who(who).does(act.import_skema, content, at=self.kisah.at(2))),
        ):
            latest = self.editions[-1]
            assert made[0].is_new == (text != latest.text)
            if made[0].is_new:
                self.editions.append(Edition(made[0].versi, text, authors=frozenset({who})))
            assert made[0].versi.pk == self.editions[-1].row.pk

    @rule(who=managers, place=places, fee=st.integers(0, 3))
    def complete(self, who: str, place: int, fee: int) -> None:
        edition = self.pick(place)

        def run() -> None:
            with self.inside():
                actor = self.who(who).actor(self.kisah.at(2))
                act.complete_versi(edition.row, replace(COMPLETED, fee=fee), actor=actor)

        if self.attempt(who in MANAGES and edition.status == "draf", run):
            edition.complete, edition.authors = True, edition.authors | {who}

    @rule(who=reviewers, place=places)
    def review(self, who: str, place: int) -> None:
        """K7: nobody reviews what they wrote."""
        edition = self.pick(place)
        may = who in REVIEWS - edition.authors and edition.status == "draf" and edition.complete
        may = may and not any(one.published for one in self.editions[self.editions.index(edition) + 1 :])
        if self.attempt(
            may, lambda: self.who(who).does(act.review_versi, self.fresh(edition.row, "skema"), at=self.kisah.at(2))
        ):
            edition.status = "ditinjau"

    @rule(who=reviewers, place=places)
    def give_back(self, who: str, place: int) -> None:
        edition = self.pick(place)

        def run() -> None:
            with self.inside():
                act.give_back_versi(self.fresh(edition.row), reason="x", actor=self.who(who).actor(self.kisah.at(2)))

        if self.attempt(who in REVIEWS and edition.status == "ditinjau", run):
            edition.status = "draf"

    @rule(who=managers, place=places)
    def publish(self, who: str, place: int) -> None:
        edition = self.pick(place)
        later = self.editions[self.editions.index(edition) + 1 :]
        if self.attempt(
            who in MANAGES and edition.status == "ditinjau" and not any(one.published for one in later),
            lambda: self.who(who).does(act.publish_versi, self.fresh(edition.row, "skema"), at=self.kisah.at(2)),
        ):
            for former in self.editions:
                former.status = "ditarik" if former.status == "terbit" else former.status
            edition.status, edition.published = "terbit", True

    @rule(who=managers, place=places)
    def retire(self, who: str, place: int) -> None:
        edition = self.pick(place)
        if self.attempt(
            who in MANAGES and edition.status in {"draf", "ditinjau", "terbit"},
            lambda: self.who(who).does(act.retire_versi, self.fresh(edition.row), reason="x", at=self.kisah.at(2)),
        ):
            edition.status = "ditarik"

    @rule(who=persons, place=places)
    def apply(self, who: str, place: int) -> None:
        edition, made = self.pick(place), list[Permohonan]()
        if self.attempt(
            edition.status == "terbit",
            lambda: made.append(
                self.who(who).does(
                    permohonan_actions.open_permohonan, self.fresh(edition.row, "skema"), mode="jarak_jauh",
                    medium="nirkertas", uji_coba=True, at=self.kisah.at(2),
                )
            ),
        ):  # fmt: skip
            # A second click finds the application that is there.
            assert self.rests_on.get(made[0].pk, edition) is edition
            self.rests_on[made[0].pk] = edition
            with self.inside():
                self.texts[edition.row.pk] = self.text_of(edition.row)

    @precondition(lambda self: len(self.accepted) < ASESI)
    @rule(who=st.sampled_from(("admin", "admin", "asesor")))
    def accept(self, who: str) -> None:
        """What was applied for goes on, though its version is retired meanwhile."""
        case = self.kisah._fresh(self.kisah.kasus[len(self.accepted)])

        def run() -> None:
            with self.inside():
                posted = jawaban.judgement(sheet_content(case.apl01))
            self.who(who).does(permohonan_actions.save_review, case, posted, at=self.kisah.at(2), partial=False)
            self.who(who).signs([case.apl01], permohonan_actions.decide_permohonan, case, at=self.kisah.at(2))

        if self.attempt(who == "admin", run):
            self.accepted.add(case.pk)

    @rule(place=places)
    def tamper(self, place: int) -> None:
        """The database itself keeps a version that left the draft, whoever asks it by whatever way."""
        edition, answer = self.pick(place), "changed"
        with self.inside():
            kuk = Kuk.objects.filter(versi=edition.row).order_by("id")[0]
            try:
                with transaction.atomic():
                    Kuk.objects.filter(pk=kuk.pk).update(text="lain")
                    transaction.set_rollback(True)
            except DatabaseError as error:
                answer = "frozen" if "frozen" in str(error) else str(error)
        assert answer == ("changed" if edition.status == "draf" else "frozen")

    # --- what must hold ---------------------------------------------------------------------------
    @invariant()
    def rows_are_what_the_oracle_says(self) -> None:
        with self.inside():
            rows = dict(SkemaVersi.objects.order_by("version").values_list("pk", "status"))
            kept: dict[Any, Any] = dict(Permohonan.objects.values_list("pk", "versi_id"))
        assert rows == {one.row.pk: one.status for one in self.editions}
        assert list(rows.values()).count("terbit") <= 1
        assert kept == {pk: edition.row.pk for pk, edition in self.rests_on.items()}

    @invariant()
    def k5_versions_under_applications_say_what_they_said(self) -> None:
        with self.inside():
            assert {pk: self.text_of(SkemaVersi(pk=pk)) for pk in self.texts} == self.texts
            reviewed = Permohonan.objects.filter(pk__in=self.accepted).values_list("status", flat=True)
            assert set(reviewed) <= {"diterima"}


def test_versions_and_their_applications_in_any_order_keep_to_their_table(walked_once: Kisah) -> None:
    """K5."""
    drive(Editions, walked_once)
