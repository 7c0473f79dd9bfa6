import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kayoiba.settings")

# The threads of a server share a pool: one connection each, and as many for what they leave running behind a page.
# One-off commands do without.
settings.DATABASES["default"]["OPTIONS"]["pool"] = {"min_size": 1, "max_size": 2 * settings.SERVER_THREADS}

application = get_wsgi_application()
