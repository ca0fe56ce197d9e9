"""Django's settings. PostgreSQL only; every choice that the surroundings make is read in `environment`."""

import os
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from sahih.config import environment
from sahih.kernel.private import random_text, read_or_create

SAHIH_ENV = environment.stage()
SAHIH_VAR = environment.var()
SAHIH_PUBLIC_URL = os.environ.get("SAHIH_PUBLIC_URL", "http://localhost:8000").rstrip("/")
SAHIH_VAULT = SAHIH_VAR / "vault"
SAHIH_MAILBOX = SAHIH_VAR / "mail"
SAHIH_BUNDLE_ROOT = SAHIH_VAR / "bundle"
SAHIH_UPLOAD_LIMIT_MB = 20
SAHIH_MASTER_KEY_FILE = Path(os.environ.get("SAHIH_MASTER_KEY_FILE", SAHIH_VAR / "keys" / "master.key"))
SAHIH_WIRING = "sahih.config.wiring.HANDLERS"
SAHIH_CLOCK_MOVABLE = os.environ.get("SAHIH_CLOCK", "") == "movable"
IS_PRODUCTION = SAHIH_ENV == "production"

_public = urlsplit(SAHIH_PUBLIC_URL)
SAHIH_HOST = _public.hostname or "localhost"
_is_https = _public.scheme == "https"
SAHIH_LOG_ORIGIN = os.environ.get("SAHIH_LOG_ORIGIN", f"{SAHIH_HOST}/log")

# --- what production refuses ------------------------------------------------------------------
DEBUG = environment.is_on("SAHIH_DEBUG")
_secret_file = SAHIH_VAR / "secrets" / "secret_key"


def _refuse(reason: str) -> None:
    raise ImproperlyConfigured(f"Sahih tidak mulai dalam produksi: {reason}")


if IS_PRODUCTION:
    if DEBUG:
        _refuse("SAHIH_DEBUG harus kosong.")
    if SAHIH_CLOCK_MOVABLE:
        _refuse("SAHIH_CLOCK harus kosong; jam tidak boleh digeser.")
    if not os.environ.get("SAHIH_SECRET_KEY") and not _secret_file.exists():
        _refuse(f"beri SAHIH_SECRET_KEY, atau taruh 50 huruf acak di {_secret_file}.")
    if not os.environ.get("SAHIH_MASTER_KEY") and not SAHIH_MASTER_KEY_FILE.exists():
        _refuse(f"kunci induk tidak ada; beri SAHIH_MASTER_KEY, atau pulihkan {SAHIH_MASTER_KEY_FILE}.")
    if not _is_https:
        _refuse("SAHIH_PUBLIC_URL harus alamat https://, karena kunci sandi dan tanda tangan terikat padanya.")

SECRET_KEY = os.environ.get("SAHIH_SECRET_KEY") or read_or_create(_secret_file, random_text).decode()

# --- apps -------------------------------------------------------------------------------------
INSTALLED_APPS = [
    "sahih.web",  # first: its templates and its texts stand before those of the libraries
    "sahih.process",
    "sahih.materials",
    "sahih.institution",
    "sahih.documents",
    "sahih.kernel",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "procrastinate.contrib.django",
    "django_htmx",
    "template_partials",
    "lucide",
    "csp",
]

MIDDLEWARE = [
    "sahih.web.ui.errors.UnavailableMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "sahih.web.streaming.CompressPages",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "sahih.web.middleware.TenantMiddleware",
]

CSRF_FAILURE_VIEW = "sahih.web.ui.errors.csrf_failure"
ROOT_URLCONF = "sahih.config.urls"
ASGI_APPLICATION = "sahih.config.asgi.application"
WSGI_APPLICATION = "sahih.config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "sahih.web.ui.context.shell",
            ],
        },
    },
]

# --- database ---------------------------------------------------------------------------------
_urls = environment.databases()
SAHIH_DB_ROLE = os.environ.get("SAHIH_DB_ROLE", "app")
_default: dict[str, Any] = environment.as_django(_urls.owner_url if SAHIH_DB_ROLE == "owner" else _urls.app_url)
if os.environ.get("SAHIH_POOL"):
    # A connection per request costs 2.3-3 times; a pool suits a server, not a command that runs once.
    _default["OPTIONS"]["pool"] = {"min_size": 2, "max_size": int(os.environ["SAHIH_POOL"]), "timeout": 10}
