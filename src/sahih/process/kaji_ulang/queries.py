"""Reviews as an actor may see them, the facts of their papers, and what waits to be improved."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from sahih.documents.content import Choice, Content, Context
from sahih.documents.correcting import still_says
from sahih.documents.fr import FORMS
from sahih.documents.fr.va.rules import ORANG
from sahih.documents.fr.va.rules import rows as va_rows
from sahih.documents.models import Lembar
from sahih.documents.sheets import is_signed_by, replaced
from sahih.institution.accounts.models import Person
from sahih.institution.accounts.queries import accounts_of, people_with, staff_on
from sahih.institution.accounts.roles import Role
from sahih.institution.asesor.models import Asesor
from sahih.institution.lsp.models import Lsp
from sahih.kernel.actor import Actor
from sahih.kernel.clock import local_date
from sahih.kernel.policy import get_or_unseen
from sahih.materials.perangkat.models import Butir, Muk
from sahih.materials.perangkat.policies import is_no_asesi
from sahih.process.asesmen.queries import ak06_context, signed_content, tinjauan_of
from sahih.process.jadwal.models import Jadwal, Penugasan
from sahih.process.jadwal.queries import jadwal_header, live_duty, live_peserta
from sahih.process.kaji_ulang.models import HasilButir, KajiUlang, Perbaikan, Temuan
from sahih.process.permohonan.models import Permohonan
from sahih.process.surat.queries import letter_facts

# Fewer answers say nothing about a question.
ENOUGH = 10
LONGEST_BATCH = 80
ROLES = {"FR.AK.06": "peninjau", "FR.VA": "penyelia"}
FIELDS = {"FR.AK.06": "ak06", "FR.VA": "va"}


def visible_kaji(actor: Actor) -> QuerySet[KajiUlang]:
    """The office and the Ketua see all, a penyelia those ordered of them."""
    rows = KajiUlang.objects.select_related(
        "jadwal__versi__skema", "jadwal__tuk", "jadwal__key", "penyelia", "spt__key", "ak06__key", "va__key"
    )
    if actor.may("keputusan.prepare") or actor.may("keputusan.read") or actor.may("spt.sign"):
        return rows
    return rows.filter(penyelia_id=actor.self_id)


def get_kaji(actor: Actor, ref: str) -> KajiUlang:
    found: KajiUlang = get_or_unseen(visible_kaji(actor), ref=ref)
    return found


def kaji_of(jadwal: Jadwal) -> KajiUlang | None:
    rows = KajiUlang.objects.filter(jadwal=jadwal)
    return rows.select_related("penyelia", "spt__key", "ak06__key", "va__key").first()


def sheet_of(kaji: KajiUlang, code: str) -> Lembar | None:
    found: Lembar | None = getattr(kaji, FIELDS[code]) if code in FIELDS else None
    return found


def former_stands(kaji: KajiUlang, code: str) -> bool:
    """Whether the sheet before this correction still names what it reviews (FX9)."""
    sheet = sheet_of(kaji, code)
    former = replaced(sheet) if sheet is not None else None
    return still_says(former, FORMS[code], review_context(kaji, code))


def unsigned(kaji: KajiUlang) -> list[str]:
    """The sheets that the penyelia has still to sign."""
    sheets = ((code, sheet_of(kaji, code)) for code in ROLES)
    return [code for code, sheet in sheets if sheet is None or not is_signed_by(sheet, ROLES[code])]


def temuan_of(kaji: KajiUlang) -> list[Temuan]:
    rows = kaji.temuan_set.select_related("asesmen__peserta__permohonan__asesi", "kaji__jadwal")
    return list(rows.order_by("found_at", "id"))


def get_temuan(actor: Actor, ref: str) -> Temuan:
    """For the asesor whose schedule it is about."""
    duties = Penugasan.objects.filter(asesor__person_id=actor.self_id, is_live=True).values("jadwal_id")
    rows = Temuan.objects.select_related("kaji__jadwal__versi", "asesmen__peserta__permohonan__asesi")
    found: Temuan = get_or_unseen(rows.filter(kaji__jadwal__in=duties), ref=ref)
    return found


def penyelia_candidates(*, day: dt.date) -> QuerySet[Person]:
    return people_with(Role.PENYELIA, day=day)


def spt_penyelia_context(kaji: KajiUlang, lsp: Lsp, *, number: str, at: dt.datetime, replaces: str = "") -> Context:
    """The order to review one schedule."""
    jadwal, duty = kaji.jadwal, live_duty(kaji.jadwal)
    asesor = Asesor.objects.filter(person=kaji.penyelia).first()
    return Context(
        header=jadwal_header(jadwal),
        computed=letter_facts(lsp, number=number, at=at)
        | {
            "menggantikan": replaces,
            "nama_penyelia": kaji.penyelia.name,
            "reg_penyelia": asesor.met if asesor else "",
            "nama_asesor": duty.asesor.person.name if duty else "",
            "jumlah_asesi": str(live_peserta(jadwal).count()),
        },
    )


def review_context(kaji: KajiUlang, code: str) -> Context:
    """What the penyelia's two sheets take from elsewhere (FX9)."""
    if code == "FR.AK.06":
        first = tinjauan_of(kaji.jadwal)
        return ak06_context(kaji.jadwal, first=first.lembar if first else None)
    duty, day = live_duty(kaji.jadwal), local_date(kaji.changed_at, kaji.jadwal.zone)
    asesor = duty.asesor.person.name if duty else ""
    return Context(
        header=jadwal_header(kaji.jadwal),
        rows=va_rows(),
        choices=va_people(day),
        prefill={
            "tim_1": kaji.penyelia.name,
            "hari_tanggal": day.isoformat(),
            "periode": "setelah",
            "persiapan/validasi/tujuan": ["penjaminan_mutu", "persyaratan"],
            "persiapan/validasi/konteks": ["internal"],
            "persiapan/validasi/pendekatan": ["perangkat"],
            "relevan/asesor_1/nama": asesor,
            "relevan/lead_asesor/nama": kaji.penyelia.name,
            "acuan/validasi/acuan": ["standar"],
            "acuan/validasi/dokumen": ["skema", "skkni", "perangkat"],
        },
    )


