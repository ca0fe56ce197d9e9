"""The whole file of one asesi proves itself, and no other file does (SE.007 A.IV.8, D.II.1.c)."""

import hashlib
import json
import random
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from pytest_django import DjangoDbBlocker

from sahih.documents.canonical import canonical
from sahih.documents.issuing import current_trust, seal_key
from sahih.documents.seal import make_seal_certificate, sealed_by
from sahih.documents.tests.certificates import STRANGER
from sahih.documents.verification.arsip import pack, unpack
from sahih.documents.verification.berkas import (
    _ADAPTER,
    INDEX,
    ISSUER,
    KEYS,
    MANIFEST,
    README,
    SEAL,
    Indeks,
    build,
    verify_berkas,
)
from sahih.documents.verification.certificate import SealKey
from sahih.documents.verification.command import judge, main
from sahih.documents.verification.trust import Trust
from sahih.insight.berkas.actions import export_berkas
from sahih.institution.lsp.models import Lsp
from sahih.kernel.audit import AuditEntry
from sahih.kernel.policy import Refused
from sahih.kernel.tenancy import tenant
from sahih.process.contoh.kisah import Kisah
from sahih.process.permohonan.models import Permohonan
from sahih.process.tests.jalan import drain, sentence_of, undone

UNTIL = "issue"
ASESI = 2
CHANGES = 500
FRAME = {MANIFEST, SEAL, INDEX, ISSUER, KEYS, README}


class Stand:
    """Two files of one LSP, its keys, and what was recorded."""

    def __init__(self, kisah: Kisah) -> None:
        drain()
        self.kisah = kisah
        with tenant(kisah.rumah.lsp.pk):
            self.lsp = Lsp.objects.get(pk=kisah.rumah.lsp.pk)
            self.first, self.other = (self.export(number) for number in (0, 1))
            self.trust = current_trust()
            self.seal = seal_key(self.lsp.ref, name=self.lsp.name, at=kisah.at(29))

    def case(self, number: int) -> Permohonan:
        rows = Permohonan.objects.select_related("asesi", "versi__skema", "apl01__key", "apl02__key")
        return rows.get(pk=self.kisah._fresh(self.kisah.kasus[number]).pk)

    def export(self, number: int, key: str = "ketua") -> bytes:
        at = self.kisah.at(29)
        return export_berkas(self.case(number), actor=self.kisah.rumah[key].actor(at), at=at)


@pytest.fixture(scope="module")
def stand(walked_once: Kisah, django_db_blocker: DjangoDbBlocker) -> Iterator[Stand]:
    with django_db_blocker.unblock():
        yield Stand(walked_once)


def index_of(members: dict[str, bytes]) -> Indeks:
    return _ADAPTER.validate_json(members[INDEX])


def resealed(stand: Stand, members: dict[str, bytes], index: Indeks, *, seal: SealKey | None = None) -> bytes:
    """The same file with other members, sealed anew as only the LSP itself could."""
    inside = {path: content for path, content in members.items() if path not in FRAME}
    return build(index, inside, readme=members["BACA-SAYA.html"], trust=stand.trust, seal=seal or stand.seal)


def refusal(archive: bytes, trust: Trust) -> str:
    report = verify_berkas(archive, trust)
    assert not report.ok
    return report.reason


def test_genuine_file_holds_the_whole_road_and_passes(stand: Stand) -> None:
    report = verify_berkas(stand.first, stand.trust)

    assert (report.ok, report.reason, report.sealed_by) == (True, report.checks[-1].sentence, stand.lsp.name)
    assert [sheet.code for sheet in index_of(unpack(stand.first)).lembar] == [
        "FR.APL.01", "FR.APL.02", "KAJI.VISIBILITAS", "SPT.ASESOR", "SK.PERSYARATAN.TUK", "DAFTAR.ASESI", "DAFTAR.ASESOR",
        "PENUNJUKAN.TUK", "SPT.TUK", "VERIFIKASI.TUK", "SK.TUK", "DAFTAR.HADIR", "BA.PENERBITAN", "FR.MAPA.01", "FR.MAPA.02",
        "PENGESAHAN.MUK", "FR.AK.07", "FR.AK.01", "FR.IA.01", "FR.AK.02", "FR.AK.03",
        "FR.AK.06", "FR.AK.05", "SPT.PENYELIA", "FR.AK.06", "FR.VA", "SK.KOMITE", "UND.RAPAT", "BA.RAPAT", "SK.HASIL", "SURAT.BLANKO", "TAGIHAN", "KUITANSI",
    ]  # fmt: skip
    assert report.facts is not None


