"""Calendars to take home: of one place, and of one search."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseNotFound
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page, require_safe

from directory.finder import queries
from directory.finder.calendars import CONTENT_TYPE, calendar


@login_not_required
@require_safe
@cache_control(public=True, no_cache=True)
@conditional_page
def place_calendar(request: HttpRequest, number: int) -> HttpResponse:
    listing = queries.listing_of(number)
    if listing is None:
        return HttpResponseNotFound(content_type=CONTENT_TYPE)
    address = request.build_absolute_uri(reverse("finder:place", args=[number]))
    written = calendar([(listing, address)], name=listing.name, today=timezone.localdate())
    return _file(written, f"kayoiba-{number}.ics")


def _file(written: bytes, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'inline; filename="{name}"'}
    return HttpResponse(written, content_type=CONTENT_TYPE, headers=headers)
