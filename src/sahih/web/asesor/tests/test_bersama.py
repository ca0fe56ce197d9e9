"""One signature over a listed group: each hash in the act, each sheet readable and untickable (FX13, X1)."""

import json

from sahih.documents.models import Tandatangan
from sahih.process.asesmen import actions as act
from sahih.web.tests.panggung import Panggung, sign_in
from sahih.web.tests.stage import Stage


def acts_of(panggung: Panggung, code: str, role: str) -> dict[str, list[str]]:
    """Each act over this form, with the sheets that it lists."""
    with panggung.inside():
        rows = Tandatangan.objects.filter(lembar__code=code, role=role).select_related("act")
        return {one.act.ref: [doc["lembar"] for doc in json.loads(bytes(one.act.act))["docs"]] for one in rows}


def test_asesor_signs_the_ticked_of_a_group_in_one_act(until: Stage) -> None:
    """Three consents wait: one is unticked, one has a gap and says which; the third and fourth go in one act."""
    stage = until("schedule", asesi=4)
    asesor, at = stage.kisah.rumah["asesor"], stage.move(11, 8)
    for kasus in stage.kisah.kasus:
        asesmen = stage.kisah._asesmen(kasus)
        asesor.does(act.save_review, asesmen, {"rekomendasi": ["dapat"]}, at=at, partial=False)
    browser, base = stage.browser("asesor"), f"{stage.base}/asesmen/jadwal/{stage.jadwal().ref}/"
    refs = [stage.asesmen(n).ref for n in range(4)]
    group = browser.get(base).content.decode()

    reviews = sign_in(browser, f"{base}bersama/apl-02/?" + "&".join(f"pilih={one}" for one in refs), asesor)
    for kasus in stage.kisah.kasus:
        stage.kisah._prepare(kasus, asesor, at=at)
    filled = {"bukti": ["observasi"], "setuju/kerahasiaan": ["ya"]}
    for number in (0, 1, 2):
        asesor.does(act.save_ak01, stage.asesmen(number), filled, at=at, partial=False)
    listed = browser.get(f"{base}bersama/ak-01/").content.decode()
    consents = sign_in(browser, f"{base}bersama/ak-01/?mulai=1&pilih={refs[0]}&pilih={refs[1]}&pilih={refs[3]}", asesor)

    with stage.inside():
        signed = [stage.asesmen(n).ak01.signatures.filter(role="asesor").exists() for n in range(4)]  # type: ignore[union-attr]
    assert "Tandatangani FR.APL.02 sekelompok" in group
    assert (reviews.status_code, consents.status_code, signed) == (302, 302, [True, True, False, False])
    assert ("belum disetujui" in listed, listed.count('type="checkbox"')) == (True, 3)
    assert [len(docs) for docs in acts_of(stage, "FR.APL.02", "asesor").values()] == [4]
    assert [len(docs) for docs in acts_of(stage, "FR.AK.01", "asesor").values()] == [2]


def test_unticking_everything_signs_nothing_and_says_so(until: Stage) -> None:
    stage = until("schedule", asesi=1)
    stage.move(11, 8)

    page = stage.browser("asesor").get(f"{stage.base}/asesmen/jadwal/{stage.jadwal().ref}/bersama/apl-02/?mulai=1")

    assert "Centang dulu lembar" in page.content.decode()
