"""A picture kept with where it was taken, before pictures were written anew: given to nobody so, and kept as it was signed."""

import datetime as dt
import hashlib
import io
import zipfile

from PIL import Image

from sahih.kernel.tenancy import tenant
from sahih.kernel.vault.models import StoredFile
from sahih.kernel.vault.store import read, store
from sahih.materials.perangkat import actions as act
from sahih.materials.perangkat.content import spec_of
from sahih.materials.perangkat.format import ButirSpec, MukSpec, PictureSpec
from sahih.materials.perangkat.importing.tests.test_pictures import GPS, photo
from sahih.materials.perangkat.models import Butir, Muk
from sahih.materials.perangkat.writing import PICTURE, write_content
from sahih.process.contoh import muk as contoh
from sahih.process.contoh.rumah import Rumah
from sahih.web.muk.tests.test_impor_pages import base_in, preview
from sahih.web.tests.panggung import browser_of


def with_old_picture(house: Rumah, muk: Muk, *, at: dt.datetime) -> tuple[StoredFile, str]:
    """The picture of the first question of FR.IA.07, and its address."""
    with tenant(house.lsp.pk):
        file = store([photo()], name="foto.jpg", mime="image/jpeg", kind=PICTURE, at=at, key=muk.key)
        write_content(muk, _pictured(spec_of(muk, keys=True), file.sha256), at=at)
        row = Butir.objects.get(muk=muk, picture=file)
    return file, f"/l/{house.lsp.slug}/muk/{muk.ref}/butir/{row.ref}/gambar/"


def _pictured(spec: MukSpec, sha256: str) -> MukSpec:
    first, *rest = spec.bagian
    shown: tuple[ButirSpec, ...] = (
        first.butir[0].model_copy(update={"picture": PictureSpec(sha256=sha256, alt="Bengkel")}), *first.butir[1:],
    )  # fmt: skip
    return spec.model_copy(update={"bagian": (first.model_copy(update={"butir": shown}), *rest)})


def test_fx14_place_and_camera_of_an_old_picture_are_shown_to_nobody(house: Rumah, muk: Muk) -> None:
    """On the page of the item and in print, which take it from one address."""
    at = dt.datetime.now(dt.UTC)
    file, url = with_old_picture(house, muk, at=at)

    seen = browser_of(house["asesor"]).get(url)
    printed = browser_of(house["manajer"]).get(f"/l/{house.lsp.slug}/muk/{muk.ref}/cetak/").content.decode()

    with Image.open(io.BytesIO(seen.content)) as image:
        assert (seen.status_code, image.size, GPS in image.getexif()) == (200, (60, 30), False)
    assert [one in seen.content for one in (b"KAMERA-RAHASIA", b"Exif")] == [False, False]
    assert (seen["Cache-Control"], seen["X-Content-Type-Options"]) == ("private, no-store", "nosniff")
    assert url in printed
    with tenant(house.lsp.pk):
        assert hashlib.sha256(read(file)).hexdigest() == file.sha256 == hashlib.sha256(photo()).hexdigest()


def test_pl10_muk_with_an_old_picture_goes_out_without_its_metadata_and_comes_back_the_same(house: Rumah, muk: Muk) -> None:  # fmt: skip
    """The signed hash names the kept bytes: the copy in the ZIP stands for them."""
    at = dt.datetime.now(dt.UTC)
    with_old_picture(house, muk, at=at)

    packed = house["asesor"].does(act.export_muk, contoh.fresh(house, muk), kind="zip", with_keys=True, at=at)
    address, page = preview(house, muk, packed)
    taken = browser_of(house["asesor"]).post(address, {"base": base_in(page), "cara": "ganti"}, follow=True)

    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        copies = [archive.read(name) for name in archive.namelist() if name.startswith("gambar/")]
    assert [b"KAMERA-RAHASIA" in one for one in copies] == [False]
    assert "Isi berkas ini sudah ada di MUK" in taken.content.decode()
