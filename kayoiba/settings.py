"""Settings of every installation: safe on a laptop as they are, loud in production (KAYOIBA_ENV=production).

The environment may say KAYOIBA_ENV, SECRET_KEY, ALLOWED_HOSTS, PROXIES, DATABASE_URL, MUNICIPALITY, DEMO, DEBUG,
EMAIL_HOST and EMAIL_FROM; the README says what each does.
"""

import os
from pathlib import Path

import pghistory
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from xstatic.pkg import leaflet, leaflet_markercluster

from kayoiba import laptop, postgres

BASE_DIR = Path(__file__).resolve().parent.parent
VAR = BASE_DIR / "var"

ENVIRONMENT = os.environ.get("KAYOIBA_ENV", "laptop")
PRODUCTION = ENVIRONMENT == "production"

DEBUG = os.environ.get("DEBUG", "0") == "1"
# An empty database becomes the sample city, and its people can be clicked on.
DEMO = os.environ.get("DEMO", "0" if PRODUCTION else "1") == "1"
SECRET_KEY = os.environ.get("SECRET_KEY") or ("" if PRODUCTION else laptop.secret_key(VAR / "secret_key"))
ALLOWED_HOSTS = os.environ.get("ALLOWED_HOSTS", "" if PRODUCTION else "localhost 127.0.0.1 [::1]").split()
# How many stand between a visitor and us, each adding to X-Forwarded-For whom it speaks for.
PROXIES = os.environ.get("PROXIES", "1" if PRODUCTION else "0")

REFUSALS = {
    "KAYOIBA_ENV は production か laptop です。つづりを確かめてください。": ENVIRONMENT not in {"production", "laptop"},
    "本番には SECRET_KEY が要ります。50字以上の推測できない文字列を環境変数で渡してください。": (
        PRODUCTION and len(SECRET_KEY) < 50
    ),
    "本番では DEBUG を使えません。環境変数 DEBUG を外してください。": PRODUCTION and DEBUG,
    "本番には ALLOWED_HOSTS が要ります。公開するホスト名を空白で区切って渡してください。": (
        PRODUCTION and not ALLOWED_HOSTS
    ),
    "本番の ALLOWED_HOSTS に * は使えません。公開するホスト名を書いてください。": PRODUCTION and "*" in ALLOWED_HOSTS,
    "本番では見本の人を使えません。環境変数 DEMO を外してください。": PRODUCTION and DEMO,
    "PROXIES は、前にあるプロキシの数です。0、1、2 のように書いてください。": not PROXIES.isdecimal(),
}
for refusal, applies in REFUSALS.items():
    if applies:
        raise ImproperlyConfigured(refusal)
PROXIES = int(PROXIES)

MUNICIPALITY = os.environ.get("MUNICIPALITY", "332020")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "kayoiba.static_files.GatheredStaticFiles",
    "django_filters",
    "pgtrigger",
    "pghistory",
    "kayoiba",
    "kayoiba.accounts",
    "directory",
    "pantry",
]
MIDDLEWARE = [
    "kayoiba.home.heads.without_body",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "pghistory.middleware.HistoryMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "directory.workbench.drafts.sending.drop_what_is_sent",
]
ROOT_URLCONF = "kayoiba.urls"
WSGI_APPLICATION = "kayoiba.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "kayoiba.home.frame.frame",
            ],
            "libraries": {"drafts": "directory.workbench.drafts.tags", "saying": "kayoiba.tools.saying_tags"},
        },
    }
]

DATABASES = {"default": postgres.database()}
PGHISTORY_DEFAULT_TRACKERS = (pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
LOGIN_URL = "accounts:login"
LOGIN_REDIRECT_URL = "workbench:board"
LOGOUT_REDIRECT_URL = "finder:home"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

LANGUAGE_CODE = "ja"
TIME_ZONE = "Asia/Tokyo"
USE_TZ = True

STATIC_URL = "static/"
STATICFILES_DIRS = [
    BASE_DIR / "static",
    ("leaflet", leaflet.BASE_DIR),
    ("leaflet", leaflet_markercluster.BASE_DIR),
]
STATIC_ROOT = VAR / "static"
MEDIA_ROOT = VAR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "kayoiba.static_files.StaticFiles"},
}

# Everything a page needs is a file of ours: no script, style or picture inside a page or from elsewhere.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    }
}
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = PRODUCTION
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]  # asked by machines behind the proxy
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if PRODUCTION else 0
# Subdomains and browsers' preload lists are for the owner of the whole domain to decide.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]

EMAIL_HOST = os.environ.get("EMAIL_HOST", "localhost")
DEFAULT_FROM_EMAIL = os.environ.get("EMAIL_FROM", "kayoiba@localhost")
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if PRODUCTION else 'console'}.EmailBackend"

# A whole city is ticked at once, a place a field.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "filters": {"without_keys": {"()": "kayoiba.home.logs.WithoutKeys"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["without_keys"]}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"django": {"handlers": [], "propagate": True}},
}

# `manage.py serve`: ASGI and more workers are no faster for these pages.
SERVER_WORKERS = 2
SERVER_THREADS = 4
