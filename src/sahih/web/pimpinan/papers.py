"""Every letter that waits for the signature of the Ketua: what it is, since when, and what stands in the way."""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sahih.documents.models import Lembar, Tandatangan
from sahih.documents.signing import SigningProof
from sahih.insight.persuratan.queries import JENIS, may_sign_now, title_of, waiting_letters
from sahih.institution.lsp.models import Lsp
from sahih.kernel.actor import Actor
from sahih.kernel.policy import ALLOW, Unseen, Verdict, allow_if, first_denial
from sahih.process.jadwal.actions import sign_spt
from sahih.process.jadwal.models import Jadwal, Penugasan
from sahih.process.jadwal.policies import may_sign_spt
from sahih.process.jadwal.queries import get_penugasan, starts_at
from sahih.process.kaji_ulang.actions import sign_spt_penyelia
from sahih.process.kaji_ulang.models import KajiUlang
from sahih.process.kaji_ulang.policies import may_order_review
from sahih.process.kaji_ulang.queries import get_kaji, visible_kaji
from sahih.process.keputusan.actions import sign_sk_hasil, sign_sk_komite, sign_undangan
from sahih.process.keputusan.models import Rapat
from sahih.process.keputusan.policies import may_sign_decree
from sahih.process.keputusan.queries import get_rapat, seats, visible_rapat
from sahih.process.sertifikat.actions import present_request, sign_request
from sahih.process.sertifikat.models import Permintaan
from sahih.process.sertifikat.queries import get_permintaan, visible_permintaan
from sahih.process.surat.actions import present_surat, sign_surat
from sahih.process.surat.models import Surat
from sahih.process.surat.queries import get_surat
from sahih.web.ui.words import tanggal, tanggal_panjang

Subject = Penugasan | KajiUlang | Rapat | Permintaan | Surat
SPT, PENYELIA, SK_KOMITE, UNDANGAN, SK_HASIL, BLANKO = (
    "spt", "spt-penyelia", "sk-komite", "undangan", "sk-hasil", "blanko",
)  # fmt: skip
LETTERS = "surat"


@dataclass(frozen=True)
class Kind:
    """One kind of letter: where its sheet lies, and the action that its signature finishes."""

    slug: str
    title: str | Promise
    meaning: str
    done: str | Promise
    get: Callable[[Actor, str], Any]  # reason: each kind has a subject of its own
    sheet: Callable[[Any], Lembar | None]  # reason: as above
    may: Callable[..., Verdict]
    finish: Callable[..., object]
    in_batch: bool = False
    # What brings the facts of the moment into the letters; most only bear today's date.
    present: Callable[..., object] | None = None


def _each(act: Callable[..., object]) -> Callable[..., object]:
    """An action over one subject, called with the list of exactly one that the page holds."""

    def finish(subjects: Sequence[Subject], *, proof: SigningProof, actor: Actor, at: dt.datetime) -> object:
        return act(subjects[0], proof=proof, actor=actor, at=at)

    return finish


def _sign_letters(letters: Sequence[Surat], *, proof: SigningProof, actor: Actor, at: dt.datetime) -> None:
    sign_surat([(JENIS[one.code], one) for one in letters], proof=proof, actor=actor, at=at)


def _present_letters(letters: Sequence[Surat], *, actor: Actor, at: dt.datetime) -> None:
    for one in letters:
        present_surat(JENIS[one.code], one, actor=actor, at=at)


def _present_requests(requests: Sequence[Permintaan], *, actor: Actor, at: dt.datetime) -> None:
    for one in requests:
        present_request(one, actor=actor, at=at)


def _may_order(actor: Actor, penugasan: Penugasan, lsp: Lsp, *, at: dt.datetime) -> Verdict:
    return first_denial(may_sign_spt(actor, penugasan, lsp, at=at), _in_time(penugasan, at=at))


def _in_time(penugasan: Penugasan, *, at: dt.datetime) -> Verdict:
    """A7: a letter never follows its assessment."""
    return allow_if(
        at < starts_at(penugasan.jadwal),
        _("Asesmennya sudah lewat; SPT tidak boleh menyusul. Minta Admin menyusun ulang jadwalnya."),
    )


