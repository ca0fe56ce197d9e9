"""Everything that belongs to one application, in the order of the road: sheets, papers, certificate, trail."""

import base64
import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from django.db.models import Model, Q

from sahih.documents.canonical import canonical
from sahih.documents.models import Lembar, Penolakan, Tandatangan
from sahih.documents.pdf import Rendered
from sahih.documents.prints import print_lembar
from sahih.documents.refusing import refusals_of, words_of
from sahih.documents.seal import seal as seal_pdf
from sahih.documents.sheets import chain_of, part_content, replaced
from sahih.documents.verification.acts import instant
from sahih.documents.verification.berkas import BerkasLembar, BerkasPenolakan, BerkasSampul, TandaTangan, Unggahan
from sahih.documents.verification.certificate import SealKey
from sahih.documents.verification.proof import LedgerProof
from sahih.institution.lsp.models import Lsp
from sahih.institution.lsp.queries import kop
from sahih.kernel.actor import Actor
from sahih.kernel.audit import AuditEntry
from sahih.kernel.ledger.log import prove, sequence
from sahih.kernel.ledger.models import Checkpoint, Leaf
from sahih.kernel.policy import Refused
from sahih.kernel.sealing import canonical_entry
from sahih.kernel.vault.models import StoredFile
from sahih.kernel.vault.store import note_read, read
from sahih.process.asesmen.models import Asesmen
from sahih.process.asesmen.queries import laporan_of, tinjauan_of
from sahih.process.banding.models import Banding
from sahih.process.biaya.models import BuktiBayar, Tagihan, TagihanBaris
from sahih.process.jadwal.models import Jadwal, Penugasan, Peserta
from sahih.process.jadwal.queries import live_duty
from sahih.process.jadwal.tempat import requirements_of
from sahih.process.kaji_ulang.models import Perbaikan
from sahih.process.kaji_ulang.queries import kaji_of, temuan_of
from sahih.process.keputusan.models import Keputusan, Rapat, Suara
from sahih.process.keputusan.queries import replaced_letters
from sahih.process.kertas.models import LembarKertas
from sahih.process.penyerahan.models import Penyerahan
from sahih.process.permohonan.models import Bukti, Permohonan
from sahih.process.sertifikat.models import Permintaan, Sertifikat
from sahih.process.surat.models import Surat, SuratFoto
from sahih.process.visibilitas.models import Visibilitas

ENDINGS = {"application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png"}


@dataclass
class Case:
    """The rows of one application, read once."""

    permohonan: Permohonan
    peserta: list[Peserta] = field(default_factory=list)
    asesmen: list[Asesmen] = field(default_factory=list)
    keputusan: list[Keputusan] = field(default_factory=list)
    bukti: list[Bukti] = field(default_factory=list)
    bayar: list[BuktiBayar] = field(default_factory=list)
    foto: list[SuratFoto] = field(default_factory=list)
    kertas: list[LembarKertas] = field(default_factory=list)
    sertifikat: Sertifikat | None = None
    penyerahan: list[Penyerahan] = field(default_factory=list)
    banding: list[Banding] = field(default_factory=list)

    @property
    def jadwal(self) -> list[Jadwal]:
        return [one.jadwal for one in self.peserta]


def case_of(permohonan: Permohonan) -> Case:
    """Every attempt, every paper, paid by whomever."""
    peserta = Peserta.objects.filter(permohonan=permohonan).select_related(
        "jadwal__versi__skema", "jadwal__tuk", "jadwal__lsp"
    )
    asesmen = Asesmen.objects.filter(peserta__permohonan=permohonan).select_related(
        "rencana__mapa01",
        "rencana__mapa02",
        "ak07_taken_back",
        "ak07",
        "ak01",
        "tata_tertib",
        "ia01",
        "ak02",
        "ak03",
        "peserta",
        "muk__pengesahan",
    )
    keputusan = Keputusan.objects.filter(asesmen__peserta__permohonan=permohonan).select_related(
        "rapat__sk_komite", "rapat__undangan", "rapat__berita_acara", "rapat__sk_hasil"
    )
    invoices = TagihanBaris.objects.filter(permohonan=permohonan).values("tagihan_id")
    issued = Sertifikat.objects.filter(keputusan__asesmen__peserta__permohonan=permohonan, pdf__isnull=False)
    handed = Penyerahan.objects.filter(sertifikat__keputusan__asesmen__peserta__permohonan=permohonan)
    return Case(
        permohonan=permohonan,
        peserta=list(peserta.order_by("id")),
        asesmen=list(asesmen.order_by("id")),
        keputusan=list(keputusan.order_by("id")),
        bukti=list(permohonan.bukti_set.select_related("file__key").order_by("id")),
        foto=list(
            SuratFoto.objects.filter(surat__jadwal__in=[one.jadwal for one in peserta])
            .select_related("file__key")
            .order_by("id")
        ),
        bayar=list(BuktiBayar.objects.filter(tagihan__in=invoices).select_related("file__key").order_by("id")),
        kertas=list(
            LembarKertas.objects.filter(asesmen__in=asesmen).select_related("scan__key").order_by("asesmen_id", "id")
        ),
        sertifikat=issued.select_related("pdf__key").order_by("-id").first(),
        penyerahan=list(handed.select_related("komitmen", "tanda_terima")),
        banding=list(
            Banding.objects.filter(keputusan__asesmen__peserta__permohonan=permohonan).select_related("lembar")
        ),
    )


