"""A rehearsal's validation of its MUK: a team of three, its FR.VA, and one thing to improve (FX9)."""

import datetime as dt
from collections.abc import Mapping

from sahih.kernel.clock import local_date
from sahih.kernel.tenancy import tenant
from sahih.materials.perangkat.models import Muk
from sahih.process.contoh import jawaban
from sahih.process.contoh.muk import fresh as fresh_muk
from sahih.process.contoh.rumah import Rumah
from sahih.process.validasi import actions as act
from sahih.process.validasi.models import Peran, Periode, Validasi
from sahih.process.validasi.queries import Acara, Calon

# The validator of the MUK leads, its penyusun sits in it, and the manajer mutu took no part in the MUK (K7).
TEAM: Mapping[str, Peran] = {"asesor2": Peran.LEAD, "asesor": Peran.ASESOR, "mutu": Peran.MANAJER}
IMPROVES = {
    "temuan/1/temuan": ["Pertanyaan FR.IA.03 tidak menyebut keadaan darurat di luar jam kerja."],
    "temuan/1/rekomendasi": ["Tambahkan pertanyaan CMS tentang keadaan darurat di luar jam kerja."],
    "rencana/1/kegiatan": ["Menambah satu pertanyaan CMS pada FR.IA.03."],
    "rencana/1/waktu": ["2027-03-31"], "rencana/1/penanggungjawab": ["Joko Susilo"],
}  # fmt: skip
CLEAR = {path: [""] for path in IMPROVES}


def fresh(house: Rumah, validasi: Validasi) -> Validasi:
    with tenant(house.lsp.pk):
        rows = Validasi.objects.select_related(
            "muk__versi__skema", "muk__penyusun", "muk__validator", "muk__key", "lembar__key"
        )
        return rows.get(pk=validasi.pk)


def calon(house: Rumah, team: Mapping[str, Peran]) -> list[Calon]:
    return [Calon(house[key].user.person, peran) for key, peran in team.items()]


def opened(
    house: Rumah, muk: Muk, *, at: dt.datetime, by: str = "mutu", team: Mapping[str, Peran] = TEAM,
    periode: Periode = Periode.SETELAH,
) -> Validasi:  # fmt: skip
    acara = Acara(periode, local_date(at, house.lsp.zone), "Ruang rapat daring LSP")
    row: Validasi = house[by].does(act.open_validasi, fresh_muk(house, muk), calon(house, team), acara, at=at)
    return fresh(house, row)


def fill(
    house: Rumah, validasi: Validasi, *, at: dt.datetime, outcome: str = "layak_perbaikan", by: str = "asesor2"
) -> None:
    """As the lead fills it: what is offered stays, one finding where something is to improve."""
    said = {path: value for path, value in jawaban.VA.items() if path.startswith(("aspek/", "keterampilan"))}
    if outcome == "layak":
        said |= {f"aspek/{number}/aturan_bukti": jawaban.BUKTI for number in range(1, 9)} | CLEAR
        said["tanpa_temuan"] = ["ya"]
    else:
        said |= IMPROVES | {"tanpa_temuan": [""]}
    house[by].does(act.save_va, fresh(house, validasi), said | {"kesimpulan": [outcome]}, at=at, partial=True)


def sign(house: Rumah, validasi: Validasi, who: str, *, at: dt.datetime) -> Validasi:
    row = fresh(house, validasi)
    if row.can("hand_on") and who == "asesor2":
        house[who].does(act.present_va, row, at=at)
    house[who].signs([row.lembar], act.sign_va, row, at=at)
    return fresh(house, validasi)


def finished(house: Rumah, muk: Muk, *, at: dt.datetime, outcome: str = "layak_perbaikan") -> Validasi:
    """Opened by the manajer mutu, filled and signed by the lead, signed by the other two."""
    row = opened(house, muk, at=at)
    fill(house, row, at=at, outcome=outcome)
    for who in TEAM:
        row = sign(house, row, who, at=at)
    return row
