import datetime as dt

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from directory.finder import queries
from directory.finder.forms import AT_A_GLANCE, SearchForm
from directory.finder.wording.cards import card
from directory.finder.wording.options import options_of
from directory.places.models import Listing
from kayoiba.tools.qr import qr

OPEN_TODAY = 3


@login_not_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    now = timezone.localtime()
    areas = queries.published_areas()
    form = SearchForm(areas=areas, today=now.date())
    at_a_glance = len(areas.districts) <= AT_A_GLANCE
    search = queries.Search()
    facets = queries.facets(search, now=now, districts=at_a_glance)
    is_today, open_soon = _open_soon(now)
    context = {
        "city": areas.city,
        "districts": areas.districts if at_a_glance else [],
        "total": facets.total,
        "form": form,
        "options": options_of(form, search, facets),
        "now": now,
        "is_today": is_today,
        "open_soon": [card(listing, now, areas) for listing in open_soon[:OPEN_TODAY]],
        "more_soon": len(open_soon) > OPEN_TODAY,
        "qr": qr(request.build_absolute_uri(reverse("finder:home"))),
    }
    return render(request, "directory/finder/home.html", context)


def _open_soon(now: dt.datetime) -> tuple[bool, list[Listing]]:
    """Whether it is still today, and what opens then: in the evening tomorrow is told."""
    today = queries.open_later(now, OPEN_TODAY + 1)
    tomorrow = dt.datetime.combine(now.date() + dt.timedelta(days=1), dt.time.min, now.tzinfo)
    return bool(today), today or queries.open_later(tomorrow, OPEN_TODAY + 1)
