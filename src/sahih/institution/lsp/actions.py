"""Found an LSP, change its profile, enter a company."""

from typing import Any

from sahih.institution.lsp.models import Lsp, Perusahaan
from sahih.institution.lsp.policies import may_configure
from sahih.kernel.actions import action
from sahih.kernel.actor import Actor
from sahih.kernel.audit import AuditKind, record
from sahih.kernel.policy import Refused, require

PROFILE = (
    "name", "profile", "address", "city", "phone", "email", "website", "bank_account",
    "letter_pattern", "group_limit", "tuk_months", "quorum", "banding_within", "banding_answer_within", "banding_decide_within", "paperless_in_sjj", "form_head", "ak07_two_part",
)  # fmt: skip

FOUNDED = AuditKind("lsp.founded", ("licence", "kind"))
CONFIGURED = AuditKind("lsp.configured", PROFILE)
COMPANY_ENTERED = AuditKind("perusahaan.entered", ("name",))


@action("lsp.found")
def found_lsp(*, actor: Actor, **facts: Any) -> Lsp:  # reason: the model's own columns
    """Enter an LSP with its licence; done by whoever runs the installation."""
    if not actor.is_system:
        raise Refused("LSP didirikan oleh pengelola instalasi.")
    lsp = Lsp(**facts)
    lsp.full_clean()
    lsp.save()
    record(FOUNDED, lsp, new={"licence": lsp.licence, "kind": lsp.kind})
    return lsp


@action("lsp.configure")
def configure_lsp(lsp: Lsp, *, actor: Actor, **changes: Any) -> Lsp:  # reason: any subset of PROFILE
    """Change the profile; the old values stay in the audit."""
    require(may_configure(actor))
    old = {name: getattr(lsp, name) for name in changes}
    for name, value in changes.items():
        setattr(lsp, name, value)
    lsp.full_clean()
    lsp.save(update_fields=list(changes))
    record(CONFIGURED, lsp, old=old, new=changes)
    return lsp


@action("perusahaan.enter")
def enter_perusahaan(*, name: str, email: str, actor: Actor, address: str = "", npwp: str = "") -> Perusahaan:
    """A company that will pay for its people."""
    if not actor.may("permohonan.invite"):
        raise Refused("Perusahaan didaftarkan oleh Admin LSP.")
    company, _created = Perusahaan.objects.get_or_create(
        lsp_id=actor.here, name=name, defaults={"email": email, "address": address, "npwp": npwp}
    )
    record(COMPANY_ENTERED, company, new={"name": name})
    return company
