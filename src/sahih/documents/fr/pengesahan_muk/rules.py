"""What keeps a Lembar Pengesahan MUK from being signed."""

import datetime as dt
from collections.abc import Iterator

from sahih.documents.content import Content
from sahih.documents.vocabulary import Problem
from sahih.kernel.reasons import says_something


def check(content: Content) -> list[Problem]:
    """A content is there, what is answered is answered in words, and it is looked at again within three years, as long as a certificate holds."""
    found, fields = [*_wordless(content)], content["fields"]
    if not content["rows"].get("instrumen"):
        found.append(Problem("ditinjau", "MUK ini belum punya isi; tulis instrumennya dulu."))
    said, begun = str(fields.get("ditinjau") or ""), str(content["header"].get("tanggal") or "")
    if said and begun:
        first = dt.date.fromisoformat(begun)
        if not first < dt.date.fromisoformat(said) <= first + dt.timedelta(days=3 * 366):
            found.append(Problem("ditinjau", "Tanggal kaji ulang sesudah hari ini dan paling lama tiga tahun lagi."))
    return found


def _wordless(content: Content) -> Iterator[Problem]:
    """A gap is accepted for a reason and an improvement answered by a sentence (PL10, FX9): both are printed."""
    for source, key, said in (
        ("celah", "alasan", "Tulis alasannya dengan kata-kata: mengapa ini boleh belum terukur."),
        ("perbaikan", "jawaban", "Tulis jawabannya dengan kata-kata: apa yang berubah dalam MUK ini."),
    ):
        for row in content["rows"].get(source, []):
            if (words := row["answers"].get(key)) and not says_something(str(words)):
                yield Problem(f"{source}/{row['key']}/{key}", said)
