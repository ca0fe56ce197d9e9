"""The map of one asesi as a table: per KUK what each instrument says, per elemen the evidence and how it was judged."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.utils.http import urlencode
from django.utils.translation import gettext as _

from sahih.process.asesmen.evidence import Barang, BarisKuk, PetaAsesi, Terbukti
from sahih.process.asesmen.vatm import Nilai
from sahih.web.peta.kisi import Baris, Kolom, Rumpun, Sel, Tabel
from sahih.web.ui.parts import Badge, Cell, Link, Table, Tone

ALL = "semua"
UNASKED = 40


@dataclass(frozen=True)
class Tautan:
    """Where a reader of this map finds a sheet, a file and the answers about it; empty where they may not."""

    sheet: Callable[[str], str]
    file: Callable[[Barang], str]
    judge: Callable[[Barang], str]


@dataclass(frozen=True)
class KisiAsesi:
    """How the map of one asesi is drawn."""

    peta: PetaAsesi
    tautan: Tautan

    def tables(self, lines: Sequence[BarisKuk], *, open_only: bool) -> list[Tabel]:
        columns = [Kolom((code,), code, code) for code in self.peta.planned]
        found = []
        for unit, own in groupby(lines, key=lambda one: one.row.cells["unit"]):
            rows = list(own)
            parts = [
                self._elemen(list(of), columns, open_only=open_only)
                for _key, of in groupby(rows, key=lambda one: one.elemen)
            ]
            shown = [one for one in parts if one.rows]
            if shown:
                found.append(Tabel(unit, rows[0].row.cells["unit_judul"], columns, [], shown))
        return found

    def _elemen(self, lines: Sequence[BarisKuk], columns: Sequence[Kolom], *, open_only: bool) -> Rumpun:
        cells = lines[0].row.cells
        title = _("Elemen %(n)s %(title)s") % {"n": cells["elemen_nomor"], "title": cells["elemen"]}
        done = sum(1 for one in lines if one.state == Terbukti.YA)
        rows = [self._line(one, columns) for one in lines if not (open_only and one.state == Terbukti.YA)]
        badge = Badge(
            _("%(n)d dari %(all)d terbukti") % {"n": done, "all": len(lines)},
            Tone.OK if done == len(lines) else Tone.WAIT,
        )
        counts = [self._count(one.cell[0], lines) for one in columns]
        return Rumpun(title, counts, rows, badge, note=self._self(lines[0].elemen), items=self._items(lines[0].elemen))

    def _count(self, code: str, lines: Sequence[BarisKuk]) -> Sel:
        met = sum(1 for one in lines if one.said.get(code) == "ya")
        return Sel(f"{met}/{len(lines)}", _("%(n)d dari %(all)d KUK") % {"n": met, "all": len(lines)}, "jumlah", code)

    def _line(self, one: BarisKuk, columns: Sequence[Kolom]) -> Baris:
        cells = [self._cell(one, column.cell[0]) for column in columns]
        badge = state_badge(one.state)
        return Baris(one.row.cells["nomor"], one.row.cells["kuk"], "", cells, badge, note="; ".join(one.held))

    def _cell(self, one: BarisKuk, code: str) -> Sel:
        said, href = one.said.get(code, ""), self.tautan.sheet(code)
        words, kind, mark = CELLS.get(said, ("terbuka", "nol", ""))
        if said and code not in self.peta.closed:
            words = _("%s, belum ditutup") % words
        return Sel(words, "", kind, code, mark, f"{href}#kuk/{one.row.key}" if said and href else "")

    def _self(self, elemen: str) -> str:
        said = {"k": _("FR.APL.02: K"), "bk": _("FR.APL.02: BK")}
        return said.get(self.peta.self_assessed.get(elemen, ""), "")

    def _judge(self, one: Barang, elemen: str) -> str:
        href = self.tautan.judge(one)
        return f"{href}?{urlencode({'elemen': elemen})}" if href else ""

    def _items(self, elemen: str) -> list[tuple[Link, Badge, str]]:
        """The asesi's own evidence for this elemen; what was observed stands in its column."""
        answers = {(one.bukti, one.elemen): one for one in self.peta.judged}
        found = [one for one in self.peta.evidence if elemen in one.elemen]
        return [
            (
                Link(one.name, self.tautan.file(one)),
                vatm_badge(answers.get((one.key, elemen))),
                self._judge(one, elemen),
            )
            for one in found
            if one.bukti is not None or (one.key, elemen) in answers
        ]


