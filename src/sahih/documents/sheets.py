"""Open, fill, sign, correct and print sheets; called inside the actions of the wings above."""

import datetime as dt
import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from typing import cast

from django.utils.translation import gettext as _

from sahih.documents.canonical import canonical, digest
from sahih.documents.content import Content, Context
from sahih.documents.events import LembarLocked
from sahih.documents.filling import Filled, as_signed, begin, fill, open_problems
from sahih.documents.ketentuan.queries import kendali_of, own_naskah
from sahih.documents.models import Lembar, LembarPart, Tandatangan
from sahih.documents.signing import Signer, SigningProof, StaleAct, put_signature
from sahih.documents.surat.naskah import Surat, SuratContent, compose
from sahih.documents.verification.acts import sheet_body
from sahih.documents.vocabulary import Formulir, Problem
from sahih.kernel.audit import AuditKind, record
from sahih.kernel.events import emit
from sahih.kernel.keys import DataKey, box, unbox
from sahih.kernel.ledger.log import note_leaf
from sahih.kernel.policy import Refused

OPENED = AuditKind("lembar.opened", ("code", "version"))
SAVED = AuditKind("lembar.saved", ("role", "revision"))
LOCKED = AuditKind("lembar.locked", ("code", "sha256"))
VOIDED = AuditKind("lembar.voided", ("code",))
RENEWED = AuditKind("lembar.renewed", ("code", "version"))

# The one act under a sheet that was signed on paper: it stands for every signature of the form.
KONFIRMASI = "konfirmasi"


class Gaps(Refused):
    """The sheet is not complete; `problems` say where."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(_("Masih ada %d isian yang perlu dilengkapi.") % len(problems))
        self.problems = list(problems)


class Conflict(Refused):
    """Another tab or person saved a newer revision; `revision` is theirs."""

    def __init__(self, revision: int) -> None:
        super().__init__(
            _("Lembar ini sudah disimpan dari tab atau perangkat lain. Muat ulang untuk melihat isi terbaru.")
        )
        self.revision = revision


def open_lembar(
    formulir: Formulir,
    context: Context,
    *,
    key: DataKey,
    uji_coba: bool,
    at: dt.datetime,
    corrects: Lembar | None = None,
    reason: str = "",
    only: str = "",
    like: Lembar | None = None,
) -> Lembar:
    """A new sheet with the caller's facts, waiting for its first signer; `only` one role closes it where given.

    It begins with the answers of the sheet that it corrects, or of the one before it that it is `like`.
    """
    lembar = Lembar.objects.create(
        code=formulir.code, version=formulir.version, title=formulir.title, key=key,
        kendali=kendali_of(formulir.code), uji_coba=uji_coba, corrects=corrects, correction_reason=reason, opened_at=at,
    )  # fmt: skip
    former = like or (in_force(corrects) if corrects else None)
    previous = _first_content(former) if former else None
    role = only or formulir.signatures[0].role
    _add_part(lembar, role, 1, begin(formulir, context, previous), at=at)
    record(OPENED, lembar, new={"code": formulir.code, "version": formulir.version})
    return lembar


def _first_content(lembar: Lembar) -> Content:
    """As the first signer left it: who signs after them answers anew."""
    return part_content(lembar.parts.get(ordinal=1))


def chain_of(lembar: Lembar | None) -> list[Lembar]:
    """The sheet after those that it corrects, the oldest first; one query for each former sheet."""
    chain: list[Lembar] = []
    while lembar is not None:
        chain.insert(0, lembar)
        lembar = lembar.corrects
    return chain


def newest(lembar: Lembar | None) -> Lembar | None:
    """The last sheet of its chain, one that was taken back too: each is corrected once."""
    after = lembar.corrections.first() if lembar is not None else None
    return newest(after) if after is not None else lembar


def in_force(lembar: Lembar) -> Lembar:
    """The sheet itself, or the last one before it that was not closed without a single signature."""
    while lembar.corrects is not None and lembar.void_reason and not lembar.signatures.exists():
        lembar = lembar.corrects
    return lembar


def replaced(lembar: Lembar) -> Lembar | None:
    """The sheet in whose place this one stands: one that was dropped unsigned never stood."""
    return in_force(lembar.corrects) if lembar.corrects is not None else None


def open_surat(
    surat: Surat,
    context: Context,
    *,
    number: str,
    key: DataKey,
    uji_coba: bool,
    at: dt.datetime,
    corrects: Lembar | None = None,
) -> Lembar:
    """A letter with its facts and the wording in force, waiting for its signer."""
    lembar = Lembar.objects.create(
        code=surat.form.code, version=surat.form.version, title=surat.form.title, number=number, key=key,
        kendali=kendali_of(surat.form.code), uji_coba=uji_coba, corrects=corrects, opened_at=at,
    )  # fmt: skip
    said = compose(surat, begin(surat.form, context), own_naskah(surat))
    letter = cast("Content", said)  # reason: kept and hashed like a form
    _add_part(lembar, surat.form.signatures[0].role, 1, letter, at=at)
    record(OPENED, lembar, new={"code": surat.form.code, "version": surat.form.version})
    return lembar


def answers_in(content: Content) -> Content:
    """The filled part of a sheet: a letter keeps its wording beside it."""
    return cast("SuratContent", content)["isi"] if "isi" in content else content


def with_answers(whole: Content, answers: Content) -> Content:
    """The same sheet with these answers; of a letter, beside its wording."""
    if "isi" not in whole:
        return answers
    return cast("Content", {**whole, "isi": answers})  # reason: a `SuratContent`, kept like a form


def _add_part(lembar: Lembar, role: str, ordinal: int, content: Content, *, at: dt.datetime) -> LembarPart:
    cipher, sha256 = _sealed(lembar, content)
    return LembarPart.objects.create(
        lembar=lembar, ordinal=ordinal, role=role, cipher=cipher, sha256=sha256, saved_at=at
    )


def _sealed(lembar: Lembar, content: Content) -> tuple[bytes, str]:
    """The content under the case's key and its hash; made canonical once, which is the dearest part of a save."""
    raw = canonical(content)
    return box(lembar.key, raw, about=f"lembar:{lembar.ref}"), hashlib.sha256(raw).hexdigest()


