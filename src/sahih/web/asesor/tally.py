"""What stands beside a sheet while it is filled: how far each kelompok is, how each unit came out."""

from collections.abc import Mapping
from dataclasses import dataclass

from sahih.documents.content import Content, RowContent
from sahih.web.ui.parts import Badge, Cell, Table, Tone


@dataclass(frozen=True)
class KelompokProgress:
    """One kelompok pekerjaan of FR.IA.01: where it begins and how many KUK are judged."""

    number: str
    title: str
    href: str
    done: int
    total: int
    unmet: int

    @property
    def is_complete(self) -> bool:
        return self.done == self.total


def kelompok_progress(content: Content) -> Mapping[str, object]:
    """Each kelompok with its count, in the order of the sheet."""
    groups: dict[str, list[RowContent]] = {}
    for row in content["rows"]["kuk"]:
        groups.setdefault(row["cells"]["kelompok"], []).append(row)
    return {"kelompok_list": [_kelompok(number, rows) for number, rows in groups.items()]}


def _kelompok(number: str, rows: list[RowContent]) -> KelompokProgress:
    said = [row["answers"].get("pencapaian") for row in rows]
    settled = sum(bool(row["answers"]) for row in rows)
    first = next((row for row in rows if not row["answers"]), rows[0])
    return KelompokProgress(
        number=number,
        title=rows[0]["cells"]["kelompok_judul"],
        href=f"#kuk/{first['key']}",
        done=settled,
        total=len(rows),
        unmet=said.count("tidak"),
    )


_RESULT = {"k": Badge("K", Tone.OK), "bk": Badge("BK", Tone.NO)}


def unit_results(content: Content) -> Mapping[str, object]:
    """K and BK per unit as computed, for the eye; the sheet says the same in its matrix."""
    results = [str(row["answers"].get("hasil", "bk")) for row in content["rows"]["unit"]]
    rows = [
        (Cell(row["cells"]["unit"]), Cell(_RESULT[result].text, tone=_RESULT[result].tone))
        for row, result in zip(content["rows"]["unit"], results, strict=True)
    ]
    table = Table("Hasil per unit", ("Unit", "Hasil"), rows)
    return {"results": table, "is_kompeten": set(results) == {"k"}, "failed": results.count("bk")}
