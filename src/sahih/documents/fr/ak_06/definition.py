"""FR.AK.06, edition 2023: a schedule's assessments against the four principles and the five dimensions (FX9, E5)."""

from sahih.documents.fr.ak_06 import rules
from sahih.documents.vocabulary import Column, Field, Formulir, Grid, Guide, Option, Row, Section, Signature

PENINJAU = "peninjau"
KESESUAIAN = "Kesesuaian dengan prinsip asesmen"
PEMENUHAN = "Pemenuhan dimensi kompetensi"
PRINSIP = tuple(Option(one.lower(), one, over=KESESUAIAN) for one in ("Validitas", "Reliabel", "Fleksibel", "Adil"))
# The paper has no box for this principle beside the decision and the feedback.
TANPA_FLEKSIBEL = {"prinsip": tuple(one for one in PRINSIP if one.value != "fleksibel")}
DIMENSI = {
    "ts": "Task Skills",
    "tms": "Task Management Skills",
    "cms": "Contingency Management Skills",
    "jres": "Job Role/ Environment Skills",
    "trs": "Transfer Skills",
}
REKOMENDASI = "Rekomendasi untuk peningkatan :"


def rekomendasi(key: str) -> Section:
    return Section("", (Field(key, REKOMENDASI, "paragraph", PENINJAU, required=False, longest=3000),))


FR_AK_06 = Formulir(
    code="FR.AK.06",
    version=1,
    title="Meninjau Proses Asesmen",
    header=("skema", "tuk", "asesor", "tanggal"),
    blocks=(
        Guide(
            "Penjelasan",
            (
                "Peninjauan dapat dilakukan oleh lead asesor atau asesor yang melaksanakan asesmen.",
                (
                    "Peninjauan dapat dilakukan secara terpadu dalam skema sertifikasi dan / atau peserta kelompok yang "
                    "homogen."
                ),
                (
                    "Isilah pemenuhan dimensi kompetensi dengan menulis kode rekaman formulir yang membuktikan terpenuhinya "
                    "dimensi kompetensi."
                ),
            ),
            numbered=True,
        ),
        Grid(
            "pertama",
            title="Tinjauan ulang atas FR.AK.06",
            columns=(
                Column("Lembar", ("{lembar}",), width=40),
                Column("Peninjau", ("{peninjau}",), width=50),
                Column("Tanggal", ("{tanggal}",), width=25),
                Column("Sidik isi (SHA-256)", ("{sidik}",), width=75),
            ),
            given="pertama",
        ),
        Grid(
            "prosedur",
            columns=(
                Column("Aspek yang ditinjau", ("{aspek}",), width=90),
                Column(
                    KESESUAIAN,
                    (Field("prinsip", KESESUAIAN, "many", PENINJAU, options=PRINSIP),),
                    width=100,
                    spread=True,
                ),
            ),
            rows=(
                Row("rencana", {"nomor": "1", "aspek": "Prosedur asesmen:\n• Rencana asesmen"}),
                Row("persiapan", {"nomor": "2", "aspek": "• Persiapan asesmen"}),
                Row("implementasi", {"nomor": "3", "aspek": "• Implementasi asesmen"}),
                Row("keputusan", {"nomor": "4", "aspek": "• Keputusan asesmen"}, options=TANPA_FLEKSIBEL),
                Row("umpan_balik", {"nomor": "5", "aspek": "• Umpan balik asesmen"}, options=TANPA_FLEKSIBEL),
            ),
        ),
        rekomendasi("rekomendasi_prinsip"),
        Grid(
            "dimensi",
            columns=(
                Column("Aspek yang ditinjau", ("{aspek}",), width=65),
                *(
                    Column(
                        label,
                        (
                            Field(
                                key,
                                label,
                                by=PENINJAU,
                                required=False,
                                hint="Kode formulir, misalnya FR.IA.01, FR.IA.03.",
                            ),
                        ),
                        width=25,
                        over=PEMENUHAN,
                    )
                    for key, label in DIMENSI.items()
                ),
            ),
            rows=(
                Row(
                    "konsistensi",
                    {
                        "nomor": "",
                        "aspek": "Konsistensi keputusan asesmen\nBukti dari berbagai asesmen diperiksa untuk konsistensi "
                        "dimensi kompetensi",
                    },
                ),
            ),
        ),
        rekomendasi("rekomendasi_dimensi"),
    ),
    foot=Section("", (Field("komentar", "Komentar", "paragraph", PENINJAU, required=False, longest=2000),)),
    signatures=(
        Signature(
            PENINJAU,
            "Peninjau :",
            name_label="Nama Peninjau (Lead Asesor/Asesor)",
            sign_label="Tanggal dan Tanda Tangan",
        ),
    ),
    check=rules.check,
    needed=rules.needed,
)
