"""What the preview of an imported file shows: counts beside the present content, items in words, KUK to confirm."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sahih.materials.perangkat.actions.files import Ambil, Pratinjau, loss_words
from sahih.materials.perangkat.enums import Instrumen
from sahih.materials.perangkat.format import BagianSpec, ButirSpec, RefSpec
from sahih.materials.perangkat.importing.acuan import Acuan, said
from sahih.materials.perangkat.importing.bacaan import Alamat, Saran, Terlewat
from sahih.materials.perangkat.importing.choosing import Cara
from sahih.materials.perangkat.importing.comparing import Banding, compared
from sahih.materials.perangkat.importing.pairing import lost
from sahih.materials.perangkat.importing.xlsx_form import label_of
from sahih.web.ui.parts import Cell, Table

CHOICE, OTHER = "kuk:", "lain:"
MANY_OFFERED = 30


@dataclass(frozen=True)
class Butirnya:
    """One item of the file in words."""

    number: int
    text: str
    facts: str
    kuk: Sequence[str]


@dataclass(frozen=True)
class Bagiannya:
    """One instrument of one kelompok: counts beside the present content, then its items."""

    title: str
    counts: str
    warning: str
    heads: Sequence[tuple[str, str]]
    items: Sequence[Butirnya]
    gone: Sequence[str]


@dataclass(frozen=True)
class Tawaran:
    """An item that names no KUK: what shares most words with it, and what was posted for it."""

    address: str
    where: str
    text: str
    kelompok: int
    offers: Sequence[tuple[str, str, bool]]
    other: str

    @property
    def choice_name(self) -> str:
        return f"{CHOICE}{self.address}"

    @property
    def other_name(self) -> str:
        return f"{OTHER}{self.address}"

    @property
    def is_open(self) -> bool:
        """Nothing is chosen: the first choice, which says so."""
        return not any(chosen for _value, _words, chosen in self.offers)


def parts_of(seen: Pratinjau) -> list[Bagiannya]:
    by_name = _by_name(seen)
    return [
        _part(one, by_name.get((one.instrumen, one.kelompok)), seen.acuan)
        for one in compared(seen.now, seen.bacaan.spec)
    ]


def ways_of(seen: Pratinjau, cara: str) -> list[tuple[str, str, bool, str, bool]]:
    """The ways of taking over; beside the one that replaces what goes with it, and whether it must be agreed to."""
    loss = lost(seen.now, seen.bacaan.spec)
    return [
        (value, str(label), cara == value, loss_words(loss) if value == Cara.GANTI and loss.before else "", value == Cara.GANTI and loss.needs_consent)
        for value, label in Cara.choices
    ]  # fmt: skip


def taken_words(taken: Ambil, *, cara: str) -> str:
    """What became of the MUK, in numbers; and the way back."""
    told = _("Isi berkas diambil alih: dari %(before)d menjadi %(now)d butir, %(gone)d dihapus. Periksa butirnya, lengkapi yang belum diambil, lalu ajukan.") % vars(taken)  # fmt: skip
    if cara == Cara.GANTI and taken.before:
        told += " " + _("Isi yang lama disimpan 30 hari pada halaman impor, dan dapat diambil kembali dari sana.")
    return told


def _by_name(seen: Pratinjau) -> Mapping[tuple[str, int], BagianSpec]:
    return {(one.instrumen, one.kelompok): one for one in seen.bacaan.spec.bagian}


def _part(one: Banding, part: BagianSpec | None, acuan: Acuan) -> Bagiannya:
    numbers = {"after": one.after, "before": one.before, "fresh": one.fresh, "same": one.same, "changed": one.changed, "gone": len(one.gone)}  # fmt: skip
    counts = _("%(after)d butir di berkas: %(fresh)d baru, %(same)d sama, %(changed)d berubah. %(before)d butir di MUK sekarang; %(gone)d di antaranya tidak ada di berkas.") % numbers  # fmt: skip
    warning = ""
    if one.is_only_here:
        counts = _("Tidak ada di berkas. %(before)d butir MUK ini hilang bila seluruh isi diganti.") % numbers
    elif one.keys_gone:
        warning = ngettext("%d butir berkunci hilang, atau pilihannya lain sehingga kuncinya tidak berlaku lagi, bila seluruh isi diganti.", "%d butir berkunci hilang, atau pilihannya lain sehingga kuncinya tidak berlaku lagi, bila seluruh isi diganti.", one.keys_gone) % one.keys_gone  # fmt: skip
    elif one.is_silent:
        warning = _("Yang tidak disebut berkas (KUK, dimensi, jenis bukti, kunci, gambar) tetap pada butir yang kata-katanya sama.")  # fmt: skip
    return Bagiannya(
        title=f"{Instrumen(one.instrumen).label} · {_('kelompok')} {one.kelompok}", counts=counts, warning=warning,
        heads=_heads(part) if part else (), items=[_item(n, butir) for n, butir in enumerate(part.butir, 1)] if part else (),
        gone=[_short(text) for text in one.gone],
    )  # fmt: skip


def _heads(part: BagianSpec) -> list[tuple[str, str]]:
    named = (
        (_("Petunjuk"), part.petunjuk), (_("Skenario atau yang disiapkan"), part.skenario), (_("Perlengkapan"), part.perlengkapan),
        (_("Hasil atau yang dipresentasikan"), part.keluaran), (_("Waktu"), _minutes(part.minutes)),
        (_("Waktu presentasi"), _minutes(part.present_minutes)),
    )  # fmt: skip
    return [(label, text) for label, text in named if text]


def _minutes(value: int | None) -> str:
    return _("%d menit") % value if value else ""


def _item(number: int, one: ButirSpec) -> Butirnya:
    """Everything but the key itself, of which only that it is there is said."""
    facts = [one.scope or "", one.dimensi or "", _(one.saat) if one.saat else "", _("kritis") if one.kritis else ""]
    if one.options:
        facts.append(ngettext("%d pilihan", "%d pilihan", len(one.options)) % len(one.options))
    facts += [_("berkunci")] if one.kunci else []
    facts += [_("bergambar: %s") % one.picture.alt] if one.picture else []
    return Butirnya(number, one.text, " · ".join(fact for fact in facts if fact), [said(ref) for ref in one.refs])


def offers_of(seen: Pratinjau, posted: Mapping[str, str]) -> list[Tawaran]:
    """Every item without KUK, in the order of the file."""
    by_name = _by_name(seen)
    words = {one.ref: label_of(one) for one in seen.acuan.isi}
    found = []
    for address, offered in seen.bacaan.saran.items():
        item = by_name[address.instrumen, address.kelompok].butir[address.number - 1]
        found.append(_offer(address, item, offered, words, posted))
    return found


def _offer(
    address: Alamat, item: ButirSpec, offered: Sequence[Saran], words: Mapping[RefSpec, str], posted: Mapping[str, str]
) -> Tawaran:  # fmt: skip
    chosen = posted.get(f"{CHOICE}{address}", "")
    offers = [
        (said(one.ref), _offered(one, words[one.ref]), said(one.ref) == chosen)
        for one in offered
    ]  # fmt: skip
    where = _("%(instrumen)s kelompok %(kelompok)d butir %(number)d") % vars(address)
    return Tawaran(str(address), where, item.text, address.kelompok, offers, posted.get(f"{OTHER}{address}", ""))


def _offered(one: Saran, words: str) -> str:
    if one.is_named:
        return _("%(kuk)s (nomor ini tertulis di berkas, unitnya tidak)") % {"kuk": words}
    return _("%(kuk)s (%(percent)d%% kata sama)") % {"kuk": words, "percent": one.percent}


def kuk_said(posted: Mapping[str, str]) -> dict[str, str]:
    """What was confirmed per item; what was typed goes before what was ticked."""
    found = {name.removeprefix(CHOICE): text for name, text in posted.items() if name.startswith(CHOICE) and text}
    typed = {name.removeprefix(OTHER): text for name, text in posted.items() if name.startswith(OTHER) and text.strip()}
    return found | typed


def lists_of(acuan: Acuan) -> list[tuple[int, list[str]]]:
    """All KUK and aspek of each kelompok, for the field in which another one is typed."""
    return [(number, [label_of(one) for one in acuan.isi if one.kelompok == number]) for number in acuan.units]


def missed_table(terlewat: Sequence[Terlewat], *, may_see_keys: bool) -> Table:
    """What was not understood; a passage that may quote a key only for whom keys are shown."""
    rows = [
        (Cell(one.where), Cell(one.text or "–" if may_see_keys or not one.is_secret else _("(tidak ditampilkan: dapat memuat kunci)")), Cell(one.why), Cell(one.todo))
        for one in terlewat
    ]  # fmt: skip
    return Table(
        _("Yang tidak diambil"), (_("Tempat di berkas"), _("Tertulis"), _("Sebabnya"), _("Yang dapat dilakukan")), rows
    )


def _short(text: str) -> str:
    folded = " ".join(text.split())
    return folded if len(folded) <= 160 else f"{folded[:159]}…"
