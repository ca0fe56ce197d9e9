"""A rehearsal's MUK and its content: an observation of every KUK, and questions over all five dimensions (PL11, FX18)."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from secrets import token_bytes

from sahih.documents.models import Lembar
from sahih.documents.sheets import content_of
from sahih.documents.susunan import Kelompok
from sahih.kernel.tenancy import tenant
from sahih.materials.perangkat.actions import (
    open_muk,
    present_muk,
    replace_content,
    save_sheet,
    submit_muk,
    validate_muk,
)
from sahih.materials.perangkat.format import SALT_BYTES, BagianSpec, ButirSpec, KunciSpec, MukSpec, RefSpec
from sahih.materials.perangkat.models import Muk
from sahih.materials.skema.enums import AspekKind
from sahih.materials.skema.models import AspekUnit, SkemaVersi
from sahih.materials.skema.queries import tree
from sahih.process.contoh.rumah import Rumah

# No answer key reads like anything else: a search for these words finds a leak (FX14).
MARK = "JAWABAN-RAHASIA"
# When FR.IA.03 asks what, and the words of it.
QUESTIONS = (
    ("sebelum", "TS", "Apa yang Anda periksa pada peralatan dan alat pelindung diri sebelum mulai?"),
    ("sebelum", "TMS", "Bagaimana Anda mengatur urutan pekerjaan menurut prosedur?"),
    ("sesudah", "CMS", "Apa yang Anda lakukan bila peralatan rusak di tengah pekerjaan?"),
    ("sesudah", "JRES", "Kepada siapa Anda melapor, dan mengapa kepada orang itu?"),
    ("sesudah", "TRS", "Bagaimana Anda melakukannya di tempat kerja lain dengan peralatan lain?"),
)
OPTIONS = (
    "Berhenti dan melapor",
    "Meneruskan tanpa alat pelindung",
    "Menunggu perintah tertulis",
    "Memperbaiki sendiri",
)
INSTRUMENTS = ("FR.IA.01", "FR.IA.03", "FR.IA.05", "FR.IA.07")


def full_spec(
    versi: SkemaVersi, *, title: str = "Paket A", instruments: Sequence[str] = INSTRUMENTS
) -> MukSpec:  # fmt: skip
    """A whole content without a gap: each KUK is observed, each aspek kritis asked, each question has its key."""
    aspek = _critical(versi)
    parts = [
        BagianSpec(instrumen=code, kelompok=group.nomor, minutes=30, butir=tuple(_items(code, group, aspek)))  # type: ignore[arg-type]  # reason: codes of the closed set
        for group in tree(versi)
        for code in instruments
    ]
    return MukSpec(skema=versi.skema.number, title=title, bagian=tuple(parts))


def _critical(versi: SkemaVersi) -> Mapping[str, tuple[RefSpec, ...]]:
    rows = AspekUnit.objects.filter(versi=versi, kind=AspekKind.KRITIS).order_by("number")
    found: dict[str, tuple[RefSpec, ...]] = {}
    for code, number in rows.values_list("unit__code", "number"):
        found[code] = (*found.get(code, ()), RefSpec(unit=code, kritis=number))
    return found


def _refs(group: Kelompok) -> list[tuple[RefSpec, str]]:
    return [
        (RefSpec(unit=unit.kode, kuk=kuk.nomor), kuk.teks)
        for unit in group.unit
        for elemen in unit.elemen
        for kuk in elemen.kuk
    ]


def _items(code: str, group: Kelompok, aspek: Mapping[str, tuple[RefSpec, ...]]) -> Iterator[ButirSpec]:
    refs = _refs(group)
    if code == "FR.IA.01":
        for ref, _text in refs:
            yield ButirSpec(text=f"SOP tempat kerja langkah {ref.kuk}", refs=(ref,))
    elif code == "FR.IA.03":
        critical = tuple(ref for unit in group.unit for ref in aspek.get(unit.kode, ()))
        for place, (when, dimensi, text) in enumerate(QUESTIONS):
            yield ButirSpec.model_validate(
                {
                    "text": text, "saat": when, "dimensi": dimensi, "refs": (refs[place % len(refs)][0], *critical),
                    "kritis": bool(critical), "kunci": KunciSpec(answer=_secret(code, group, place)),
                }
            )  # fmt: skip
    else:
        yield _question(code, group, refs[0][0])


def _question(code: str, group: Kelompok, ref: RefSpec) -> ButirSpec:
    answer = _secret(code, group, 0)
    if code == "FR.IA.05":
        kunci = KunciSpec(option=0, rubric=answer)
        return ButirSpec(text="Alat pelindung diri rusak. Apa tindakan Anda?", options=OPTIONS, dimensi="CMS", refs=(ref,), kunci=kunci)  # fmt: skip
    return ButirSpec(
        text="Jelaskan mengapa langkah ini didahulukan.", dimensi="TMS", refs=(ref,), kunci=KunciSpec(answer=answer)
    )


def _secret(code: str, group: Kelompok, place: int) -> str:
    return f"{MARK} {code} kelompok {group.nomor} nomor {place + 1}: berhenti, mengamankan, lalu melapor."


def fresh(house: Rumah, muk: Muk) -> Muk:
    with tenant(house.lsp.pk):
        return Muk.objects.select_related("versi__skema", "penyusun", "validator", "key", "pengesahan__key").get(
            pk=muk.pk
        )


def drafted(house: Rumah, *, at: dt.datetime, title: str = "Paket A", by: str = "asesor") -> Muk:
    """Opened and written whole by its penyusun."""
    made: Muk = house[by].does(open_muk, house.versi, title=title, at=at)
    with tenant(house.lsp.pk):
        spec = full_spec(house.versi, title=title)
    house[by].does(replace_content, fresh(house, made), spec, source="gladi", at=at)
    return fresh(house, made)


def submitted(house: Rumah, *, at: dt.datetime, title: str = "Paket A", by: str = "asesor") -> Muk:
    return submit(house, drafted(house, at=at, title=title, by=by), at=at, by=by)


def prepared(house: Rumah, muk: Muk, *, at: dt.datetime, by: str = "asesor") -> Lembar:
    """The sheet with a reason for every gap and an answer to every improvement."""
    sheet: Lembar = house[by].does(present_muk, muk, salt=token_bytes(SALT_BYTES), at=at)
    with tenant(house.lsp.pk):
        rows = content_of(sheet)["rows"]
    posted = {f"celah/{row['key']}/alasan": ["Ditanyakan lisan saat observasi."] for row in rows["celah"]}
    posted |= {f"perbaikan/{row['key']}/jawaban": ["Butirnya ditambah."] for row in rows["perbaikan"]}
    if posted:
        house[by].does(save_sheet, fresh(house, muk), posted, at=at)
    return sheet


def submit(house: Rumah, muk: Muk, *, at: dt.datetime, by: str = "asesor") -> Muk:
    sheet = prepared(house, muk, at=at, by=by)
    house[by].signs([sheet], submit_muk, fresh(house, muk), at=at)
    return fresh(house, muk)


def validated(house: Rumah, *, at: dt.datetime, title: str = "Paket A") -> Muk:
    """Written by one asesor, validated by the other."""
    muk = submitted(house, at=at, title=title)
    assert muk.pengesahan is not None
    house["asesor2"].signs([muk.pengesahan], validate_muk, muk, at=at + dt.timedelta(hours=1))
    return fresh(house, muk)
