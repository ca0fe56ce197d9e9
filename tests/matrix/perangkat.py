"""The acts on a MUK that the story does not take, for whoever comes to try them."""

import copy
import datetime as dt
from collections.abc import Callable

from sahih.materials.perangkat import actions as act
from sahih.materials.perangkat.content import spec_of
from sahih.materials.perangkat.format import SALT_BYTES, BagianSpec, ButirSpec, content_sha256
from sahih.materials.perangkat.importing.choosing import Pilihan
from sahih.materials.perangkat.models import Bagian, Butir
from sahih.materials.tests.builders import make_muk
from sahih.process.contoh import muk as contoh
from sahih.process.contoh.orang import Pemeran
from sahih.process.contoh.rumah import Rumah
from sahih.process.kaji_ulang.improving import note_item_results

Attempts = dict[str, Callable[[Pemeran], object]]


def over_muk(house: Rumah, *, at: dt.datetime) -> Attempts:
    """A complete draft of the first asesor; call it with the LSP entered."""
    muk = make_muk(house.versi, penyusun=house["asesor"].user.person, at=at)
    spec = spec_of(muk, keys=True)
    bagian = Bagian.objects.select_related("kelompok", "muk__versi__skema", "muk__key", "muk__penyusun").filter(
        muk=muk
    )[0]
    butir = Butir.objects.select_related("bagian__kelompok", "muk__versi__skema", "muk__key").filter(bagian=bagian)[0]
    waits, own = contoh.submitted(house, at=at, title="Menunggu"), contoh.drafted(house, at=at, title="Draf")
    sheet, handed = contoh.prepared(house, own, at=at), waits.pengesahan
    own = contoh.fresh(house, own)
    item, file = ButirSpec(text="Butir"), b"muk: {skema: %s, title: A}" % muk.versi.skema.number.encode()
    used = contoh.validated(house, at=at, title="Dipakai")
    kept = house["asesor"].does(act.keep_import, muk, content=file, name="muk.yaml", at=at)

    def on(action: Callable[..., object], *args: object, **how: object) -> Callable[[Pemeran], object]:
        return lambda who: who.does(action, *(copy.deepcopy(one) for one in args), at=at, **how)

    return {
        "muk.open": on(act.open_muk, house.versi, title="Paket B", like=muk),
        "muk.replace_content": on(act.replace_content, muk, spec, source="uji"),
        "muk.name": on(act.name_muk, muk, title="Paket C", pass_mark=100, seen=act.name_seen(muk)),
        "muk.save_bagian": on(act.save_bagian, muk, BagianSpec(instrumen="FR.IA.10", kelompok=1), seen=""),
        "muk.drop_bagian": on(act.drop_bagian, bagian),
        "muk.add_butir": on(act.add_butir, bagian, item),
        "muk.save_butir": on(act.save_butir, butir, item, seen=act.stored_spec(muk, butir).digest),
        "muk.move_butir": on(act.move_butir, butir, to=2),
        "muk.regroup_butir": on(act.regroup_butir, butir, kelompok=2, may_drop_ties=True),
        "muk.drop_butir": on(act.drop_butir, butir),
        "muk.read_items": on(act.read_items, muk),
        "muk.write_lines": on(act.write_lines, bagian, {}, seen={}),
        "muk.open_butir": on(act.open_butir, butir),
        "muk.see_keys": on(act.see_keys, muk),
        "muk.present": on(act.present_muk, muk, salt=bytes(SALT_BYTES)),
        "muk.save_sheet": on(act.save_sheet, own, {}),
        "muk.submit": lambda who: who.signs([sheet], act.submit_muk, copy.deepcopy(own), at=at),
        "muk.validate": lambda who: who.signs([handed], act.validate_muk, copy.deepcopy(waits), at=at),
        "muk.give_back": on(act.give_back_muk, waits, note="Alasan.", salt=bytes(SALT_BYTES)),
        "muk.take_back": on(act.take_back_muk, waits, note="Alasan.", salt=bytes(SALT_BYTES)),
        "muk.retire": on(act.retire_muk, waits, reason="Alasan."),
        "perbaikan.note_results": on(note_item_results, used, {}, batch="J-1"),
        "muk.keep_import": on(act.keep_import, muk, content=file, name="muk.yaml"),
        "muk.open_import": on(act.open_import, muk, kept),
        "muk.take_import": on(
            act.take_import, muk, kept, pilihan=Pilihan("ganti", is_loss_agreed=True), base=content_sha256(spec)
        ),
        "muk.export": on(act.export_muk, muk, kind="yaml", with_keys=False),
    }
