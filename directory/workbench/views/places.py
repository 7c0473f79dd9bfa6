"""The working list, and one place."""

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render
from django.utils import timezone

from directory.imports.placing import OFFERED
from directory.places.models import Kind
from directory.places.publishing import has_moved_since_asked
from directory.places.saying import say_when
from directory.places.schedule import OneDay, Rest, Rule, next_meetings, with_days
from directory.places.schedule.frequency import frequency_band
from directory.places.vocabulary import FieldGroup
from directory.proposals.queries import waiting_about
from directory.rounds.queries.answers import surveyed
from directory.visits.queries import about
from directory.workbench import queries
from directory.workbench.completeness import coaching
from directory.workbench.facts import sections_of
from directory.workbench.wording import ASK_AGAIN, say_event
from kayoiba.accounts.doors import requires
from kayoiba.accounts.roles import Can

PER_PAGE = 50


@requires(Can.PLACE_READ)
def place_list(request):
    today = timezone.localdate()
    districts = list(queries.districts_of(request.user, on=today))
    kinds = list(Kind.objects.order_by("position"))
    offered = {
        "district": {"none", *(district.slug for district in districts)},
        "status": {status.code for status in queries.statuses()},
        "kind": {kind.slug for kind in kinds},
    }
    chosen = {name: _one_of(values, request.GET.get(name)) for name, values in offered.items()}
    words = request.GET.get("words", "")
    places = queries.search_places(request.user, on=today, words=words, **chosen)
    page = Paginator(places, PER_PAGE).get_page(request.GET.get("page"))
    if chosen["status"] == "incomplete":
        for place in page:
            place.coaching = coaching(place.missing)
    query = request.GET.copy()
    query.pop("page", None)
    context = {
        "page": page,
        "pickable": request.user.may(Can.PLACE_WRITE) and any(place.is_known for place in page),
        "coached": chosen["status"] == "incomplete",
        "query": f"{query.urlencode()}&" if query else "",
        "words": words,
        "chosen": chosen,
        "today": today,
        "narrowed": any(chosen.values()),
        "statuses": queries.statuses(),
        "districts": districts,
        "kinds": kinds,
    }
    return render(request, "directory/workbench/places.html", context)


def _one_of(offered, value):
    """What an address asks for and the list does not offer narrows nothing."""
    return value if value in offered else ""


@requires(Can.PLACE_READ)
def place_detail(request, pk):
    now = timezone.localtime()
    place = queries.one_place(request.user, pk, on=now.date())
    if place is None:
        raise Http404
    rules = [Rule.from_model(row) for row in place.rules.all()]
    consents = queries.latest_consents(place)
    moved = place.is_known and has_moved_since_asked(place, consents[FieldGroup.VENUE])
    context = {
        "place": place,
        "asks_again": ASK_AGAIN if moved else "",
        "about": about(place) if request.user.may(Can.PLACE_WRITE) else None,
        "proposals": waiting_about(place) if request.user.may(Can.PLACE_WRITE) else [],
        "said": say_when(rules, place.schedule_text),
        "meetings": _upcoming(place, rules, now) if place.is_known else [],
        "frequency": frequency_band(rules, now.date()) if rules else None,
        "consents": consents,
        "placeable": OFFERED if request.user.may(Can.PLACE_WRITE) else [],
        "photos": place.photos.in_order(),
        "sections": list(sections_of(place)),
        "surveyed": surveyed(place, request.user),
        "past": [(event, say_event(event)) for event in queries.past_of(place)[:10]],
        "today": now.date(),
    }
    return render(request, "directory/workbench/place.html", context)


def _upcoming(place, rules, now):
    days = map(OneDay.from_model, place.days_apart)
    rests = [Rest(pause.from_date, pause.until) for pause in place.pauses.all()]
    return next_meetings(with_days(rules, days), now, 3, rests)
