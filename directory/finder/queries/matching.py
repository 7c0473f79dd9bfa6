"""Which listings a search finds."""

import datetime as dt

from django.db.models import Q, QuerySet
from django.db.models.expressions import RawSQL

from directory.finder.queries.dates import at_time, holds_on, meets_on, on_weekdays
from directory.finder.queries.search import NO_DISTRICT, TRAITS, Search
from directory.places.models import Listing
from kayoiba.tools.kana import fold, query_grams


def matching(search: Search, now: dt.datetime) -> QuerySet[Listing]:
    """What fits in every way."""
    listings = listed(search)
    if search.days or search.time or search.date or search.when:
        listings = listings.filter(pk__in=RawSQL(_with_rules(search, now), ()))
    return listings


def listed(search: Search) -> QuerySet[Listing]:
    """What fits, whenever it meets."""
    return with_words(search).filter(in_area(search), doing(search), having(search))


def with_words(search: Search) -> QuerySet[Listing]:
    listings = Listing.objects.all()
    for word in search.words:
        listings = listings.filter(grams__contains=query_grams(word))
        if len(fold(word)) > 2:  # a shorter one is a gram itself
            listings = listings.filter(search_text__contains=fold(word))
    return listings


def in_area(search: Search) -> Q:
    area = {"school_code": search.school} if search.school else {}
    if search.district:
        area["district_slug"] = "" if search.district == NO_DISTRICT else search.district
    return Q(**area)


def doing(search: Search) -> Q:
    return Q(activities__overlap=list(search.activities)) if search.activities else Q()


def having(search: Search) -> Q:
    return Q(*(TRAITS[trait] for trait in search.traits))


def _with_rules(search: Search, now: dt.datetime) -> str:
    """Numbers. Weekday, time and date are asked of one rule; without a date, of those that hold today."""
    dates = search.dates(now.date())
    if dates is None:
        when = f"{on_weekdays(search)} AND {holds_on(now.date())}"
    else:
        when = " OR ".join(meets_on(date, now) for date in dates) or "false"
    return f"SELECT listing_id FROM directory_listingmeeting AS rule WHERE {at_time(search)} AND ({when})"
