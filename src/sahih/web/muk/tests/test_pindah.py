"""An item goes to another kelompok: its words and key with it, its KUK only by agreement."""

from sahih.kernel.audit import AuditEntry
from sahih.kernel.tenancy import tenant
from sahih.materials.perangkat.content import spec_of
from sahih.materials.perangkat.format import BagianSpec
from sahih.materials.perangkat.models import Butir, Muk
from sahih.process.contoh.rumah import Rumah
from sahih.web.tests.panggung import browser_of


def part(house: Rumah, muk: Muk, kelompok: int) -> BagianSpec:
    with tenant(house.lsp.pk):
        spec = spec_of(Muk.objects.select_related("versi__skema", "key").get(pk=muk.pk), keys=True)
    return next(one for one in spec.bagian if (one.instrumen, one.kelompok) == ("FR.IA.07", kelompok))


def test_item_goes_to_another_kelompok_with_its_key_and_loses_its_kuk_by_agreement_only(house: Rumah, muk: Muk) -> None:
    with tenant(house.lsp.pk):
        row = Butir.objects.filter(
            muk=muk, bagian__instrumen="FR.IA.07", bagian__kelompok__number=1, kuk_set__isnull=False
        ).order_by("number")[0]
    browser, page = browser_of(house["asesor"]), f"/l/{house.lsp.slug}/muk/{muk.ref}/butir/{row.ref}/"
    before, there = part(house, muk, 1), part(house, muk, 2)
    item = before.butir[row.number - 1]
    assert item.refs
    assert item.kunci
    assert "Pindahkan ke kelompok lain" in browser.get(page).content.decode()

    kept = browser.post(f"{page}pindah/", {"kelompok": "2"}, follow=True).content.decode()
    assert (f"{item.refs[0].unit} KUK" in kept, "Centang" in kept, part(house, muk, 1)) == (True, True, before)
    moved = browser.post(f"{page}pindah/", {"kelompok": "2", "lepas": "on"}, follow=True)

    assert moved.status_code == 200
    assert part(house, muk, 1).butir == tuple(one for one in before.butir if one is not item)
    assert part(house, muk, 2).butir == (*there.butir, item.model_copy(update={"refs": ()}))
    with tenant(house.lsp.pk):
        (entry,) = AuditEntry.objects.filter(kind="muk.butir_regrouped", subject_id=row.pk)
        numbers = list(Butir.objects.filter(muk=muk, bagian_id=row.bagian_id).order_by("number").values_list("number", flat=True))  # fmt: skip
    assert (entry.new or {})["ties_dropped"] == len(item.refs)
    assert numbers == list(range(1, len(before.butir)))


def test_item_goes_to_no_kelompok_that_the_skema_lacks(house: Rumah, muk: Muk) -> None:
    with tenant(house.lsp.pk):
        row = Butir.objects.filter(muk=muk, bagian__instrumen="FR.IA.07", bagian__kelompok__number=1)[0]
    page = f"/l/{house.lsp.slug}/muk/{muk.ref}/butir/{row.ref}/"

    for wrong in ("1", "99", "x", ""):
        told = browser_of(house["asesor"]).post(f"{page}pindah/", {"kelompok": wrong, "lepas": "on"}, follow=True)
        assert "Pilih kelompok pekerjaan lain" in told.content.decode()
