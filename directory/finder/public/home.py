import datetime as dt

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from directory.finder import queries
from directory.finder.forms import SearchForm
from directory.finder.wording.cards import card
from directory.places.vocabulary import Activity
from kayoiba.tools.qr import qr

OPEN_TODAY = 3


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
        "open_today": [card(listing, now) for listing in today[:OPEN_TODAY]],
        "more_today": len(today) > OPEN_TODAY,
        "qr": qr(request.build_absolute_uri(reverse("finder:home"))),
    }
    return render(request, "directory/finder/home.html", context)


def _near_days(today: dt.date) -> list[tuple[str, str]]:
    """Days to search by, as the address has them, and their names."""
    tomorrow = today + dt.timedelta(days=1)
    return [("", "いつでも"), (today.isoformat(), "きょう"), (tomorrow.isoformat(), "あした")]
