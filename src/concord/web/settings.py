"""Django's settings, all from the environment; the defaults serve a trial on one machine.

``CONCORD_MODE`` is ``trial`` (the default) or ``production``; in production ``concord serve``
refuses to start while a setting is weak, and names each (``weaknesses``).
"""

import os
from pathlib import Path

from concord.web.languages import LANGUAGES as OUR_LANGUAGES
from concord.web.languages import teach_django
from concord.web.stores import django_database, trial_key

HERE = Path(__file__).resolve().parent


def _told(name: str, default: str = "") -> str:
    return os.environ.get(f"CONCORD_{name}", default)


def _yes(name: str, default: bool) -> bool:
    return _told(name, "1" if default else "0") in {"1", "yes", "true"}


CONCORD_MODE = _told("MODE", "trial")
CONCORD_LEDGER = _told("DATABASE_URL", "concord.db")
CONCORD_SITUATION = _told("SITUATION", "afghanistan-pakistan")
CONCORD_PUBLIC = _yes("PUBLIC", True)  # whether strangers see the public pages
CONCORD_BACKUPS = _told("BACKUPS")
CONCORD_FEEDS_HEALTH = _told("FEEDS_HEALTH")
CONCORD_DEMO = _yes("DEMO", False)
PRODUCTION = CONCORD_MODE == "production"

SECRET_KEY = _told("SECRET_KEY") or trial_key(PRODUCTION)
DEBUG = False
ALLOWED_HOSTS = _told("HOSTS", "localhost,127.0.0.1,[::1],testserver").split(",")
CSRF_TRUSTED_ORIGINS = [origin for origin in _told("ORIGINS").split(",") if origin]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "django_htmx",
    "concord.web",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "concord.web.languages.ChosenLanguage",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "concord.web.ledgers.LedgerOfTheRequest",
    "concord.web.refusals.InWords",
]
ROOT_URLCONF = "concord.web.urls"
WSGI_APPLICATION = "concord.web.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [HERE / "templates"],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "concord.web.context.page",
            ],
            "builtins": ["django.templatetags.i18n", "concord.web.templatetags.concord"],
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
        },
    }
]

DATABASES = {"default": django_database(_told("WEB_DATABASE_URL"), CONCORD_LEDGER)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.ScryptPasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "concord.web.seating.InvitedOnly"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_RATE_LIMITS = {"login": "60/m/ip", "login_failed": "10/m/ip,5/5m/key"}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Concord"

LANGUAGES = OUR_LANGUAGES
LANGUAGE_CODE = "en"
LOCALE_PATHS = [HERE / "locale"]
LANGUAGE_COOKIE_SAMESITE = "Lax"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"
teach_django()

STATIC_URL = "/static/"
STATIC_ROOT = os.environ.get("CONCORD_STATIC") or None
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'none'"],
        "manifest-src": ["'self'"],
        "worker-src": ["'self'"],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 3600  # seconds
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "concord.web.refusals.csrf_failed"
if PRODUCTION:
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = True
    SECURE_SSL_REDIRECT = _yes("HTTPS_REDIRECT", True)
    SECURE_HSTS_SECONDS = int(_told("HSTS_SECONDS", "31536000"))
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _yes("BEHIND_PROXY", False) else None

DATA_UPLOAD_MAX_MEMORY_SIZE = 3_000_000  # bytes of a form without its files
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000
CONCORD_UPLOAD_BYTES = 20_000_000
EMAIL_HOST = _told("EMAIL_HOST")
EMAIL_BACKEND = _told(
    "EMAIL_BACKEND", f"django.core.mail.backends.{'smtp' if EMAIL_HOST else 'console'}.EmailBackend"
)
EMAIL_PORT = int(_told("EMAIL_PORT", "587" if _yes("EMAIL_TLS", True) else "25"))
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _told("EMAIL_USER"), _told("EMAIL_PASSWORD")
EMAIL_USE_TLS = _yes("EMAIL_TLS", True)
EMAIL_TIMEOUT = 20  # seconds
DEFAULT_FROM_EMAIL = _told("EMAIL_FROM", "concord@localhost")
CONCORD_SITE = _told("SITE", "http://127.0.0.1:8000")  # how links in mails and calendars begin
CONCORD_TAG_AUTHORITY = _told("TAG_AUTHORITY")  # in the ids of the feed: record.example,2026-01-01
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
