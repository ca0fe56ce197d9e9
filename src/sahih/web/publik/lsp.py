"""What an LSP tells the public: itself, its skema, and which of them hold which permit (L10)."""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from sahih.institution.lsp.models import Lsp
from sahih.institution.perizinan.models import Perizinan
from sahih.institution.perizinan.policies import in_force
from sahih.materials.lingkup.models import LingkupIzin
from sahih.materials.skema.enums import BasicRule, Status, SyaratKind
from sahih.materials.skema.models import SkemaVersi, Syarat, Unit
from sahih.process.biaya.queries import rupiah
from sahih.web.ui.parts import Badge, Fact, Tone
from sahih.web.ui.words import tanggal

ALUR = (
    ("Permohonan", "Isi dan tandatangani FR.APL.01, unggah bukti persyaratan. LSP meninjau dan menjawab."),
    ("Pembayaran", "Setelah diterima, LSP mengirim tagihan; perusahaan dapat membayar untuk orangnya."),
    ("Asesmen mandiri", "Isi FR.APL.02: cocokkan kemampuan Anda dengan tiap elemen."),
    ("Jadwal", "LSP menetapkan asesor, tempat, dan tanggal; Anda ikut menyetujui."),
    ("Asesmen", "Bersama asesor, sesuai kriteria unjuk kerja. Asesor merekomendasikan, tidak memutuskan."),
    ("Keputusan", "Komite teknis memutuskan; Ketua LSP menetapkan dengan SK."),
    ("Sertifikat", "BNSP memberi nomor; sertifikat terbit dan dapat diperiksa siapa pun."),
)


# K4: what must be met, and, where the standard says no more, what proves it.
BASIC = (SyaratKind.DASAR, SyaratKind.BUKTI_DASAR)


@dataclass(frozen=True)
class Offer:
    """One skema that is open for applications."""

    ref: str
    title: str
    facts: Sequence[Fact]
    permits: Sequence[Badge]
    rule: str
    needs: Sequence[str]
    papers: Sequence[str]


def lsp_facts(lsp: Lsp) -> list[Fact]:
    facts = [
        Fact(_("Lisensi BNSP"), lsp.licence, is_number=True),
        Fact(_("Berlaku"), f"{tanggal(lsp.licensed_from)} – {tanggal(lsp.licensed_until)}"),
        Fact(_("Jenis"), lsp.get_kind_display()),
    ]
    facts += [Fact(_("SK lisensi"), lsp.licence_sk)] if lsp.licence_sk else []
    facts += [Fact(_("Sektor"), lsp.sector)] if lsp.sector else []
    facts += [Fact(_("Induk"), lsp.parent)] if lsp.parent else []
    facts += [
        Fact(_("Alamat"), f"{lsp.address}, {lsp.city}"),
        Fact(_("Telepon"), lsp.phone),
        Fact(_("E-mail"), lsp.email, href=f"mailto:{lsp.email}"),
    ]
    return facts + ([Fact(_("Laman"), lsp.website, href=lsp.website)] if lsp.website else [])


def offers_of(day: dt.date) -> list[Offer]:
    """Four queries, however many skema."""
    versions = list(SkemaVersi.objects.filter(status=Status.TERBIT).select_related("skema").order_by("title"))
    needs, units, permits = _needs(versions), _unit_counts(versions), _permits(day)
    return [_offer(one, needs.get(one.pk, []), units.get(one.pk, 0), permits.get(one.skema_id, [])) for one in versions]


def _needs(versions: Sequence[SkemaVersi]) -> Mapping[int, list[Syarat]]:
    found: dict[int, list[Syarat]] = defaultdict(list)
    for row in Syarat.objects.filter(versi__in=versions).order_by("kind", "number"):
        found[row.versi_id].append(row)
    return found


def _unit_counts(versions: Sequence[SkemaVersi]) -> Mapping[int, int]:
    found: dict[int, int] = defaultdict(int)
    for versi_id in Unit.objects.filter(versi__in=versions).values_list("versi_id", flat=True):
        found[versi_id] += 1
    return found


def _permits(day: dt.date) -> Mapping[int, list[Perizinan]]:
    found: dict[int, list[Perizinan]] = defaultdict(list)
    for row in LingkupIzin.objects.select_related("perizinan").order_by("perizinan__kind"):
        if in_force(row.perizinan, day):
            found[row.skema_id].append(row.perizinan)
    return found


def _offer(versi: SkemaVersi, needs: Sequence[Syarat], units: int, permits: Sequence[Perizinan]) -> Offer:
    facts = [
        Fact(_("Nomor skema"), versi.skema.number, is_number=True),
        Fact(_("Jenis"), f"{versi.get_kind_display()} · {units} unit kompetensi"),
        Fact(_("Biaya"), rupiah(versi.fee or 0), is_number=True),
        Fact(_("Masa berlaku sertifikat"), f"{versi.validity_years} tahun"),
    ]
    facts += [
        Fact(_("Izin %s") % one.get_kind_display().lower(), f"{one.decision_no}, sampai {tanggal(one.valid_until)}")
        for one in permits
    ]
    badges = [Badge(one.get_kind_display(), Tone.OK) for one in permits]
    return Offer(
        versi.skema.ref, versi.title, facts, badges or [Badge(_("Belum ada izin jarak jauh atau nirkertas"))],
        BasicRule(versi.basic_rule).label, [row.text for row in needs if row.kind in BASIC],
        [row.text for row in needs if row.kind == SyaratKind.ADMINISTRATIF],
    )  # fmt: skip
