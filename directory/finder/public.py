"""The residents' pages. They read the public copy and nothing else."""

import datetime as dt
from dataclasses import replace

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from directory.finder import queries, wording
from directory.finder.forms import ORDERS, SearchForm
from directory.finder.schema import linked_data
from directory.finder.sitemap import sitemap_lines
from directory.places.vocabulary import Activity
from kayoiba.tools.qr import qr

OPEN_TODAY = 3
DIRECTORY_LIMIT = 500
"""As many names as a page can hold that a phone loads at once; the search has them all."""
SITEMAP_LIMIT = 49_000
"""A sitemap holds 50,000 addresses, those of the districts among them."""


@login_not_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    now = timezone.localtime()
    areas = queries.published_areas()
    counts = queries.counts_by_district()
    today = queries.open_later(now, OPEN_TODAY + 1)
    context = {
        "city": areas.city,
        "districts": areas.districts,
        "places_in": [(area.slug, area.name, counts[area.slug]) for area in areas.districts],
        "without_district": counts[queries.NO_DISTRICT],
        "total": counts.total(),
        "form": SearchForm(areas=areas, today=now.date()),
        "activities": Activity.choices,
        "now": now,
        "near_days": _near_days(now.date()),
        "open_today": [wording.card(listing, now) for listing in today[:OPEN_TODAY]],
        "more_today": len(today) > OPEN_TODAY,
        "qr": qr(request.build_absolute_uri(reverse("finder:home"))),
    }
    return render(request, "directory/finder/home.html", context)


def _near_days(today: dt.date) -> list[tuple[str, str]]:
    """Days to search by, as the address has them, and their names."""
    tomorrow = today + dt.timedelta(days=1)
    return [("", "いつでも"), (today.isoformat(), "きょう"), (tomorrow.isoformat(), "あした")]


@login_not_required
@require_safe
def places(request: HttpRequest) -> HttpResponse:
    now = timezone.localtime()
    asked = {name: request.GET.get(name, "").replace("\0", "") for name in ("district", "school")}  # as PostgreSQL can
    areas = queries.published_areas(**asked)
    form = SearchForm(request.GET, areas=areas, today=now.date())
    search = form.search
    page = queries.find(search, now=now, page=request.GET.get("page", 1))
    labels = wording.say_conditions(search, areas, now.date())
    left = search.without_each()
    context = {
        "city": areas.city,
        "form": form,
        "search": search,
        "conditions": [(labels[key], left[key].query()) for key in left],
        "said": "・".join(labels.values()),
        "page": page,
        "cards": [wording.card(listing, now, date=search.date) for listing in page.object_list],
        "ways_on": [] if page.paginator.count else _ways_on(search, labels, now),
        "query": f"{search.query()}&" if search.query() else "",
        "orders": [
            (name, replace(search, order=order).query(), order == search.order) for order, name in ORDERS.items()
        ],
        "qr": qr(request.build_absolute_uri(f"{reverse('finder:places')}?{search.query()}")),
    }
    return render(request, "directory/finder/places.html", context)


def _ways_on(
    search: queries.Search, labels: dict[tuple[str, str], str], now: dt.datetime
) -> list[tuple[str, int, str]]:
    left = search.without_each()
    return [(labels[key], count, left[key].query()) for key, count in queries.ways_on(search, now=now)]


@login_not_required
@require_safe
def place(request: HttpRequest, number: int) -> HttpResponse:
    now = timezone.localtime()
    areas = queries.published_areas()
    listing = queries.listing_of(number)
    if listing is None:
        context = {"city": areas.city, "districts": areas.districts}
        return render(request, "directory/finder/gone.html", context, status=404)
    address = request.build_absolute_uri(reverse("finder:place", args=[number]))
    area = areas.district(listing.district_slug)
    trail = [("さがす", reverse("finder:home"))]
    if area:
        trail.append((area.name, reverse("finder:district", args=[area.slug])))
    context = {
        "city": areas.city,
        "place": listing,
        "district": area,
        "trail": trail,
        "said": wording.details(listing, now),
        "address": address,
        "linked_data": linked_data(listing, queries.upcoming(listing, now, wording.DATES), address=address),
        "qr": qr(address),
    }
    return render(request, "directory/finder/place.html", context)


@login_not_required
@require_safe
def district(request: HttpRequest, slug: str) -> HttpResponse:
    areas = queries.published_areas(district=slug)
    area = areas.district(slug)
    if area is None:
        raise Http404
    listings = queries.listings_in(slug, DIRECTORY_LIMIT)
    count = queries.count_in(slug) if len(listings) == DIRECTORY_LIMIT else len(listings)
    context = {
        "city": areas.city,
        "district": area,
        "schools": areas.schools_in(slug),
        "count": count,
        "more": count - len(listings),
        "rows": wording.by_first_letter(listings, timezone.localdate()),
        "qr": qr(request.build_absolute_uri(request.path)),
    }
    return render(request, "directory/finder/district.html", context)


@login_not_required
@require_safe
def about(request: HttpRequest) -> HttpResponse:
    return render(request, "directory/finder/about.html")


@login_not_required
@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    context = {"sitemap": request.build_absolute_uri(reverse("finder:sitemap"))}
    return render(request, "directory/finder/robots.txt", context, content_type="text/plain; charset=utf-8")


@login_not_required
@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    lines = sitemap_lines(
        request.build_absolute_uri("/").rstrip("/"),
        districts=[district.slug for district in queries.published_areas().districts],
        listings=queries.listings_for_machines(SITEMAP_LIMIT),
    )
    return HttpResponse(lines, content_type="application/xml; charset=utf-8")