def test_same_rows_give_the_same_bytes(stand: Stand) -> None:
    members = unpack(stand.first)

    assert resealed(stand, members, index_of(members)) == stand.first


def test_no_changed_cut_or_longer_file_passes(stand: Stand) -> None:
    """500 seeded changes over the whole length, and every way of cutting or adding at the end."""
    chance = random.Random(20261121)  # noqa: S311 -- seeded, so that a failure can be repeated
    passed = []
    for _change in range(CHANGES):
        place, value = chance.randrange(len(stand.first)), chance.randrange(1, 256)
        changed = bytearray(stand.first)
        changed[place] ^= value
        if verify_berkas(bytes(changed), stand.trust).ok:
            passed.append(place)
    ends = [stand.first[:-1], stand.first[:-22], stand.first + b"\n", b"\n" + stand.first, b"PK", b""]

    assert passed == []
    assert [verify_berkas(one, stand.trust).ok for one in ends] == [False] * len(ends)


def test_members_in_another_order_are_refused(stand: Stand) -> None:
    members = unpack(stand.first)
    turned = pack(dict(reversed(members.items())))

    assert refusal(turned, stand.trust) == "Daftar isi tidak dalam bentuk baku."


def test_compressed_again_is_not_the_file(stand: Stand) -> None:
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in unpack(stand.first).items():
            archive.writestr(path, content)

    assert "bukan berkas lengkap yang utuh" in refusal(target.getvalue(), stand.trust)


@pytest.mark.parametrize("member", ["lembar/18-FR.IA.01/cetakan.pdf", "sampul.pdf", "sertifikat.pdf", "jejak.jsonl"])
def test_member_of_another_asesi_is_refused_by_its_name(stand: Stand, member: str) -> None:
    swapped = pack(unpack(stand.first) | {member: unpack(stand.other)[member]})

    assert refusal(swapped, stand.trust) == f"{member} bukan anggota yang tercantum dalam daftar."


def test_missing_and_added_members_are_refused_by_their_names(stand: Stand) -> None:
    members = unpack(stand.first)
    fewer = {path: content for path, content in members.items() if path != "sertifikat.pdf"}

    assert "sertifikat.pdf tercantum dalam daftar, tetapi tidak ada." in refusal(pack(fewer), stand.trust)
    assert "lain.txt bukan anggota" in refusal(pack(members | {"lain.txt": b"x"}), stand.trust)


def test_even_the_lsp_cannot_pass_the_sheet_of_another_asesi(stand: Stand) -> None:
    """Sealed anew by the LSP's own key: the sheet's own signatures and proofs speak against it."""
    members, others = unpack(stand.first), unpack(stand.other)
    index, foreign = index_of(members), index_of(others)
    at = next(n for n, one in enumerate(index.lembar) if one.code == "FR.IA.01")
    theirs = next(one for one in foreign.lembar if one.code == "FR.IA.01")
    sheets = (*index.lembar[:at], theirs, *index.lembar[at + 1 :])
    kept = {path: content for path, content in members.items() if not path.startswith(f"lembar/{at + 1:02d}-")}
    inside = {**kept, **{path: others[path] for path in others if "/18-FR.IA.01/" in path}}

    archive = resealed(stand, inside, replace(index, lembar=sheets))

    assert refusal(archive, stand.trust).endswith("lembar ini milik asesi lain.")


def test_even_the_lsp_cannot_pass_a_changed_sheet(stand: Stand) -> None:
    members = unpack(stand.first)
    path = next(one for one in members if one.endswith("isi-1-asesor.json") and "FR.IA.01" in one)
    said = json.loads(members[path])
    said["header"]["tanggal"] = "2026-01-01"

    archive = resealed(stand, members | {path: canonical(said)}, index_of(members))

    assert refusal(archive, stand.trust) == f"{path}: isinya bukan yang ditandatangani."


