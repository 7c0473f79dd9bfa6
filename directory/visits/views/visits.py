"""Where to go next, and where one has been."""

from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils import timezone

from directory.visits.queries import made, place_asked_for, planned
from kayoiba.accounts.doors import requires
from kayoiba.accounts.roles import Can

PER_PAGE = 50


@requires(Can.PLACE_WRITE)
def visits(request):
    """`?place=` shows what was found at that place alone."""
    today, place = timezone.localdate(), place_asked_for(request.user, request.GET.get("place"))
    plans = [] if place else list(planned(request.user, on=today))
    context = {
        "due": [visit for visit in plans if visit.planned_on <= today],
        "coming": [visit for visit in plans if visit.planned_on > today],
        "place": place,
        "query": f"place={place.pk}&" if place else "",
        "page": Paginator(made(request.user, place=place), PER_PAGE).get_page(request.GET.get("page")),
        "today": today,
    }
    return render(request, "directory/visits/visits.html", context)
