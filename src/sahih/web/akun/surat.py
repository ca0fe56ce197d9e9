"""What an account's letters and text messages say."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

Words = tuple[str, str]


def letter_for(prefix: str, *, host: str, **words: str) -> Words | None:
    """Subject and body of the letter that allauth calls by this name; None for one we do not word ourselves."""
    facts = {"host": host, "code": "", "activate_url": "", "password_reset_url": "", "signup_url": ""} | words
    texts = {
        "account/email/login_code": _login_code,
        "account/email/email_confirmation": _confirm_email,
        "account/email/email_confirmation_signup": _confirm_email,
        "account/email/password_reset_key": _reset_password,
        "account/email/unknown_account": _unknown,
        "account/email/account_already_exists": _exists,
    }
    text = texts.get(prefix)
    return text(facts) if text else _notice(prefix, facts)


def sms_for(kind: str, *, host: str, code: str = "") -> Words:
    texts = {
        "code": _("%(host)s: kode masuk Anda %(code)s. Jangan beritahukan kepada siapa pun, juga bukan kepada LSP."),
        "unknown": _(
            "%(host)s: seseorang meminta kode masuk, tetapi nomor ini belum terdaftar. Abaikan bila bukan Anda."
        ),
        "exists": _("%(host)s: nomor ini sudah terdaftar. Masuk saja dengan kode."),
    }
    return _("Pesan dari Sahih"), texts[kind] % {"host": host, "code": code}


def _login_code(facts: dict[str, str]) -> Words:
    return _("Kode masuk Anda"), _(
        "Kode masuk Anda di %(host)s:\n\n%(code)s\n\n"
        "Kode ini berlaku beberapa menit dan hanya sekali. Jangan beritahukan kepada siapa pun, juga bukan kepada LSP.\n"
        "Bukan Anda yang meminta? Abaikan pesan ini."
    ) % facts


def _confirm_email(facts: dict[str, str]) -> Words:
    return _("Konfirmasi alamat e-mail"), _(
        "Buka tautan ini untuk menyatakan bahwa alamat e-mail ini milik Anda:\n\n%(activate_url)s\n\n"
        "Bukan Anda yang meminta? Abaikan pesan ini."
    ) % facts


def _reset_password(facts: dict[str, str]) -> Words:
    return _("Membuat sandi baru"), _(
        "Buka tautan ini untuk membuat sandi baru di %(host)s:\n\n%(password_reset_url)s\n\n"
        "Bukan Anda yang meminta? Abaikan pesan ini; sandi Anda tidak berubah."
    ) % facts


def _unknown(facts: dict[str, str]) -> Words:
    return _("Alamat ini belum terdaftar"), _(
        "Seseorang meminta masuk ke %(host)s dengan alamat ini, tetapi belum ada akunnya.\n"
        "Akun dibuat dari undangan, atau ketika Anda mengajukan permohonan di halaman LSP. Abaikan bila bukan Anda."
    ) % facts


def _exists(facts: dict[str, str]) -> Words:
    return _("Alamat ini sudah terdaftar"), _(
        "Alamat ini sudah mempunyai akun di %(host)s. Masuk saja dengan kode; tidak perlu mendaftar lagi."
    ) % facts


NOTICES = {
    "password_changed": gettext_lazy("Sandi akun Anda diganti."),
    "password_set": gettext_lazy("Sandi akun Anda dibuat."),
    "password_reset": gettext_lazy("Sandi akun Anda dibuat ulang."),
    "email_changed": gettext_lazy("Alamat e-mail utama akun Anda diganti."),
    "email_confirm": gettext_lazy("Alamat e-mail Anda dikonfirmasi."),
    "email_deleted": gettext_lazy("Satu alamat e-mail dihapus dari akun Anda."),
    "totp_activated": gettext_lazy("Aplikasi autentikator dipasang pada akun Anda."),
    "totp_deactivated": gettext_lazy("Aplikasi autentikator dilepas dari akun Anda."),
    "recovery_codes_generated": gettext_lazy("Kode pemulihan baru dibuat untuk akun Anda."),
    "webauthn_added": gettext_lazy("Kunci sandi baru dipasang pada akun Anda."),
    "webauthn_removed": gettext_lazy("Satu kunci sandi dilepas dari akun Anda."),
}


def _notice(prefix: str, facts: dict[str, str]) -> Words | None:
    """A change of the account's keys is told to its owner, who may not have made it."""
    said = NOTICES.get(prefix.rpartition("/")[2])
    if said is None:
        return None
    after = (
        _("Bukan Anda? Segera masuk ke %(host)s, keluarkan perangkat yang tidak Anda kenal, dan hubungi LSP.") % facts
    )
    return str(said), f"{said}\n\n{after}"