def va_people(day: dt.date) -> dict[str, list[Choice]]:
    """The people whom FR.VA offers as those who answer for a plan; anybody else may be written."""
    names = dict.fromkeys(staff_on(day).values_list("name", flat=True))
    return {ORANG: [Choice(name, name) for name in names]}


def decision_waits(jadwal: Jadwal) -> list[str]:
    """E8, D5: what of the review the committee still waits for, as a sentence that names the next one to act."""
    kaji = kaji_of(jadwal)
    if kaji is None:
        return ["Kaji ulang oleh asesor penyelia belum disusun (SOP 3.4.2)."]
    who = kaji.penyelia.name
    match kaji.status:
        case KajiUlang.Status.SELESAI:
            return []
        case KajiUlang.Status.DISUSUN:
            return [f"SPT kaji ulang untuk {who} menunggu tanda tangan Ketua LSP."]
        case KajiUlang.Status.DIKEMBALIKAN:
            return [f"Temuan kaji ulang menunggu jawaban asesor: {open_temuan(kaji).count()}."]
        case _:
            return [f"Kaji ulang oleh {who} belum selesai: {', '.join(unsigned(kaji))} belum ditandatangani."]


def open_temuan(kaji: KajiUlang) -> QuerySet[Temuan]:
    return kaji.temuan_set.filter(answered_at=None)


def visible_perbaikan(actor: Actor) -> QuerySet[Perbaikan]:
    """Those who answer for quality, and nobody else; of a skema whose asesi they are, nothing (FX14)."""
    rows = Perbaikan.objects.select_related("versi__skema", "lembar", "muk", "hold", "answered_by", "noted_by")
    if not actor.may("mutu.improve"):
        return rows.none()
    applied = Permohonan.objects.filter(asesi__in=accounts_of(actor.self_id)).values_list("versi__skema", flat=True)
    return rows.exclude(versi__skema__in=[one for one in set(applied) if not is_no_asesi(actor, one)])


