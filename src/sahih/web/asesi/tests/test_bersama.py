"""The asesi's own batch: what was seen and what is recommended in one act (FX13, X1)."""

import json

from django.test import Client

from sahih.documents.models import Tandatangan
from sahih.process.tests.jalan import judged
from sahih.web.asesi.tests.conftest import Stage
from sahih.web.tests.panggung import browser_of, sign_in


def test_asesi_signs_what_was_seen_and_recommended_in_one_act(until: Stage) -> None:
    """Both on one page, each named; the act says in words what is declared, and anybody reads it at the proof (X1)."""
    stage = until("agree")
    kasus, at = stage.kisah.kasus[0], stage.move(12, 9)
    judged(stage.kisah, at=at)
    browser = browser_of(kasus.who)
    url = f"/saya/permohonan/{kasus.permohonan.ref}/"
    journey = browser.get(url).content.decode()
    page = browser.get(f"{url}tandatangan/?pilih=ia01&pilih=ak02").content.decode()

    answer = sign_in(browser, f"{url}tandatangan/?pilih=ia01&pilih=ak02", kasus.who)

    with stage.inside():
        proof = Tandatangan.objects.select_related("act").get(lembar__code="FR.AK.02", role="asesi")
    docs = json.loads(bytes(proof.act.act))["docs"]
    seen = Client().get(f"/verifikasi/tanda-tangan/{proof.ref}/").content.decode()
    told = "Menyatakan telah melihat hasil observasi dan rekaman asesmen"
    assert (answer.status_code, stage.asesmen().status) == (302, "direkomendasikan")
    assert (f"{url}tandatangan/" in journey, told in page, told in seen) == (True, True, True)
    assert len(docs) == 2


def test_asesi_refuses_on_their_own_page_and_is_asked_no_more(until: Stage) -> None:
    """B6: the way out stands beside the signature, says what follows, and loses nothing typed."""
    stage = until("agree")
    kasus, at = stage.kisah.kasus[0], stage.move(12, 9)
    judged(stage.kisah, at=at)
    browser, url = browser_of(kasus.who), f"/saya/permohonan/{kasus.permohonan.ref}/"
    offered = browser.get(f"{url}ia01/").content.decode()

    empty = browser.post(f"{url}menolak/ia01/", {"alasan": " "})
    answer = browser.post(f"{url}menolak/ia01/", {"alasan": "Saya belum selesai."}, follow=True)
    result = browser.post(f"{url}menolak/ak02/", {"alasan": "Hasilnya tidak saya setujui."})
    again = browser.get(f"{url}menolak/ak02/")

    page = answer.content.decode()
    assert (f"{url}menolak/ia01/" in offered, empty.status_code) == (True, 422)
    assert ("Penolakan Anda tercatat" in page, "Lihat rekomendasi asesor" in page) == (True, True)
    assert (result.status_code, again.status_code, stage.asesmen().status) == (302, 403, "direkomendasikan")
