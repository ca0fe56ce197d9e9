"""What a road passes by: a standard, a draft with everything a file may say, a MUK for its aspek kritis, its validation, an archive."""

import yaml

from sahih.insight.berkas.actions import ask_arsip
from sahih.kernel.actor import Actor
from sahih.materials.skema.actions import import_skema
from sahih.materials.skema.registry import default_codes
from sahih.materials.standar.actions import import_standar
from sahih.materials.standar.tests.examples import YAML as STANDAR
from sahih.materials.tests.builders import make_muk
from sahih.process.contoh import validasi
from sahih.process.contoh.kisah import Kisah
from sahih.process.kaji_ulang.improving import note_item_results
from sahih.process.kaji_ulang.queries import Hasil
from sahih.process.permohonan.models import Permohonan

UNIT = "C.24LAS01.001.1"


def fill(kisah: Kisah) -> None:
    """Part of the caller's tenant."""
    at, house = kisah.at(28), kisah.rumah
    system = Actor.system(house.lsp.pk)
    import_standar(STANDAR.encode(), actor=system, at=at)
    versi = import_skema(yaml.safe_dump(scheme()).encode(), actor=system, at=at).versi
    make_muk(versi, penyusun=house["asesor"].user.person, at=at)
    validasi.finished(house, kisah.muk, at=at)
    item = kisah.muk.butir_set.order_by("id")[0]
    note_item_results(kisah.muk, {item.ref: Hasil(10, 2)}, batch="J-1", actor=house["mutu"].actor(at), at=at)
    ask_arsip(Permohonan.objects.get(pk=kisah.kasus[0].permohonan.pk), actor=house["ketua"].actor(at), at=at)


def scheme() -> dict[str, object]:
    codes = list(default_codes("tatap_muka", "nirkertas"))
    unit = {
        "code": UNIT, "title": "Menyiapkan peralatan las", "standard_kind": "SKKNI", "critical_aspects": ["Ketelitian"],
        "elements": [{"number": 1, "title": "Menyiapkan", "kuk": [{"number": "1.1", "text": "Alat disiapkan."}]}],
    }  # fmt: skip
    return {
        "scheme": {
            "number": "LAS/1", "title": "Juru las", "kind": "Klaster", "standard": "SKKNI 27/2021",
            "requirements": {"administrative": ["KTP"]},
            "tuk_requirements": [{"item": "Ruang las"}],
            "records": [
                {
                    "mode": "tatap_muka", "medium": "nirkertas", "codes": codes[:-1],
                    "released": [{"code": codes[-1], "reason": "Dicatat di tempat lain."}],
                }
            ],
            "work_groups": {"groups": [{"number": 1, "title": "Las", "units": [UNIT]}]},
            "units": [unit],
        }
    }  # fmt: skip
