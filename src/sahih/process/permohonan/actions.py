"""Open, fill, hand in, review, give back, withdraw; then FR.APL.02."""

import datetime as dt
from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from sahih.documents.content import Content
from sahih.documents.filling import Filled
from sahih.documents.fr.apl_01 import FR_APL_01
from sahih.documents.fr.apl_02 import FR_APL_02
from sahih.documents.models import Lembar, LembarPart
from sahih.documents.presenting import present_lembar
from sahih.documents.sheets import Gaps, content_of, open_lembar, save_lembar, sign_lembar
from sahih.documents.signing import SigningProof, consume
from sahih.documents.vocabulary import Formulir
from sahih.institution.accounts.actions import set_nik
from sahih.institution.accounts.models import Membership, Person
from sahih.institution.accounts.policies import may_claim_nik
from sahih.institution.accounts.queries import is_staff_anywhere
from sahih.institution.accounts.roles import Role
from sahih.institution.asesor.queries import signer
from sahih.institution.lsp.models import Lsp, Perusahaan
from sahih.kernel import outbox
from sahih.kernel.actions import action
from sahih.kernel.actor import Actor
from sahih.kernel.audit import record
from sahih.kernel.clock import local_date
from sahih.kernel.keys import new_data_key
from sahih.kernel.policy import Refused, require
from sahih.kernel.vault.inspection import inspect
from sahih.kernel.vault.store import store
from sahih.kernel.workflow import lock, transition
from sahih.materials.skema.models import SkemaVersi
from sahih.process.permohonan import events
from sahih.process.permohonan.models import Bukti, Permohonan
from sahih.process.permohonan.policies import (
    gate_accept,
    gate_apply,
    is_off_duty,
    may_become_asesi,
    may_fill,
    may_open,
    may_review,
    may_self_assess,
    may_submit,
    may_withdraw,
    out_of_reach,
    service_stands,
    submit_problems,
)
from sahih.process.permohonan.queries import (
    apl01_context,
    apl01_facts,
    apl02_context,
    identity_number,
    nik_told,
    open_permohonan_of,
    permits_of,
)


@action("permohonan.open")
def open_permohonan(
    versi: SkemaVersi,
    *,
    mode: str,
    medium: str,
    uji_coba: bool,
    actor: Actor,
    at: dt.datetime,
    perusahaan: Perusahaan | None = None,
    under_permit: bool | None = None,
) -> Permohonan:
    """Begin FR.APL.01; a second click finds the first application.

    A rehearsal (L11) needs no permit, and may still be bound to one by `under_permit`.
    """
    bound = not uji_coba if under_permit is None else under_permit or not uji_coba
    lsp = Lsp.objects.get(pk=actor.here)
    day = local_date(at, lsp.zone)
    gaps = gate_apply(lsp, versi, mode=mode, medium=medium, uji_coba=uji_coba, under_permit=bound, day=day)
    gaps += [] if uji_coba else out_of_reach(versi, mode, medium)
    require(may_open(actor, gaps))
    assert actor.person_id is not None
    Person.objects.select_for_update(no_key=True).get(pk=actor.person_id)  # two clicks at once: the second finds it
    already = open_permohonan_of(actor.person_id, versi)
    if already:
        record(events.OPENED, already)
        return already
    require(is_off_duty(actor.person_id, versi))
    _become_asesi(actor, day)
    key = new_data_key()
    sheet = open_lembar(FR_APL_01, apl01_facts(versi, actor.person_id, berkas=[]), key=key, uji_coba=uji_coba, at=at)
    permohonan = Permohonan.objects.create(
        asesi_id=actor.self_id, versi=versi, mode=mode, medium=medium, uji_coba=uji_coba, under_permit=bound,
        perusahaan=perusahaan, key=key, apl01=sheet, opened_at=at, changed_at=at,
    )  # fmt: skip
    permits = permits_of(permohonan, lsp, day=day)
    record(events.OPENED, permohonan, new={"mode": mode, "medium": medium, "uji_coba": uji_coba, "permits": permits})
    return permohonan


def _become_asesi(actor: Actor, day: dt.date) -> None:
    Membership.objects.get_or_create(
        lsp_id=actor.here, person_id=actor.self_id, role=Role.ASESI, defaults={"valid_from": day}
    )


@action("bukti.add")
def add_bukti(
    permohonan: Permohonan, content: bytes, *, name: str, label: str, actor: Actor, at: dt.datetime,
    is_affiliation: bool = False,
) -> Bukti:  # fmt: skip
    """Take a paper in, looked through and encrypted under the case's key."""
    if not may_fill(actor, permohonan):
        require(may_self_assess(actor, permohonan))
    good = inspect(content, name=name)
    file = store(
        [good.content], name=good.name, mime=good.mime, kind="bukti", at=at, owner_id=actor.person_id,
        sensitive=True, key=permohonan.key,
    )  # fmt: skip
    bukti = Bukti.objects.create(
        permohonan=permohonan,
        file=file,
        label=label.strip()[:160] or good.name,
        is_affiliation=is_affiliation,
        added_at=at,
    )
    record(events.BUKTI_ADDED, bukti, new={"label": bukti.label, "sha256": file.sha256})
    return bukti


