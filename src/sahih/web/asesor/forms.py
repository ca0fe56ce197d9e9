"""What an asesor types outside the official forms."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from sahih.process.asesmen.models import Asesmen
from sahih.process.jadwal.models import Penugasan
from sahih.web.answers import FormPage
from sahih.web.ui.words import tanggal_panjang


def text_area(label: Any, **more: Any) -> forms.CharField:  # reason: lazy words, and Django's own keywords
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": 3}), **more)


class WillingForm(forms.Form):
    """A14: the exclusion is complete only inside one installation, so the asesor says what lies outside."""

    outside_duties = text_area(
        gettext_lazy("Tugas lain Anda pada hari itu di luar sistem ini"),
        required=False,
        max_length=1000,
        help_text=gettext_lazy(
            "Tulis LSP dan jamnya. Sistem ini sudah memeriksa penugasan di semua LSP yang memakainya; yang di luar hanya Anda yang tahu."
        ),
    )
    is_true = forms.BooleanField(
        label=gettext_lazy(
            "Saya bersedia, tidak mempunyai hubungan dengan asesi di daftar, dan keterangan di atas lengkap."
        )
    )


class DeclineForm(forms.Form):
    reason = text_area(
        gettext_lazy("Alasan"), max_length=1000, help_text=gettext_lazy("Dibaca Admin LSP yang mencari pengganti Anda.")
    )


class NoteForm(forms.Form):
    """Why somebody was absent, withdrew, or would not sign; printed in FR.AK.05."""

    note = text_area(gettext_lazy("Keterangan"), max_length=1000)


class IdentityForm(forms.Form):
    """What was looked at when the asesi arrived."""

    how = forms.ChoiceField(
        label=gettext_lazy("Yang dibandingkan dengan wajah asesi"),
        choices=[
            ("KTP asli", "KTP asli"),
            ("Paspor asli", "Paspor asli"),
            ("KTP melalui panggilan video", "KTP melalui panggilan video"),
        ],
    )


@dataclass(frozen=True)
class PageWords:
    """The words of a small form's page, before it is known about whom."""

    title: str | Promise
    button: str | Promise
    lead: str | Promise
    kind: str = ""

    def at(self, penugasan: Penugasan, back: str) -> FormPage:
        over = f"{penugasan.jadwal.versi.title} · {tanggal_panjang(penugasan.jadwal.day)}"
        return self._page(over, back)

    def about(self, asesmen: Asesmen, back: str) -> FormPage:
        return self._page(asesmen.peserta.permohonan.asesi.name, back)

    def _page(self, over: str, back: str) -> FormPage:
        return FormPage(
            title=str(self.title), button=str(self.button), back=back, over=over, lead=str(self.lead), kind=self.kind,
            template="asesor/formulir.html",
        )  # fmt: skip


WILLING = PageWords(
    gettext_lazy("Nyatakan kesediaan"),
    gettext_lazy("Saya bersedia"),
    gettext_lazy("Setelah Anda bersedia, tanggal ini menjadi milik penugasan ini dan SPT disusun."),
)
DECLINE = PageWords(
    gettext_lazy("Tolak penugasan"),
    gettext_lazy("Tolak penugasan"),
    gettext_lazy("Admin LSP akan mencari asesor lain."),
    "danger",
)
ABSENT = PageWords(
    gettext_lazy("Catat tidak hadir"),
    gettext_lazy("Catat tidak hadir"),
    gettext_lazy("Asesmen asesi ini berakhir di sini dan disebut dalam FR.AK.05. Langkah ini tidak dapat dibatalkan."),
    "danger",
)
WITHDRAWN = PageWords(
    gettext_lazy("Catat pengunduran diri"),
    gettext_lazy("Catat pengunduran diri"),
    gettext_lazy(
        "Asesi mengundurkan diri. Lembar yang terbuka ditutup tanpa tanda tangan dan tetap dapat dibaca. Langkah ini tidak dapat dibatalkan."
    ),
    "danger",
)
REFUSED = PageWords(
    gettext_lazy("Asesi menolak menandatangani"),
    gettext_lazy("Catat penolakan"),
    gettext_lazy(
        "Asesi tidak pernah wajib menandatangani hasil yang tidak disetujuinya. Tuliskan alasan yang disampaikannya; penolakan disebut dalam FR.AK.05 dan hak banding tetap ada."
    ),
    "danger",
)
IDENTITY = PageWords(
    gettext_lazy("Periksa identitas asesi"),
    gettext_lazy("Wajah dan kartu cocok"),
    gettext_lazy(
        "Bandingkan wajah asesi dengan kartu identitasnya. Setelah ini asesi dapat menandatangani dengan PIN dari gawainya selama dua belas jam."
    ),
)
SILENT = PageWords(
    gettext_lazy("Umpan balik tidak diberikan"),
    gettext_lazy("Catat tidak diberikan"),
    gettext_lazy(
        "Keputusan tidak lagi menunggu FR.AK.03 asesi ini; keterangannya terbaca pada daftar kelengkapan. Asesi tetap boleh mengisinya kemudian."
    ),
)
