"""Sign on a page as its script does: fetch the challenge, let a passkey answer, post the answer."""

import json
import re
from typing import Any

from django.test import Client

from sahih.documents.models import SigningAct
from sahih.documents.signing import challenge
from sahih.institution.accounts.software_passkey import SoftwarePasskey


def sign(client: Client, url: str, passkey: SoftwarePasskey) -> Any:  # reason: the test client's own kind of answer
    shown = re.search(r'name="shown" value="([0-9a-f]{64})"', client.get(url).content.decode())
    assert shown is not None
    return sign_shown(client, url, passkey, shown[1])


def sign_shown(client: Client, url: str, passkey: SoftwarePasskey, shown: str) -> Any:  # reason: as above
    """What a tab sends that was opened earlier."""
    client.post(f"{url}?opsi=1")
    act = SigningAct.objects.get(ref=client.session["signing_act"])
    answer = json.dumps(passkey.answer(challenge(act)))
    return client.post(url, {"way": "passkey", "shown": shown, "assertion": answer})