def live_peserta(case: Case) -> Peserta | None:
    """The place in the date that stands."""
    return next((one for one in reversed(case.peserta) if one.is_live), None)


def live_asesmen(case: Case) -> Asesmen | None:
    """The assessment of the date that stands."""
    peserta = live_peserta(case)
    return next((one for one in case.asesmen if peserta and one.peserta_id == peserta.pk), None)


def sheets_of(case: Case) -> list[Lembar]:
    """In the order of the road, each once; a sheet that nobody signed says nothing and stays out."""
    studies = Visibilitas.objects.filter(permohonan=case.permohonan).select_related("lembar").order_by("id")
    found: list[Lembar | None] = [case.permohonan.apl01, case.permohonan.apl02]
    found += [one.lembar for one in studies]
    for jadwal in case.jadwal:
        duty = live_duty(jadwal)
        found.append(duty.spt if duty else None)
        found += _letters_on(jadwal)
    for asesmen in case.asesmen:
        plan = asesmen.rencana
        found += [plan.mapa01, plan.mapa02] if plan else []
        found.append(asesmen.muk.pengesahan if asesmen.muk else None)
        found += [
            asesmen.ak07_taken_back,
            asesmen.ak07,
            asesmen.ak01,
            asesmen.tata_tertib,
            asesmen.ia01,
            asesmen.ak02,
            asesmen.ak03,
        ]
    for jadwal in case.jadwal:
        tinjauan, laporan = tinjauan_of(jadwal), laporan_of(jadwal)
        found.append(tinjauan.lembar if tinjauan else None)
        found.append(laporan.lembar if laporan else None)
        kaji = kaji_of(jadwal)
        found += [kaji.spt, kaji.ak06, kaji.va] if kaji else []
    for keputusan in case.keputusan:
        found += _letters_of(keputusan.rapat)
    found += [
        one.lembar for one in Surat.objects.filter(_money_or_holder(case)).select_related("lembar").order_by("id")
    ]
    found += [sheet for row in case.penyerahan for sheet in (row.komitmen, row.tanda_terima)]
    found += [one.lembar for one in case.banding]
    # FX13: what was corrected stands before what corrects it, whatever form it is.
    ids = list(dict.fromkeys(former.pk for one in found for former in chain_of(one)))
    rows = Lembar.objects.select_related("key", "leaf", "corrects").in_bulk(ids)
    signed = set(Tandatangan.objects.filter(lembar_id__in=ids).values_list("lembar_id", flat=True))
    return [rows[pk] for pk in ids if pk in signed]


def _letters_on(jadwal: Jadwal) -> list[Lembar]:
    """The letters of a schedule, void ones too, and the requirements by which its place was judged."""
    rows = [one.lembar for one in Surat.objects.filter(jadwal=jadwal).select_related("lembar").order_by("id")]
    decreed = requirements_of(jadwal, jadwal.lsp)
    return [*([decreed.lembar] if decreed else []), *rows]


def _money_or_holder(case: Case) -> Q:
    invoices = TagihanBaris.objects.filter(permohonan=case.permohonan).values("tagihan_id")
    return Q(tagihan__in=invoices) | Q(sertifikat__keputusan__asesmen__peserta__permohonan=case.permohonan)


