"""Finding listings. Every condition of a search must hold; of several days or activities one is enough."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, TypeVar

from django.core.paginator import Page, Paginator
from django.db.models import Count, Exists, F, Model, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Coalesce

from directory.finder.queries.search import DAYS, NO_DISTRICT, TRAITS, Search
from directory.finder.queries.upcoming import DATED, Dated, rules_of, upcoming
from directory.places.models import Listing, ListingMeeting, ListingPause
from directory.places.schedule import WEEKDAYS, OneDay, Rule, with_days
from kayoiba.tools.kana import fold, query_grams

NOON = dt.time(12)
PER_PAGE = 20

Row = TypeVar("Row", bound=Model)


def find(search: Search, *, now: dt.datetime, page: str | int = 1) -> Page:
    """One page of what fits. A page that does not exist is the nearest that does."""
    if search.date is None and search.order != "next":
        there = Paginator(_matching(search, now.date()).values("number"), PER_PAGE).get_page(page)
        # Whole rows are read for this page alone; those before it are passed over in the index.
        listings = _shown(Listing.objects.filter(number__in=there.object_list)).order_by("sort_key", "number")
        return Page(listings, there.number, there.paginator)
    found = Paginator([row.number for row in _fitting(search, now)], PER_PAGE).get_page(page)
    rows = _shown(Listing.objects).in_bulk(list(found))
    return Page([rows[number] for number in found if number in rows], found.number, found.paginator)


def ways_on(search: Search, *, now: dt.datetime) -> list[tuple[tuple[str, str], int]]:
    """For a search that found nothing: the conditions without which something is found, with how much, most first."""
    by_day = {key: left for key, left in search.without_each().items() if left.date}
    plain = {key: left for key, left in search.without_each().items() if not left.date}
    found: Counter[tuple[str, str]] = Counter()
    if plain:
        keys = list(plain)
        counts = [_labelled(plain[key], place, now).annotate(count=Count("pk")) for place, key in enumerate(keys)]
        for place, count in counts[0].union(*counts[1:], all=True).values_list("label", "count"):
            found[keys[place]] = count
    if by_day:
        keys = list(by_day)
        labelled = [_labelled(by_day[key], place, now) for place, key in enumerate(keys)]
        rows = [some.values_list("label", *DATED, named=True) for some in labelled]
        for row in rows[0].union(*rows[1:], all=True):
            found[keys[row.label]] += _meets_as_asked(row, by_day[keys[row.label]])
    return [(key, count) for key, count in found.most_common() if count]


def open_later(now: dt.datetime, count: int) -> list[Listing]:
    """The first `count` of those that meet today and are not over, soonest first."""
    found: list[Listing] = []
    for meeting in _in_batches(_later_today(now)):
        listing = meeting.listing
        if listing not in found and _soonest(listing, now) == (now.date(), meeting.start or dt.time.min):
            found.append(listing)
            if len(found) == count:
                break
    return found


def listing_of(number: int) -> Listing | None:
    return _shown(Listing.objects.filter(number=number)).first()


def listings_in(district: str, limit: int) -> list[Listing]:
    """A district's listings by reading, with no more than a directory needs."""
    fields = ("number", "name", "reading", "sort_key", "schedule_text", "school_name", "venue_name")
    listings = Listing.objects.filter(district_slug=district).only(*fields, *DATED)
    return list(listings.order_by("sort_key", "number")[:limit])


def count_in(district: str) -> int:
    return Listing.objects.filter(district_slug=district).count()


def listings_for_machines(limit: int) -> Iterable[tuple[int, dt.datetime]]:
    """Numbers with the moment each was last written, for the sitemap."""
    return Listing.objects.order_by("number").values_list("number", "updated_at")[:limit]


def _dated_rules(listing: Dated) -> list[Rule]:
    """The rules with the days that have their own word."""
    return with_days(rules_of(listing), map(OneDay.from_json, listing.days))


def _shown(listings: Any) -> QuerySet[Listing]:
    """Everything that pages say; the search key stays in the database."""
    return listings.defer("search_text", "grams")


def _labelled(search: Search, label: int, now: dt.datetime) -> QuerySet[Listing, Any]:
    return _matching(search, now.date()).order_by().values(label=Value(label))