def current_part(lembar: Lembar) -> LembarPart:
    """The part being filled; of a locked sheet, the last one."""
    part = lembar.parts.order_by("-ordinal").first()
    assert part is not None
    return part


def part_content(part: LembarPart) -> Content:
    raw = unbox(part.lembar.key, bytes(part.cipher), about=f"lembar:{part.lembar.ref}")
    return cast("Content", json.loads(raw))  # reason: written by `_sealed` alone


def content_of(lembar: Lembar) -> Content:
    return part_content(current_part(lembar))


def signed_contents(lembar: Lembar) -> list[tuple[Tandatangan, Content]]:
    """Each signature with what its signer saw."""
    rows = lembar.signatures.select_related("part__lembar__key").order_by("signed_at", "id")
    return [(row, part_content(row.part)) for row in rows]


def save_lembar(
    lembar: Lembar,
    formulir: Formulir,
    posted: Mapping[str, Sequence[str]],
    context: Context,
    *,
    as_role: str,
    at: dt.datetime,
    partial: bool,
    revision: int | None = None,
    part_role: str = "",
) -> tuple[Filled, LembarPart]:
    """Keep what one role typed; with a revision given, refuse to overwrite a newer one.

    A letter that the office writes stands in the part of its first signer: `part_role`.
    """
    part = unsigned_part(lembar, part_role or as_role)
    if revision is not None and revision != part.revision:
        raise Conflict(part.revision)
    whole = part_content(part)
    content = answers_in(whole)
    facts = context if part.ordinal == 1 else as_signed(context, content)
    filled = fill(formulir, posted, facts, previous=content, partial=partial, as_role=as_role)
    keep_content(part, with_answers(whole, filled.content), at=at)
    record(SAVED, lembar, new={"role": as_role, "revision": part.revision})
    return filled, part


def keep_content(part: LembarPart, content: Content, *, at: dt.datetime) -> LembarPart:
    """The next revision of an open part; the caller holds it (`unsigned_part`)."""
    part.cipher, part.sha256 = _sealed(part.lembar, content)
    part.revision, part.saved_at = part.revision + 1, at
    part.save(update_fields=["cipher", "sha256", "revision", "saved_at"])
    _say_version(part.lembar, content)
    return part


def _say_version(lembar: Lembar, content: Content) -> None:
    """A draft that a newer version of its form wrote is a sheet of that version: row, log and print say the same."""
    old, written = lembar.version, int(answers_in(content)["form"]["version"])
    if written != old:
        lembar.version = written
        lembar.save(update_fields=["version"])
        record(RENEWED, lembar, old={"version": old}, new={"code": lembar.code, "version": written})


def _locked_part(lembar: Lembar, role: str) -> LembarPart:
    held = LembarPart.objects.select_for_update().filter(lembar=lembar).order_by("-ordinal").first()
    # Read again under the lock: the caller's sheet may have been closed meanwhile.
    part = LembarPart.objects.select_related("lembar__key").filter(pk=held.pk).first() if held else None
    if part is None or part.locked_at or part.role != role or part.lembar.void_reason:
        raise Refused(_("Lembar ini tidak sedang menunggu Anda, atau sudah dikunci oleh tanda tangan."))
    return part


