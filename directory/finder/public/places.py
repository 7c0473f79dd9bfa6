import datetime as dt
from dataclasses import replace
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from directory.finder import queries
from directory.finder.forms import AT_A_GLANCE, ORDERS
from directory.finder.public.asked import asked_for
from directory.finder.public.calendars import MOST
from directory.finder.public.tiles import TILES, with_tiles
from directory.finder.queries import Areas, Search
from directory.finder.wording.cards import card
from directory.finder.wording.conditions import say_conditions, say_nothing_found
from directory.finder.wording.listing import say_ended
from directory.finder.wording.month import DAYS_AHEAD, weeks
from directory.finder.wording.options import options_of
from directory.finder.wording.pins import pins_of
from kayoiba.tools.qr import qr
from kayoiba.tools.saying import say_day

VIEWS = {"": "一覧", "calendar": "カレンダー", "map": "地図"}


@login_not_required
@require_safe
def places(request: HttpRequest) -> HttpResponse:
    now = timezone.localtime()
    areas, form = asked_for(request, now)
    search, view = form.search, request.GET.get("view", "")
    facets = queries.facets(search, now=now, districts=len(areas.districts) <= AT_A_GLANCE)
    month = _month(search, now, facets.total) if view == "calendar" else {}
    shown, count = (month["day_search"], month["day_count"]) if month else (search, facets.total)
    page = queries.find(shown, now=now, page=request.GET.get("page", 1), total=count)
    address = _address(search, view)
    apart = _address(replace(search, near=None), view)  # where the reader stands stays on the screen
    printed = request.build_absolute_uri(f"{reverse('finder:places')}?{apart}")
    context = {
        "city": areas.city,
        "form": form,
        "search": search,
        "view": view,
        "options": options_of(form, search, facets),
        "total": facets.total,
        "page": page,
        "cards": [card(listing, now, areas, search=shown) for listing in page.object_list],
        "query": f"{search.query()}&" if search.query() else "",
        "page_query": f"{address}&" if address else "",
        "views": [(name, _address(search, key), key == view) for key, name in VIEWS.items()],
        "orders": [
            (name, _address(replace(search, order=order), view), order == search.ordering)
            for order, name in ORDERS.items()
            if order != "near" or search.near
        ],
        "printed": printed,
        "qr": qr(printed),
        **_conditions(search, areas, now, view),
        **month,
        **({} if facets.total else _nothing_found(search, areas, now, view)),
    }
    if view == "map":
        points = queries.points(search, now=now)
        context |= {"pins": pins_of(points, search, found=facets.total, today=now.date()), "tiles": TILES}
        return with_tiles(render)(request, "directory/finder/places.html", context)
    return render(request, "directory/finder/places.html", context)


def _address(search: Search, view: str) -> str:
    return "&".join(part for part in (search.query(), f"view={view}" if view in VIEWS and view else "") if part)


def _conditions(search: Search, areas: Areas, now: dt.datetime, view: str) -> dict[str, Any]:
    """What is being looked for, each condition with the search without it."""
    labels, left = say_conditions(search, areas, now.date()), search.without_each()
    return {
        "said": "・".join(labels.values()),
        "conditions": [(label, _address(left[key], view)) for key, label in labels.items()],
    }


def _nothing_found(search: Search, areas: Areas, now: dt.datetime, view: str) -> dict[str, Any]:
    """The ways on: a condition less, what is nearest, whom to ring."""
    labels, left = say_conditions(search, areas, now.date()), search.without_each()
    instead = queries.instead_of(search, now=now)
    ways, around = instead.ways, next((ended.district_slug for ended in instead.ended), "")
    nearest = queries.nearest(search, ways, now=now, around=around)
    for listing in nearest if search.near is None else ():
        listing.metres = None  # measured from the middle of what was asked for, where nobody stands
    return {
        "nothing_found": say_nothing_found(labels) if labels else "まだ 1か所も掲載されていません",
        "ended": [say_ended(ended.name, ended.ended_on) for ended in instead.ended],
        "ways_on": [(labels[key], count, _address(left[key], view)) for key, count in ways],
        "nearest": [card(listing, now, areas, search=left[ways[0][0]] if ways else Search()) for listing in nearest],
        "district": areas.district(search.district or around),
    }


def _month(search: Search, now: dt.datetime, total: int) -> dict[str, Any]:
    """Four weeks from today, and the day whose places are listed below: the one asked for, else the first with any.

    It is shown, not asked: the search stays as it is. A day asked for beyond the month is all that the `total` is of.
    """
    today, any_day = now.date(), replace(search, date=None, when="")
    counts = queries.days_ahead(any_day, now=now, count=DAYS_AHEAD)
    asked = search.dates(today)
    day = search.date or next((date for date, count in counts if count and (asked is None or date in asked)), today)
    month = weeks(counts, today=today, chosen=day)
    return {
        "weeks": month,
        "holidays": [one for week in month for one in week if one and one.holiday],
        "day_search": replace(any_day, date=day),
        "day_said": say_day(day, today),
        "day_count": dict(counts).get(day, total),
        "feed_query": replace(any_day, near=None).query(),
        "feed_most": MOST,
        "day_query": f"{_address(any_day, 'calendar')}&date=",
    }