def _letters_of(rapat: Rapat) -> list[Lembar | None]:
    request = Permintaan.objects.filter(rapat=rapat).select_related("surat").first()
    return [
        *reversed(replaced_letters(rapat)),
        rapat.sk_komite,
        rapat.undangan,
        rapat.berita_acara,
        rapat.sk_hasil,
        request.surat if request else None,
    ]


def prints_of(sheets: Iterable[Lembar], lsp: Lsp, seal: SealKey, *, actor: Actor, at: dt.datetime) -> dict[int, bytes]:
    """Each sheet as it stands; one that still waits for a signature is sealed for this file alone."""
    found = {}
    for sheet in sheets:
        printed = print_lembar(sheet, kop=kop(lsp), zone=lsp.zone, actor=actor, at=at)
        pdf = read(printed.file)
        found[sheet.pk] = pdf if sheet.locked_at else seal_pdf(pdf, key=seal.key, certificate=seal.certificate, at=at)
    return found


def checkpoint_over(sheets: Collection[Lembar], *, at: dt.datetime) -> Checkpoint:
    """A signed head over every leaf of these sheets; the log is held only when one of them has no place yet."""
    signed = Tandatangan.objects.filter(lembar__in=list(sheets)).values_list("leaf_id", flat=True)
    refused = Penolakan.objects.filter(lembar__in=list(sheets)).values_list("leaf_id", flat=True)
    leaves = {pk for pk in (*signed, *refused, *(sheet.leaf_id for sheet in sheets)) if pk is not None}
    waiting = Leaf.objects.filter(pk__in=leaves, placed=None).exists()
    latest = sequence(at=at) if waiting else Checkpoint.objects.order_by("-size").first()
    assert latest is not None  # a signed sheet has a leaf, and a placed leaf a head
    return latest


class Packer:
    """Turns rows into members and says where they lie."""

    def __init__(self, prints: Mapping[int, bytes], checkpoint: Checkpoint) -> None:
        self.prints, self.checkpoint = prints, checkpoint
        self.members: dict[str, bytes] = {}

    def cover(self, rendered: Rendered, content: bytes, seal: SealKey, *, at: dt.datetime) -> BerkasSampul:
        """The first page of the file: unsigned, because it is counted, and sealed like every print."""
        pdf = seal_pdf(rendered.pdf, key=seal.key, certificate=seal.certificate, at=at)
        return BerkasSampul(pdf=self._put("sampul.pdf", pdf), content=self._put("sampul.json", content))

    def sheet(self, number: int, sheet: Lembar) -> BerkasLembar:
        """The print, each signed part, each signature with its proof."""
        folder = f"lembar/{number:02d}-{sheet.code}"
        pdf = self._put(f"{folder}/cetakan.pdf", self.prints[sheet.pk])
        signatures = sheet.signatures.select_related("part__lembar__key", "act", "leaf__placed")
        return BerkasLembar(
            ref=sheet.ref, code=sheet.code, version=sheet.version, title=sheet.title, number=sheet.number,
            state="terkunci" if sheet.locked_at else "batal" if sheet.void_reason else "terbuka",
            replaces=former.ref if (former := replaced(sheet)) else "", sha256=sheet.sha256, pdf=pdf,
            proof=self._proof(sheet.leaf) if sheet.locked_at else "",
            signatures=tuple(self._signature(folder, one) for one in signatures.order_by("signed_at", "id")),
            reason=sheet.correction_reason, refusals=tuple(self._refusal(folder, one) for one in refusals_of(sheet)),
        )  # fmt: skip

    def _signature(self, folder: str, one: Tandatangan) -> TandaTangan:
        path = self._put(f"{folder}/isi-{one.part.ordinal}-{one.role}.json", canonical(part_content(one.part)))
        return TandaTangan(
            ref=one.ref, role=one.role, name=one.name, reg=one.reg, signed_at=instant(one.signed_at),
            method=one.method, level=one.level, sha256=one.sha256, part=path,
            act=base64.b64encode(bytes(one.act.act)).decode(), evidence=one.evidence, proof=self._proof(one.leaf),
        )  # fmt: skip

    def _refusal(self, folder: str, one: Penolakan) -> BerkasPenolakan:
        path = self._put(f"{folder}/isi-{one.part.ordinal}-{one.part.role}.json", canonical(part_content(one.part)))
        return BerkasPenolakan(
            ref=one.ref, role=one.role, name=one.name, sha256=one.sha256, part=path, words=words_of(one),
            recorder=one.recorder, refused_at=instant(one.refused_at), level=one.level, proof=self._proof(one.leaf),
        )  # fmt: skip

    def _proof(self, leaf: Leaf | None) -> str:
        """The leaf's way to the newest signed head; noted a moment ago, it is placed by then."""
        if leaf is None:
            raise Refused("Lembar ini dikunci sebelum pencatatannya dapat dibuktikan.")
        placed = prove(leaf, self.checkpoint)
        return LedgerProof(
            leaf=placed.body, index=placed.position, path=tuple(placed.path), checkpoint=placed.checkpoint
        ).to_json()

    def papers(self, case: Case) -> tuple[Unggahan, ...]:
        """What was handed in, also what was taken back: the file is whole."""
        handed = [(one.ref, f"{one.label} (ditarik)" if one.removed_at else one.label, one.file) for one in case.bukti]
        paid = [(one.ref, "Bukti pembayaran", one.file) for one in case.bayar]
        scans = {one.scan_id: (one.ref, f"Pindaian {one.code}", one.scan) for one in reversed(case.kertas) if one.scan}
        paid += reversed(scans.values())
        foto = [(one.ref, f"Foto TUK: {one.label}", one.file) for one in case.foto]
        return tuple(self._paper(n, *one) for n, one in enumerate([*handed, *paid, *foto], 1))

    def _paper(self, number: int, ref: str, label: str, file: StoredFile) -> Unggahan:
        note_read(file)
        path = f"unggahan/{number:02d}-{ref}.{ENDINGS.get(file.mime, 'bin')}"
        return Unggahan(ref=ref, label=label, name=file.name, mime=file.mime, path=self._put(path, read(file)))

    def certificate(self, case: Case) -> str:
        given = case.sertifikat
        return self._put("sertifikat.pdf", read(given.pdf)) if given and given.pdf else ""

    def trail(self, case: Case, sheets: Collection[Lembar]) -> str:
        """One canonical row of the audit a line, as it is sealed."""
        rows = AuditEntry.objects.filter(_about(case, sheets)).order_by("id")
        return self._put("jejak.jsonl", b"".join(canonical_entry(one) + b"\n" for one in rows))

    def _put(self, path: str, content: bytes) -> str:
        self.members[path] = content
        return path


