"""The committee: meetings, the file of each asesi, one explicit vote, the minutes (D2, D5, D6, D8)."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from sahih.documents.models import Lembar
from sahih.documents.sheets import current_part
from sahih.institution.accounts.roles import Role
from sahih.kernel.clock import ZONES, now
from sahih.kernel.policy import Refused, Unseen, get_or_unseen
from sahih.process.keputusan.actions import cast_vote, sign_minutes
from sahih.process.keputusan.models import Anggota, Keputusan, Rapat
from sahih.process.keputusan.policies import may_sign_minutes, may_vote_now
from sahih.process.keputusan.queries import get_keputusan, get_rapat, keputusan_of_rapat, members_of, votes_of
from sahih.process.permohonan.queries import live_bukti
from sahih.web.gate import LspRequest, needs
from sahih.web.komite.files import (
    SLUGS,
    lines_of,
    meetings_table,
    minutes_signers,
    paper_of,
    record_lines,
    seat_tasks,
    seats_of,
    unit_table,
    verdict_badge,
    vote_table,
)
from sahih.web.komite.forms import VoteForm
from sahih.web.sheets import file_response, pdf_response, show
from sahih.web.signing import Signable, sign_page
from sahih.web.ui.frame import mark_trial
from sahih.web.ui.parts import Fact, Link
from sahih.web.ui.sampul import Kelengkapan, kelengkapan_of, sampul_response
from sahih.web.ui.words import tanggal_panjang

LETTERS = {"sk-komite": "sk_komite", "undangan": "undangan", "berita-acara": "berita_acara", "sk-hasil": "sk_hasil"}


@needs(roles=(Role.KOMITE,))
def home(request: LspRequest, slug: str) -> HttpResponse:
    """What waits for the member, then the meetings."""
    seats = seats_of(request.actor)
    tasks = seat_tasks(seats, request.lsp)
    mark_trial(request, is_trial=bool(seats) and all(one.rapat.uji_coba for one in seats))
    seen = {"tasks": tasks, "count": len(tasks), "meetings": meetings_table(seats, request.lsp), "today": now()}
    return render(request, "komite/home.html", seen)


@needs("keputusan.read", roles=(Role.KOMITE,))
def rapat(request: LspRequest, slug: str, ref: str) -> HttpResponse:
    """One meeting: its letters, its members, every asesi with the state of the votes."""
    found = get_rapat(request.actor, ref)
    mark_trial(request, is_trial=found.uji_coba)
    seat = seat_of(request, found)
    lines = lines_of(found, request.lsp, seat, base=reverse("komite:rapat", args=[slug, ref]) + "asesi/")
    seen = {
        "rapat": found, "facts": meeting_facts(request, found), "members": members_of(found), "lines": lines,
        "voted": sum(one.own_vote is not None for one in lines), "is_member": seat is not None,
        "is_open": found.status == Rapat.Status.DIUNDANG, "letters": letter_links(found, slug),
        "minutes": may_sign_minutes(request.actor, found), "signers": minutes_signers(found),
        "has_signed": _has_signed(request, found),
    }  # fmt: skip
    return render(request, "komite/rapat.html", seen)


def seat_of(request: LspRequest, found: Rapat) -> Anggota | None:
    assert request.actor.person_id is not None
    return members_of(found).filter(person_id=request.actor.person_id).first()


def _has_signed(request: LspRequest, found: Rapat) -> bool:
    sheet, person_id = found.berita_acara, request.actor.person_id
    return sheet is not None and person_id is not None and sheet.signatures.filter(person_id=person_id).exists()


def meeting_facts(request: LspRequest, found: Rapat) -> list[Fact]:
    meets = found.meets_at.astimezone(ZONES[request.lsp.zone])
    return [
        Fact(_("Waktu"), f"{tanggal_panjang(meets.date())} {meets:%H.%M} {request.lsp.zone}"),
        Fact(_("Tempat"), found.place),
        Fact(_("Asesmen"), tanggal_panjang(found.jadwal.day)),
        Fact(_("Keadaan"), found.get_status_display()),
    ]


def letter_links(found: Rapat, slug: str) -> list[Link]:
    """The meeting's letters that exist."""
    sheets = [(name, getattr(found, attribute)) for name, attribute in LETTERS.items()]
    return [
        Link(
            sheet.title,
            reverse("komite:surat", args=[slug, found.ref, name]),
            note=sheet.number if sheet.locked_at else _("belum ditandatangani"),
        )
        for name, sheet in sheets
        if sheet is not None
    ]