CELLS = {"ya": ("Ya", "cukup", " ✓"), "tidak": ("Tidak", "lebih", " ✗"), "lanjut": ("Lanjut", "lebih", " →")}


def state_badge(state: Terbukti) -> Badge:
    words = {
        Terbukti.YA: _("terbukti"), Terbukti.TERBUKA: _("terbuka"), Terbukti.TIDAK: _("belum tercapai"),
        Terbukti.TERTAHAN: _("tertahan VATM"),
    }  # fmt: skip
    tones = {Terbukti.YA: Tone.OK, Terbukti.TERBUKA: Tone.WAIT}
    return Badge(words[state], tones.get(state, Tone.NO))


def vatm_badge(said: Nilai | None) -> Badge:
    if said is None:
        return Badge(_("VATM belum dinilai"), Tone.NEUTRAL)
    if not said.failed:
        return Badge(_("VATM ya"), Tone.OK)
    what = ", ".join(said.failed)
    return Badge(_("%s tidak, diatasi") % what, Tone.WAIT) if said.remedy else Badge(_("%s tidak") % what, Tone.NO)


def summary_of(peta: PetaAsesi) -> str:
    """The whole in one sentence."""
    parts = [_("%(n)d dari %(all)d KUK terbukti") % {"n": peta.count(Terbukti.YA), "all": len(peta.lines)}]
    rest = (
        (Terbukti.TERBUKA, _("%d masih terbuka")), (Terbukti.TIDAK, _("%d belum tercapai")),
        (Terbukti.TERTAHAN, _("%d tertahan karena VATM")),
    )  # fmt: skip
    return ", ".join(parts + [words % peta.count(state) for state, words in rest if peta.count(state)])


def groups_of(peta: PetaAsesi) -> list[tuple[str, str]]:
    cells = [one.row.cells for one in peta.lines]
    return list(dict.fromkeys((one["kelompok"], f"{one['kelompok']} {one['kelompok_judul']}".strip()) for one in cells))


def chosen_group(peta: PetaAsesi, asked: str) -> str:
    """One kelompok at a time where the skema is large; the first that is not proved yet, unless one is asked for."""
    there = [number for number, _title in groups_of(peta)]
    if asked == ALL or asked in there:
        return asked
    if len(peta.lines) <= UNASKED:
        return ALL
    waiting = (one.row.cells["kelompok"] for one in peta.lines if one.state != Terbukti.YA)
    return next(waiting, there[0])


def evidence_table(peta: PetaAsesi, tautan: Tautan) -> Table:
    """Each piece of evidence with how it was judged, the unjudged ones saying so."""
    answers: dict[str, list[Nilai]] = {}
    for one in peta.judged:
        answers.setdefault(one.bukti, []).append(one)
    rows = [
        (
            Cell(one.name, tautan.file(one)),
            Cell(_("%d elemen") % len(one.elemen)),
            _judged(answers.get(one.key, []), one),
            Cell(_("Nilai lagi") if one.key in answers else _("Nilai"), tautan.judge(one))
            if tautan.judge(one)
            else Cell(""),
        )
        for one in peta.evidence
    ]
    return Table(_("Bukti asesmen ini"), (_("Bukti"), _("Membuktikan"), _("VATM"), _("Menilai")), rows)


def _judged(answers: Sequence[Nilai], one: Barang) -> Cell:
    bad = [said for said in answers if said.blocks]
    if bad:
        return Cell(
            _("%(what)s tidak, %(n)d elemen tertahan") % {"what": ", ".join(bad[0].failed), "n": len(bad)}, tone=Tone.NO
        )
    if len(answers) < len(one.elemen):
        return Cell(_("belum dinilai") if not answers else _("%(n)d dari %(all)d elemen dinilai") % {"n": len(answers), "all": len(one.elemen)}, tone=Tone.WAIT)  # fmt: skip
    mended = any(said.failed for said in answers)
    return Cell(_("tidak, tetapi diatasi") if mended else _("keempatnya ya"), tone=Tone.WAIT if mended else Tone.OK)


def elemen_choices(peta: PetaAsesi) -> Mapping[str, str]:
    """Key and words of every elemen, for the form."""
    cells = [(one.elemen, one.row.cells) for one in peta.lines]
    return {key: f"{one['unit']} elemen {one['elemen_nomor']}: {one['elemen']}" for key, one in cells}
