"""FR.AK.05 tells every refusal in the words in which it was said; nobody types it, and nobody leaves it out (FX13)."""

import datetime as dt

from sahih.documents.content import Content
from sahih.documents.sheets import rewrite_lembar
from sahih.process.asesmen.models import Laporan
from sahih.process.asesmen.queries import refusal_lines

BOX = "penolakan"


def tell_refusals(laporan: Laporan, *, at: dt.datetime) -> None:
    """Put into the box what is missing there, before what the asesor wrote."""
    lines = refusal_lines(laporan.jadwal)

    def told(content: Content) -> Content:
        said = str(content["fields"].get(BOX, ""))
        missing = [line for line in lines if line not in said]
        if not missing:
            return content
        fields = content["fields"] | {BOX: "\n".join(filter(None, [*missing, said]))}
        return {**content, "fields": fields}

    rewrite_lembar(laporan.lembar, told, as_role="asesor", at=at)
