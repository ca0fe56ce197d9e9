"""What FR.VA asks beyond single answers."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from sahih.documents.content import Content, RowContent, Value, row_of
from sahih.documents.vocabulary import Problem, Row
from sahih.kernel.reasons import says_something

BLANK_ON_PAPER = 4
SPARE = 2
EACH = 4
# The people whom the caller offers as those who answer for a plan.
ORANG = "orang"
JUDGED = ("aturan_bukti", "prinsip")
NONE_MET = "belum"
# Since this version every aspect is answered, and a team may say that it found nothing; older sheets were signed without.
ANSWERS_EACH = 3
NOTHING = frozenset({"", "tidak ada", "tidak ada temuan", "tidak ada rekomendasi", "nihil", "none"})


def rows(count: int = BLANK_ON_PAPER) -> dict[str, tuple[Row, ...]]:
    """The findings and the plan have as many rows as the caller gives; the paper has four."""
    lines = tuple(Row(str(number), {"nomor": str(number)}) for number in range(1, count + 1))
    return {"temuan": lines, "rencana": lines}


def needed(content: Content, path: str) -> bool | None:
    """A row that is begun is finished, and an aspect that is not met is a finding (FX9)."""
    row, source = row_of(content, path), path.partition("/")[0]
    if path.endswith("_lainnya"):
        chosen = row["answers"] if row else content["fields"]
        return "lainnya" in _listed(chosen.get(path.rpartition("/")[2].removesuffix("_lainnya")))
    if row and path.endswith("/nama"):
        return row["key"] == "asesor_1" or bool(row["answers"].get("konfirmasi"))
    if row and source == "aspek":
        return _answers_each(content)
    if row and source == "temuan":
        return _finding_needed(content, row, path)
    return bool(row["answers"]) if row and source == "rencana" else None


def _finding_needed(content: Content, row: RowContent, path: str) -> bool:
    """What is fit as it stands may have a finding that asks nothing of anybody."""
    begun = bool(row["answers"]) or (row["key"] == "1" and any(map(_unmet, content["rows"]["aspek"])))
    return begun and not (path.endswith("/rekomendasi") and content["fields"].get("kesimpulan") == "layak")


def check(content: Content) -> list[Problem]:
    """FX9: what is recommended is planned, with a date and somebody who answers for it; the team's word fits the plan."""
    if problems := [*_strangers(content), *_answered_twice(content)]:
        return problems
    if problems := list(_silent(content)):
        return problems
    recommended = any(_says(row, "rekomendasi") for row in content["rows"].get("temuan", []))
    rows, found = content["rows"].get("rencana", []), content["fields"].get("kesimpulan")
    planned = any(row["answers"].get("kegiatan") for row in rows)
    if planned and found == "layak":
        said = _("Ada rencana perbaikan. Pilih layak dengan perbaikan atau tidak layak, atau kosongkan rencananya.")
        return [Problem("kesimpulan", said)]
    if recommended and found == "layak":
        said = _("Ada rekomendasi. Pilih layak dengan perbaikan atau tidak layak, atau kosongkan rekomendasinya.")
        return [Problem("kesimpulan", said)]
    if planned or not rows or not (recommended or found in ("layak_perbaikan", "tidak_layak")):
        return []
    said = _("Ada rekomendasi. Rencanakan paling sedikit satu kegiatan perbaikan.") if recommended else _("Materi ini perlu perbaikan. Rencanakan paling sedikit satu kegiatan.")  # fmt: skip
    return [Problem(f"rencana/{rows[0]['key']}/kegiatan", said)]


def _silent(content: Content) -> Iterator[Problem]:
    """A finding, or the team's word that there is none; not both, and not a dash."""
    if not _answers_each(content):
        return
    none = bool(content["fields"].get("tanpa_temuan"))
    lines = content["rows"].get("temuan", [])
    written = [row for row in lines if any(row["answers"].get(key) for key in ("temuan", "rekomendasi"))]
    if not none and not written:
        yield Problem("tanpa_temuan", _("Tulis temuannya, atau beri tanda bahwa tidak ada temuan."))
    if none and any(_says(row, key) for row in written for key in ("temuan", "rekomendasi")):
        yield Problem("tanpa_temuan", _("Di bawah ini ada temuan atau rekomendasi. Hapus tanda ini, atau kosongkan barisnya."))  # fmt: skip
    elif none and content["fields"].get("kesimpulan") in ("layak_perbaikan", "tidak_layak"):
        yield Problem("tanpa_temuan", _("Kesimpulan tim meminta perbaikan. Hapus tanda ini dan tulis temuannya."))
    for row in written:
        if not none and not _says(row, "temuan"):
            yield Problem(f"temuan/{row['key']}/temuan", _("Temuan ini kosong artinya. Tulis apa yang ditemukan, atau kosongkan barisnya dan beri tanda bahwa tidak ada temuan."))  # fmt: skip


def _says(row: RowContent, key: str) -> bool:
    """Whether it is more than a dash or the word that there is nothing."""
    said = str(row["answers"].get(key, ""))
    return says_something(said) and " ".join(said.casefold().split()).strip(" .!-–—") not in NOTHING


def _answered_twice(content: Content) -> Iterator[Problem]:
    """Nothing met, and something met, of one aspect."""
    for row in content["rows"].get("aspek", []):
        for key in JUDGED:
            chosen = _listed(row["answers"].get(key))
            if NONE_MET in chosen and len(chosen) > 1:
                said = _("Tanda – berarti tidak satu pun terpenuhi. Hapus tanda itu atau yang lain.")
                yield Problem(f"aspek/{row['key']}/{key}", said)


def _answers_each(content: Content) -> bool:
    return int(content["form"]["version"]) >= ANSWERS_EACH


def _strangers(content: Content) -> Iterator[Problem]:
    """Where the sheet bears the table of its team, the two lines on top name the same people."""
    for key, row in zip(("tim_1", "tim_2"), content["rows"].get("tim", []), strict=False):
        said = str(content["fields"].get(key, ""))
        if said and row["cells"]["nama"] not in said:
            yield Problem(key, _("Tulis nama seperti pada tabel anggota tim: %s.") % row["cells"]["nama"])


def rows_wanted(content: Content) -> int:
    """As many lines as the paper has, and two more than are filled: a plan is as long as it needs to be."""
    filled = [
        place
        for source in ("temuan", "rencana")
        for place, row in enumerate(content["rows"][source], 1)
        if row["answers"]
    ]
    return max(BLANK_ON_PAPER, max(filled, default=0) + SPARE)


def derive(content: Content) -> dict[str, Value]:
    """Take the scheme from the head, and tick whoever is named."""
    people = content["rows"]["relevan"]
    named = {f"relevan/{row['key']}/hadir": ["ya"] if row["answers"].get("nama") else [] for row in people}
    header = content["header"]
    return {**named, "nama_skema": str(header["skema_judul"]), "nomor_skema": str(header["skema_nomor"])}


def _unmet(row: RowContent) -> bool:
    """Somebody looked, and not all of it is met."""
    looked = [_listed(row["answers"].get(key)) for key in JUDGED]
    return any(chosen and (NONE_MET in chosen or len(chosen) < EACH) for chosen in looked)


def _listed(value: object) -> list[str]:
    return value if isinstance(value, list) else []