def test_even_the_lsp_cannot_pass_a_forged_signature(stand: Stand) -> None:
    """The passkey's own signature is checked over the act, years later and without the account."""
    members = unpack(stand.first)
    index = index_of(members)
    sheet = index.lembar[0]
    forged = replace(
        sheet.signatures[0],
        evidence={**sheet.signatures[0].evidence, "signature": index.lembar[1].signatures[0].evidence["signature"]},
    )
    sheets = (replace(sheet, signatures=(forged, *sheet.signatures[1:])), *index.lembar[1:])

    archive = resealed(stand, members, replace(index, lembar=sheets))

    assert refusal(archive, stand.trust) == f"{forged.part}: Tanda tangan passkey tidak cocok."


def with_signature(stand: Stand, **changed: object) -> tuple[str, bytes]:
    """The genuine file with the first signature told differently, sealed anew by the LSP; and the part it is about."""
    members = unpack(stand.first)
    index = index_of(members)
    sheet = index.lembar[0]
    told = replace(sheet.signatures[0], **changed)  # type: ignore[arg-type]  # reason: fields by name
    sheets = (replace(sheet, signatures=(told, *sheet.signatures[1:])), *index.lembar[1:])
    return told.part, resealed(stand, members, replace(index, lembar=sheets))


@pytest.mark.parametrize(
    "changed", [{"name": "Orang Lain"}, {"reg": "MET.000"}, {"signed_at": "2026-10-01T00:00:00.000000+00:00"}, {"level": 1},
                {"method": "pin", "evidence": {}}],
)  # fmt: skip
def test_even_the_lsp_cannot_tell_another_signer_time_or_way(stand: Stand, changed: dict[str, object]) -> None:
    """The leaf in the log, under the host's signed head, speaks of all of it."""
    part, archive = with_signature(stand, **changed)

    assert refusal(archive, stand.trust) == f"{part}: Catatan yang terlampir bukan catatan lembar ini."


def test_sheet_called_unfinished_is_judged_all_the_same(stand: Stand) -> None:
    members = unpack(stand.first)
    index = index_of(members)
    sheet = replace(index.lembar[4], state="terbuka")
    path = sheet.pdf

    archive = resealed(
        stand, members | {path: b"bukan PDF"}, replace(index, lembar=(*index.lembar[:4], sheet, *index.lembar[5:]))
    )

    assert refusal(archive, stand.trust) == f"{path}: Berkas ini bukan PDF."


def test_name_of_the_file_is_the_one_reviewed_on_the_application(stand: Stand) -> None:
    members = unpack(stand.first)

    archive = resealed(stand, members, replace(index_of(members), asesi="Orang Lain"))

    assert not verify_berkas(archive, stand.trust).ok


@pytest.mark.parametrize(
    "name", ["Lembaga Sertifikasi Profesi Teknologi Informasi dan Komunikasi Indonesia Raya", "LSP Baru"]
)
def test_lsp_that_was_renamed_hands_out_files_that_pass(stand: Stand, name: str) -> None:
    """A seal certificate bears the name of the day it was made."""
    with tenant(stand.lsp.pk), undone():
        Lsp.objects.filter(pk=stand.lsp.pk).update(name=name)
        archive = stand.export(0)

    assert verify_berkas(archive, stand.trust).ok


def test_file_sealed_under_a_long_name_passes(stand: Stand) -> None:
    """A certificate holds 64 characters of it, and a new seal stands beside the old."""
    at = stand.kisah.at(1)
    key = STRANGER.seal_key.key
    seal = SealKey(key, make_seal_certificate(key, "L" * 90, at, at.replace(year=at.year + 10)))
    members = unpack(stand.first)
    index = index_of(members)
    seals = (*index.seals, hashlib.sha256(seal.certificate).hexdigest())
    trust = replace(stand.trust, seal_certificates=(*stand.trust.seal_certificates, seal.certificate))

    archive = resealed(stand, members, replace(index, lsp=sealed_by(seal.certificate), seals=seals), seal=seal)

    assert verify_berkas(archive, trust).ok


