"""The archive on its page: asked for, watched, left and found again, taken, tried again (SE.007 A.IV.8)."""

from django.db import connection

from sahih.insight.berkas.tasks import pack
from sahih.process.arsip.models import Arsip
from sahih.process.tests.jalan import drain
from sahih.web.tests.stage import Stage


def test_archive_is_asked_for_watched_taken_and_tried_again(until: Stage) -> None:
    panggung = until("review")
    drain()
    ketua = panggung.browser("ketua")
    with panggung.inside():
        ref = panggung.kisah._fresh(panggung.kisah.kasus[0]).ref
    url = f"{panggung.base}/permohonan/{ref}/berkas/"
    before = ketua.get(url).content.decode()

    asked = ketua.post(url)
    making = ketua.get(url).content.decode()
    _give_up()
    stuck = ketua.get(url).content.decode()
    ketua.post(url)
    drain()
    ready = ketua.get(url).content.decode()
    with panggung.inside():
        made = Arsip.objects.select_related("file").get()
    taken = ketua.get(f"{url}{made.ref}.zip")

    assert "Belum pernah disusun." in before
    assert (asked.status_code, asked["Location"], "Sedang disusun" in making, 'hx-trigger="every 2s"' in making) == (
        302,
        url,
        True,
        True,
    )
    assert ("Terhenti" in stuck, "Coba lagi" in stuck, "hx-trigger" in stuck) == (True, True, False)
    assert ("Siap diunduh" in ready, f"{url}{made.ref}.zip" in ready, "hx-trigger" in ready) == (True, True, False)
    assert made.file is not None
    assert (taken["Content-Type"], taken["Content-Disposition"], len(b"".join(taken))) == (
        "application/zip", f'attachment; filename="berkas-{ref}.zip"', made.file.size,
    )  # fmt: skip
    assert [
        panggung.browser(key).get(f"{url}{made.ref}.zip").status_code for key in ("admin", "asesor", "asesi01")
    ] == [403] * 3
    assert not pack.waits(once=made.ref)


def _give_up() -> None:
    """As the queue does after the last attempt."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE procrastinate_jobs SET status = 'failed' WHERE task_name = 'berkas.pack' AND status = 'todo'"
        )
