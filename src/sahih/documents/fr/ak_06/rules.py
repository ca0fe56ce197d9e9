"""What FR.AK.06 asks beyond single answers."""

import re

from django.utils.translation import gettext as _

from sahih.documents.content import Content, RowContent
from sahih.documents.vocabulary import Problem, Row
from sahih.documents.wording import short_date

KODE = re.compile(r"FR\.[A-Z]{2,4}\.\d{2}[A-C]?")
PRINSIP, DIMENSI = 4, ("ts", "tms", "cms", "jres", "trs")


def first_review(ref: str, *, by: str, on: str, sha256: str) -> dict[str, tuple[Row, ...]]:
    """What the review at SOP 3.4.3 says of the first one; a first one has no such part."""
    cells = {"nomor": "1", "lembar": ref, "peninjau": by, "tanggal": short_date(on), "sidik": sha256}
    return {"pertama": (Row("1", cells),)}


def needed(content: Content, path: str) -> bool | None:
    """FX9: a principle that is not met, or a dimension that no record shows (E6), asks for what is to improve."""
    match path:
        case "rekomendasi_prinsip":
            return any(_unmet(row) for row in content["rows"]["prosedur"])
        case "rekomendasi_dimensi":
            return any(not row["answers"].get(one) for row in content["rows"]["dimensi"] for one in DIMENSI)
        case _:
            return None


def check(content: Content) -> list[Problem]:
    """A dimension is proved by codes of forms and by nothing else."""
    said = _("Tulis kode formulir saja, dipisahkan koma: FR.IA.01, FR.IA.03.")
    given = [
        (f"dimensi/{row['key']}/{one}", str(row["answers"].get(one, "")))
        for row in content["rows"]["dimensi"]
        for one in DIMENSI
    ]
    return [Problem(path, said) for path, codes in given if codes and not _are_codes(codes)]


def _unmet(row: RowContent) -> bool:
    ticked, offered = row["answers"].get("prinsip", []), row["options"].get("prinsip")
    return isinstance(ticked, list) and len(ticked) < (len(offered) if offered else PRINSIP)


def _are_codes(text: str) -> bool:
    return all(KODE.fullmatch(one.strip()) for one in text.split(","))