def test_l11_file_of_a_rehearsal_says_so_in_its_verdict(stand: Stand) -> None:
    verdict, report = judge(stand.first, stand.trust, on=stand.kisah.at(29).date())
    members = unpack(stand.first)
    lawful = resealed(stand, members, replace(index_of(members), uji_coba=False))

    assert (report.ok, "tidak berlaku" in verdict) == (True, True)
    assert refusal(lawful, stand.trust) == "sertifikat.pdf: sertifikat dan berkasnya tidak sama-sama uji coba."


def test_certificate_of_another_asesi_is_refused_although_it_is_genuine(stand: Stand) -> None:
    members = unpack(stand.first)

    archive = resealed(stand, members | {"sertifikat.pdf": unpack(stand.other)["sertifikat.pdf"]}, index_of(members))

    assert refusal(archive, stand.trust) == "sertifikat.pdf: sertifikat ini milik orang lain."


def test_file_sealed_by_a_stranger_is_refused(stand: Stand) -> None:
    members = unpack(stand.first)

    archive = resealed(stand, members, index_of(members), seal=STRANGER.seal_key)

    assert "bukan penerbit yang dikenal" in refusal(archive, stand.trust)


def test_file_sealed_by_another_lsp_of_the_host_is_refused(stand: Stand) -> None:
    """Known to the host, but not the LSP that the file names."""
    members, other = unpack(stand.first), STRANGER.seal_key
    trust = replace(stand.trust, seal_certificates=(*stand.trust.seal_certificates, other.certificate))

    archive = resealed(stand, members, index_of(members), seal=other)

    assert refusal(archive, trust) == "Berkas disegel oleh LSP lain daripada yang disebutnya."


@pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl is not installed")
def test_sha256sum_and_openssl_alone_check_it(stand: Stand, tmp_path: Path) -> None:
    """What BACA-SAYA.html tells a stranger to run."""
    with zipfile.ZipFile(BytesIO(stand.first)) as archive:
        archive.extractall(tmp_path)
    listed = ["sha256sum", "--check", "--strict", "--quiet", MANIFEST]
    sealed = ["openssl", "cms", "-verify", "-binary", "-inform", "DER", "-in", SEAL, "-content", MANIFEST, "-CAfile",
              "penerbit.pem", "-purpose", "any", "-no_check_time", "-out", "/dev/null"]  # fmt: skip

    for command in (listed, sealed):
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
    (tmp_path / "jejak.jsonl").write_bytes(b"")
    assert subprocess.run(listed, cwd=tmp_path, capture_output=True, check=False).returncode != 0


def test_command_judges_it_offline(stand: Stand, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good, bad, keys = tmp_path / "a.zip", tmp_path / "b.zip", tmp_path / "kunci.json"
    good.write_bytes(stand.first)
    bad.write_bytes(stand.first[:-1])
    keys.write_text(stand.trust.to_json())

    assert [main([str(one), "--trust", str(keys)]) for one in (good, bad)] == [0, 1]
    assert "BERKAS LENGKAP ASLI" in capsys.readouterr().out


def test_stranger_learns_that_it_is_whole_and_not_who_made_it(
    stand: Stand, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SAHIH_TRUST", raising=False)
    (tmp_path / "a.zip").write_bytes(stand.first)

    code, said = main(["a.zip"]), capsys.readouterr().out

    assert (code, "UTUH, PENERBIT BELUM DIKENAL" in said, "disegel oleh penerbit yang dikenal" in said) == (
        1,
        True,
        False,
    )


def test_export_is_recorded_with_its_hash(stand: Stand) -> None:
    with tenant(stand.lsp.pk):
        entry = AuditEntry.objects.filter(kind="berkas.exported").order_by("id").first()

    assert entry is not None
    assert (entry.new or {})["sheets"] == 33


@pytest.mark.parametrize("key", ["admin", "asesor", "komite1", "keuangan", "perusahaan", "asesi01"])
def test_who_may_not_read_all_of_it_does_not_take_it(stand: Stand, key: str) -> None:
    with tenant(stand.lsp.pk), pytest.raises(Refused) as refused:
        stand.export(0, key)

    assert "berhak membaca permohonan" in sentence_of(refused.value)