_default["ATOMIC_REQUESTS"] = False  # the tenant middleware opens the transaction
DATABASES = {"default": _default}

# A table, never local memory: a TOTP code's single use is remembered here by every process, and seldom culled.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "django_cache",
        "OPTIONS": {"MAX_ENTRIES": 200_000},
    }
}
SESSION_ENGINE = "django.contrib.sessions.backends.db"

# --- people -----------------------------------------------------------------------------------
AUTH_USER_MODEL = "institution.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
if SAHIH_ENV == "test":
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_REDIRECT_URL = "/saya/"
LOGIN_URL = "/akun/login/"
ACCOUNT_ADAPTER = "sahih.web.akun.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email", "phone"}
ACCOUNT_SIGNUP_FIELDS = ["email", "phone", "password1"]  # without the last, allauth takes the password from the log-in
ACCOUNT_FORMS = {"login": "sahih.web.akun.forms.LoginForm"}
ACCOUNT_EMAIL_VERIFICATION = "optional"
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ALLAUTH_USER_CODE_FORMAT = {"numeric": True, "length": 6, "dashed": False}  # by SMS too
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True  # an SMS gets lost
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_PREVENT_ENUMERATION = True
MFA_FORMS = {"authenticate": "sahih.web.akun.forms.SecondStepForm", "reauthenticate": "sahih.web.akun.forms.AgainForm"}
MFA_ADAPTER = "sahih.web.akun.mfa.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Sahih"
MFA_TOTP_TOLERANCE = 1
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not IS_PRODUCTION
USERSESSIONS_TRACK_ACTIVITY = True

# --- language and time ------------------------------------------------------------------------
LANGUAGE_CODE = "id"
LANGUAGES = [("id", "Bahasa Indonesia"), ("en", "English")]
TIME_ZONE = "Asia/Jakarta"
USE_I18N = True
USE_TZ = True

# --- files ------------------------------------------------------------------------------------
STATIC_URL = "/statis/"
STATIC_ROOT = SAHIH_VAR / "static"
STATICFILES_FINDERS = [
    "sahih.web.ui.bundle.BundleFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
]
_storage = "django.contrib.staticfiles.storage.StaticFilesStorage"
WHITENOISE_USE_FINDERS = SAHIH_ENV == "test" or DEBUG
if not WHITENOISE_USE_FINDERS:
    _storage = "whitenoise.storage.CompressedManifestStaticFilesStorage"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},  # files of people live in the vault
    "staticfiles": {"BACKEND": _storage},
}
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.TemporaryFileUploadHandler"]
DATA_UPLOAD_MAX_MEMORY_SIZE = 3 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000

# --- mail -------------------------------------------------------------------------------------
EMAIL_BACKEND = os.environ.get("SAHIH_EMAIL_BACKEND", "sahih.web.kotak_surat.backend.MailboxBackend")
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = os.environ.get("SAHIH_FROM", f"Sahih <no-reply@{SAHIH_HOST}>")
_smtp = urlsplit(os.environ.get("SAHIH_SMTP_URL", ""))
if _smtp.hostname:
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_HOST, EMAIL_PORT = _smtp.hostname, _smtp.port or 587
    EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = unquote(_smtp.username or ""), unquote(_smtp.password or "")
    EMAIL_USE_TLS, EMAIL_USE_SSL = _smtp.scheme == "smtp+tls", _smtp.scheme == "smtps"

# --- security ---------------------------------------------------------------------------------
ALLOWED_HOSTS = [SAHIH_HOST] if IS_PRODUCTION else [SAHIH_HOST, "localhost", "127.0.0.1", "[::1]", "testserver"]
CSRF_TRUSTED_ORIGINS = [f"{_public.scheme}://{_public.netloc}"]
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = _is_https
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 3600
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = IS_PRODUCTION
SECURE_HSTS_SECONDS = 31_536_000 if IS_PRODUCTION else 0
X_FRAME_OPTIONS = "DENY"
if IS_PRODUCTION:  # the server speaks no TLS itself: a proxy does, and says so
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "media-src": [SELF, "blob:"],
        "connect-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": os.environ.get("SAHIH_LOG", "INFO")},
    "loggers": {
        "django.request": {"level": "ERROR"},
        "procrastinate": {"level": "WARNING"},
        "psycopg.pool": {"level": "WARNING"},
        "fido2": {"level": "WARNING"},
        "pikepdf": {"level": "WARNING"},
    },
}
