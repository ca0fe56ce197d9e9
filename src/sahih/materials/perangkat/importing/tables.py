"""What a row of a table says: the roles of its columns, and the rows under them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sahih.materials.perangkat.importing.blocks import Baris, Foto, Sel, distinct
from sahih.materials.perangkat.importing.heads import role_of

LONGEST_HEAD = 60
MAIN = {"tanya", "bukti", "kunci", "acuan", "lingkup"}


@dataclass(frozen=True)
class Kolom:
    """The columns of a table by what they hold; a paper may print two groups of them side by side."""

    roles: tuple[str, ...]

    @property
    def is_grouped(self) -> bool:
        return self.roles.count("no") > 1

    def groups(self, row: Sequence[Sel]) -> Iterator["Baca"]:
        """One reading for each "No." of the head."""
        starts = [
            place
            for place, role in enumerate(self.roles)
            if role == "no" and (not place or self.roles[place - 1] != "no")
        ] or [0]
        for start, end in zip(starts, [*starts[1:], len(self.roles)], strict=True):
            yield Baca(self.roles[start:end], row[start:end])


@dataclass(frozen=True)
class Baca:
    """One row under its head."""

    roles: tuple[str, ...]
    row: Sequence[Sel]

    def cell(self, role: str) -> Sel | None:
        return next((cell for cell, own in zip(self.row, self.roles, strict=False) if own == role), None)

    def text(self, role: str) -> str:
        cell = self.cell(role)
        return cell.text if cell is not None else ""

    def cells(self, role: str) -> tuple[Sel, ...]:
        return tuple(distinct(tuple(cell for cell, own in zip(self.row, self.roles, strict=False) if own == role)))

    def lines(self, role: str) -> tuple[Baris, ...]:
        return tuple(line for cell in self.cells(role) for line in cell.lines if line.text)

    @property
    def pictures(self) -> tuple[Foto, ...]:
        return tuple(one for cell in distinct(tuple(self.row)) for one in cell.pictures)

    @property
    def loose(self) -> list[Sel]:
        """Cells under no head that hold words."""
        return [cell for cell in self.cells("") if cell.text]

    @property
    def silent(self) -> tuple[Sel, ...]:
        """What is read for its meaning only, and what somebody wrote who was assessed with this paper."""
        numbers = tuple(cell for cell in self.cells("no") if cell.number)
        return (*numbers, *self.cells("abaikan"), *self.cells("elemen"))

    @property
    def is_key(self) -> bool:
        """Numbers and keys, and no question beside them."""
        return "kunci" in self.roles and "no" in self.roles and not {"tanya", "huruf"} & set(self.roles)

    @property
    def filled(self) -> bool:
        """Whether somebody has been assessed with this paper: more than ticks stands where the asesor writes."""
        return any(_says(cell.text) for cell in self.cells("abaikan"))


def _says(text: str) -> bool:
    return len("".join(sign for sign in text if sign.isalpha())) > 5


def _role(cell: Sel) -> str:
    return role_of(cell.text.split(":")[0])


def _is_plainly_head(said: Sequence[Sel], known: set[str]) -> bool:
    """Number and question stand over it: a column that an LSP named its own way does not make it a row of content."""
    others = [cell.text for cell in said if not _role(cell)]
    return "no" in known and bool(known & MAIN) and all(len(text) < LONGEST_HEAD and "?" not in text for text in others)


def head_of(row: tuple[Sel, ...], before: Kolom | None) -> Kolom | None:
    """The roles of a head row; a second row of heads leaves what it does not name as it was."""
    said = [cell for cell in distinct(row) if cell.text]
    roles = [_role(cell) if cell.text else "" for cell in row]
    known = {role for role in roles if role}
    if len(said) < 2 or not (all(_role(cell) for cell in said) or _is_plainly_head(said, known)):
        return None
    if before is not None and len(before.roles) == len(row) and not known & MAIN:
        return Kolom(tuple(own or old for own, old in zip(roles, before.roles, strict=True)))
    if not known & (MAIN | {"kuk", "elemen"}):
        return None
    return Kolom(tuple(roles))
