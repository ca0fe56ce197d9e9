"""What a verification of a TUK asks beyond single answers (T2, T4)."""

from django.utils.translation import gettext as _

from sahih.documents.content import Content, row_of
from sahih.documents.vocabulary import Problem

BAD = {"tidak_sesuai", "rusak", "tidak"}


def needed(content: Content, path: str) -> bool | None:
    """What does not fit is described."""
    row = row_of(content, path)
    return _is_bad(row["answers"]) if row and path.endswith("/catatan") else None


def check(content: Content) -> list[Problem]:
    """One requirement that is not met makes the place *Tidak Sesuai*."""
    bad = [row for rows in content["rows"].values() for row in rows if _is_bad(row["answers"])]
    if bad and is_fit(content):
        return [Problem("keputusan", _("Ada %d hal yang tidak sesuai; keputusannya tidak dapat Sesuai.") % len(bad))]
    return []


def is_fit(content: Content) -> bool:
    """Whether the verifikator found the place fit for use."""
    return content["fields"].get("keputusan") in {"sesuai", "layak"}


def _is_bad(answers: object) -> bool:
    return isinstance(answers, dict) and answers.get("kondisi") in BAD
