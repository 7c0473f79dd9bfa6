"""Writing when places meet: their rules, and how often that is in the bands that are counted."""

from collections.abc import Iterable

from directory.places.models import MeetingFrequency, MeetingRule, Place
from directory.places.schedule import Rule
from directory.places.schedule.frequency import frequencies

AT_ONCE = 1000


def write_rules(places: Iterable[tuple[Place, Iterable[Rule]]]) -> None:
    """The rules of places that have none yet."""
    theirs = [(place, list(rules)) for place, rules in places]
    MeetingRule.objects.bulk_create(
        (rule.as_model(place, position) for place, rules in theirs for position, rule in enumerate(rules)),
        batch_size=AT_ONCE,
    )
    MeetingFrequency.objects.bulk_create(
        (row for place, rules in theirs for row in frequencies_of(place, rules)), batch_size=AT_ONCE
    )


def frequencies_of(place: Place, rules: Iterable[Rule]) -> list[MeetingFrequency]:
    """Unsaved rows."""
    return [
        MeetingFrequency(place=place, from_date=since, until=until, band=band)
        for since, until, band in frequencies(tuple(rules))
    ]
