"""People are global; what they are in an LSP is not."""

import datetime as dt
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Now

from sahih.institution.accounts.roles import Role
from sahih.institution.lsp.models import Lsp, Perusahaan
from sahih.kernel.refs import new_ref
from sahih.kernel.tenancy import RefModel, TenantModel


class Person(RefModel):
    """A human being. The NIK lies encrypted; its keyed digest finds the same person again (N4, D2)."""

    name = models.CharField(max_length=120)
    nik_cipher = models.BinaryField(blank=True, default=b"")
    nik_index = models.CharField(max_length=64, blank=True, db_index=True)

    def __str__(self) -> str:
        return self.name


class UserManager(BaseUserManager["User"]):
    """Accounts are made by invitation or application, never by a username."""

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(ref=username)


class User(AbstractBaseUser):
    """An account: how one person logs in, by e-mail or by phone number."""

    id = models.BigAutoField(primary_key=True)
    ref = models.CharField(max_length=16, unique=True, editable=False, default=new_ref)
    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="user")
    email = models.EmailField(unique=True, null=True, blank=True)
    phone = models.CharField(max_length=20, unique=True, null=True, blank=True)
    phone_verified = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(db_default=Now())

    objects = UserManager()

    USERNAME_FIELD = "ref"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(email__isnull=False) | models.Q(phone__isnull=False), name="user_reachable"
            ),
        )

    def __str__(self) -> str:
        return f"akun {self.ref}"


class Pin(models.Model):
    """The short secret that signs one sheet inside a strong session; locked after five misses."""

    user = models.OneToOneField(User, on_delete=models.CASCADE, primary_key=True, related_name="pin")
    hashed = models.CharField(max_length=256)
    set_at = models.DateTimeField()
    misses = models.PositiveSmallIntegerField(default=0)
    locked_until = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"PIN {self.user_id}"


class IdentityCheck(TenantModel):
    """A person of the LSP saw this asesi with the identity card: a second factor for an old phone."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    checked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    checked_at = models.DateTimeField()
    valid_until = models.DateTimeField()
    how = models.CharField(max_length=120)


class Membership(TenantModel):
    """One role in one LSP, by an SK, between two dates."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=24, choices=Role.choices)
    perusahaan = models.ForeignKey(Perusahaan, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    sk_number = models.CharField(max_length=80, blank=True)
    sk_on = models.DateField(null=True, blank=True)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)
    title = models.CharField(max_length=80, blank=True)

    # Reads over all LSPs of one person, which row security limits to that person (`person_scope`).
    own: ClassVar[models.Manager["Membership"]] = models.Manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["lsp", "person", "role"], name="membership_once"),
            models.CheckConstraint(
                condition=models.Q(valid_until__isnull=True) | models.Q(valid_until__gte=models.F("valid_from")),
                name="membership_dates",
            ),
            models.CheckConstraint(
                condition=models.Q(role="perusahaan", perusahaan__isnull=False)
                | ~models.Q(role="perusahaan") & models.Q(perusahaan__isnull=True),
                name="membership_perusahaan",
            ),
        )

    def __str__(self) -> str:
        return f"{self.role} {self.person_id}"


class RoleRight(TenantModel):
    """Where the LSP departs from the default: this role has, or has not, this right."""

    right = models.CharField(max_length=40)
    role = models.CharField(max_length=24, choices=Role.choices)
    granted = models.BooleanField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["lsp", "right", "role"], name="roleright_once"),)


class Invitation(TenantModel):
    """A personal link into the LSP: who is asked, as what, by whom; used once, expires."""

    name = models.CharField(max_length=120)
    contact = models.CharField(max_length=254)
    role = models.CharField(max_length=24, choices=Role.choices)
    perusahaan = models.ForeignKey(Perusahaan, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    skema_ref = models.CharField(max_length=16, blank=True)
    token_hash = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    invited_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    revoked_at = models.DateTimeField(null=True, blank=True)

    def is_open(self, at: dt.datetime) -> bool:
        """Whether the link may still be taken."""
        return self.accepted_at is None and self.revoked_at is None and self.expires_at >= at


__all__ = ("IdentityCheck", "Invitation", "Lsp", "Membership", "Person", "Pin", "RoleRight", "User")
