from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from directory.finder import queries
from directory.finder.schema import linked_data
from directory.finder.wording.place import DATES, details
from kayoiba.tools.qr import qr


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
        "said": details(listing, now),
        "address": address,
        "linked_data": linked_data(listing, queries.upcoming(listing, now, DATES), address=address),
        "qr": qr(address),
    }
    return render(request, "directory/finder/place.html", context)