def _may_order_review(actor: Actor, kaji: KajiUlang, _lsp: Lsp, *, at: dt.datetime) -> Verdict:
    return may_order_review(actor, kaji)


def _may_ask(actor: Actor, _permintaan: Permintaan, _lsp: Lsp, *, at: dt.datetime) -> Verdict:
    return allow_if(actor.may("keputusan.sign"), _("Surat ke BNSP ditandatangani oleh Ketua LSP."))


KINDS: Mapping[str, Kind] = {
    kind.slug: kind
    for kind in (
        Kind(
            SPT,
            gettext_lazy("Surat Perintah Tugas asesor"),
            "Menandatangani SPT asesor",
            gettext_lazy("SPT ditandatangani. Asesor diberi tahu, dan asesmen tiap asesi terbuka baginya."),
            get=get_penugasan,
            sheet=lambda penugasan: penugasan.spt,
            may=_may_order,
            finish=sign_spt,
            in_batch=True,
        ),
        Kind(
            PENYELIA,
            gettext_lazy("Surat Perintah Tugas penyelia"),
            "Menandatangani SPT kaji ulang penyelia",
            gettext_lazy("SPT ditandatangani. Penyelia diberi tahu, dan FR.AK.06 serta FR.VA terbuka baginya."),
            get=get_kaji,
            sheet=lambda kaji: kaji.spt,
            may=_may_order_review,
            finish=_each(sign_spt_penyelia),
        ),
        Kind(
            SK_KOMITE,
            gettext_lazy("SK Komite Teknis"),
            "Menetapkan komite teknis",
            gettext_lazy("Komite teknis ditetapkan. Undangan rapatnya kini menunggu tanda tangan Anda."),
            get=get_rapat,
            sheet=lambda rapat: rapat.sk_komite,
            may=may_sign_decree,
            finish=_each(sign_sk_komite),
        ),
        Kind(
            UNDANGAN,
            gettext_lazy("Undangan rapat teknis"),
            "Mengundang rapat komite teknis",
            gettext_lazy("Undangan ditandatangani dan dikirim kepada anggota komite."),
            get=get_rapat,
            sheet=lambda rapat: rapat.undangan,
            may=may_sign_decree,
            finish=_each(sign_undangan),
        ),
        Kind(
            SK_HASIL,
            gettext_lazy("SK Hasil Keputusan"),
            "Menetapkan hasil sertifikasi",
            gettext_lazy("SK hasil ditetapkan dan tiap asesi diberi tahu. Berikutnya permintaan blangko ke BNSP."),
            get=get_rapat,
            sheet=lambda rapat: rapat.sk_hasil,
            may=may_sign_decree,
            finish=_each(sign_sk_hasil),
        ),
        Kind(
            BLANKO,
            gettext_lazy("Surat permohonan blangko"),
            "Menandatangani surat permohonan blangko",
            gettext_lazy("Surat ditandatangani; daftar dan suratnya siap dikirim ke BNSP."),
            get=get_permintaan,
            sheet=lambda permintaan: permintaan.surat,
            may=_may_ask,
            finish=_each(sign_request),
            present=_present_requests,
        ),
        Kind(
            LETTERS,
            gettext_lazy("Surat TUK, daftar, peminjaman, dan berita acara"),
            "Menandatangani surat LSP",
            gettext_lazy("Ditandatangani. Surat yang sudah lengkap tanda tangannya kini berlaku."),
            get=get_surat,
            sheet=lambda surat: surat.lembar,
            may=may_sign_now,
            finish=_sign_letters,
            in_batch=True,
            present=_present_letters,
        ),
    )
}


@dataclass(frozen=True)
class Paper:
    """One letter on the list."""

    kind: Kind
    ref: str
    number: str
    what: str
    why: str
    since: dt.datetime
    verdict: Verdict
    uji_coba: bool


def kind_of(slug: str) -> Kind:
    if slug not in KINDS:
        raise Unseen
    return KINDS[slug]


def waiting_papers(actor: Actor, *, at: dt.datetime) -> list[Paper]:
    """All that waits, the oldest first; gates that cost questions per letter are asked when it is opened."""
    found = [*_orders(actor, at=at), *_reviews(actor), *_meeting_papers(actor), *_requests(actor), *_letters(actor)]
    return sorted(found, key=lambda one: one.since)


