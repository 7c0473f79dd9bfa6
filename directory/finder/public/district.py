from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from directory.finder import queries
from directory.finder.queries import DAYS
from directory.finder.wording.cards import by_first_letter
from directory.places.vocabulary import Weekday
from kayoiba.tools.qr import qr

DIRECTORY_LIMIT = 500
"""As many names as a page can hold that a phone loads at once; the search has them all."""


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
        "weekdays": list(zip(DAYS, Weekday.labels, strict=True)),
        "count": count,
        "more": count - len(listings),
        "rows": by_first_letter(listings, timezone.localtime()),
        "qr": qr(request.build_absolute_uri(request.path)),
    }
    return render(request, "directory/finder/district.html", context)


@login_not_required
@require_safe
def contacts(request: HttpRequest) -> HttpResponse:
    areas = queries.published_areas(every_school=True)
    context = {
        "city": areas.city,
        "districts": [(district, areas.schools_in(district.slug)) for district in areas.districts],
        "qr": qr(request.build_absolute_uri(request.path)),
    }
    return render(request, "directory/finder/contacts.html", context)
