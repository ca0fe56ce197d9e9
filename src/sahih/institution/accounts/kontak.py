"""An e-mail address or a phone number in the one form in which contacts are compared."""

import re

from allauth.account.models import EmailAddress

from sahih.institution.accounts.models import User


def normal_phone(raw: str) -> str:
    """0812…, 62812… and 812… become +62812…; anything else stays as typed."""
    digits = re.sub(r"[\s().-]", "", raw)
    if digits.startswith("+"):
        return digits
    if digits.startswith("62"):
        return f"+{digits}"
    if digits.startswith(("0", "8")):
        return f"+62{digits.removeprefix('0')}"
    return digits


def normal_contact(raw: str) -> str:
    """What was typed as address or number, as it is kept."""
    text = raw.strip()
    return text.lower() if "@" in text else normal_phone(text)


def masked(contact: str) -> str:
    """Enough to know one's own contact again, too little to learn somebody else's."""
    name, at, host = contact.partition("@")
    return f"{name[:1]}•••@{host}" if at else f"{name[:5]}•••{name[-3:]}"


def contacts_of(user: User) -> set[str]:
    """Those that this account proved by a code; an address that nobody ever asked about counts as its own."""
    rows = dict(EmailAddress.objects.filter(user=user).values_list("email", "verified"))
    mails = {mail.lower() for mail, verified in rows.items() if verified}
    if user.email and user.email not in rows:
        mails.add(user.email.lower())
    return mails | ({normal_phone(user.phone)} if user.phone and user.phone_verified else set())
