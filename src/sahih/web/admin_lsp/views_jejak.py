"""The audit trail: who did what and when, newest first."""

import datetime as dt
import json
from typing import Any

from django import forms
from django.core import signing
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from sahih.institution.accounts.models import Person
from sahih.kernel.audit import KINDS, AuditEntry
from sahih.kernel.clock import ZONES
from sahih.web.admin_lsp.fields import day_field
from sahih.web.gate import LspRequest, needs
from sahih.web.ui.jejak import area_word, kind_word

PAGE_SIZE = 50


class TrailForm(forms.Form):
    """What to look for; everything may stay empty."""

    jenis = forms.ChoiceField(label="Jenis", required=False)
    orang = forms.CharField(label="Pelaku", required=False)
    rujukan = forms.CharField(label="Rujukan benda", required=False, max_length=16)
    dari = day_field("Dari", required=False)
    sampai = day_field("Sampai", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # reason: Django's own signature
        super().__init__(*args, **kwargs)
        picker = self.fields["jenis"]
        assert isinstance(picker, forms.ChoiceField)
        areas = sorted((area_word(area), area) for area in {name.split(".")[0] for name in KINDS})
        picker.choices = [("", _("Semua")), *((area, word) for word, area in areas)]


@needs("audit.read")
def jejak(request: LspRequest, slug: str) -> HttpResponse:
    """Entries of this LSP, filtered, fifty a page."""
    form = TrailForm(request.GET or None)
    wanted = form.cleaned_data if form.is_valid() else {}
    rows = list(_after(_filtered(request, wanted), request.GET.get("sesudah", ""))[: PAGE_SIZE + 1])
    names = dict(Person.objects.filter(pk__in={row.person_id for row in rows}).values_list("pk", "name"))
    query = request.GET.copy()
    query["sesudah"] = signing.dumps(rows[PAGE_SIZE - 1].pk, compress=True) if len(rows) > PAGE_SIZE else ""
    return render(request, "admin_lsp/jejak.html", {
        "form": form,
        "entries": [_view(row, names) for row in rows[:PAGE_SIZE]],
        "next": f"?{query.urlencode()}" if query["sesudah"] else "",
        "start": "?" if request.GET.get("sesudah") else "",
    }, status=422 if form.errors else 200)  # fmt: skip


def _filtered(request: LspRequest, wanted: dict[str, Any]) -> QuerySet[AuditEntry]:  # reason: cleaned data
    rows = AuditEntry.objects.filter(lsp_id=request.lsp.pk)
    if wanted.get("jenis"):
        rows = rows.filter(kind__startswith=f"{wanted['jenis']}.")
    if wanted.get("orang"):
        rows = rows.filter(person_id__in=Person.objects.filter(name__icontains=wanted["orang"]).values("pk"))
    if wanted.get("rujukan"):
        rows = rows.filter(subject_ref=wanted["rujukan"].strip())
    if wanted.get("dari"):
        rows = rows.filter(at__gte=_midnight(wanted["dari"], request.lsp.zone))
    if wanted.get("sampai"):
        rows = rows.filter(at__lt=_midnight(wanted["sampai"] + dt.timedelta(days=1), request.lsp.zone))
    return rows.order_by("-id")


def _midnight(day: dt.date, zone: str) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(), tzinfo=ZONES[zone])


def _after(rows: QuerySet[AuditEntry], key: str) -> QuerySet[AuditEntry]:
    """The entries before the one the key names; the key is signed, so that no address bears a number of a row."""
    try:
        return rows.filter(pk__lt=signing.loads(key)) if key else rows
    except signing.BadSignature:
        return rows


def _view(row: AuditEntry, names: dict[int, str]) -> dict[str, object]:
    moment = localtime(row.at)
    return {
        "when": f"{moment:%d-%m-%Y %H.%M.%S}",
        "who": names.get(row.person_id or 0, _("Sistem")),
        "roles": ", ".join(str(one) for one in row.roles),
        "kind": row.kind,
        "what": kind_word(row.kind),
        "subject": f"{row.subject} {row.subject_ref}".strip(),
        "old": _plain(row.old),
        "new": _plain(row.new),
        "reason": row.reason,
    }


def _plain(values: dict[str, object] | None) -> str:
    """Old or new values in one line, as they were written."""
    return ", ".join(
        f"{name}: {value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)}"
        for name, value in (values or {}).items()
    )
