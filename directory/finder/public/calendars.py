"""Calendars to take home: of one place, and of one search."""

from collections.abc import Iterable
from dataclasses import replace

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseNotFound
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page, require_safe

from directory.finder import queries
from directory.finder.calendars import CONTENT_TYPE, calendar
from directory.finder.public.asked import asked_for
from directory.finder.wording.conditions import say_conditions

MOST = 100
"""Places in the calendar of one search."""


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


@login_not_required
@require_safe
@cache_control(public=True, no_cache=True)
@conditional_page
def calendar_feed(request: HttpRequest) -> HttpResponse:
    """The places of a search with all their days to come: a calendar has its own today, and no distance."""
    now = timezone.localtime()
    areas, form = asked_for(request, now)
    search = replace(form.search, date=None, when="", near=None, order="name")
    found = queries.feed(search, now=now, limit=MOST + 1)
    pages = [request.build_absolute_uri(reverse("finder:place", args=[listing.number])) for listing in found[:MOST]]
    said = "・".join(say_conditions(search, areas, now.date()).values())
    name = " ".join(part for part in ("かよいば", said, f"（はじめの{MOST}か所）" if len(found) > MOST else "") if part)
    written = calendar(zip(found, pages, strict=False), name=name, today=now.date(), search=search)
    return _file(written, "kayoiba.ics")


def _file(written: Iterable[bytes], name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'inline; filename="{name}"'}
    return HttpResponse(b"".join(written), content_type=CONTENT_TYPE, headers=headers)
