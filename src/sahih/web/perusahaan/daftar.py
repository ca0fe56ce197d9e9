"""The lists of a company's page and the lines in which it names its workers."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sahih.insight.perjalanan.keadaan import keadaan_without_outcome
from sahih.insight.perjalanan.langkah import giliran_of
from sahih.insight.perjalanan.queries import Perjalanan, perjalanan_list
from sahih.institution.accounts.models import Invitation, Membership
from sahih.institution.accounts.roles import Role
from sahih.institution.lsp.models import Lsp, Perusahaan
from sahih.kernel.actor import Actor
from sahih.materials.skema.enums import Status
from sahih.materials.skema.models import SkemaVersi
from sahih.process.biaya.models import Tagihan
from sahih.process.biaya.queries import rupiah, visible_tagihan
from sahih.process.permohonan.queries import visible_permohonan
from sahih.web.akun.kontak import read_kontak
from sahih.web.payment import bill_badge
from sahih.web.ui.parts import Badge, Cell, Table, Task, Tone
from sahih.web.ui.tones import badge_of
from sahih.web.ui.words import tanggal

MOST_LINES = 100


@dataclass(frozen=True)
class Line:
    """One worker to invite."""

    name: str
    contact: str


class UndangForm(forms.Form):
    """Names and contacts, one worker a line."""

    skema = forms.ChoiceField(label=gettext_lazy("Skema"))
    pekerja = forms.CharField(
        label=gettext_lazy("Pekerja yang diundang"), widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false"}),
        help_text=gettext_lazy("Satu orang satu baris: nama, lalu e-mail atau nomor HP. Contoh: Siti Aminah, 0812 3456 7890"),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # Any: a form's own arguments
        super().__init__(*args, **kwargs)
        rows = SkemaVersi.objects.filter(status=Status.TERBIT).select_related("skema").order_by("title")
        field = self.fields["skema"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("Pilih …")), *((one.skema.ref, one.title) for one in rows)]

    def clean_pekerja(self) -> list[Line]:
        """Every line is read; each bad one is named by its number."""
        raw = [line.strip() for line in str(self.cleaned_data["pekerja"]).splitlines() if line.strip()]
        if len(raw) > MOST_LINES:
            raise ValidationError(_("Paling banyak %d orang sekali kirim.") % MOST_LINES)
        found, problems = [], []
        for number, text in enumerate(raw, 1):
            try:
                found.append(_line(text))
            except ValidationError as problem:
                problems.append(
                    _("Baris %(number)d (%(text)s): %(why)s")
                    % {"number": number, "text": text[:60], "why": problem.messages[0]}
                )
        if problems:
            raise ValidationError(problems)
        return found


def _line(text: str) -> Line:
    name, _comma, contact = (part.strip() for part in text.replace(";", ",").replace("\t", ",").rpartition(","))
    if not name or not contact:
        raise ValidationError(_("tulis nama, koma, lalu e-mail atau nomor HP."))
    return Line(name[:120], read_kontak(contact).text)


@dataclass(frozen=True)
class Home:
    """Bills to pay first, then the people, then those who have not answered."""

    tasks: Sequence[Task]
    people: Table
    bills: Table
    invited: Table


def company_of(actor: Actor) -> Perusahaan | None:
    assert actor.person_id is not None
    row = (
        Membership.objects.filter(person_id=actor.person_id, role=Role.PERUSAHAAN).select_related("perusahaan").first()
    )
    return row.perusahaan if row else None


def home_of(actor: Actor, lsp: Lsp, company: Perusahaan) -> Home:
    """A fixed number of queries, however many people."""
    cases = list(visible_permohonan(actor).filter(perusahaan=company).order_by("asesi__name", "id"))
    bills = list(visible_tagihan(actor).filter(perusahaan=company).order_by("-issued_at"))
    waiting = [one for one in bills if one.can("send_proof")]
    open_ones = Invitation.objects.filter(perusahaan=company, accepted_at=None, revoked_at=None)
    invited = list(open_ones.order_by("-invited_at", "-id")[:MOST_LINES])
    return Home(
        [_task(lsp, one) for one in waiting],
        Table(
            _("Pekerja"),
            (_("Nama"), _("Skema"), _("Permohonan"), _("Sekarang")),
            [_person(road) for road in perjalanan_list(cases)],
        ),
        Table(_("Tagihan"), (_("Nomor"), _("Terbit"), _("Jumlah"), _("Keadaan")), [_bill(lsp, one) for one in bills]),
        Table(
            _("Undangan yang belum dijawab"),
            (_("Nama"), _("Dikirim ke"), _("Berlaku sampai")),
            [_invited(one) for one in invited],
        ),
    )


def _task(lsp: Lsp, bill: Tagihan) -> Task:
    href = reverse("perusahaan:tagihan", args=[lsp.slug, bill.ref])
    return Task(
        _("Bayar tagihan %s") % bill.number,
        href,
        rupiah(bill.total),
        Badge(_("paling lambat %s") % tanggal(bill.due_on), Tone.WAIT),
    )


def _person(road: Perjalanan) -> tuple[Cell, ...]:
    """Only where somebody stands: their papers and results are theirs."""
    case = road.permohonan
    badge = badge_of(keadaan_without_outcome(road))
    return (
        Cell(case.asesi.name), Cell(case.versi.title), Cell(badge.text, tone=badge.tone),
        Cell(_public_words(road)),
    )  # fmt: skip


def _public_words(road: Perjalanan) -> str:
    """The step that is now, without the LSP's note to the asesi or the outcome."""
    # U2: the asesi never agreed that their payer learns K or BK, and a certificate says K.
    if road.keputusan is not None:
        return _("Hasil disampaikan kepada asesi")
    if road.permohonan.note and road.permohonan.status in {"dikembalikan", "ditolak", "dibatalkan"}:
        return road.permohonan.get_status_display()
    return giliran_of(road).title


def _bill(lsp: Lsp, bill: Tagihan) -> tuple[Cell, ...]:
    return (
        Cell(bill.number, reverse("perusahaan:tagihan", args=[lsp.slug, bill.ref])), Cell(tanggal(bill.issued_at)),
        Cell(rupiah(bill.total), is_number=True), Cell(bill.get_status_display(), tone=bill_badge(bill).tone),
    )  # fmt: skip


def _invited(one: Invitation) -> tuple[Cell, ...]:
    return Cell(one.name), Cell(one.contact), Cell(tanggal(one.expires_at))