@needs("keputusan.read", roles=(Role.KOMITE,))
def surat(request: LspRequest, slug: str, ref: str, name: str) -> HttpResponse:
    """One of the meeting's letters as PDF."""
    sheet: Lembar | None = getattr(get_rapat(request.actor, ref), LETTERS.get(name, ""), None)
    if sheet is None:
        raise Unseen
    return pdf_response(sheet, lsp=request.lsp, actor=request.actor)


@needs("keputusan.read", roles=(Role.KOMITE,))
def asesi(request: LspRequest, slug: str, ref: str, keputusan_ref: str) -> HttpResponse:
    """The file of one asesi, and the vote."""
    found = _case(request, ref, keputusan_ref)
    form = VoteForm(request.POST or None, recommendation=found.asesmen.recommendation)
    if request.method == "POST" and form.is_valid():
        try:
            cast_vote(
                found, vote=form.cleaned_data["vote"], reason=form.cleaned_data["reason"], actor=request.actor, at=now()
            )
        except Refused as refusal:
            form.add_error("reason", str(refusal.reason))
        else:
            return _after_vote(request, found)
    return render(request, "komite/asesi.html", case_page(request, found, form), status=422 if form.errors else 200)


def _case(request: LspRequest, ref: str, keputusan_ref: str) -> Keputusan:
    """The case, inside the meeting that the address names."""
    found = get_keputusan(request.actor, keputusan_ref)
    if found.rapat.ref != ref:
        raise Unseen
    mark_trial(request, is_trial=found.rapat.uji_coba)
    return found


def _after_vote(request: LspRequest, found: Keputusan) -> HttpResponse:
    """On to the next asesi without one's vote; after the last, back to the meeting."""
    name = found.asesmen.peserta.permohonan.asesi.name
    seat = seat_of(request, found.rapat)
    following = keputusan_of_rapat(found.rapat).exclude(suara_set__anggota=seat).first()
    if following is not None:
        messages.success(request, _("Suara untuk %s tercatat. Berikutnya asesi ini.") % name)
        return redirect("komite:asesi", request.lsp.slug, found.rapat.ref, following.ref)
    messages.success(
        request,
        _("Suara untuk %s tercatat. Semua asesi sudah Anda putuskan; berita acara disusun setelah suara lengkap.")
        % name,
    )
    return redirect("komite:rapat", request.lsp.slug, found.rapat.ref)


def case_page(request: LspRequest, found: Keputusan, form: VoteForm) -> dict[str, object]:
    """The parts of the file's page."""
    base = reverse("komite:asesi", args=[request.lsp.slug, found.rapat.ref, found.ref])
    seat = seat_of(request, found.rapat)
    own = votes_of(found).get(seat.pk, "") if seat else ""
    asesmen = found.asesmen
    return {
        "keputusan": found, "asesmen": asesmen, "name": asesmen.peserta.permohonan.asesi.name, "form": form,
        "recommendation": verdict_badge(asesmen.recommendation), "records": record_lines(found, base=base),
        "units": unit_table(asesmen), "bukti_list": _bukti_links(found, base), "verdict": may_vote_now(request.actor, found, request.lsp, at=now()),
        "own": verdict_badge(own) if own else None, "is_member": seat is not None,
        "papers": _cover(found, base), "votes": vote_table(found) if own or seat is None else None,
        "back": reverse("komite:rapat", args=[request.lsp.slug, found.rapat.ref]),
    }  # fmt: skip


