"""Who opens the validation of a MUK, who may sit in its team, and whose turn it is (K7, PL5, FX9)."""

import datetime as dt
from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from sahih.documents.correcting import is_correcting, still_says
from sahih.documents.fr import FORMS
from sahih.documents.sheets import replaced
from sahih.institution.accounts.models import Person
from sahih.institution.accounts.queries import is_among, people_with, same_human
from sahih.institution.accounts.roles import Role
from sahih.institution.asesor.models import Asesor
from sahih.institution.asesor.policies import certificate_in_force
from sahih.kernel.actor import Actor
from sahih.kernel.policy import Verdict, allow_if, deny, first_denial, policy
from sahih.materials.lingkup.queries import is_competent
from sahih.materials.perangkat.models import Muk
from sahih.materials.perangkat.policies import is_no_asesi, is_open_to, may_read_items
from sahih.materials.skema.models import Skema
from sahih.process.validasi.models import Peran, Validasi
from sahih.process.validasi.queries import (
    CODE,
    MANAGERS,
    MOST,
    Calon,
    exchanged,
    lead_of,
    open_after_unfit,
    team_of,
    va_context,
)

Status = Validasi.Status
OPEN = (Status.DIISI, Status.MENUNGGU)


@policy("validasi.open")
def may_open_validasi(actor: Actor, muk: Muk) -> Verdict:
    """Those who answer for quality, over a MUK that is in use; after a team found it unfit, once that is answered."""
    waiting = open_after_unfit(muk).count()
    return first_denial(
        allow_if(actor.may("mutu.improve"), _("Validasi MUK dibuka oleh yang bertanggung jawab atas mutu.")),
        allow_if(muk.status == Muk.Status.TERVALIDASI, _("Yang divalidasi tim adalah MUK yang sudah disahkan dan dipakai.")),
        allow_if(not muk.validasi_set.filter(status__in=OPEN).exists(), _("Validasi MUK ini sedang berjalan; selesaikan atau batalkan dulu.")),
        allow_if(not waiting, _("MUK ini dinyatakan tidak layak. Jawab dulu %d perbaikan dari validasi itu, lalu validasi ulang.") % waiting),
    )  # fmt: skip


def team_gaps(muk: Muk, team: Sequence[Calon], *, day: dt.date) -> list[str]:
    """All that keeps these people from being the team of this MUK that day (A5, A6, K7)."""
    return [*_shape_gaps(team), *_member_gaps(muk.versi.skema, team, day=day), *_independence_gaps(muk, team)]


def _shape_gaps(team: Sequence[Calon]) -> Iterator[str]:
    people = [one.person for one in team]
    if sum(one.peran == Peran.LEAD for one in team) != 1:
        yield _("Tim mempunyai satu ketua.")
    if any(same_human(first, second) for place, first in enumerate(people) for second in people[:place]):
        yield _("Satu orang duduk satu kali dalam tim.")
    if not any(one.peran == Peran.ASESOR for one in team):
        yield _("Selain ketua, tim memerlukan paling sedikit satu asesor kompetensi (FR.VA menyebutnya wajib).")
    for peran, most in MOST.items():
        if sum(one.peran == peran for one in team) > most:
            yield _("FR.VA memuat paling banyak %(most)d orang sebagai %(peran)s.") % {
                "most": most,
                "peran": peran.label,
            }


def _member_gaps(skema: Skema, team: Sequence[Calon], *, day: dt.date) -> Iterator[str]:
    managers = [one for role in MANAGERS for one in people_with(role, day=day)]
    for one in team:
        if not is_open_to(one.person.pk, skema.pk):  # by NIK, under any account (17024 7.4, FX14)
            yield (
                _("%s tidak boleh membaca butir MUK ini: ia asesi skema ini, atau bandingnya belum selesai.")
                % one.person.name
            )
        if one.peran == Peran.MANAJER:
            if one.person not in managers:
                yield _("%s bukan Manajer Mutu atau Manajer Sertifikasi pada hari validasi.") % one.person.name
        elif not (able := is_able(one.person, skema, day=day)):
            yield f"{one.person.name}: {able.reason}"