def _about(case: Case, sheets: Collection[Lembar]) -> Q:
    """The entries whose subject is a row of this case."""
    subjects = defaultdict[str, list[int]](list)
    for row in _rows(case, sheets):
        subjects[str(row._meta.model_name)].append(row.pk)
    wanted = Q(pk__in=())
    for name, ids in subjects.items():
        wanted |= Q(lsp_id=case.permohonan.lsp_id, subject=name, subject_id__in=ids)
    return wanted


def _rows(case: Case, sheets: Collection[Lembar]) -> Iterator[Model]:
    yield case.permohonan
    for rows in (
        case.peserta, case.jadwal, case.asesmen, case.keputusan, case.bukti, case.bayar, case.foto, case.kertas,
        case.banding, case.penyerahan, sheets,
    ):  # fmt: skip
        yield from rows
    yield from _road_rows(case)
    yield from Perbaikan.objects.filter(lembar__in=list(sheets))
    for kaji in filter(None, map(kaji_of, case.jadwal)):
        yield kaji
        yield from (one for one in temuan_of(kaji) if one.asesmen is None or one.asesmen in case.asesmen)
    rapat_list = {one.rapat_id: one.rapat for one in case.keputusan}
    yield from rapat_list.values()
    yield from Permintaan.objects.filter(rapat__in=rapat_list)
    if case.sertifikat:
        yield case.sertifikat


def _road_rows(case: Case) -> Iterator[Model]:
    """What was done beside the sheets, or is known by another row than theirs: duties, plans, MUK, letters, bills, votes."""
    yield from Visibilitas.objects.filter(permohonan=case.permohonan)
    yield from Penugasan.objects.filter(jadwal__in=case.jadwal)
    yield from (one.rencana for one in case.asesmen if one.rencana)
    yield from (one.muk for one in case.asesmen if one.muk)
    yield from Surat.objects.filter(Q(jadwal__in=case.jadwal) | _money_or_holder(case))
    yield from Tagihan.objects.filter(
        pk__in=TagihanBaris.objects.filter(permohonan=case.permohonan).values("tagihan_id")
    )
    for found in (tinjauan_of, laporan_of):
        yield from filter(None, map(found, case.jadwal))
    yield from Suara.objects.filter(keputusan__in=case.keputusan)
