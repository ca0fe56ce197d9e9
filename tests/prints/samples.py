"""One print of every form, letter and certificate, and the longest that a real skema makes of them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from sahih.documents import fr, surat
from sahih.documents.content import Content, Context, Orang, PrintedSignature
from sahih.documents.filling import begin, fill, slots
from sahih.documents.fr.ak_02.rules import computed as ak02_computed
from sahih.documents.fr.ak_05.rules import AsesiResult
from sahih.documents.fr.ak_05.rules import computed as ak05_computed
from sahih.documents.fr.ak_05.rules import rows as ak05_rows
from sahih.documents.fr.contoh import HEADER
from sahih.documents.printing import print_pdf
from sahih.documents.surat.naskah import compose, print_surat
from sahih.documents.susunan import Elemen, Kelompok, Kuk, Unit, rows_of
from sahih.documents.tests.certificates import genuine_pdf
from sahih.documents.vocabulary import Formulir, Row
from sahih.materials.data import skema_bytes
from sahih.materials.skema.format import SkemaSpec, UnitSpec, load_skema

DAY = "2026-11-20"
SIGNED_AT = "20-11-2026 10.15 WIB"
KOP = {
    "name": "LSP Contoh Kimia Gresik",
    "licence": "BNSP-LSP-1565-ID",
    "address": "Jl. Contoh Raya 1, Gresik 61119",
    "contact": "031-555 0000 · kantor@contoh.example",
}
PEOPLE = {
    "asesor": ("Bambang Contoh", "MET.000.002579 2024"),
    "asesi": ("Siti Contoh", ""),
    "ketua": ("Dra. Ketua Contoh, M.Si.", ""),
}
OTHERS = ("Rina Contoh", "MET.000.001111 2024")
SECOND_ASESOR = Orang("Endang Contoh", "MET.000.003581 2023")


@dataclass(frozen=True)
class Sample:
    name: str
    title: str
    pdf: bytes


def samples() -> Iterator[Sample]:
    """The example of each form and letter, and a certificate."""
    for code, form in fr.FORMS.items():
        yield Sample(code, form.title, form_pdf(form, fr.example(form)[1]))
    for code, letter in surat.LETTERS.items():
        yield Sample(code, letter.form.title, letter_pdf(code))
    yield Sample("SERTIFIKAT", "Sertifikat Kompetensi", genuine_pdf())


def form_pdf(form: Formulir, content: Content, *, signed: bool = True) -> bytes:
    signatures = [signature(box.role) for box in form.signatures] if signed else []
    return print_pdf(form, content, signatures, date=DAY, kop=KOP).pdf


def letter_pdf(code: str) -> bytes:
    letter = surat.LETTERS[code]
    content = surat.example(letter)[1]
    return print_surat(letter, compose(letter, content), [signature(letter.form.signatures[0].role)], kop=KOP).pdf


AGREED = "Menyetujui asesmen dan kerahasiaan (FR.AK.01)"


def signature(role: str) -> PrintedSignature:
    name, reg = PEOPLE.get(role, OTHERS)
    url = "https://cek.sahih.example/verifikasi/tanda-tangan/7H2KQ9ZD4M1XT8RB"
    return PrintedSignature(
        role, name, reg, at=SIGNED_AT, level="kunci sandi", method="passkey", qr_url=url, agreed=AGREED
    )


# --- the longest: petugas_k3 with its 91 KUK, two asesor, twenty asesi ------------------------------------------
def long_contents() -> dict[str, Content]:
    header = replace(HEADER, asesor=(*HEADER.asesor, SECOND_ASESOR))
    plain = Context(header=header, rows=_rows())
    ia01 = _answered(fr.FORMS["FR.IA.01"], plain, {"pencapaian": "ya", "rekomendasi": "kompeten"})
    computed = ak02_computed({"FR.IA.01": ia01})
    ak02 = _answered(fr.FORMS["FR.AK.02"], replace(plain, computed=computed), {"rekomendasi": "kompeten"})
    results = [AsesiResult(f"a{n}", f"Asesi Contoh Bernama Panjang Ke-{n}", ak02) for n in range(1, 21)]
    report = Context(header=header, rows={"asesi": ak05_rows(results)}, computed=ak05_computed(results))
    return {
        "FR.APL.02": _answered(fr.FORMS["FR.APL.02"], plain, {"jawaban": "k", "rekomendasi": "dapat"}),
        "FR.IA.01": ia01,
        "FR.AK.02": ak02,
        "FR.AK.05": _answered(fr.FORMS["FR.AK.05"], report, {"aspek": "Alat lengkap.", "penolakan": "Tidak ada."}),
    }


def _answered(form: Formulir, context: Context, answers: Mapping[str, str]) -> Content:
    """Each question answered by the last part of its path; one role after the other."""
    content = begin(form, context)
    for box in form.signatures:
        paths = [slot.path for slot in slots(form, content)]
        posted = {path: [answers[path.split("/")[-1]]] for path in paths if path.split("/")[-1] in answers}
        content = fill(form, posted, context, previous=content, partial=True, as_role=box.role).content
    return content


def _rows() -> dict[str, tuple[Row, ...]]:
    spec = load_skema(skema_bytes("petugas_k3"))
    units = {one.code: one for one in spec.units}
    return rows_of(tuple(_kelompok(spec, units)))


def _kelompok(spec: SkemaSpec, units: Mapping[str, UnitSpec]) -> Iterator[Kelompok]:
    for group in spec.work_groups.groups:
        yield Kelompok(group.number, group.title or "", tuple(_unit(units[code]) for code in group.units))


def _unit(unit: UnitSpec) -> Unit:
    parts = tuple(
        Elemen(str(one.number), one.title, tuple(Kuk(str(kuk.number), kuk.text) for kuk in one.kuk))
        for one in unit.elements
    )
    return Unit(unit.code, unit.title, parts, unit.standard or "")
