"""The cover of one asesi's file: which papers are there and which are awaited, counted from the sheets (forms 6.6)."""

import datetime as dt
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from django.db.models import Max
from django.utils.translation import gettext as _

from sahih.documents.canonical import canonical
from sahih.documents.content import Content, Context, Header, PrintedSignature
from sahih.documents.filling import begin
from sahih.documents.fr.ceklis import CEKLIS
from sahih.documents.fr.ceklis.definition import BAGIAN
from sahih.documents.fr.ceklis.rules import computed, state_of
from sahih.documents.fr.terms import INSTRUMEN
from sahih.documents.ketentuan.queries import kendali_of
from sahih.documents.models import Lembar, Tandatangan
from sahih.documents.pdf import Rendered
from sahih.documents.printing import print_pdf
from sahih.documents.prints import WATERMARK, block_of, head_of_form
from sahih.documents.verification.sampul import keyword_of
from sahih.insight.berkas.collect import Case, live_asesmen, live_peserta
from sahih.institution.lsp.models import Lsp
from sahih.institution.lsp.queries import kop
from sahih.kernel.clock import ZONES, local_date
from sahih.materials.skema.queries import records_required
from sahih.process.asesmen.models import Asesmen
from sahih.process.asesmen.planned import planned
from sahih.process.asesmen.queries import INSTEAD
from sahih.process.jadwal.queries import jadwal_header
from sahih.process.keputusan.queries import closed_records, record_states
from sahih.process.permohonan.models import Permohonan
from sahih.process.permohonan.queries import name_on_forms, reviewed_identity, skema_header

# What the whole group's asesor writes, also where one asesi did not come.
OF_GROUP = frozenset({"FR.AK.05", "FR.AK.06", "FR.VA"})
PLANS = frozenset({"FR.MAPA.01", "FR.MAPA.02"})
DECIDED_BY_PLAN = (*INSTRUMEN, "FR.AK.07")
ENDED = (Permohonan.Status.DITOLAK, Permohonan.Status.DIBATALKAN)


@dataclass(frozen=True)
class Baris:
    """One paper of the cover: ticked `ada` or `belum_ada`, or neither with the reason in `remark`."""

    code: str
    title: str
    state: str
    remark: str
    lembar: Lembar | None


@dataclass(frozen=True)
class Sampul:
    """What the cover says of one case, and the sheet behind each paper that is there."""

    permohonan: Permohonan
    header: Header
    present: Mapping[str, str]
    planned: Collection[str]
    said: Mapping[str, str] = field(default_factory=dict)
    sheets: Mapping[str, Lembar] = field(default_factory=dict)

    @property
    def content(self) -> Content:
        return begin(CEKLIS, Context(header=self.header, computed=computed(self.present, self.planned, self.said)))

    @property
    def baris(self) -> Iterator[tuple[str, list[Baris]]]:
        """The papers in the order of the form, under the titles of its four parts."""
        rows = self.content["rows"]
        for source, (title, dokumen) in BAGIAN.items():
            remarks = {row["key"]: str(row["answers"].get("keterangan", "")) for row in rows[source]}
            yield (
                title,
                [
                    Baris(code, name, state_of(code, self.present, self.planned), remarks[code], self.sheets.get(code))
                    for code, name in dokumen.items()
                ],
            )


def sampul_of(case: Case) -> Sampul:
    """Present is what is closed, planned what gates and plan ask for; nothing of it is typed."""
    asesmen, zone = live_asesmen(case), case.permohonan.lsp.zone
    sheets, awaited, said = _of_session(asesmen) if asesmen else _of_application(case.permohonan)
    sheets |= {one.lembar.code: one.lembar for one in case.banding if one.lembar.locked_at}
    papers = sum(one.removed_at is None for one in case.bukti)
    present = _remarks(sheets, zone) | {"SKEMA": _skema_words(case.permohonan, zone)}
    present |= {"PORTOFOLIO": _("%d berkas") % papers} if papers else {}
    return Sampul(case.permohonan, _header(case), present, {*awaited, "PORTOFOLIO"} - present.keys(), said, sheets)


Standing = tuple[dict[str, Lembar], set[str], dict[str, str]]


