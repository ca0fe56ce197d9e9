"""What keeps a Lembar Pengesahan MUK from being signed."""

import datetime as dt

from sahih.documents.content import Content
from sahih.documents.vocabulary import Problem


def check(content: Content) -> list[Problem]:
    """A content is there, and it is looked at again within three years, as long as a certificate holds."""
    found, fields = list[Problem](), content["fields"]
    if not content["rows"].get("instrumen"):
        found.append(Problem("ditinjau", "MUK ini belum punya isi; tulis instrumennya dulu."))
    said, begun = str(fields.get("ditinjau") or ""), str(content["header"].get("tanggal") or "")
    if said and begun:
        first = dt.date.fromisoformat(begun)
        if not first < dt.date.fromisoformat(said) <= first + dt.timedelta(days=3 * 366):
            found.append(Problem("ditinjau", "Tanggal kaji ulang sesudah hari ini dan paling lama tiga tahun lagi."))
    return found
