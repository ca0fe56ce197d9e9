"""The wording of a letter: written part by part, seen as it prints, put in force when nothing in it is wrong."""

import json

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sahih.documents.contoh_cetak import print_example
from sahih.documents.ketentuan.actions import (
    adopt_naskah,
    adopt_ours,
    discard_naskah,
    import_naskah,
    save_naskah,
)
from sahih.documents.ketentuan.queries import draft_of, naskah_of
from sahih.documents.surat import LETTERS, example
from sahih.documents.surat.naskah import (
    Naskah,
    Surat,
    check_naskah,
    compose,
    known_places,
    parse_naskah,
    plain_naskah,
    say_blocks,
    values_of,
)
from sahih.institution.lsp.queries import kop
from sahih.kernel.clock import now
from sahih.kernel.policy import Refused, Unseen
from sahih.web.admin_lsp.penyunting import KINDS, Isian, changed, errors_at, landing, parts_of, read_posted, with_place
from sahih.web.admin_lsp.views_formulir import found, pdf_answer
from sahih.web.answers import act_answer
from sahih.web.gate import LspRequest, needs
from sahih.web.ui.parts import Upload
from sahih.web.uploads import first_file

FILE_LIMIT = 2_000_000
MARK = "naskah"


def letter_of(code: str) -> Surat:
    if code not in LETTERS:
        raise Unseen
    return LETTERS[code]


def wording_of(surat: Surat) -> tuple[Naskah, int]:
    """What one goes on writing: the draft, else what is in force, else the product's own; and the draft's revision."""
    code = surat.form.code
    draft, row = draft_of(code), naskah_of(code)
    held = draft.content if draft else row.content if row else None
    naskah = parse_naskah(held)[0] if held is not None else None
    return naskah or surat.naskah, draft.revision if draft else 0


@needs("lsp.configure")
def naskah(request: LspRequest, slug: str, code: str) -> HttpResponse:
    """Write; each button keeps everything that was typed."""
    surat = letter_of(code)
    kept, revision = wording_of(surat)
    if request.method != "POST":
        return _page(request, surat, kept, revision=revision)
    act = request.POST.get("act", "")
    posted = {name: str(value) for name, value in request.POST.items()}
    typed = read_posted(surat, with_place(posted) if act == "sisip" else posted, version=kept.version)
    typed = changed(surat, typed, posted, act)
    seen = posted.get("revision", "")
    try:
        save_naskah(code, typed, actor=request.actor, at=now(), revision=int(seen) if seen.isdigit() else None)
    except Refused as refusal:
        return _page(request, surat, typed, revision=revision, error=str(refusal.reason))
    if not act:
        messages.success(request, _("Draf tersimpan. Yang berlaku belum berubah."))
    return redirect(reverse("admin_lsp:naskah", args=[slug, code]) + landing(act))


def _page(request: LspRequest, surat: Surat, naskah: Naskah, *, revision: int, error: str = "") -> HttpResponse:
    code, problems = surat.form.code, check_naskah(surat, naskah)
    signers = dict(naskah.signers)
    seen = {
        "surat": surat.form, "code": code, "slug": request.lsp.slug, "revision": revision, "error": error, "problems": problems,
        "title": Isian("title", _("Judul"), "\n".join(naskah.title), _("Satu baris satu baris judul."), rows=3),
        "title_errors": errors_at(problems, "title"),
        "tembusan": Isian("tembusan", _("Tembusan"), "\n".join(naskah.tembusan), _("Satu baris satu penerima; boleh kosong."), rows=3),
        "tembusan_errors": errors_at(problems, "tembusan"),
        "signers": [
            Isian(f"signer.{box.role}", _("Sebutan penanda tangan (%s)") % box.role, signers.get(box.role, box.label), _("Contoh: Direktur {lsp}."))
            for box in surat.form.signatures
        ],
        "signer_errors": errors_at(problems, "signers"),
        "parts": parts_of(surat, naskah, problems), "kinds": [(kind, word) for kind, word in KINDS.items() if kind != "table" or surat.cells],
        "places": _places(surat), "has_draft": revision > 0, "has_own": naskah_of(code) is not None,
        "preview": None if problems else _preview(surat, naskah),
    }  # fmt: skip
    return render(request, "admin_lsp/naskah.html", seen, status=422 if error else 200)