def _of_application(permohonan: Permohonan) -> Standing:
    """Before there is a date, or where none will be."""
    own = {"FR.APL.01": permohonan.apl01, "FR.APL.02": permohonan.apl02}
    sheets = {code: one for code, one in own.items() if one is not None and one.locked_at}
    required = records_required(permohonan.versi, permohonan.mode, permohonan.medium)
    if permohonan.status in ENDED:
        return sheets, set(), _not_made({one.code for one in required}, permohonan.get_status_display())
    return sheets, {one.code for one in required if one.available}, _undecided()


def _of_session(asesmen: Asesmen) -> Standing:
    """The same records that the decision waits for, and the instruments that the plan names (D5, FX3)."""
    states = {one.code: one.state for one in record_states(asesmen)}
    awaited = {code for code, state in states.items() if state == "belum ada"} | set(planned(asesmen))
    words = {"belum tersedia": _("Belum tersedia di sistem ini"), "tidak diberikan": _("Tidak diberikan asesi")}
    said = {code: words[state] for code, state in states.items() if state in words}
    if asesmen.status in INSTEAD:
        said |= _not_made({*states, *awaited}, asesmen.get_status_display())
        awaited &= OF_GROUP
    elif asesmen.rencana is None and asesmen.ak01 is None:
        awaited, said = awaited | PLANS, said | _undecided()
    return closed_records(asesmen), awaited, said


def _undecided() -> dict[str, str]:
    return dict.fromkeys(DECIDED_BY_PLAN, _("Menunggu rencana asesmen"))


def _not_made(codes: Collection[str], ending: str) -> dict[str, str]:
    return dict.fromkeys(codes, _("Tidak dibuat: %s") % ending.lower())


def _remarks(sheets: Mapping[str, Lembar], zone: str) -> dict[str, str]:
    """The day of the last signature, and whether the asesi refused theirs (FX13)."""
    rows = Tandatangan.objects.filter(lembar__in=list(sheets.values())).values_list("lembar_id")
    last = dict(rows.annotate(at=Max("signed_at")))
    refused = _(", asesi menolak menandatangani")
    return {
        code: f"{local_date(last[one.pk], zone):%d-%m-%Y}" + ("" if one.locked_at else refused)
        for code, one in sheets.items()
    }


def _skema_words(permohonan: Permohonan, zone: str) -> str:
    versi = permohonan.versi
    day = f", {local_date(versi.published_at, zone):%d-%m-%Y}" if versi.published_at else ""
    return f"{versi.skema.number}{day}"


def _header(case: Case) -> Header:
    peserta, name = live_peserta(case), asesi_named(case.permohonan)
    return jadwal_header(peserta.jadwal, asesi=name) if peserta else skema_header(case.permohonan.versi, asesi=name)


def asesi_named(permohonan: Permohonan) -> str:
    """As on FR.APL.01, and until that is filled as the account has it."""
    return reviewed_identity(permohonan)[0] or name_on_forms(permohonan)


def print_sampul(found: Sampul, lsp: Lsp, *, at: dt.datetime) -> tuple[Rendered, bytes]:
    """The print, and the canonical content that it names by its hash; nobody signs what is counted."""
    content = found.content
    said, local = canonical(content), at.astimezone(ZONES[lsp.zone])
    head, block = head_of_form(kop(lsp), block_of(kendali_of(CEKLIS.code)))
    note = "Tidak diparaf: dihitung oleh sistem dari lembar yang ditandatangani."
    people = [PrintedSignature("asesor", one.nama, one.reg, note=note) for one in found.header.asesor]
    rendered = print_pdf(
        CEKLIS, content, [PrintedSignature("asesi", found.header.asesi, note=note), *people],
        date=f"{local:%Y-%m-%d}", kop=head, document_block=block,
        watermark=WATERMARK if found.permohonan.uji_coba else "",
        trace=f"dihitung dari berkas {found.permohonan.ref} pada {local:%d-%m-%Y %H.%M} {lsp.zone}",
        keywords=[keyword_of(found.permohonan.ref, said)],
    )  # fmt: skip
    return rendered, said
