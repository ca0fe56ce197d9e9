"""The hash that all may read tells nobody a key, and tells who holds the whole content that it is this one (FX14, PL10)."""

import datetime as dt
import hashlib
from pathlib import Path

import pytest

from sahih.documents.sheets import content_of
from sahih.documents.signing import StaleAct
from sahih.kernel.audit import AuditEntry
from sahih.kernel.vault.store import read
from sahih.materials.perangkat import actions as act
from sahih.materials.perangkat.actions.files import imports_of, kepala_of
from sahih.materials.perangkat.command import main
from sahih.materials.perangkat.content import salt_of, spec_of
from sahih.materials.perangkat.format import (
    SALT_BYTES,
    BagianSpec,
    KunciSpec,
    MukSpec,
    content_sha256,
    signed_sha256,
    without_keys,
)
from sahih.materials.perangkat.importing.choosing import Pilihan
from sahih.materials.perangkat.importing.exporting import Kepala, to_yaml
from sahih.materials.perangkat.importing.uploads import read_upload
from sahih.materials.perangkat.models import Kunci, Muk
from sahih.materials.perangkat.tests.test_signing import signed_only, validate
from sahih.process.contoh import muk as contoh
from sahih.process.contoh.rumah import Rumah

KEPALA = Kepala("Rina", dt.datetime(2026, 11, 28, 9, 0, tzinfo=dt.UTC), has_keys=True)
pytestmark = pytest.mark.usefixtures("inside")


def with_option(spec: MukSpec, option: int) -> MukSpec:
    """The content as it would be if this were the first key of FR.IA.05."""
    tried: list[BagianSpec] = []
    for part in spec.bagian:
        first, *rest = part.butir
        if part.instrumen == "FR.IA.05" and part.kelompok == 1:
            kunci = first.kunci or KunciSpec()
            first = first.model_copy(update={"kunci": kunci.model_copy(update={"option": option})})
        tried.append(part.model_copy(update={"butir": (first, *rest)}))
    return spec.model_copy(update={"bagian": tuple(tried)})


def before_salts(house: Rumah, *, at: dt.datetime) -> Muk:
    """Handed in as it was done before there were salts."""
    muk = contoh.drafted(house, at=at)
    contoh.prepared(house, muk, at=at)
    Muk.objects.filter(pk=muk.pk).update(sealed_salt=None)
    muk = contoh.fresh(house, muk)
    assert muk.pengesahan is not None
    house["asesor"].does(act.save_sheet, muk, {}, at=at)
    house["asesor"].signs([muk.pengesahan], signed_only, muk.pengesahan, at=at, role="penyusun")
    sidik = content_of(muk.pengesahan)["fields"]["sidik"]
    Muk.objects.filter(pk=muk.pk).update(status="disusun", content_sha256=sidik)
    return contoh.fresh(house, muk)


def test_fx14_who_knows_every_text_cannot_try_out_the_keys_against_the_signed_hash(
    house: Rumah, at: dt.datetime
) -> None:
    """All but one key known: four hashes to try, and none of them is on the sheet."""
    muk = contoh.validated(house, at=at)
    spec = spec_of(muk, keys=True)
    options = range(len(next(part for part in spec.bagian if part.instrumen == "FR.IA.05").butir[0].options))

    guesses = {content_sha256(with_option(spec, option)) for option in options}

    assert content_sha256(spec) in guesses
    assert muk.content_sha256 not in guesses
    assert muk.content_sha256 == signed_sha256(spec, salt=salt_of(muk))
    assert len(salt_of(muk) or b"") == SALT_BYTES
    assert (salt_of(muk) or b"") not in bytes(muk.sealed_salt or b"")


def test_pl10_muk_handed_in_before_salts_is_validated_and_keeps_its_hash(house: Rumah, at: dt.datetime) -> None:
    muk = validate(house, before_salts(house, at=at), "asesor2", at=at)

    plain = content_sha256(spec_of(muk, keys=True))
    assert (muk.status, muk.sealed_salt, muk.content_sha256) == ("tervalidasi", None, plain)


