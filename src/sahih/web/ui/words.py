"""Numbers, dates and states as an Indonesian reader expects them."""

from dataclasses import dataclass
from datetime import date, datetime

from django.forms import BoundField
from django.forms.forms import BaseForm
from django.utils import timezone

BULAN = (
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
)
HARI = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")


def state_word(state: str) -> str:
    """A stored state with its underscores read as spaces: belum_kompeten -> Belum kompeten."""
    return str(state).replace("_", " ").capitalize()


def _local(day: date | datetime) -> date:
    if isinstance(day, datetime) and timezone.is_aware(day):
        return timezone.localtime(day)
    return day


def tanggal(day: date | datetime) -> str:
    """20 Nov 2026."""
    local = _local(day)
    return f"{local.day} {BULAN[local.month - 1][:3]} {local.year}"


def tanggal_panjang(day: date | datetime) -> str:
    """Jumat, 20 November 2026."""
    local = _local(day)
    return f"{HARI[local.weekday()]}, {local.day} {BULAN[local.month - 1]} {local.year}"


def pukul(moment: datetime) -> str:
    """09.42."""
    local = timezone.localtime(moment) if timezone.is_aware(moment) else moment
    return f"{local:%H.%M}"


def ribuan(number: int) -> str:
    """1.000."""
    return f"{number:,}".replace(",", ".")


def rupiah(amount: int) -> str:
    """Rp27.000.000; the sign stands before the currency."""
    return f"{'−' if amount < 0 else ''}Rp{ribuan(abs(amount))}"


# In this order: each later browser and system also claims the names of earlier ones.
_BROWSERS = (
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
_SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "Mac"),
    ("Linux", "Linux"),
)


def device(user_agent: str) -> str:
    """Chrome di Android: enough to know one's own phone again."""
    browser = next((name for sign, name in _BROWSERS if sign in user_agent), "Peramban lain")
    system = next((name for sign, name in _SYSTEMS if sign in user_agent), "perangkat lain")
    return f"{browser} di {system}"


@dataclass(frozen=True)
class FormProblem:
    """A message and the id of the field it belongs to."""

    message: str
    anchor: str


def form_problems(form: BaseForm) -> list[FormProblem]:
    """Messages of the whole form first, then field by field."""
    general = [FormProblem(str(message), "") for message in form.non_field_errors()]
    return general + [_field_problem(field, str(message)) for field in form for message in field.errors]


def _field_problem(field: BoundField, message: str) -> FormProblem:
    label = str(field.label).rstrip(".")
    return FormProblem(f"{label}: {message}", field.id_for_label or str(field.auto_id))