@action("bukti.remove")
def remove_bukti(bukti: Bukti, *, actor: Actor, at: dt.datetime) -> None:
    """Take a paper back before the hand-in; the file stays under the record."""
    require(may_fill(actor, bukti.permohonan))
    bukti.removed_at = at
    bukti.save(update_fields=["removed_at"])
    record(events.BUKTI_REMOVED, bukti, old={"label": bukti.label})


@action("permohonan.save")
def save_apl01(
    permohonan: Permohonan, posted: Mapping[str, Sequence[str]], *, actor: Actor, at: dt.datetime,
    partial: bool = True, revision: int | None = None,
) -> tuple[Filled, LembarPart]:  # fmt: skip
    """Keep what the asesi typed so far."""
    require(may_fill(actor, permohonan))
    return _save(
        permohonan.apl01, FR_APL_01, posted, permohonan, role="asesi", at=at, partial=partial, revision=revision
    )


def _save(
    sheet: Lembar, formulir: Formulir, posted: Mapping[str, Sequence[str]], permohonan: Permohonan, *,
    role: str, at: dt.datetime, partial: bool, revision: int | None,
) -> tuple[Filled, LembarPart]:  # fmt: skip
    context = apl01_context(permohonan) if formulir is FR_APL_01 else apl02_context(permohonan)
    filled, part = save_lembar(
        sheet, formulir, posted, context, as_role=role, at=at, partial=partial, revision=revision
    )
    record(events.SAVED, permohonan, new={"revision": part.revision})
    return filled, part


@action("permohonan.present")
def present_sheet(permohonan: Permohonan, *, actor: Actor, at: dt.datetime) -> None:
    """Show the asesi the form that waits for their signature as it stands at this moment."""
    if permohonan.apl02 is None:
        require(may_submit(actor, permohonan))
        present_lembar(permohonan.apl01, FR_APL_01, apl01_context(permohonan), as_role="asesi", at=at)
    else:
        require(may_self_assess(actor, permohonan))
        present_lembar(permohonan.apl02, FR_APL_02, apl02_context(permohonan), as_role="asesi", at=at)


@action("permohonan.submit")
def submit_permohonan(permohonan: Permohonan, *, proof: SigningProof, actor: Actor, at: dt.datetime) -> Permohonan:
    """Sign FR.APL.01 and hand it to the LSP; its first part is locked from here on."""
    with transition(permohonan, "submit") as locked:
        lsp = Lsp.objects.get(pk=actor.here)
        require(may_submit(actor, locked))
        require(is_off_duty(locked.asesi_id, locked.versi))
        require(service_stands(locked, lsp, day=local_date(at, lsp.zone)))
        content = content_of(locked.apl01)
        problems = submit_problems(locked, content, lsp)
        if problems:
            raise Gaps(problems)
        consume(proof, actor=actor, at=at)
        sign_lembar(
            locked.apl01, FR_APL_01, role="asesi", signer=signer(actor), proof=proof, at=at, facts=apl01_context(locked)
        )
        _warn_of_nik(locked, content)
        locked.submitted_at = locked.changed_at = at
    return permohonan


def _warn_of_nik(permohonan: Permohonan, content: Content) -> None:
    """What cannot exist is refused (N2); a disagreement is told, and a person looks at the card (N3, N4)."""
    told = nik_told(permohonan.asesi, content)
    if told.error:
        raise Refused(told.error)
    if told.warning:
        record(events.NIK_WARNED, permohonan, new={"warning": told.warning})


def _keep_identity(permohonan: Permohonan, content: Content, *, actor: Actor) -> None:
    """What an admin has reviewed becomes the person's own; a claim that nobody looked at changes nobody.

    Personnel keep the name and the number of their SK.
    """
    asesi, number = permohonan.asesi, identity_number(content)
    if number:
        require(may_claim_nik(asesi, number))
    if not is_staff_anywhere(asesi):
        asesi.name = str(content["fields"]["nama"])
        asesi.save(update_fields=["name"])
    if number:
        set_nik(asesi, number, actor=actor)


@action("permohonan.judge")
def save_review(
    permohonan: Permohonan, posted: Mapping[str, Sequence[str]], *, actor: Actor, at: dt.datetime,
    partial: bool = True, revision: int | None = None,
) -> tuple[Filled, LembarPart]:  # fmt: skip
    """Keep the admin's judgement of each requirement."""
    require(may_review(actor, permohonan))
    return _save(
        permohonan.apl01, FR_APL_01, posted, permohonan, role="admin", at=at, partial=partial, revision=revision
    )