def is_able(person: Person, skema: Skema, *, day: dt.date) -> Verdict:
    """An asesor of this LSP with a certificate in force that day and competence in the skema (A5, A6)."""
    asesor = Asesor.objects.filter(person=person).first()
    if asesor is None or person not in people_with(Role.ASESOR, day=day):
        return deny(_("bukan asesor LSP ini pada hari validasi."))
    return first_denial(
        allow_if(certificate_in_force(asesor, day), _("sertifikat asesornya tidak berlaku pada hari validasi.")),
        allow_if(is_competent(asesor, skema, day), _("kompetensi teknisnya tidak mencakup skema ini pada hari validasi.")),
    )  # fmt: skip


def _independence_gaps(muk: Muk, team: Sequence[Calon]) -> Iterator[str]:
    """K7: nobody judges their own work alone."""
    makers = [one for one in (muk.penyusun, muk.validator) if one is not None]
    if any(one.peran == Peran.LEAD and same_human(one.person, muk.penyusun) for one in team):
        yield _("%s menyusun MUK ini; orang lain yang mengetuai validasinya.") % muk.penyusun.name
    if team and all(is_among(one.person, makers) for one in team):
        yield _("Tim memerlukan paling sedikit satu orang yang tidak menyusun dan tidak mengesahkan MUK ini.")


def _is_member(actor: Actor, validasi: Validasi) -> bool:
    return actor.person_id is not None and any(one.person.pk == actor.person_id for one in team_of(validasi))


def _is_lead(actor: Actor, validasi: Validasi) -> Verdict:
    lead = lead_of(validasi)
    return allow_if(actor.person_id is not None and actor.person_id == lead.pk, _("FR.VA ini diisi oleh ketua tim, %s.") % lead.name)  # fmt: skip


@policy("validasi.read")
def may_read_validasi(actor: Actor, validasi: Validasi, *, day: dt.date) -> Verdict:
    """Its sheet speaks of items: whoever reads those, and the team, also a member who is no longer able; an asesi never (17024 7.4)."""
    if _is_member(actor, validasi):
        return is_no_asesi(actor, validasi.muk.versi.skema_id)
    return may_read_items(actor, validasi.muk, day=day)


@policy("validasi.fill")
def may_fill_validasi(actor: Actor, validasi: Validasi) -> Verdict:
    """The lead of the team, until they sign."""
    return first_denial(
        _is_lead(actor, validasi),
        allow_if(validasi.status == Status.DIISI, _("FR.VA ini sudah ditandatangani ketua tim; isinya tidak berubah lagi.")),
    )  # fmt: skip


@policy("validasi.sign")
def may_sign_validasi(actor: Actor, validasi: Validasi, *, day: dt.date) -> Verdict:
    """First the lead, then every other member once; on the day itself or later, by a team that is still able."""
    member = _is_member(actor, validasi)
    signed = validasi.lembar.signatures.filter(person_id=actor.person_id or 0).exists()
    gaps = team_gaps(validasi.muk, team_of(validasi), day=day) if member else []
    return first_denial(
        allow_if(member, _("FR.VA ini ditandatangani oleh anggota timnya.")),
        may_read_validasi(actor, validasi, day=day),
        allow_if(validasi.status in OPEN, _("Validasi ini sudah selesai atau dibatalkan.")),
        _is_lead(actor, validasi) if validasi.status == Status.DIISI else allow_if(not signed, _("Anda sudah menandatangani FR.VA ini.")),
        allow_if(day >= validasi.day, _("Validasi ini dijadwalkan %s; tanda tangan dibuka hari itu.") % validasi.day.strftime("%d-%m-%Y")),
        allow_if(not gaps, _("Tim ini tidak dapat bertindak hari ini: %(gaps)s %(way)s") % {"gaps": " ".join(gaps), "way": _way_out(validasi)}),
    )  # fmt: skip


def _way_out(validasi: Validasi) -> str:
    """What a team that cannot act may do."""
    if validasi.finished_at:
        return _("Minta yang bertanggung jawab atas mutu membatalkan koreksi ini.")
    if _is_begun(validasi):
        return _("Kembalikan kepada ketua tim, lalu minta yang bertanggung jawab atas mutu mengganti anggotanya.")
    return _("Minta yang bertanggung jawab atas mutu mengganti anggotanya.")


