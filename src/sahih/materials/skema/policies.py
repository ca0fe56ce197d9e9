"""Who may manage skema, what publishing needs, and where a skema may be offered."""

import datetime as dt

from django.utils.translation import gettext as _

from sahih.institution.accounts.models import Person
from sahih.institution.accounts.queries import is_among
from sahih.institution.lsp.models import Lsp
from sahih.institution.lsp.policies import sector_covers
from sahih.institution.perizinan.models import Perizinan
from sahih.institution.perizinan.policies import in_force
from sahih.kernel.actor import Actor
from sahih.kernel.policy import ALLOW, Verdict, allow_if, deny, first_denial, policy
from sahih.materials.skema.acuan import standar_gaps
from sahih.materials.skema.completeness import missing
from sahih.materials.skema.content import Content, content_of, spec_of
from sahih.materials.skema.enums import Mode, RemoteCategory, RemotePart, Status
from sahih.materials.skema.models import SkemaVersi


@policy("skema.manage")
def may_manage_skema(actor: Actor) -> Verdict:
    return allow_if(actor.may("skema.manage"), _("Skema diimpor dan dilengkapi oleh yang diberi hak oleh LSP."))


@policy("skema.complete")
def may_complete(actor: Actor, versi: SkemaVersi) -> Verdict:
    """A version in use never changes (K5), nor one that was reviewed."""
    return first_denial(may_manage_skema(actor), _is_open(versi))


def _is_open(versi: SkemaVersi) -> Verdict:
    if versi.status == Status.DITINJAU:
        return deny(_("Versi ini sudah ditinjau. Kembalikan menjadi draf untuk mengubahnya; lalu ditinjau lagi."))
    reason = _("Versi ini tidak lagi berupa draf. Buat versi berikutnya dari versi ini, atau impor berkas baru.")
    return allow_if(versi.status == Status.DRAF, reason)


@policy("skema.review")
def may_review(actor: Actor, versi: SkemaVersi, *, on: dt.date) -> Verdict:
    """K7: whoever wrote in the draft does not review it; what is missing is named before anybody reads."""
    return first_denial(
        allow_if(actor.may("skema.review"), _("Skema ditinjau oleh yang diberi hak meninjau skema.")),
        allow_if(versi.can("review"), _not_a_draft(versi)),
        allow_if(actor.person_id is not None, _("Skema ditinjau oleh orang, bukan oleh sistem.")),
        allow_if(not _wrote(actor, versi), _("Anda ikut menyusun draf ini. Minta orang lain meninjaunya.")),
        is_newest(versi),
        is_ready(versi, on=on),
    )


@policy("skema.ask_changes")
def may_ask_changes(actor: Actor, versi: SkemaVersi) -> Verdict:
    """Whoever may review a draft may say what keeps them from it, also while something is missing."""
    return first_denial(
        allow_if(actor.may("skema.review"), _("Skema ditinjau oleh yang diberi hak meninjau skema.")),
        allow_if(versi.can("review"), _("Hanya draf yang diminta diperbaiki; versi yang sudah ditinjau dikembalikan.")),
        allow_if(not _wrote(actor, versi), _("Anda ikut menyusun draf ini; perbaiki sendiri yang perlu.")),
    )


def _not_a_draft(versi: SkemaVersi) -> str:
    if versi.status == Status.DITINJAU and versi.reviewed_by is not None:
        return _("Versi ini sudah ditinjau %s.") % versi.reviewed_by.name
    return _("Hanya draf yang ditinjau.")


def _wrote(actor: Actor, versi: SkemaVersi) -> bool:
    """Under any of their accounts (D2)."""
    own = Person.objects.filter(pk=actor.self_id).first()
    return own is not None and is_among(own, Person.objects.filter(pk__in=versi.penyusun_set.values("person")))


@policy("skema.give_back")
def may_give_back(actor: Actor, versi: SkemaVersi) -> Verdict:
    may = actor.may("skema.review") or actor.may("skema.manage")
    return first_denial(
        allow_if(may, _("Skema dikembalikan oleh yang meninjau atau mengelolanya.")),
        allow_if(versi.can("give_back"), _("Hanya versi yang sudah ditinjau yang dikembalikan menjadi draf.")),
    )


