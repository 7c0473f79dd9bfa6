import datetime as dt
from dataclasses import replace

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from directory.finder import queries
from directory.finder.forms import AT_A_GLANCE, ORDERS, SearchForm
from directory.finder.public.tiles import TILES, with_tiles
from directory.finder.wording.cards import card
from directory.finder.wording.conditions import say_conditions
from directory.finder.wording.pins import pins_of
from kayoiba.tools.qr import qr


@login_not_required
@require_safe
def places(request: HttpRequest) -> HttpResponse:
    now = timezone.localtime()
    asked = {name: request.GET.get(name, "").replace("\0", "") for name in ("district", "school")}  # as PostgreSQL can
    areas = queries.published_areas(**asked)
    form = SearchForm(request.GET, areas=areas, today=now.date())
    search = form.search
    facets = queries.facets(search, now=now, districts=len(areas.districts) <= AT_A_GLANCE)
    page = queries.find(search, now=now, total=facets.total, page=request.GET.get("page", 1))
    labels = say_conditions(search, areas, now.date())
    left = search.without_each()
    context = {
        "city": areas.city,
        "form": form,
        "search": search,
        "conditions": [(labels[key], left[key].query()) for key in left],
        "said": "・".join(labels.values()),
        "page": page,
        "cards": [card(listing, now, date=search.date) for listing in page.object_list],
        "ways_on": [] if page.paginator.count else _ways_on(search, labels, now),
        "query": f"{search.query()}&" if search.query() else "",
        "orders": [
            (name, replace(search, order=order).query(), order == search.ordering)
            for order, name in ORDERS.items()
            if order != "near" or search.near
        ],
        "qr": qr(request.build_absolute_uri(f"{reverse('finder:places')}?{search.query()}")),
    }
    draw = render
    if request.GET.get("view") == "map":
        points = queries.points(search, now=now)
        context |= {"pins": pins_of(points, found=facets.total, today=now.date()), "tiles": TILES}
        draw = with_tiles(render)
    return draw(request, "directory/finder/places.html", context)


def _ways_on(
    search: queries.Search, labels: dict[tuple[str, str], str], now: dt.datetime
) -> list[tuple[str, int, str]]:
    left = search.without_each()
    return [(labels[key], count, left[key].query()) for key, count in queries.ways_on(search, now=now)]
