"""Pages for what went wrong: what happened and what to do next, never a bare number."""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.contrib.auth.views import redirect_to_login
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy

from sahih.kernel.policy import Refused

Words = str | Promise
# Where pages need a person; elsewhere nobody is sent to log in, and no secret of an invitation enters another address.
BEHIND_LOGIN = ("/l/", "/saya/")
View = Callable[[HttpRequest], HttpResponse]


@dataclass(frozen=True)
class ErrorPage:
    """A status with its two sentences."""

    status: int
    title: Words
    text: Words
    next: Words
    icon: str = "circle-alert"


BAD_REQUEST = ErrorPage(
    400,
    gettext_lazy("Permintaan ini tidak dapat dibaca"),
    gettext_lazy("Alamat atau isiannya tidak lengkap ketika sampai di sini."),
    gettext_lazy("Kembali ke halaman sebelumnya dan coba sekali lagi."),
)
FORBIDDEN = ErrorPage(
    403,
    gettext_lazy("Anda tidak berwenang melakukan ini"),
    gettext_lazy("Peran Anda di LSP ini tidak mencakup tindakan tersebut."),
    gettext_lazy("Periksa apakah Anda masuk dengan peran yang benar. Peran dan hak diberikan oleh Ketua LSP."),
    "lock",
)
STALE = ErrorPage(
    403,
    gettext_lazy("Halaman ini sudah terlalu lama terbuka"),
    gettext_lazy("Demi keamanan, isian dari halaman lama tidak diterima. Tidak ada yang berubah."),
    gettext_lazy(
        "Buka halaman tadi, lalu kirim sekali lagi. Isian formulir panjang ditawarkan kembali dari perangkat ini."
    ),
    "clock",
)
ENDED = ErrorPage(
    403,
    gettext_lazy("Halaman ini sudah terlalu lama terbuka"),
    gettext_lazy("Anda tidak lagi masuk, jadi isian dari halaman ini tidak diterima. Tidak ada yang berubah."),
    gettext_lazy(
        "Masuk lagi; Anda kembali ke halaman tadi dan dapat mengirimnya sekali lagi. Isian formulir panjang ditawarkan kembali dari perangkat ini."
    ),
    "clock",
)
NOT_FOUND = ErrorPage(
    404,
    gettext_lazy("Halaman ini tidak ada"),
    gettext_lazy("Alamatnya mungkin salah ketik, sudah dipindah, atau bukan untuk Anda."),
    gettext_lazy("Periksa alamatnya, atau mulai lagi dari halaman depan."),
    "search-x",
)
UNPROCESSABLE = ErrorPage(
    422,
    gettext_lazy("Isian ini belum dapat diterima"),
    gettext_lazy("Ada isian yang kurang atau tidak cocok. Tidak ada yang hilang."),
    gettext_lazy("Kembali, perbaiki, lalu kirim sekali lagi."),
)
FAILED = ErrorPage(
    500,
    gettext_lazy("Ada kesalahan pada sistem kami"),
    gettext_lazy("Ini bukan kesalahan Anda. Tindakan terakhir dibatalkan; yang sudah tersimpan tetap ada."),
    gettext_lazy("Coba lagi beberapa menit lagi. Bila berulang, beri tahu LSP pukul berapa ini terjadi."),
)
UNAVAILABLE = ErrorPage(
    503,
    gettext_lazy("Sistem sedang berhenti sebentar"),
    gettext_lazy("Kami sedang merawat sistem atau sambungan ke basis data terputus."),
    gettext_lazy(
        "Biarkan halaman ini terbuka dan coba lagi beberapa menit lagi. Isian di perangkat Anda tetap tersimpan."
    ),
    "wrench",
)


def error_page(
    request: HttpRequest, page: ErrorPage, *, reason: Words = "", login: str = "", again: str = ""
) -> HttpResponse:
    """An error inside the frame of the site; `reason` replaces the general sentence, `login` and `again` lead on."""
    context = {"page": page, "text": reason or page.text, "login": login, "again": again}
    return render(request, "base/error.html", context, status=page.status)


def _bare_page(page: ErrorPage) -> HttpResponse:
    # No request context: sessions and context processors may be what failed.
    return HttpResponse(render_to_string("base/error_bare.html", {"page": page}), status=page.status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Serve as handler400."""
    return error_page(request, BAD_REQUEST)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Serve as handler403; a refusal of a policy tells its own reason."""
    reason = exception.reason if isinstance(exception, Refused) else str(exception or "")
    return error_page(request, FORBIDDEN, reason=reason)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Serve as handler404."""
    return error_page(request, NOT_FOUND)


def unprocessable(request: HttpRequest, *, reason: Words = "") -> HttpResponse:
    """422 for a form that came without its page."""
    return error_page(request, UNPROCESSABLE, reason=reason)


def server_error(_request: HttpRequest) -> HttpResponse:
    """Serve as handler500."""
    return _bare_page(FAILED)


def unavailable(_request: HttpRequest) -> HttpResponse:
    """503, asking to come back."""
    response = _bare_page(UNAVAILABLE)
    response["Retry-After"] = "120"
    return response


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Serve as CSRF_FAILURE_VIEW: nearly always a page left open past a log-out; it leads back to that page."""
    again = page_of(request)
    if request.user.is_authenticated or not again.startswith(BEHIND_LOGIN):
        return error_page(request, STALE, again=again)
    return error_page(request, ENDED, login=redirect_to_login(again).url)


def page_of(request: HttpRequest) -> str:
    """Where the person is: of what was sent the page it was sent from, for its own address may take nothing else."""
    told = request.headers.get("Referer", "")
    is_ours = url_has_allowed_host_and_scheme(told, {request.get_host()}, require_https=request.is_secure())
    if request.method in ("GET", "HEAD") or not is_ours:
        return request.get_full_path()
    parts = urlsplit(told)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


class UnavailableMiddleware:
    """A database out of reach is a pause, not a fault of the page."""

    def __init__(self, get_response: View) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        try:
            return self.get_response(request)
        except OperationalError:
            return unavailable(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Views raise here before Django turns the error into a 500."""
        return unavailable(request) if isinstance(exception, OperationalError) else None