def _matching(search: Search, today: dt.date) -> QuerySet[Listing]:
    """What fits, by reading. With a date these are candidates: `_meets_as_asked` has the last word."""
    listings = Listing.objects.order_by("sort_key", "number")
    for word in search.words:
        listings = listings.filter(grams__contains=query_grams(word))
        if len(fold(word)) > 2:  # a shorter one is a gram itself
            listings = listings.filter(search_text__contains=fold(word))
    if search.district:
        listings = listings.filter(district_slug="" if search.district == NO_DISTRICT else search.district)
    if search.school:
        listings = listings.filter(school_code=search.school)
    for trait in search.traits:
        listings = listings.filter(TRAITS[trait])
    if search.activities:
        listings = listings.filter(activities__overlap=list(search.activities))
    if search.days or search.time or search.date:
        rules = _rules_that_fit(search, search.date or today).filter(listing=OuterRef("pk"))
        listings = listings.filter(Exists(rules), ~_paused_on(search.date or today))
    return listings


def _rules_that_fit(search: Search, day: dt.date) -> QuerySet[ListingMeeting]:
    """Day and time are asked of one and the same rule. A rule by days of the month has no weekday."""
    rules = ListingMeeting.objects.annotate(
        asked=F("weekdays").bitand(sum(1 << DAYS.index(name) for name in search.days)),
        that_day=F("weekdays").bitand(1 << day.weekday()),
    )
    rules = rules.filter(Q(valid_from__isnull=True) | Q(valid_from__lte=day))
    rules = rules.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=day))
    if search.days:
        rules = rules.filter(asked__gt=0)
    if search.time:
        rules = rules.filter(start__lt=NOON) if search.time == "am" else rules.filter(start__gte=NOON)
    if search.date:
        rules = rules.filter(Q(that_day__gt=0) | Q(weekdays=0))
    return rules


def _later_today(now: dt.datetime) -> QuerySet[ListingMeeting]:
    """Rules that may meet today and are not over, the soonest first, with their listings."""
    rules = _rules_that_fit(Search(date=now.date()), now.date()).annotate(over=Coalesce("end", "start"))
    listings = Listing.objects.filter(~_paused_on(now.date()))
    return (
        rules.filter(Q(over=None) | Q(over__gt=now.time()), listing__in=listings)
        .select_related("listing")
        .defer("listing__search_text", "listing__grams")
        .order_by(F("start").asc(nulls_first=True), "listing__sort_key", "listing_id")
    )


def _in_batches(rows: QuerySet[Row]) -> Iterator[Row]:
    """One by one, for a reader that mostly stops early: the first few are read, then ever more."""
    begin, end = 0, 40
    while batch := list(rows[begin:end]):
        yield from batch
        if len(batch) < end - begin:
            return
        begin, end = end, end * 4


def _paused_on(day: dt.date) -> Exists:
    return Exists(ListingPause.objects.holding(day).filter(listing=OuterRef("pk")))


def _fitting(search: Search, now: dt.datetime) -> list[Any]:
    """What fits to the day, in the order asked for: rows with the number and, of a listing, no more than that needs."""
    candidates = _matching(search, now.date()).values_list("number", *DATED, named=True)
    rows = [row for row in candidates if _meets_as_asked(row, search)]
    if search.order == "next":
        since = now if search.date in (None, now.date()) else dt.datetime.combine(search.date, dt.time.min)
        alike = {repr(row[1:]): row for row in rows}  # many places keep the same days, which are looked up once
        soonest = {days: _soonest(row, since) for days, row in alike.items()}
        rows.sort(key=lambda row: soonest[repr(row[1:])])
    return rows


def _soonest(listing: Dated, since: dt.datetime) -> tuple[dt.date, dt.time]:
    """Sorts by the next meeting; who has none comes last."""
    for meeting in upcoming(listing, since, 1):
        return meeting.date, meeting.start or dt.time.min
    return dt.date.max, dt.time.max


def _meets_as_asked(listing: Dated, search: Search) -> bool:
    if search.date is None:
        return True
    return any(rule.meets_on(search.date) for rule in _rules_asked_for(listing, search))


def _rules_asked_for(listing: Dated, search: Search) -> Iterator[Rule]:
    asked = {WEEKDAYS[DAYS.index(name)] for name in search.days}
    for rule in _dated_rules(listing):
        on_time = not search.time or (rule.start is not None and (rule.start < NOON) == (search.time == "am"))
        if on_time and (not asked or asked & set(rule.weekdays)):
            yield rule