def _preview(surat: Surat, naskah: Naskah) -> SafeString:
    """The letter as text, with the facts of its example."""
    return render_to_string("sheet/surat.html", say_blocks(surat, compose(surat, example(surat)[1], naskah)))


def _places(surat: Surat) -> list[tuple[str, str]]:
    """Every placeholder with what it says in the example."""
    values = values_of(surat, example(surat)[1])
    return [(name, values[name] or "–") for name in known_places(surat)]


@needs("lsp.configure")
def pratinjau(request: LspRequest, slug: str, code: str) -> HttpResponse:
    """The draft as PDF."""
    surat = letter_of(code)
    words = wording_of(surat)[0]
    if check_naskah(surat, words):
        messages.warning(request, _("Perbaiki dulu yang bertanda; setelah itu naskahnya dapat dilihat sebagai PDF."))
        return redirect("admin_lsp:naskah", slug, code)
    kendali = found(code).kendali
    return pdf_answer(print_example(code, kop=kop(request.lsp), kendali=kendali, naskah=words).pdf, code)


@needs("lsp.configure")
@require_POST
def berlakukan(request: LspRequest, slug: str, code: str) -> HttpResponse:
    """Put the draft in force, or say what is wrong in it."""
    letter_of(code)
    done = _("Naskah berlaku untuk surat yang dibuka mulai sekarang. Mintakan konfirmasi Ketua LSP.")
    return act_answer(
        request, lambda: adopt_naskah(code, actor=request.actor, at=now()), done=done,
        to=reverse("admin_lsp:naskah", args=[slug, code]),
    )  # fmt: skip


@needs("lsp.configure")
@require_POST
def bawaan(request: LspRequest, slug: str, code: str) -> HttpResponse:
    """Put the product's own wording in force."""
    letter_of(code)
    return act_answer(
        request, lambda: adopt_ours(code, actor=request.actor, at=now()), done=_("Naskah bawaan berlaku."),
        to=reverse("admin_lsp:naskah", args=[slug, code]),
    )  # fmt: skip


@needs("lsp.configure")
@require_POST
def buang(request: LspRequest, slug: str, code: str) -> HttpResponse:
    """Throw the draft away."""
    letter_of(code)
    return act_answer(
        request, lambda: discard_naskah(code, actor=request.actor), done=_("Draf dibuang; yang berlaku tetap."),
        to=reverse("admin_lsp:naskah", args=[slug, code]),
    )  # fmt: skip


@needs("lsp.configure")
def unduh(request: LspRequest, slug: str) -> HttpResponse:
    """Every wording as it stands here, as a file for another LSP."""
    told = {code: plain_naskah(wording_of(surat)[0]) for code, surat in LETTERS.items()}
    text = json.dumps({"sahih": MARK, "v": 1, "surat": told}, ensure_ascii=False, indent=2)
    response = HttpResponse(text, content_type="application/json; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="naskah-{slug}.json"'
    return response


@needs("lsp.configure")
def impor(request: LspRequest, slug: str) -> HttpResponse:
    """Take the wordings of a file as drafts."""
    errors: list[str] = []
    if request.method == "POST":
        try:
            taken = import_naskah(_wordings(*first_file(request, "berkas")), actor=request.actor, at=now())
        except Refused as refusal:
            errors.append(str(refusal.reason))
        else:
            messages.success(
                request, _("%d naskah masuk sebagai draf. Periksa, lalu berlakukan satu per satu.") % len(taken)
            )
            return redirect("admin_lsp:formulir", slug)
    upload = Upload(
        "berkas",
        _("Berkas naskah"),
        _("Berkas JSON yang diunduh dari Formulir dan surat."),
        accept=".json",
        errors=errors,
    )
    return render(
        request, "admin_lsp/naskah_impor.html", {"upload": upload, "slug": slug}, status=422 if errors else 200
    )


def _wordings(content: bytes, name: str) -> dict[str, object]:
    del name  # the content says what it is
    try:
        read = json.loads(content) if len(content) <= FILE_LIMIT else None
    except (ValueError, RecursionError):
        read = None
    if not isinstance(read, dict) or read.get("sahih") != MARK or not isinstance(read.get("surat"), dict):
        raise Refused(_("Berkas ini bukan berkas naskah. Unduh dulu dari Formulir dan surat, lalu sunting yang itu."))
    return {str(code): said for code, said in read["surat"].items()}
