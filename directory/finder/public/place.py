"""One place: its page, and its sheet of paper."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page, require_safe

from directory.finder import queries
from directory.finder.flyer import flyer as set_flyer
from directory.finder.schema import linked_data
from directory.finder.wording.listing import say_ended
from directory.finder.wording.photos import shown
from directory.finder.wording.place import DATES, details, maps_of, ways_to_tell
from directory.places.photo_files import published_name, read
from kayoiba.tools.pictures import SIZES
from kayoiba.tools.qr import qr


@login_not_required
@require_safe
def place(request: HttpRequest, number: int) -> HttpResponse:
    now = timezone.localtime()
    areas = queries.published_areas()
    listing = queries.listing_of(number)
    if listing is None:
        return _gone(request, number, areas)
    address = request.build_absolute_uri(reverse("finder:place", args=[number]))
    area = areas.district(listing.district_slug)
    trail = [("さがす", reverse("finder:home"))]
    if area:
        trail.append((area.name, reverse("finder:district", args=[area.slug])))
    said = details(listing, now)
    context = {
        "city": areas.city,
        "place": listing,
        "district": area,
        "trail": trail,
        "said": said,
        "photos": [shown(photo) for photo in queries.photos_of(number)],
        "maps": maps_of(listing),
        "tell": ways_to_tell(listing, said, address),
        "address": address,
        "linked_data": linked_data(listing, queries.upcoming(listing, now, DATES), address=address),
        "qr": qr(address),
    }
    return render(request, "directory/finder/place.html", context)


def _gone(request: HttpRequest, number: int, areas: queries.Areas) -> HttpResponse:
    """410 where it is told that the place has ended; of all others nobody can tell whether there was any."""
    ended = queries.ended_place(number)
    context = {
        "city": areas.city,
        "districts": areas.districts,
        "said": say_ended(ended.name, ended.ended_on) if ended else "",
        "district": areas.district(ended.district_slug) if ended else None,
    }
    return render(request, "directory/finder/gone.html", context, status=410 if ended else 404)


@login_not_required
@require_safe
@cache_control(public=True, no_cache=True)
@conditional_page
def flyer(request: HttpRequest, number: int) -> HttpResponse:
    areas = queries.published_areas()
    listing = queries.listing_of(number)
    if listing is None:
        raise Http404
    pdf = set_flyer(
        listing,
        photo=_first_photo(number),
        city=areas.city,
        district=areas.district(listing.district_slug),
        address=request.build_absolute_uri(reverse("finder:place", args=[number])),
        now=timezone.localtime(),
    )
    headers = {"Content-Disposition": f'inline; filename="kayoiba-{number}.pdf"'}
    return HttpResponse(pdf, content_type="application/pdf", headers=headers)


def _first_photo(number: int) -> tuple[bytes, str] | None:
    """The JPEG, and what is on it."""
    photo = next(iter(queries.photos_of(number)), None)
    data = read(published_name(photo.key, SIZES[1])) if photo else None
    return (data, shown(photo).alternative) if photo and data else None