def _bukti_links(found: Keputusan, base: str) -> list[Link]:
    rows = live_bukti(found.asesmen.peserta.permohonan)
    return [Link(row.label, f"{base}bukti/{row.ref}/", note=row.file.name) for row in rows]


def _cover(found: Keputusan, base: str) -> Kelengkapan:
    """Forms 6.6: the first page of what the committee reads."""

    def address(code: str, sheet: Lembar | None) -> str:
        slug = code.lower().replace(".", "-")
        return f"{base}lembar/{slug}/" if sheet is not None and slug in SLUGS else ""

    return kelengkapan_of(found.asesmen.peserta.permohonan, address=address, pdf=f"{base}sampul.pdf")


@needs("keputusan.read", roles=(Role.KOMITE,))
def sampul(request: LspRequest, slug: str, ref: str, keputusan_ref: str) -> HttpResponse:
    """The cover sheet of the case as it stands now."""
    found = _case(request, ref, keputusan_ref)
    return sampul_response(found.asesmen.peserta.permohonan, lsp=request.lsp, at=now())


@needs("keputusan.read", roles=(Role.KOMITE,))
def bukti(request: LspRequest, slug: str, ref: str, keputusan_ref: str, bukti_ref: str) -> HttpResponse:
    """One piece of evidence; reading it is noted."""
    found = _case(request, ref, keputusan_ref)
    return file_response(get_or_unseen(live_bukti(found.asesmen.peserta.permohonan), ref=bukti_ref).file)


@needs("keputusan.read", roles=(Role.KOMITE,))
def lembar(request: LspRequest, slug: str, ref: str, keputusan_ref: str, sheet: str) -> HttpResponse:
    """One required record on screen."""
    found = _case(request, ref, keputusan_ref)
    paper = paper_of(found.asesmen, sheet)
    base = reverse("komite:asesi", args=[slug, ref, keputusan_ref])
    seen = {
        "sheet": show(paper), "signatures": paper.signatures.order_by("signed_at", "id"), "back": base,
        "whose": found.asesmen.peserta.permohonan.asesi.name, "pdf": f"{base}lembar/{sheet}.pdf",
    }  # fmt: skip
    return render(request, "sheet/baca.html", seen)


@needs("keputusan.read", roles=(Role.KOMITE,))
def pdf(request: LspRequest, slug: str, ref: str, keputusan_ref: str, sheet: str) -> HttpResponse:
    paper = paper_of(_case(request, ref, keputusan_ref).asesmen, sheet)
    return pdf_response(paper, lsp=request.lsp, actor=request.actor)


@needs(roles=(Role.KOMITE,))
def berita_acara(request: LspRequest, slug: str, ref: str) -> HttpResponse:
    """Each member signs the minutes; the last makes them valid."""
    found, at = get_rapat(request.actor, ref), now()
    mark_trial(request, is_trial=found.uji_coba)
    verdict, back = may_sign_minutes(request.actor, found), reverse("komite:rapat", args=[slug, ref])
    if request.method != "POST" and (not verdict or _has_signed(request, found)):
        messages.warning(request, _("Anda sudah menandatangani berita acara ini.") if verdict else str(verdict.reason))
        return redirect(back)
    if found.berita_acara is None:
        raise Unseen
    signable = Signable(
        title=_("Tandatangani berita acara"), meaning="Menandatangani berita acara rapat teknis",
        sheets=[(found.berita_acara, current_part(found.berita_acara))],
        finish=lambda proof: sign_minutes(found, proof=proof, actor=request.actor, at=at), back=back,
        done=_("Berita acara Anda tandatangani. Setelah semua anggota, SK hasil disusun untuk Ketua LSP."),
    )  # fmt: skip
    return sign_page(request, signable)
