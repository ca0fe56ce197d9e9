"""The invented people of a rehearsal and how each acts: through actions, with a software passkey."""

import base64
import datetime as dt
import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value

from sahih.documents.letters import LETTER_SIGNER, may_present, present_letters
from sahih.documents.models import Lembar, LembarPart
from sahih.documents.sheets import current_part
from sahih.documents.signing import SigningProof, propose
from sahih.documents.surat import LETTERS
from sahih.institution.accounts.actions import appoint, register_account, set_pin
from sahih.institution.accounts.models import User
from sahih.institution.accounts.queries import actor_in
from sahih.institution.accounts.roles import KNOWN_BY_NIK, Role
from sahih.institution.accounts.software_passkey import SoftwarePasskey, enrol
from sahih.institution.lsp.models import Lsp, Perusahaan
from sahih.kernel.actor import Actor, Level
from sahih.kernel.clock import local_date
from sahih.kernel.tenancy import tenant
from sahih.process.contoh import jawaban

T = TypeVar("T")
PIN = "482915"
PASSWORD = "gladi-bersih-2026"  # noqa: S105 -- the rehearsal's people are invented, their password is printed by `run`


def totp_secret(email: str) -> str:
    """The authenticator secret of an invented person: known to everybody, so refused in production by `enrol`."""
    return base64.b32encode(hashlib.sha256(email.encode()).digest()[:20]).decode()


def totp_code(email: str, *, at: dt.datetime) -> str:
    """What the invented person's authenticator app shows now."""
    return str(format_hotp_value(hotp_value(totp_secret(email), int(at.timestamp()) // 30)))


@dataclass(frozen=True)
class Pemeran:
    """One person of the cast in one LSP."""

    lsp: Lsp
    user: User
    passkey: SoftwarePasskey

    @property
    def name(self) -> str:
        return self.user.person.name

    def actor(self, at: dt.datetime) -> Actor:
        """As the pages would build it after a log-in with a second factor."""
        day = local_date(at, self.lsp.zone)
        return actor_in(self.lsp.pk, user=self.user, day=day, level=Level.STRONG, request_id="gladi")

    def does(self, act: Callable[..., T], *args: Any, at: dt.datetime, **kwargs: Any) -> T:
        """Call an action as this person, inside the LSP."""
        with tenant(self.lsp.pk):
            return act(*args, actor=self.actor(at), at=at, **kwargs)

    def signs(
        self, sheets: Sequence[Lembar], finish: Callable[..., T], *args: Any, at: dt.datetime, **kwargs: Any
    ) -> T:
        """Propose an act over the open parts, prove it by passkey, finish it: one transaction like the page's."""
        with tenant(self.lsp.pk):
            actor = self.actor(at)
            letters = [sheet for sheet in sheets if sheet.code in LETTERS and current_part(sheet).role == LETTER_SIGNER]
            if letters and may_present(actor):
                present_letters(letters, actor=actor, at=at, zone=self.lsp.zone)
            parts: list[tuple[Lembar, LembarPart]] = [(sheet, current_part(sheet)) for sheet in sheets]
            said = f"Menandatangani {', '.join(dict.fromkeys(sheet.code for sheet in sheets))}"
            proof: SigningProof = self.passkey.prove(propose(parts, meaning=said, actor=actor, at=at))
            return finish(*args, proof=proof, actor=actor, at=at, **kwargs)


@dataclass
class Cast:
    """Everybody of one LSP by role."""

    lsp: Lsp
    people: dict[str, Pemeran] = field(default_factory=dict)

    def add(self, key: str, name: str, *roles: Role, at: dt.datetime, perusahaan: Perusahaan | None = None) -> Pemeran:
        """Register an account and appoint it by SK."""
        system = Actor.system(self.lsp.pk, request_id="gladi")
        slug = f"{key}.{self.lsp.slug}"
        with tenant(self.lsp.pk):
            email = f"{slug}@contoh.example"
            user = register_account(name=name, email=email, phone=None, password=PASSWORD, actor=system, at=at)
            for role in roles:
                nik = self._nik() if role in KNOWN_BY_NIK and not user.person.nik_index else ""
                appoint(user.person, role, actor=system, at=at, sk_number=f"SK {Role(role).label}/{self.lsp.code}", nik=nik, perusahaan=perusahaan if role == Role.PERUSAHAAN else None)  # fmt: skip
            person = Pemeran(lsp=self.lsp, user=user, passkey=enrol(user))
            TOTP.activate(user, totp_secret(email))
            set_pin(user, PIN, actor=person.actor(at), at=at)
        self.people[key] = person
        return person

    def _nik(self) -> str:
        """An invented number of its own for each who judges or signs; serials from 9001 are no asesi's."""
        number = len(self.people) + 1
        return jawaban.nik(9000 + number, dt.date(1980, 1, number % 28 + 1), woman=False, house=self.lsp.pk)

    def __getitem__(self, key: str) -> Pemeran:
        return self.people[key]
