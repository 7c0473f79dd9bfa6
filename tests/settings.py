"""The project's settings with what only tests may do: a throwaway PostgreSQL, quick passwords, strict templates."""

import os
import tempfile
from pathlib import Path

from kayoiba.postgres import Server

if "DATABASE_URL" not in os.environ:
    # One cluster an invocation, gone with the process that made it; xdist's workers find it by its address.
    cluster = Server(Path(tempfile.mkdtemp(prefix="kayoiba-", dir="/tmp")), throwaway=True)
    cluster.join()
    os.environ["DATABASE_URL"] = cluster.url

from kayoiba.settings import *  # noqa: F403
from kayoiba.settings import STORAGES, TEMPLATES

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = True  # static files come from where they are written
STATIC_ROOT = "/nowhere"  # what `serve` has collected of yesterday's would be preferred by the live server


class Unknown(str):
    """A name a template asks for and nobody gave it."""

    def __contains__(self, part):
        return part == "%s" or super().__contains__(part)

    def __mod__(self, name):
        raise LookupError(f"The template names {name}, which is not there.")


TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = Unknown("%s")
