"""How ready a published skema is for its first asesi: each part in words, and where it is mended."""

import datetime as dt
from typing import Literal

from django.urls import reverse
from django.utils.translation import gettext as _

from sahih.institution.accounts.roles import Role
from sahih.kernel.actor import Actor
from sahih.materials.perangkat.kesiapan import POTENSI, Kesiapan, readiness_of
from sahih.materials.perangkat.policies import READERS as MUK_READERS
from sahih.materials.skema.models import SkemaVersi
from sahih.web.ui.parts import Badge, Link, Tone

Line = tuple[Link, Badge]


def lines_of(one: SkemaVersi, actor: Actor, slug: str, *, day: dt.date) -> list[Line]:
    """Five lines; a link where this actor may open the page."""
    found = readiness_of([one], day=day)[one.pk]
    anchor, office = f"#versi-{one.ref}", actor.may("skema.manage")
    plans = actor.may("asesmen.read") or actor.has(Role.ASESOR, Role.MANAJER_SERTIFIKASI)
    return [
        (_link(_("Rencana asesmen"), _plan_words(found), plans and reverse("rencana:daftar", args=[slug]) + anchor), _badge(found.rencana, whole=POTENSI)),
        (_link("MUK", _("%d MUK tervalidasi") % found.muk if found.muk else _("belum ada MUK tervalidasi"), actor.has(*MUK_READERS) and reverse("muk:daftar", args=[slug]) + anchor), _badge(found.muk)),
        (_link(_("Asesor"), _("%d asesor dengan lingkup dan sertifikat yang berlaku") % found.asesor if found.asesor else _("belum ada asesor dengan lingkup skema ini"), office and reverse("admin_lsp:asesor", args=[slug])), _badge(found.asesor)),
        (_link("TUK", _("%d TUK ditetapkan untuk skema ini") % found.tuk if found.tuk else _("belum ada TUK yang ditetapkan untuk skema ini"), office and reverse("admin_lsp:tuk", args=[slug])), _badge(found.tuk)),
        (_link(_("Izin jarak jauh"), _permit_words(found), office and reverse("admin_lsp:izin", args=[slug])), _permit_badge(found)),
    ]  # fmt: skip


def _link(label: str, said: str, href: str | Literal[False]) -> Link:
    return Link(label, href or "", note=said)


def _plan_words(found: Kesiapan) -> str:
    words = _("%(count)d dari %(all)d potensi punya rencana yang berlaku") % {"count": found.rencana, "all": POTENSI}
    return words if found.rencana in (0, POTENSI) else _("%s; asesi berpotensi lain belum dapat mulai") % words


def _permit_words(found: Kesiapan) -> str:
    if found.has_remote_permit:
        return _("ada izin yang berlaku dan menyebut skema ini")
    return _("tidak ada yang berlaku: hanya tatap muka, atau uji coba")


def _badge(count: int, *, whole: int = 1) -> Badge:
    if count >= whole:
        return Badge(_("siap"), Tone.OK)
    return Badge(_("sebagian") if count else _("belum ada"), Tone.WAIT if count else Tone.NO)


def _permit_badge(found: Kesiapan) -> Badge:
    return Badge(_("ada"), Tone.OK) if found.has_remote_permit else Badge(_("tidak ada"), Tone.NEUTRAL)


def _names() -> dict[str, str]:
    return {"rencana": _("rencana asesmen"), "muk": "MUK", "asesor": _("asesor"), "tuk": "TUK"}


def short_words(found: Kesiapan) -> str:
    """For a list: what bars every assessment, else which part of it may begin."""
    if found.bars:
        return _("Belum siap: %s") % ", ".join(_names()[name] for name in found.bars)
    return _("Siap") if found.is_whole else _("Siap untuk %(count)d dari %(all)d potensi") % {"count": found.rencana, "all": POTENSI}  # fmt: skip


def published_words(one: SkemaVersi, *, day: dt.date) -> str:
    """Said at the moment of publishing: that applications come in now, and what must be there before anybody is assessed."""
    found = readiness_of([one], day=day)[one.pk]
    if not found.bars:
        return _("Skema terbit: permohonan dapat masuk dan asesmen dapat dimulai. %s.") % short_words(found)
    needed = ", ".join(_names()[name] for name in found.bars)
    return _("Skema terbit dan permohonan dapat masuk, tetapi asesmen belum dapat dimulai. Yang masih diperlukan: %s. Lihat bagian Kesiapan asesmen.") % needed  # fmt: skip
