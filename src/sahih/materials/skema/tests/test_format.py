"""The file format: what the carried files say, and what is refused with line and field."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sahih.materials.berkas.reading import MAX_BYTES, FileRefused
from sahih.materials.data import KATIGA, skema_bytes
from sahih.materials.skema.completeness import missing
from sahih.materials.skema.format import SkemaSpec, content_sha256, dump_skema, load_skema

CARRIED = ("petugas_k3", "junior_associate_data_scientist", "ahli_k3_umum")

SMALL = """\
scheme:
  number: X/1
  title: Uji
  kind: Klaster
  standard: SKKNI 1/2020
  requirements:
    basic_rule: all
    basic: [Ijazah]
    administrative: [KTP]
  work_groups:
    groups:
    - number: 1
      title: Satu
      units: [A.01.001.1]
  units:
  - code: A.01.001.1
    title: Unit satu
    standard_kind: SKKNI
    elements:
    - number: 1
      title: Elemen satu
      kuk:
      - number: '1.1'
        text: KUK satu
      - number: 1.2
        text: KUK dua
"""


def counts(spec: SkemaSpec) -> tuple[int, int, int]:
    elemen_list = [elemen for unit in spec.units for elemen in unit.elements]
    return len(spec.units), len(elemen_list), sum(len(elemen.kuk) for elemen in elemen_list)


def refusal(text: str | bytes) -> list[str]:
    with pytest.raises(FileRefused) as refused:
        load_skema(text if isinstance(text, bytes) else text.encode())
    return str(refused.value).splitlines()


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("petugas_k3", (9, 27, 91)),
        ("junior_associate_data_scientist", (9, 21, 50)),
        ("ahli_k3_umum", (13, 27, 82)),
    ],
)
def test_carried_skema_loads_with_its_literal_counts(name: str, expected: tuple[int, int, int]) -> None:
    assert counts(load_skema(skema_bytes(name))) == expected


@pytest.mark.parametrize("name", KATIGA)
def test_five_schemes_of_katiga_are_carried_and_say_what_they_lack(name: str) -> None:
    """SOP 003 §6: nothing of them is made up; only the title of three is known."""
    spec = load_skema(skema_bytes(name))
    gaps = missing(spec)

    assert load_skema(dump_skema(spec)) == spec
    assert any(gap.startswith("fee:") for gap in gaps)
    assert ("units: skema belum memuat unit kompetensi" in gaps) == (spec.units == ()) == spec.number.startswith("BELUM-BERNOMOR/")  # fmt: skip
    assert any(gap.startswith("number:") for gap in gaps) == (spec.units == ())


def test_ahli_k3_umum_names_every_unit_and_elemen_without_kuk() -> None:
    gaps = [gap for gap in missing(load_skema(skema_bytes("ahli_k3_umum"))) if gap.startswith("kuk:")]

    assert gaps == [
        "kuk: unit M.71KKK01.001.1 elemen 4 belum memuat KUK",
        "kuk: unit M.71KKK01.002.1 belum memuat elemen dan KUK",
        "kuk: unit M.71KKK01.006.1 belum memuat elemen dan KUK",
        "kuk: unit M.71KKK01.009.1 belum memuat elemen dan KUK",
        "kuk: unit M.71KKK01.011.1 belum memuat elemen dan KUK",
        "kuk: unit M.71KKK01.012.1 belum memuat elemen dan KUK",
    ]


def test_small_skema_misses_only_what_its_file_leaves_out() -> None:
    assert missing(load_skema(SMALL.encode())) == [
        "title_en: judul skema dalam bahasa Inggris belum diisi",
        "sector: bidang belum diisi",
        "fee: biaya sertifikasi belum diisi",
        "level: jenjang belum diisi",
        "kbli: kode KBLI belum diisi",
        "kbji: kode KBJI belum diisi",
        "remote_category: kategori sertifikasi jarak jauh belum diisi",
        "units.title_en: judul bahasa Inggris unit A.01.001.1 belum diisi",
    ]


def test_optional_keys_make_a_skema_complete() -> None:
    extra = (
        "  title_en: Trial\n  sector: K3L\n  fee: 0\n  level: 0\n  kbli: 01111\n  kbji: 2263\n"
        "  remote_category: knowledge\n  certificate_validity_years: 5\n"
    )
    full = SMALL.replace("  kind: K", extra + "  kind: K").replace(
        "    standard_kind", "    title_en: Unit one\n    standard_kind"
    )

    spec = load_skema(full.encode())

    assert missing(spec) == []
    assert (spec.fee, spec.level, spec.kbli, spec.kbji, spec.certificate_validity_years) == (0, 0, "01111", "2263", 5)


@pytest.mark.parametrize("name", CARRIED)
def test_export_reads_back_identical(name: str) -> None:
    spec = load_skema(skema_bytes(name))

    again = load_skema(dump_skema(spec))

    assert again == spec
    assert content_sha256(again) == content_sha256(spec)


def test_comments_and_layout_do_not_change_the_hash() -> None:
    commented = "# catatan\n" + SMALL.replace("title: Uji", "title:   'Uji'")

    assert content_sha256(load_skema(commented.encode())) == content_sha256(load_skema(SMALL.encode()))


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (
            "  kind: Klaster",
            "  kinds: Klaster",
            ["Baris 1, scheme.kind: wajib diisi.", "Baris 4, scheme.kinds: kunci tidak dikenal."],
        ),
        ("  title: Uji\n", "  title: Uji\n  title: Lagi\n", ["Baris 4, scheme.title: kunci ditulis dua kali."]),
        ("  title: Uji", "  title: &a Uji", ["Baris 3, scheme.title: jangkar (&) dan alias (*) tidak boleh dipakai."]),
        ("  title: Uji", "  title: *a", ["Baris 3, scheme.title: jangkar (&) dan alias (*) tidak boleh dipakai."]),
        (
            "  title: Uji",
            "  title: !!python/name:os.system x",
            ["Baris 3, scheme.title: tanda jenis (!) tidak boleh dipakai."],
        ),
        ("  title: Uji", "  title: ''", ["Baris 3, scheme.title: tidak boleh kosong."]),
        (
            "  title: Uji",
            "  title: 7",
            ["Baris 3, scheme.title: harus berupa teks; beri tanda petik bila berupa angka."],
        ),
        ("  title: Uji", "  title: Uji\n  fee: 1.5", ["Baris 4, scheme.fee: harus berupa bilangan bulat."]),
        ("  title: Uji", "  title: Uji\n  fee: -1", ["Baris 4, scheme.fee: paling kecil 0."]),
        ("  title: Uji", "  title: Uji\n  level: 10", ["Baris 4, scheme.level: paling besar 9."]),
        ("  title: Uji", "  title: Uji\n  kbli: '123'", ["Baris 4, scheme.kbli: bentuknya tidak sesuai."]),
        ("  title: Uji", '  title: "U\\u200Bji"', ["Baris 3, scheme.title: memuat karakter tak tampak U+200B."]),
        ("  title: Uji", '  title: "U\\0ji"', ["Baris 3, scheme.title: memuat karakter tak tampak U+0000."]),
        ("units: [A.01.001.1]", "units: []", ["Baris 14, scheme.work_groups.groups.units: daftar tidak boleh kosong."]),
        (
            "number: '1.1'",
            "number: '1.3'",
            ["Baris 23, scheme.units.elements.kuk.number: nomor 1.3 tidak urut, seharusnya 1.1."],
        ),
        (
            "    - number: 1\n      title: Elemen",
            "    - number: 2\n      title: Elemen",
            [
                "Baris 20, scheme.units.elements.number: nomor 2 tidak urut, seharusnya 1.",
                "Baris 23, scheme.units.elements.kuk.number: nomor 1.1 tidak urut, seharusnya 2.1.",
                "Baris 25, scheme.units.elements.kuk.number: nomor 1.2 tidak urut, seharusnya 2.2.",
            ],
        ),
        (
            "units: [A.01.001.1]",
            "units: [A.01.002.1]",
            [
                "Baris 14, scheme.work_groups.groups.units: unit A.01.002.1 tidak ada dalam skema ini.",
                "Baris 16, scheme.units.code: unit A.01.001.1 tidak masuk kelompok pekerjaan mana pun.",
            ],
        ),
        (
            "units: [A.01.001.1]",
            "units: [A.01.001.1, A.01.001.1]",
            ["Baris 14, scheme.work_groups.groups.units: unit A.01.001.1 sudah masuk kelompok pekerjaan."],
        ),
    ],
)
def test_wrong_line_is_refused_with_its_line_and_field(before: str, after: str, expected: list[str]) -> None:
    assert before in SMALL

    assert refusal(SMALL.replace(before, after, 1)) == expected


def test_repeated_unit_code_is_refused_whatever_its_case() -> None:
    unit = SMALL[SMALL.index("  - code") :]

    first = refusal(SMALL + unit.replace("A.01", "a.01"))[0]

    assert first == "Baris 27, scheme.units.code: kode unit a.01.001.1 ditulis dua kali."


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", "Baris 1, berkas: berkas kosong."),
        (b"# hanya catatan\n", "Baris 1, berkas: berkas kosong."),
        (b"scheme: {}\n" + b" " * MAX_BYTES, "Baris 1, berkas: berkas lebih besar dari 2 MB."),
        (SMALL.encode("utf-16"), "Baris 1, berkas: bukan teks UTF-8; simpan ulang berkas sebagai UTF-8."),
        (SMALL.encode("utf-16-le"), "Baris 1, berkas: ada karakter kendali yang tidak boleh dipakai."),
        (b"scheme:\n  title: caf\xe9\n", "Baris 2, berkas: bukan teks UTF-8; simpan ulang berkas sebagai UTF-8."),
        (b"%PDF-1.7\n", "Baris 1, berkas: ini berkas PDF, bukan teks YAML; unggah berkas YAML-nya."),
        (b"\x89PNG\r\n", "Baris 1, berkas: ini berkas gambar (PNG), bukan teks YAML; unggah berkas YAML-nya."),
        (b"- 1\n", "Baris 1, berkas: harus berupa kelompok kunci."),
        (b"scheme: 1\n---\nscheme: 2\n", "Baris 2, berkas: hanya satu dokumen YAML per berkas."),
        (b"a: " + b"[" * 500_000, "Baris 1, a: bersarang terlalu dalam."),
        (b"scheme:\n" + b"- x\n" * 100_001, "Baris 99999, scheme: isi berkas terlalu banyak."),
        (b"? [a]\n: 1\n", "Baris 1, berkas: kunci harus berupa teks."),
        (b"scheme: " + b"9" * 5000, "Baris 1, scheme: bilangan terlalu panjang."),
    ],
)
def test_harmful_or_foreign_file_is_refused_in_a_sentence(content: bytes, expected: str) -> None:
    assert refusal(content) == [expected]


def test_file_that_is_no_yaml_is_refused_at_its_line() -> None:
    assert refusal("scheme:\n  title: 'terbuka\n")[0].startswith("Baris 3, berkas: bukan YAML yang sah")


def test_byte_order_mark_is_accepted() -> None:
    assert load_skema(b"\xef\xbb\xbf" + SMALL.encode()).number == "X/1"


LINES = {name: skema_bytes(name).splitlines(keepends=True) for name in CARRIED}
ALTERED = st.sampled_from(
    [b"\n", b"\t", b"  - x\n", b"  number: 99\n", b"\xff\n", b"{\n", b"title: null\n", b"&a : *a\n", b"---\n"]
)


@st.composite
def mutated_files(draw: st.DrawFn) -> bytes:
    lines = list(LINES[draw(st.sampled_from(CARRIED))])
    index = draw(st.integers(min_value=0, max_value=len(lines) - 1))
    match draw(st.sampled_from(["drop", "alter", "duplicate", "indent", "swap", "cut"])):
        case "drop":
            del lines[index]
        case "alter":
            lines[index] = draw(ALTERED | st.binary(max_size=20))
        case "duplicate":
            lines.insert(index, lines[index])
        case "indent":
            lines[index] = b"  " + lines[index]
        case "swap":
            lines[index], lines[0] = lines[0], lines[index]
        case "cut":
            del lines[index:]
    return b"".join(lines)


def loaded_or_refused(content: bytes) -> SkemaSpec | FileRefused:
    try:
        return load_skema(content)
    except FileRefused as refused:
        return refused


@given(mutated_files())
@settings(max_examples=300, deadline=None)
def test_mutated_file_loads_whole_or_is_refused_at_a_line(content: bytes) -> None:
    lines = range(1, content.count(b"\n") + 2)

    outcome = loaded_or_refused(content)

    if isinstance(outcome, FileRefused):
        assert outcome.problems
        assert all(problem.line in lines and problem.reason for problem in outcome.problems)
    else:
        assert load_skema(dump_skema(outcome)) == outcome


@pytest.mark.parametrize("number", ["SKM/BNSP/00010/1/2020/37A", "001/FST/LSP.UNISAYogya/2024", "X/1"])
def test_k6_number_of_a_skema_stays_as_it_is_printed(number: str) -> None:
    """Its shape is not confirmed by any regulation: nothing is made of it but what the paper says."""
    spec = load_skema(SMALL.replace("number: X/1", f"number: {number}").encode())

    assert (spec.number, load_skema(dump_skema(spec)).number) == (number, number)


def test_k6_number_that_would_print_otherwise_is_refused() -> None:
    assert refusal(SMALL.replace("number: X/1", 'number: "SKM\\u202e/1"')) == [
        "Baris 2, scheme.number: memuat karakter tak tampak U+202E."
    ]


def test_k1_skema_is_one_of_the_three_packagings() -> None:
    read = [load_skema(SMALL.replace("kind: Klaster", f"kind: {kind}").encode()).kind for kind in ("KKNI", "Okupasi", "Klaster")]  # fmt: skip

    assert read == ["KKNI", "Okupasi", "Klaster"]
    assert refusal(SMALL.replace("kind: Klaster", "kind: Profisiensi")) == [
        "Baris 4, scheme.kind: harus salah satu dari 'KKNI', 'Okupasi' atau 'Klaster'."
    ]