@policy("validasi.see_keys")
def may_see_va_keys(actor: Actor, validasi: Validasi, *, day: dt.date) -> Verdict:
    """A key that nobody reads is not validated: the team reads those of its MUK while it works, an asesi never (17024 7.4, FX14)."""
    return first_denial(
        allow_if(_is_member(actor, validasi), _("Kunci MUK ini dibuka oleh anggota tim validasinya.")),
        may_read_items(actor, validasi.muk, day=day),
        allow_if(validasi.status in OPEN, _("Validasi ini sudah selesai atau dibatalkan; kuncinya tertutup lagi bagi timnya.")),
    )  # fmt: skip


@policy("validasi.give_back")
def may_give_back_validasi(actor: Actor, validasi: Validasi) -> Verdict:
    """A member who does not agree; the lead too, who saw a mistake after signing."""
    return first_denial(
        allow_if(_is_member(actor, validasi), _("FR.VA ini milik anggota timnya.")),
        allow_if(validasi.status == Status.MENUNGGU, _("FR.VA ini tidak sedang menunggu tanda tangan anggota tim.")),
    )  # fmt: skip


@policy("validasi.replace")
def may_replace_member(actor: Actor, validasi: Validasi) -> Verdict:
    """Those who answer for quality, until somebody signs: whoever signs beside others knew with whom (FX9)."""
    return first_denial(
        allow_if(actor.may("mutu.improve"), _("Anggota tim diganti oleh yang bertanggung jawab atas mutu.")),
        allow_if(validasi.status in OPEN, _("Validasi ini sudah selesai atau dibatalkan; timnya tetap.")),
        allow_if(not validasi.finished_at, _("FR.VA ini pernah ditandatangani seluruh timnya, jadi timnya tetap. Batalkan koreksinya, lalu buka validasi baru dengan tim lain.")),
        allow_if(not _is_begun(validasi), _("FR.VA ini sudah mulai ditandatangani, jadi timnya tetap. Minta seorang anggota mengembalikannya kepada ketua tim, lalu ganti anggotanya; atau batalkan validasi ini dan buka dengan tim lain.")),
    )  # fmt: skip


def _is_begun(validasi: Validasi) -> bool:
    return validasi.status != Status.DIISI or validasi.lembar.signatures.exists()


def replacing_gaps(validasi: Validasi, old: Person, new: Person, *, today: dt.date) -> list[str]:
    """All that keeps the team from being one with `new` in the place of `old`, on its day or, if that is over, today (A5, A6, K7)."""
    if same_human(old, new):
        return [_("%s sudah duduk di tempat itu; pilih orang lain.") % old.name]
    return team_gaps(validasi.muk, exchanged(team_of(validasi), old, new), day=max(validasi.day, today))


@policy("validasi.cancel")
def may_cancel_validasi(actor: Actor, validasi: Validasi) -> Verdict:
    """Those who answer for quality, whatever it waits for: a team may never be able to sign again."""
    return first_denial(
        allow_if(actor.may("mutu.improve"), _("Validasi dibatalkan oleh yang bertanggung jawab atas mutu.")),
        allow_if(validasi.status in OPEN, _("Validasi ini sudah selesai atau dibatalkan.")),
    )  # fmt: skip


@policy("validasi.correct")
def may_correct_validasi(actor: Actor, validasi: Validasi) -> Verdict:
    """The lead, while no later validation has looked at the MUK again (FX13)."""
    later = Validasi.objects.filter(muk=validasi.muk_id, opened_at__gt=validasi.opened_at).exclude(status=Status.BATAL)
    return first_denial(
        _is_lead(actor, validasi),
        allow_if(validasi.status == Status.SELESAI, _("FR.VA ini belum ditandatangani semua anggota; ubah saja isinya.")),
        allow_if(not later.exists(), _("MUK ini sudah divalidasi lagi; yang berlaku adalah validasi yang terbaru.")),
    )  # fmt: skip


@policy("validasi.drop_correction")
def may_drop_validasi_correction(actor: Actor, validasi: Validasi) -> Verdict:
    """Until the lead signs the new sheet, and only over a finished one that still says the same."""
    former = replaced(validasi.lembar)
    begun = (
        validasi.status == Status.DIISI and is_correcting(validasi.lembar) and former is not None and former.locked_at
    )
    return first_denial(
        _is_lead(actor, validasi),
        allow_if(begun, _("Tidak ada koreksi FR.VA yang belum ditandatangani.")),
        allow_if(still_says(former, FORMS[CODE], va_context(validasi, former)), _("Yang disebut lembar lama sudah berubah. Tandatangani lembar yang baru.")),
    )  # fmt: skip
