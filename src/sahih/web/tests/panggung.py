"""A stage for tests of pages: the rehearsal's people on their road, and browsers that sign with their passkeys."""

import datetime as dt
import json
import re
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from typing import Any

from django.test import Client
from fido2.utils import websafe_decode

from sahih.documents.models import Lembar
from sahih.kernel.clock import move_to
from sahih.kernel.tenancy import tenant
from sahih.process.asesmen.models import Asesmen
from sahih.process.contoh.kisah import Kisah
from sahih.process.contoh.orang import Pemeran
from sahih.process.jadwal.actions import offer_duty, plan_jadwal
from sahih.process.jadwal.models import Jadwal, Penugasan
from tests.scenes import Scene, Scenes, Watch

SHOWN = re.compile(r'name="shown" value="([0-9a-f]{64})"')


@dataclass
class Panggung:
    """One story, stopped where a test begins; the installation's clock stands there too."""

    kisah: Kisah

    @classmethod
    def until(cls, step: str, *, start: dt.datetime, asesi: int = 1) -> "Panggung":
        """Walk the story up to and with this step."""
        kisah = Kisah(start=start, asesi=asesi, others=False, tick=move_to)
        for one in kisah.steps():
            one()
            if one.__name__ == step:
                break
        return cls(kisah)

    @classmethod
    @contextmanager
    def entered(cls, scenes: Scenes, step: str, *, asesi: int = 1) -> "Iterator[Panggung]":
        """As `until`, where the story was walked once for all tests."""
        with scenes.enter(Scene(step, asesi=asesi)) as kisah:
            assert isinstance(kisah.tick, Watch)
            move_to(kisah.tick.last)
            kisah.tick = move_to
            yield cls(kisah)

    @property
    def base(self) -> str:
        return f"/l/{self.kisah.rumah.lsp.slug}"

    @property
    def lsp_id(self) -> int:
        return self.kisah.rumah.lsp.pk

    def move(self, day: int, hour: int = 9, minute: int = 0) -> dt.datetime:
        """Set the clock to an hour of the story."""
        return self.kisah.at(day, hour, minute)

    def offer(self, key: str = "asesor", *, day: int = 12) -> Penugasan:
        """Plan a date for everybody who is ready and offer it."""
        kisah, admin = self.kisah, self.kisah.rumah["admin"]
        date = kisah.at(day).date()
        at = kisah.at(7)
        jadwal: Jadwal = admin.does(
            plan_jadwal, [kisah._fresh(one) for one in kisah.kasus], day=date, starts=dt.time(9), ends=dt.time(15),
            tuk=kisah.rumah.tuk, meeting_link="https://rapat.contoh.example/gladi", at=at,
        )  # fmt: skip
        kisah.jadwal.append(jadwal)
        return admin.does(offer_duty, kisah._jadwal(jadwal), kisah.rumah.asesor[key], at=at)

    def jadwal(self) -> Jadwal:
        return self.kisah._jadwal(self.kisah.jadwal[0])

    def asesmen(self, index: int = 0) -> Asesmen:
        return self.kisah._asesmen(self.kisah.kasus[index])

    def inside(self) -> AbstractContextManager[None]:
        return tenant(self.lsp_id)

    def sheet(self, name: str, index: int = 0) -> Lembar:
        """A sheet of an assessment, which the test knows to be there."""
        found = getattr(self.asesmen(index), name)
        assert isinstance(found, Lembar), name
        return found

    def browser(self, key: str) -> Client:
        """A browser in which this person logged in with a second factor."""
        return browser_of(self.kisah.rumah[key])

    def sign(self, client: Client, url: str, key: str) -> Any:  # reason: as `sign_in`
        """Sign the page as its person would: read it, let the passkey answer its challenge, send."""
        return sign_in(client, url, self.kisah.rumah[key])


def browser_of(person: Pemeran) -> Client:
    client = Client()
    client.force_login(person.user)
    session = client.session
    session["account_authentication_methods"] = [{"method": "mfa", "at": time.time()}]
    session["account_authentication_methods_user"] = str(person.user.pk)
    session.save()
    return client


def sign_in(client: Client, url: str, person: Pemeran) -> Any:  # reason: the test client's own kind of answer
    shown = SHOWN.search(client.get(url).content.decode())
    assert shown is not None, url
    asked = json.loads(client.post(f"{url}{'&' if '?' in url else '?'}opsi=1", {"shown": shown[1]}).content)
    answer = person.passkey.answer(websafe_decode(asked["publicKey"]["challenge"]))
    return client.post(url, {"shown": shown[1], "way": "passkey", "assertion": json.dumps(answer)})