def unsigned_part(lembar: Lembar, role: str) -> LembarPart:
    """The open part of this role, held until the transaction ends; refused once anybody signed it."""
    part = _locked_part(lembar, role)
    if lembar.signatures.filter(part=part).exists():
        raise Refused(_("Lembar ini sudah mulai ditandatangani; isinya tidak dapat diubah lagi."))
    return part


def freeze_part(part: LembarPart, *, at: dt.datetime) -> LembarPart:
    """Keep for ever what somebody was shown and would not sign; the same text goes on waiting for them."""
    part.locked_at = at
    part.save(update_fields=["locked_at"])
    _add_part(part.lembar, part.role, part.ordinal + 1, part_content(part), at=at)
    return part


def refresh_lembar(
    lembar: Lembar, formulir: Formulir, context: Context, *, as_role: str, at: dt.datetime
) -> LembarPart:
    """Bring changed facts (dates, names, computed cells) into an open part, before its signer reads it."""
    return rewrite_lembar(lembar, lambda content: begin(formulir, context, content), as_role=as_role, at=at)


def rewrite_lembar(
    lembar: Lembar, change: Callable[[Content], Content], *, as_role: str, at: dt.datetime
) -> LembarPart:
    """Replace what an open part says; a part that would say the same stays as it is."""
    part = unsigned_part(lembar, as_role)
    content = change(part_content(part))
    return part if digest(content) == part.sha256 else keep_content(part, content, at=at)


def problems_of(lembar: Lembar, formulir: Formulir, role: str) -> list[Problem]:
    """What keeps this role from signing."""
    return open_problems(formulir, answers_in(content_of(lembar)), role)


def sign_lembar(
    lembar: Lembar,
    formulir: Formulir,
    *,
    role: str,
    signer: Signer,
    proof: SigningProof,
    at: dt.datetime,
    facts: Context | None = None,
) -> Tandatangan:
    """Sign the open part, freeze it, and open the next signer's or lock the sheet.

    The act must have been consumed by the caller: one act may cover many sheets. `facts` are those of
    this moment: where they would change what was read, the signer reads again (`presenting`).
    """
    part = _locked_part(lembar, role)
    content = part_content(part)
    if facts is not None and digest(begin(formulir, facts, content)) != part.sha256:
        raise StaleAct(_("Isi lembar berubah sejak dibuka. Baca lagi, lalu tandatangani."))
    problems = open_problems(formulir, answers_in(content), role)
    if problems:
        raise Gaps(problems)
    signature = put_signature(lembar, part, signer=signer, proof=proof, at=at)
    part.locked_at = at
    part.save(update_fields=["locked_at"])
    if part.ordinal < len(formulir.signatures):
        _add_part(lembar, formulir.signatures[part.ordinal].role, part.ordinal + 1, content, at=at)
    else:
        lock_lembar(lembar, part, at=at)
    return signature


def cosign_lembar(lembar: Lembar, *, role: str, signer: Signer, proof: SigningProof, at: dt.datetime) -> Tandatangan:
    """One of several signers of the same part (the members of a committee); the part stays open for the rest."""
    return put_signature(lembar, _locked_part(lembar, role), signer=signer, proof=proof, at=at)


def lock_lembar(lembar: Lembar, part: LembarPart, *, at: dt.datetime) -> None:
    _say_version(lembar, part_content(part))  # the caller's sheet may be older than what was kept since
    lembar.locked_at, lembar.sha256 = at, part.sha256
    lembar.leaf = note_leaf("lembar", sheet_body(lembar.code, lembar.version, part.sha256), at=at)
    lembar.save(update_fields=["locked_at", "sha256", "leaf"])
    record(LOCKED, lembar, new={"code": lembar.code, "sha256": part.sha256})
    emit(LembarLocked(lembar_id=lembar.pk))


def void_lembar(lembar: Lembar, *, reason: str) -> None:
    """Close an open sheet that will never be signed (refused, withdrawn); it stays readable."""
    lembar.void_reason = reason
    lembar.save(update_fields=["void_reason"])
    record(VOIDED, lembar, new={"code": lembar.code}, reason=reason)


def is_signed_by(lembar: Lembar, role: str) -> bool:
    """By this role, or on paper, which the confirmation vouches for."""
    return lembar.signatures.filter(role__in=(role, KONFIRMASI)).exists()
