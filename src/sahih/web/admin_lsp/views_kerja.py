"""The home of everybody who works for the LSP: what waits for them."""

import datetime as dt

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sahih.insight.antrean.queries import waiting_for
from sahih.insight.antrean.tugas import Kind, Tugas
from sahih.institution.accounts.roles import STAFF, Role
from sahih.institution.lsp.models import Lsp
from sahih.institution.perizinan.models import Perizinan
from sahih.kernel.clock import local_date, now
from sahih.web.gate import LspRequest, needs
from sahih.web.ui.frame import role_words
from sahih.web.ui.parts import Badge, Fact, Task, Tone
from sahih.web.ui.words import tanggal, tanggal_panjang

URGENT_DAYS, OLD_DAYS, TODAY_DAYS = 3, 2, 7

# Where each kind of task is done, under /l/<slug>/; {ref} where it is about one thing.
_PLACES: dict[Kind, tuple[str, str]] = {
    Kind.REVIEW: ("permohonan/{ref}/tinjau/", "permohonan/?status=diajukan"),
    Kind.BILL: ("", "tagihan/baru/"),
    Kind.VERIFY: ("tagihan/{ref}/", ""),
    Kind.STUDY: ("visibilitas/{ref}/", ""),
    Kind.PLAN: ("", "jadwal/baru/"),
    Kind.FIND_ASESOR: ("jadwal/{ref}/asesor/", ""),
    Kind.WISH: ("jadwal/{ref}/", ""),
    Kind.ANSWER: ("asesmen/", ""),
    Kind.RECEIVE: ("asesmen/", ""),
    Kind.ASSESS: ("asesmen/", ""),
    Kind.PREPARE_PLAN: ("rencana/#versi-{ref}", ""),
    Kind.PREPARE_MUK: ("muk/#versi-{ref}", ""),
    Kind.DRAFT: ("rencana/{ref}/", ""),
    Kind.VALIDATE: ("rencana/{ref}/", ""),
    Kind.APPROVE: ("rencana/{ref}/", ""),
    Kind.WRITE_MUK: ("muk/{ref}/", ""),
    Kind.VALIDATE_MUK: ("muk/{ref}/", ""),
    Kind.REVIEW_MUK: ("muk/{ref}/", ""),
    Kind.FILL_VA: ("muk/validasi/{ref}/", ""),
    Kind.SIGN_VA: ("muk/validasi/{ref}/", ""),
    Kind.FEEDBACK: ("asesmen/jadwal/{ref}/", ""),
    Kind.TYPE: ("kertas/{ref}/", ""),
    Kind.CONFIRM: ("kertas/{ref}/", ""),
    Kind.SIGN_SPT: ("pimpinan/", ""),
    Kind.SIGN_LETTER: ("surat/{ref}/", ""),
    Kind.RECEIVE_LETTER: ("surat/{ref}/", ""),
    Kind.VERIFY_PLACE: ("surat/jadwal/{ref}/", ""),
    Kind.ORDER_PLACE: ("surat/jadwal/{ref}/", ""),
    Kind.ORDER_REVIEW: ("kaji-ulang/baru/{ref}/", ""),
    Kind.SIGN_REVIEW: ("pimpinan/", ""),
    Kind.REVIEW_PROCESS: ("kaji-ulang/{ref}/", ""),
    Kind.FINDING: ("asesmen/temuan/{ref}/", ""),
    Kind.IMPROVE: ("", "perbaikan/"),
    Kind.COMPOSE: ("rapat/baru/{ref}/", ""),
    Kind.INVITE: ("pimpinan/", ""),
    Kind.CLOSE: ("rapat/{ref}/", ""),
    Kind.APPOINT: ("pimpinan/", ""),
    Kind.VOTE: ("komite/", ""),
    Kind.MINUTES: ("komite/", ""),
    Kind.DECREE: ("pimpinan/", ""),
    Kind.REQUEST: ("sertifikat/", ""),
    Kind.SEND: ("pimpinan/", ""),
    Kind.NUMBERS: ("sertifikat/permintaan/{ref}/", ""),
    Kind.ISSUE: ("", "sertifikat/?status=bernomor"),
    Kind.APPEAL: ("banding/{ref}/", ""),
    Kind.COMPLETE: ("skema/versi/{ref}/", ""),
}


@needs(roles=tuple(STAFF | {Role.BNSP_OBSERVER, Role.BNSP}))
def kerja(request: LspRequest, slug: str) -> HttpResponse:
    """Each role opens here."""
    at = now()
    waiting = waiting_for(request.actor)
    today = local_date(at, request.lsp.zone)
    shown = [(task_of(one, base=f"/l/{slug}/", day=today, at=at), is_pressing(one, day=today)) for one in waiting]
    count = len(waiting)
    title = ngettext("%d hal menunggu Anda", "%d hal menunggu Anda", count) % count
    return render(request, "admin_lsp/kerja.html", {
        "title": title if count else _("Tidak ada yang menunggu Anda"),
        "over": f"{role_words(request.actor)} · {tanggal_panjang(today)}",
        "pressing": [task for task, presses in shown if presses],
        "later": [task for task, presses in shown if not presses],
        "facts": deadlines(request.lsp, today) if request.actor.has(*_OFFICE) else [],
    })  # fmt: skip


_OFFICE = (Role.ADMIN, Role.KETUA, Role.MANAJER_SERTIFIKASI, Role.MANAJER_MUTU, Role.PENGELOLA_SI)


def is_pressing(tugas: Tugas, *, day: dt.date) -> bool:
    """Waits already for days, or its own date is near."""
    is_near = tugas.due is not None and (tugas.due - day).days <= TODAY_DAYS
    return is_near or (day - local_date(tugas.since)).days >= OLD_DAYS


def task_of(tugas: Tugas, *, base: str, day: dt.date, at: dt.datetime) -> Task:
    one, several = _PLACES[tugas.kind]
    place = one.format(ref=tugas.ref) if tugas.ref or not several else several
    return Task(tugas.what, base + place, tugas.why, age_of(tugas, day=day, at=at))


def age_of(tugas: Tugas, *, day: dt.date, at: dt.datetime) -> Badge:
    """How near the date is, and how long it has waited."""
    days = (at - tugas.since).days
    waited = ngettext("menunggu %d hari", "menunggu %d hari", days) % days
    if tugas.due is not None and (tugas.due - day).days <= URGENT_DAYS:
        return Badge(_("mendesak, %s") % waited if days >= OLD_DAYS else _("mendesak"), Tone.NO)
    if days < 1:
        return Badge(_("baru"))
    return Badge(waited, Tone.WAIT if days >= OLD_DAYS else Tone.NEUTRAL)


def deadlines(lsp: Lsp, day: dt.date) -> list[Fact]:
    """Licence and permits with their last days."""
    facts = [Fact(_("Lisensi"), _until(lsp.licensed_until, day))]
    for permit in Perizinan.objects.filter(valid_until__gte=day - dt.timedelta(days=90)).order_by("valid_until", "id"):
        last = permit.withdrawn_on or permit.valid_until
        facts.append(Fact(permit.get_kind_display(), _until(last, day)))
    return facts


def _until(last: dt.date, day: dt.date) -> str:
    if last < day:
        return _("berakhir %s") % tanggal(last)
    left = (last - day).days
    return (
        _("s.d. %(day)s · %(left)d hari lagi") % {"day": tanggal(last), "left": left}
        if left <= 90
        else _("s.d. %s") % tanggal(last)
    )
