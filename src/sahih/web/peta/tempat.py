"""Where an item stands, and where a gap is mended: the page of its instrument, or the plan that does not open it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from sahih.materials.muk.models import Rencana
from sahih.materials.perangkat.models import Muk
from sahih.materials.perangkat.pengesahan import Alasan, key_of, reasons_of
from sahih.materials.peta.counting import ButirRow
from sahih.materials.peta.gaps import Celah, Jenis

# Nothing is mended there any more; what lacks was accepted by a signed reason, or waits for the next MUK.
SEALED = frozenset({Muk.Status.TERVALIDASI, Muk.Status.DITARIK})


def item_href(slug: str, muk: Muk, one: ButirRow) -> str:
    return f"{_bagian(slug, muk, one.kelompok, one.instrumen)}#butir-{one.ref}"


@dataclass(frozen=True)
class Mending:
    """Where the gaps of one MUK are mended: in its instruments, in the plan, or, once it is signed, no more here."""

    slug: str
    muk: Muk
    plans: Sequence[Rencana]

    @cached_property
    def reasons(self) -> Mapping[str, Alasan] | None:
        return reasons_of(self.muk) if self.muk.status in SEALED else None

    def of(self, gap: Celah) -> tuple[str, str]:
        """The address, and what is done there."""
        if self.reasons is not None and self.muk.pengesahan is not None:
            sheet = reverse("muk:lembar", args=[self.slug, self.muk.ref, self.muk.pengesahan.ref])
            return sheet, _accepted(self.reasons.get(key_of(gap)), gap)
        plan = next((one for one in self.plans if not gap.potensi or one.potensi in gap.potensi), None)
        if gap.closed_in and plan is not None:
            facts = {"kode": ", ".join(gap.closed_in), "potensi": plan.potensi}
            words = _("Buka %(kode)s di rencana potensi %(potensi)s, atau beri alasan saat menandatangani") % facts
            return reverse("rencana:rencana", args=[self.slug, plan.ref]), words
        words = _("Tambah butir di %s") if gap.bagian and gap.jenis in (Jenis.KUK, Jenis.ASPEK) else _("Perbaiki di %s")
        return mend_href(self.slug, self.muk, gap), words % gap.instrumen


def _accepted(reason: Alasan | None, gap: Celah) -> str:
    if reason is None:
        return _(
            "Baru terlihat sesudah pengesahan; rencananya baru dapat dipakai dengan MUK berikutnya yang menjawabnya"
        )
    if not reason.answers(gap):
        facts = {"potensi": ", ".join(sorted(reason.potensi)), "why": reason.words}
        return _("Diterima untuk potensi %(potensi)s saja: %(why)s. Dijawab MUK berikutnya") % facts
    return _("Diterima saat pengesahan: %s") % reason.words


def mend_href(slug: str, muk: Muk, gap: Celah) -> str:
    """The instrument of that kelompok, which may still have to be begun there."""
    where = _bagian(slug, muk, gap.kelompok, gap.instrumen)
    if gap.bagian and gap.jenis in (Jenis.KUK, Jenis.ASPEK):
        subject = gap.subject if gap.jenis == Jenis.KUK else f"kritis|{gap.subject}"
        return f"{where}butir/?{urlencode({'kuk': f'{gap.unit}|{subject}'})}"
    return f"{where}#butir-{gap.butir}" if gap.butir else where


def _bagian(slug: str, muk: Muk, kelompok: int, instrumen: str) -> str:
    return reverse(
        "muk:bagian", args=[slug, muk.ref, kelompok, instrumen.removeprefix("FR.").lower().replace(".", "-")]
    )
