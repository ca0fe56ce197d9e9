"""Study how asesi can be assessed: one act over one or many, signed by the admin (SOP 1.3)."""

import datetime as dt
from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from sahih.documents.filling import Filled
from sahih.documents.fr.visibilitas import KAJI_VISIBILITAS
from sahih.documents.sheets import Gaps, content_of, open_lembar, save_lembar, sign_lembar
from sahih.documents.signing import SigningProof, consume
from sahih.institution.asesor.queries import signer
from sahih.institution.lsp.models import Lsp
from sahih.kernel import outbox
from sahih.kernel.actions import action
from sahih.kernel.actor import Actor
from sahih.kernel.audit import record
from sahih.kernel.clock import local_date
from sahih.kernel.policy import Refused, require
from sahih.kernel.workflow import lock
from sahih.materials.skema.enums import Mode
from sahih.process.permohonan.models import Permohonan
from sahih.process.visibilitas import events
from sahih.process.visibilitas.models import Visibilitas
from sahih.process.visibilitas.policies import is_planned, may_study, way_stands
from sahih.process.visibilitas.queries import live_visibilitas, visibilitas_context

ROLE = "admin"
MOST_AT_ONCE = 20


@action("visibilitas.study")
def study(
    permohonan_list: Sequence[Permohonan], posted: Mapping[str, Sequence[str]], *, actor: Actor, at: dt.datetime
) -> list[Visibilitas]:
    """Write one sheet for each asesi with the same findings, whole or not at all; each waits for the signature."""
    if not 0 < len(permohonan_list) <= MOST_AT_ONCE:
        raise Refused(_("Pilih 1 sampai %d asesi untuk satu kajian.") % MOST_AT_ONCE)
    lsp = Lsp.objects.get(pk=actor.here)
    return [
        _study(lock(one), posted, lsp, actor=actor, at=at) for one in sorted(permohonan_list, key=lambda one: one.pk)
    ]


def _study(
    case: Permohonan, posted: Mapping[str, Sequence[str]], lsp: Lsp, *, actor: Actor, at: dt.datetime
) -> Visibilitas:
    require(may_study(actor, case, is_planned=is_planned(case)))
    day = local_date(at, lsp.zone)
    context, row = visibilitas_context(case, lsp, day=day), _open_row(case, lsp, at=at)
    filled, _part = save_lembar(row.lembar, KAJI_VISIBILITAS, posted, context, as_role=ROLE, at=at, partial=False)
    if filled.problems:
        raise Gaps(filled.problems)
    row.way = _way_of(filled)
    require(way_stands(case, row.way, lsp, day=day))
    row.save(update_fields=["way"])
    record(events.STUDIED, row, new={"way": row.way})
    return row


def _open_row(case: Permohonan, lsp: Lsp, *, at: dt.datetime) -> Visibilitas:
    """The study that waits for its signature, or a new one that names the one it corrects."""
    found = Visibilitas.objects.filter(permohonan=case, signed_at=None).select_related("lembar__key").first()
    if found is not None:
        return found
    former = live_visibilitas(case)
    sheet = open_lembar(
        KAJI_VISIBILITAS, visibilitas_context(case, lsp, day=local_date(at, lsp.zone)), key=case.key,
        uji_coba=case.uji_coba, at=at, corrects=former.lembar if former else None,
    )  # fmt: skip
    return Visibilitas.objects.create(permohonan=case, lembar=sheet, way=case.mode, opened_at=at)


def _way_of(filled: Filled) -> str:
    return str(filled.content["fields"]["cara"])


@action("visibilitas.sign")
def sign_visibilitas(
    rows: Sequence[Visibilitas], *, proof: SigningProof, actor: Actor, at: dt.datetime
) -> Sequence[Visibilitas]:
    """One act over the listed sheets; from here on each application goes the way that was found (E17, K2)."""
    lsp = Lsp.objects.get(pk=actor.here)
    consume(proof, actor=actor, at=at)
    for row in sorted(rows, key=lambda one: one.permohonan_id):
        _sign(row, lsp, proof=proof, actor=actor, at=at)
    return rows


def _sign(row: Visibilitas, lsp: Lsp, *, proof: SigningProof, actor: Actor, at: dt.datetime) -> None:
    case, day = lock(row.permohonan), local_date(at, lsp.zone)
    require(may_study(actor, case, is_planned=is_planned(case)))
    way = str(content_of(row.lembar)["fields"].get("cara", ""))
    require(way_stands(case, way, lsp, day=day))
    sign_lembar(row.lembar, KAJI_VISIBILITAS, role=ROLE, signer=signer(actor), proof=proof, at=at)
    Visibilitas.objects.filter(permohonan=case, is_live=True).update(is_live=False)
    row.way, row.is_live, row.signed_at = way, True, at
    row.save(update_fields=["way", "is_live", "signed_at"])
    record(events.SIGNED, row, old={"mode": case.mode}, new={"way": way, "mode": way})
    if case.mode != way:
        case.mode, case.changed_at = way, at
        case.save(update_fields=["mode", "changed_at"])
        row.permohonan.mode = way
        _tell(case)


def _tell(case: Permohonan) -> None:
    """Another way than was asked for: the asesi learns it before a date is proposed."""
    user = getattr(case.asesi, "user", None)
    if user is not None:
        outbox.write(
            to=user.email or user.phone,
            subject=_("Cara asesmen Anda: %s") % Mode(case.mode).label,
            body=_("%s\n\nLSP mengkaji perangkat dan kebutuhan Anda, lalu menetapkan cara ini. Alasannya ada pada berkas permohonan Anda; tanyakan kepada LSP bila keberatan.")
            % case.versi.title,
        )  # fmt: skip
