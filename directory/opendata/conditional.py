"""304 Not Modified: a file that has not changed since somebody fetched it is not made a second time."""

import datetime as dt
import hashlib
from collections.abc import Callable
from functools import cache, wraps

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import condition

from directory.opendata import queries

View = Callable[..., HttpResponseBase]


def if_changed(view: View) -> View:
    """Make an answer from the public copy only where it may be another than the asker has.

    It is told by the state of the whole copy, by the day, for what is said of a place is said as of today, and by the
    release. The tag is weak: two answers that are the same data need not be the same bytes. Caches keep the answer and
    ask each time, since what is withdrawn must be gone at once.
    """

    @wraps(view)
    def conditional(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        changed_at, tag = _state(timezone.localdate())
        return unless_had(request, tag, changed_at, lambda: view(request, *args, **kwargs))

    return cache_control(public=True, no_cache=True)(conditional)


def unless_had(
    request: HttpRequest, tag: str, changed_at: dt.datetime, make: Callable[[], HttpResponseBase]
) -> HttpResponseBase:
    """Make the answer, with its tag and its date, unless the asker has it."""
    return condition(lambda _: tag, lambda _: changed_at)(lambda _: make())(request)


def _state(today: dt.date) -> tuple[dt.datetime, str]:
    written_at, mark = queries.state()
    midnight = timezone.make_aware(dt.datetime.combine(today, dt.time.min))
    parts = f"{written_at} {mark} {today} {released_at()}"
    moments = [midnight, released_at(), written_at]
    return max(at for at in moments if at), f'W/"{hashlib.sha256(parts.encode()).hexdigest()[:32]}"'


@cache
def released_at() -> dt.datetime:
    """When the newest file of this code was put here: another code may write another file of the same data."""
    code = [path for folder in ("directory", "kayoiba") for path in (settings.BASE_DIR / folder).rglob("*.py")]
    newest = max(path.stat().st_mtime for path in [*code, settings.BASE_DIR / "requirements.lock"])
    return dt.datetime.fromtimestamp(newest, dt.UTC)
