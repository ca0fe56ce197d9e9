"""Settings: where each is found, and the LSP's own profile."""

from typing import ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from sahih.institution.lsp.actions import configure_lsp
from sahih.institution.lsp.models import Lsp
from sahih.kernel.numbering import require_pattern
from sahih.kernel.policy import Refused
from sahih.web.answers import FormPage, form_answer
from sahih.web.gate import LspRequest, needs
from sahih.web.ui.parts import Task

# The pages under settings: title, what one finds there, its name, the rights that open it.
_PLACES: tuple[tuple[str, str, str, tuple[str, ...]], ...] = (
    ("Profil LSP", "Nama, alamat, rekening, penomoran surat, batas kelompok, kuorum", "profil", ("lsp.configure",)),
    (
        "Formulir dan surat",
        "No. Dokumen, naskah surat, dan formulir yang belum dikonfirmasi Ketua LSP",
        "formulir",
        ("lsp.configure", "formulir.confirm"),
    ),
    ("Logo dan kop", "Gambar pada kepala surat dan formulir", "kop", ("lsp.configure",)),
    ("Personel", "Siapa memegang peran apa, dengan SK dan tanggalnya", "personel", ("people.manage", "people.read")),
    ("Hak akses", "Peran mana boleh berbuat apa; matriks untuk dicetak", "hak", ("people.manage", "people.read")),
    ("Izin BNSP", "Jarak jauh dan nirkertas, dan skema yang disebutnya", "izin", ("lsp.configure",)),
    (
        "Asesor",
        "Register, sertifikat, dan lingkup skemanya",
        "asesor",
        ("people.manage", "people.read", "skema.manage"),
    ),
    ("TUK", "Tempat uji dan skema yang ditetapkan untuknya", "tuk", ("lsp.configure", "jadwal.plan", "skema.manage")),
    ("Skema", "Impor, lengkapi, terbitkan, tarik", "skema", ("skema.manage", "people.read")),
    (
        "Perusahaan dan undangan",
        "Perusahaan pengirim, undangan asesi dan wakil perusahaan",
        "undangan",
        ("permohonan.invite",),
    ),
    ("Jejak audit", "Siapa melakukan apa dan kapan", "jejak", ("audit.read",)),
)
_RIGHTS = tuple(dict.fromkeys(right for *_words, rights in _PLACES for right in rights))


@needs(*_RIGHTS)
def pengaturan(request: LspRequest, slug: str) -> HttpResponse:
    """Only the pages that this person may open."""
    open_places = [place for place in _PLACES if any(request.actor.may(right) for right in place[3])]
    tasks = [Task(title, reverse(f"admin_lsp:{name}", args=[slug]), why) for title, why, name, _rights in open_places]
    return render(request, "admin_lsp/pengaturan.html", {"tasks": tasks, "over": request.lsp.name})


class ProfileForm(forms.ModelForm):  # type: ignore[type-arg]  # reason: Django's own class takes no argument at run time
    """What the LSP may change itself; licence and kind belong to BNSP."""

    website = forms.URLField(label="Laman", required=False, assume_scheme="https")

    class Meta:
        model = Lsp
        fields: ClassVar[list[str]] = [
            "name", "profile", "address", "city", "phone", "email", "website", "bank_account",
            "letter_pattern", "group_limit", "tuk_months", "quorum", "banding_within", "banding_answer_within", "banding_decide_within", "paperless_in_sjj", "form_head", "ak07_two_part",
        ]  # fmt: skip
        labels: ClassVar[dict[str, str]] = {
            "name": "Nama LSP", "profile": "Profil singkat", "address": "Alamat", "city": "Kota", "phone": "Telepon", "email": "E-mail", "bank_account": "Rekening pembayaran", "letter_pattern": "Pola nomor surat",
            "group_limit": "Paling banyak asesi satu jadwal", "tuk_months": "Masa berlaku verifikasi TUK mandiri (bulan)", "quorum": "Kuorum komite teknis",
            "banding_within": "Batas mengajukan banding (hari kerja)", "banding_answer_within": "Batas menyatakan banding diterima (hari kerja)",
            "banding_decide_within": "Batas memutuskan banding (hari kerja)",
            "paperless_in_sjj": "Keputusan izin jarak jauh juga mengizinkan nirkertas",
            "form_head": "Kepala formulir", "ak07_two_part": "FR.AK.07 dicetak dengan bagian A dan B",
        }  # fmt: skip
        help_texts: ClassVar[dict[str, str]] = {
            "profile": "Tampil pada halaman publik LSP.",
            "bank_account": "Tertulis pada pemberitahuan tagihan.",
            "letter_pattern": "Pakai {urut}, {kode}, {bulan}, {tahun}. Contoh: {urut}/{kode}/KTG/{bulan}/{tahun}.",
            "form_head": "Berlaku untuk formulir FR; surat selalu memakai kop. Nomor dokumen diisi pada Formulir dan surat.",
            "ak07_two_part": "Kosongkan bila formulir LSP hanya memuat bagian A.",
            "banding_within": "Dihitung sejak SK hasil; ditunjukkan kepada asesi sebelum mengajukan (B5).",
            "banding_decide_within": "Paling banyak 14 hari kerja (FX11).",
            "tuk_months": "TUK sewaktu dan tempat kerja selalu diverifikasi setiap kali dipakai (T3).",
            "group_limit": "1 sampai 20; batas dua puluh hanya boleh diturunkan (A4).",
        }
        widgets: ClassVar[dict[str, forms.Widget]] = {
            "profile": forms.Textarea(attrs={"rows": 4}),
            "address": forms.Textarea(attrs={"rows": 2}),
            "bank_account": forms.Textarea(attrs={"rows": 2}),
        }

    def clean_letter_pattern(self) -> str:
        pattern = str(self.cleaned_data["letter_pattern"])
        try:
            require_pattern(pattern)
        except Refused as refusal:
            raise ValidationError(str(refusal.reason)) from refusal
        return pattern


@needs("lsp.configure")
def profil(request: LspRequest, slug: str) -> HttpResponse:
    """Change the profile; the old values stay in the audit."""
    form = ProfileForm(request.POST or None, instance=Lsp.objects.get(pk=request.lsp.pk))
    lead = _("Lisensi %(licence)s berlaku sampai %(until)s; jenis dan masa lisensi diubah oleh pengelola instalasi.")
    words = {"licence": request.lsp.licence, "until": request.lsp.licensed_until.strftime("%d-%m-%Y")}
    page = FormPage(_("Profil LSP"), _("Simpan"), reverse("admin_lsp:pengaturan", args=[slug]), lead=lead % words)
    return form_answer(
        request, form, page, to=page.back, done=_("Profil tersimpan."),
        save=lambda data: configure_lsp(request.lsp, actor=request.actor, **{name: data[name] for name in form.changed_data}),
    )  # fmt: skip