@policy("skema.publish")
def may_publish(actor: Actor, versi: SkemaVersi, *, on: dt.date) -> Verdict:
    """Names all that is missing; about a dozen queries."""
    is_reviewed = allow_if(
        versi.status != Status.DRAF,
        _("Draf ini belum ditinjau. Minta orang yang tidak ikut menyusun untuk meninjaunya."),
    )
    return first_denial(may_manage_skema(actor), is_newest(versi), is_ready(versi, on=on), is_reviewed)


def is_newest(versi: SkemaVersi) -> Verdict:
    """No version is opened after a later one was: what people apply under only goes on."""
    later = SkemaVersi.objects.filter(skema=versi.skema_id, version__gt=versi.version, published_at__isnull=False)
    newest = later.order_by("-version").first()
    facts = {"later": newest.version if newest else 0, "version": versi.version}
    return allow_if(
        newest is None,
        _("Versi %(later)d sudah terbit, jadi versi %(version)d tidak diterbitkan lagi. Tarik versi ini; yang masih berguna tulis pada versi berikutnya.") % facts,
    )  # fmt: skip


def is_ready(versi: SkemaVersi, *, on: dt.date) -> Verdict:
    """Complete, on standards in force (K3), and no more remote than its category (K2)."""
    gaps = publishing_gaps(content_of(versi), on=on)
    return allow_if(not gaps, _("Skema belum dapat diterbitkan. Lengkapi: %(gaps)s.") % {"gaps": "; ".join(gaps)})


def publishing_gaps(content: Content, *, on: dt.date) -> list[str]:
    """All that stands against publishing on this day."""
    return [
        *missing(spec_of(content)),
        *sector_gaps(content),
        *standar_gaps(content, on=on),
        *remote_gaps(content, on=on),
    ]


def sector_gaps(content: Content) -> list[str]:
    """L6: what is published outside the licence could never be applied for."""
    fits = sector_covers(content.versi.skema.lsp, content.versi.sector)
    return [] if fits else [_("sector: %s") % fits.reason]


def remote_gaps(content: Content, *, on: dt.date) -> list[str]:
    """K2: practice at a distance is for knowledge only, unless a permit in force on the day says so."""
    wide = [one for one in content.kelompok_list if one.remote in {RemotePart.PRACTICE, RemotePart.ALL}]
    if not wide or content.versi.remote_category == RemoteCategory.KNOWLEDGE:
        return []
    named = content.versi.skema.lingkup_izin_set.filter(covers_practice=True, perizinan__kind=Perizinan.Kind.JARAK_JAUH)
    if any(in_force(row.perizinan, on) for row in named.select_related("perizinan")):
        return []
    return [
        _("kelompok pekerjaan %(number)d: praktik jarak jauh tidak sesuai kategori skema dan tidak ada izin yang berlaku menyebutnya") % {"number": one.number}
        for one in wide
    ]  # fmt: skip


@policy("skema.retire")
def may_retire(actor: Actor, versi: SkemaVersi) -> Verdict:
    return first_denial(may_manage_skema(actor), allow_if(versi.can("retire"), _("Versi ini sudah ditarik.")))


def may_open(versi: SkemaVersi, *, lsp: Lsp) -> Verdict:
    """A new application may name this version: published, and inside the licence (L6)."""
    return first_denial(
        allow_if(versi.status == Status.TERBIT, _("Skema ini belum terbit atau sudah ditarik; pilih skema lain.")),
        sector_covers(lsp, versi.sector),
    )


def mode_fits(versi: SkemaVersi, mode: str, *, permit_covers_all: bool) -> Verdict:
    """K2: only knowledge is assessed wholly at a distance, unless the permit says so."""
    if mode != Mode.JARAK_JAUH or permit_covers_all:
        return ALLOW
    return allow_if(
        versi.remote_category == RemoteCategory.KNOWLEDGE,
        _("Skema ini menuntut praktik di TUK: pilih hibrida atau tatap muka."),
    )