def _orders(actor: Actor, *, at: dt.datetime) -> Iterator[Paper]:
    if not actor.may("spt.sign"):
        return
    rows = Penugasan.objects.filter(is_live=True, jadwal__status=Jadwal.Status.DIKONFIRMASI, spt__isnull=False)
    for one in rows.select_related("jadwal__versi__skema", "jadwal__tuk", "asesor__person", "spt").order_by(
        "answered_at", "id"
    ):
        jadwal, sheet = one.jadwal, one.spt
        assert sheet is not None
        why = f"{jadwal.versi.title} · {tanggal_panjang(jadwal.day)} · {jadwal.tuk.name}"
        yield Paper(
            KINDS[SPT], one.ref, sheet.number, one.asesor.person.name, why, one.answered_at or one.offered_at,
            _in_time(one, at=at), jadwal.uji_coba,
        )  # fmt: skip


def _reviews(actor: Actor) -> Iterator[Paper]:
    if not actor.may("spt.sign"):
        return
    for one in visible_kaji(actor).filter(status=KajiUlang.Status.DISUSUN).order_by("changed_at", "id"):
        sheet, jadwal = one.spt, one.jadwal
        assert sheet is not None
        why = f"{jadwal.versi.title} · {tanggal_panjang(jadwal.day)}"
        verdict = allow_if(one.penyelia_id != actor.person_id, _("SPT untuk Anda sendiri ditandatangani orang lain."))
        yield Paper(
            KINDS[PENYELIA], one.ref, sheet.number, one.penyelia.name, why, one.changed_at, verdict, jadwal.uji_coba
        )


_MEETING = {Rapat.Status.DISUSUN: SK_KOMITE, Rapat.Status.DITETAPKAN: UNDANGAN, Rapat.Status.BA_SAH: SK_HASIL}


def _meeting_papers(actor: Actor) -> Iterator[Paper]:
    if not actor.may("keputusan.sign"):
        return
    own = set(seats().filter(person_id=actor.person_id or 0).values_list("rapat_id", flat=True))
    for rapat in visible_rapat(actor).filter(status__in=_MEETING).order_by("changed_at", "id"):
        kind = KINDS[_MEETING[Rapat.Status(rapat.status)]]
        sheet = kind.sheet(rapat)
        assert sheet is not None
        why = _("Rapat %s") % tanggal(rapat.meets_at)
        verdict = allow_if(rapat.pk not in own, _("Anda duduk dalam komite ini; penetapannya oleh orang lain."))
        yield Paper(
            kind, rapat.ref, sheet.number, rapat.jadwal.versi.title, why, rapat.changed_at, verdict, rapat.uji_coba
        )


def _requests(actor: Actor) -> Iterator[Paper]:
    if not actor.may("keputusan.sign"):
        return
    for one in visible_permintaan(actor).filter(status=Permintaan.Status.DISUSUN).order_by("changed_at", "id"):
        title = one.rapat.jadwal.versi.title
        yield Paper(
            KINDS[BLANKO],
            one.ref,
            one.surat.number,
            title,
            _("SK hasil sudah terbit"),
            one.changed_at,
            ALLOW,
            one.rapat.uji_coba,
        )


def _letters(actor: Actor) -> Iterator[Paper]:
    for one in waiting_letters(actor):
        about = " · ".join(
            filter(None, (one.versi.title if one.versi else "", tanggal(one.jadwal.day) if one.jadwal else ""))
        )
        yield Paper(
            KINDS[LETTERS],
            one.ref,
            one.lembar.number,
            title_of(JENIS[one.code]),
            about,
            one.changed_at,
            ALLOW,
            one.uji_coba,
        )


def signed_by(actor: Actor, *, limit: int) -> list[Tandatangan]:
    """The letters that this person signed as Ketua, newest first."""
    assert actor.person_id is not None
    rows = Tandatangan.objects.filter(person_id=actor.person_id, role="ketua").select_related("lembar")
    return list(rows.order_by("-signed_at", "-id")[:limit])


def get_signed(actor: Actor, ref: str) -> Lembar:
    """A letter that one signed oneself."""
    assert actor.person_id is not None
    found = Lembar.objects.filter(ref=ref, signatures__person_id=actor.person_id).select_related("key").first()
    if found is None:
        raise Unseen
    return found