def test_sheet_shown_before_salts_is_shown_again_before_it_is_signed(house: Rumah, at: dt.datetime) -> None:
    muk = contoh.drafted(house, at=at)
    sheet = contoh.prepared(house, muk, at=at)
    Muk.objects.filter(pk=muk.pk).update(sealed_salt=None)

    with pytest.raises(StaleAct, match="Buka lagi lembar pengesahannya"):
        house["asesor"].signs([sheet], act.submit_muk, contoh.fresh(house, muk), at=at)


def test_fx14_muk_handed_back_is_signed_next_under_another_salt(house: Rumah, at: dt.datetime) -> None:
    """Who validated once, and keeps the old export, cannot try out the keys of the new one with it."""
    old = contoh.submitted(house, at=at)
    before = (salt_of(old), old.content_sha256)
    house["asesor2"].does(act.give_back_muk, old, note="Tambah soal APD.", salt=b"\x02" * SALT_BYTES, at=at)

    again = contoh.submit(house, contoh.fresh(house, old), at=at)

    assert salt_of(again) == b"\x02" * SALT_BYTES != before[0]
    assert again.content_sha256 != before[1]


def test_fx14_salt_is_exported_where_the_keys_are_and_tells_the_signed_hash(
    house: Rumah, at: dt.datetime, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    muk, file = contoh.validated(house, at=at), tmp_path / "muk.yaml"
    file.write_bytes(house["asesor"].does(act.export_muk, muk, kind="yaml", with_keys=True, at=at))
    bare = house["asesor"].does(act.export_muk, muk, kind="yaml", with_keys=False, at=at).decode()

    code = main(["sidik", str(file)])

    assert (code, capsys.readouterr().out.strip()) == (0, muk.content_sha256)
    assert ((salt_of(muk) or b"").hex() in file.read_text(), "salt" in bare) == (True, False)
    file.write_text(file.read_text().replace("title:", "nilai:"))
    assert main(["sidik", str(file)]) == 1


def test_export_of_a_muk_signed_before_salts_tells_its_hash_too(
    house: Rumah, at: dt.datetime, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    muk, file = before_salts(house, at=at), tmp_path / "muk.yaml"
    file.write_bytes(house["asesor"].does(act.export_muk, muk, kind="yaml", with_keys=True, at=at))

    assert (main(["sidik", str(file)]), capsys.readouterr().out.strip()) == (0, muk.content_sha256)


def test_fx14_content_kept_before_an_import_cannot_be_tried_out_against_the_hash_of_its_file(house: Rumah, at: dt.datetime) -> None:  # fmt: skip
    """The trail bears the hash of every kept file, and this one is written here: all of it but the keys is known."""
    muk = contoh.drafted(house, at=at)
    former = spec_of(muk, keys=True)
    asesor = house["asesor"]
    file = asesor.does(act.keep_import, muk, content=to_yaml(with_option(former, 1), KEPALA), name="baru.yaml", at=at)
    seen = asesor.does(act.open_import, muk, file, at=at)
    asesor.does(act.take_import, muk, file, pilihan=Pilihan("ganti"), base=seen.base, at=at)

    kept = imports_of(muk).exclude(pk=file.pk).get()

    assert seen.base == content_sha256(former)
    assert read_upload(read(kept), acuan=seen.acuan).spec == former
    known = to_yaml(former, kepala_of(asesor.actor(at), at, has_keys=True))
    assert read(kept).startswith(known)
    assert kept.sha256 != hashlib.sha256(known).hexdigest()


def test_fx14_trail_of_a_replaced_content_says_nothing_of_its_keys(house: Rumah, at: dt.datetime) -> None:
    """Who reads the trail need not be somebody who may see the keys."""
    muk = contoh.drafted(house, at=at)
    spec = spec_of(muk, keys=True)

    told = [(one.new or {})["sha256"] for one in AuditEntry.objects.filter(kind="muk.replaced", subject_id=muk.pk)]

    assert told == [content_sha256(without_keys(spec))] != [content_sha256(spec)]
    assert Kunci.objects.filter(muk=muk).exists()