@action("permohonan.give_back")
def give_back(permohonan: Permohonan, *, note: str, actor: Actor, at: dt.datetime) -> Permohonan:
    """Tell the gaps (SOP 1.2.4); a new sheet that names the old one waits for the asesi."""
    if not note.strip():
        raise Refused(_("Tuliskan apa yang perlu dilengkapi asesi."))
    with transition(permohonan, "give_back", reason=note) as locked:
        require(may_review(actor, locked))
        locked.apl01 = open_lembar(
            FR_APL_01, apl01_context(locked), key=locked.key, uji_coba=locked.uji_coba, at=at, corrects=locked.apl01
        )
        locked.note, locked.changed_at = note, at
    _tell(permohonan, _("Permohonan perlu dilengkapi"), note)
    return permohonan


@action("permohonan.decide")
def decide_permohonan(permohonan: Permohonan, *, proof: SigningProof, actor: Actor, at: dt.datetime) -> Permohonan:
    """Sign the review: *Diterima* leads on to the invoice, *Tidak diterima* ends here with its reason.

    Two admins at once: the second finds the row decided and is told so.
    """
    content = content_of(permohonan.apl01)
    accepted = content["fields"].get("rekomendasi") == "diterima"
    with transition(permohonan, "accept" if accepted else "refuse") as locked:
        require(may_review(actor, permohonan))
        if accepted:
            lsp = Lsp.objects.get(pk=actor.here)
            require(service_stands(locked, lsp, day=local_date(at, lsp.zone)))
            if problems := gate_accept(locked, content):
                raise Gaps(problems)
        consume(proof, actor=actor, at=at)
        sign_lembar(locked.apl01, FR_APL_01, role="admin", signer=signer(actor), proof=proof, at=at)
        if accepted:
            _keep_identity(locked, content, actor=actor)
            require(may_become_asesi(locked))
        locked.note, locked.changed_at = str(content["fields"].get("catatan", "")), at
    title = _("Permohonan diterima") if accepted else _("Permohonan tidak diterima")
    _tell(permohonan, title, str(content["fields"].get("catatan", "")))
    return permohonan


def _tell(permohonan: Permohonan, title: str, text: str) -> None:
    outbox.tell(permohonan.asesi, title, f"{permohonan.versi.title}\n\n{text}")


@action("permohonan.withdraw")
def withdraw_permohonan(permohonan: Permohonan, *, reason: str, actor: Actor, at: dt.datetime) -> Permohonan:
    """End an application before its assessment."""
    if not reason.strip():
        raise Refused(_("Tuliskan alasan pembatalan."))
    with transition(permohonan, "withdraw", reason=reason) as locked:
        require(may_withdraw(actor, permohonan))
        locked.note, locked.changed_at = reason, at
    return permohonan


@action("permohonan.settle")
def settle_permohonan(permohonan: Permohonan, *, actor: Actor, at: dt.datetime) -> Permohonan:
    """The payment is valid: FR.APL.02 opens (FX1, SOP 1.2.7–1.2.8). Called by the verification of an invoice."""
    if not actor.may("biaya.verify"):
        raise Refused(_("Pembayaran diperiksa oleh bagian keuangan."))
    with transition(permohonan, "settle") as locked:
        locked.apl02 = open_lembar(FR_APL_02, apl02_context(locked), key=locked.key, uji_coba=locked.uji_coba, at=at)
        locked.changed_at = at
    _tell(permohonan, _("Pembayaran sah, lanjutkan asesmen mandiri"), _("Isi dan tandatangani FR.APL.02."))
    return permohonan


@action("permohonan.save_apl02")
def save_apl02(
    permohonan: Permohonan, posted: Mapping[str, Sequence[str]], *, actor: Actor, at: dt.datetime,
    partial: bool = True, revision: int | None = None,
) -> tuple[Filled, LembarPart]:  # fmt: skip
    """Keep K, BK and evidence per elemen as the asesi ticks them."""
    require(may_self_assess(actor, permohonan))
    assert permohonan.apl02 is not None
    return _save(
        permohonan.apl02, FR_APL_02, posted, permohonan, role="asesi", at=at, partial=partial, revision=revision
    )


@action("permohonan.self_assess")
def submit_apl02(permohonan: Permohonan, *, proof: SigningProof, actor: Actor, at: dt.datetime) -> Permohonan:
    """Sign FR.APL.02; a BK does not block, it is a finding for the asesor."""
    with transition(permohonan, "self_assess") as locked:
        require(may_self_assess(actor, permohonan))
        assert locked.apl02 is not None
        consume(proof, actor=actor, at=at)
        sign_lembar(
            locked.apl02, FR_APL_02, role="asesi", signer=signer(actor), proof=proof, at=at, facts=apl02_context(locked)
        )
        locked.changed_at = at
    return permohonan


def reload(permohonan: Permohonan) -> Permohonan:
    """The row as it is now, locked."""
    return lock(permohonan)