def get_perbaikan(actor: Actor, ref: str) -> Perbaikan:
    found: Perbaikan = get_or_unseen(visible_perbaikan(actor), ref=ref)
    return found


def open_perbaikan(versi_id: int | None = None) -> QuerySet[Perbaikan]:
    """What waits for an answer, the nearest day first; of one version, or of all."""
    rows = Perbaikan.objects.filter(Q(versi_id=versi_id) if versi_id else Q(), answered_at=None, withdrawn_at=None)
    return rows.select_related("versi__skema", "lembar").order_by("due_on", "opened_at", "id")


def findings_in(lembar: Lembar, role: str) -> list[tuple[str, str, dt.date | None]]:
    """What a signed sheet wants improved: the words, who answers for it, until when."""
    content = signed_content(lembar, role)
    if content is None:
        return []
    return _of_va(content) if lembar.code == "FR.VA" else _of_ak06(content)


def _of_ak06(content: Content) -> list[tuple[str, str, dt.date | None]]:
    said = (str(content["fields"].get(key, "")).strip() for key in ("rekomendasi_prinsip", "rekomendasi_dimensi"))
    return [(one, "", None) for one in said if one]


def _of_va(content: Content) -> list[tuple[str, str, dt.date | None]]:
    planned = [row["answers"] for row in content["rows"]["rencana"] if row["answers"].get("kegiatan")]
    return [
        (str(one["kegiatan"]), str(one.get("penanggungjawab", "")), dt.date.fromisoformat(str(one["waktu"])))
        for one in planned
    ]


@dataclass(frozen=True)
class Hasil:
    """How often an item was answered rightly and wrongly."""

    right: int = 0
    wrong: int = 0

    @property
    def count(self) -> int:
        return self.right + self.wrong

    @property
    def is_one_sided(self) -> bool:
        return self.count >= ENOUGH and 0 in (self.right, self.wrong)

    def __add__(self, other: "Hasil") -> "Hasil":
        return Hasil(self.right + other.right, self.wrong + other.wrong)


@dataclass(frozen=True)
class JumlahButir:
    """One item over all batches that counted it."""

    butir: Butir
    hasil: Hasil
    batches: int


def name_of_batch(text: str) -> str:
    return " ".join(text.split())


def batches_of(muk: Muk) -> list[str]:
    """The batches that counted items of this MUK, the newest first, each as it was written last."""
    rows = HasilButir.objects.filter(muk=muk).exclude(batch="").order_by("id").values_list("batch", flat=True)
    return list({one.casefold(): one for one in reversed(rows)}.values())


def counts_in(muk: Muk, batch: str) -> dict[str, Hasil]:
    """What one batch says, by the ref of the item."""
    same = name_of_batch(batch).casefold()
    return {one.butir.ref: said[same] for one, said in _counted(muk) if same in said}


def results_of(muk: Muk, *, but_for: str | None = None) -> list[JumlahButir]:
    """The items that were counted with the sum over all batches, or all but one, in the order of the MUK; one query."""
    left = None if but_for is None else name_of_batch(but_for).casefold()
    kept = (
        (one.butir, [hasil for batch, hasil in said.items() if batch != left and hasil.count])
        for one, said in _counted(muk)
    )
    return [JumlahButir(butir, sum(all_, Hasil()), len(all_)) for butir, all_ in kept if all_]


def _counted(muk: Muk) -> list[tuple[HasilButir, dict[str, Hasil]]]:
    """A row of each item, and the newest count of each batch."""
    first, said = dict[int, HasilButir](), dict[int, dict[str, Hasil]]()
    for one in HasilButir.objects.filter(muk=muk).select_related("butir__bagian__kelompok").order_by("id"):
        first.setdefault(one.butir_id, one)
        said.setdefault(one.butir_id, {})[one.batch.casefold()] = Hasil(one.right_count, one.wrong_count)
    order = sorted(first.values(), key=lambda one: (one.butir.bagian_id, one.butir.number))
    return [(one, said[one.butir_id]) for one in order]
