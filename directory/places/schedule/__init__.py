"""Schedules as people say them: read into rules, said again as a sentence, asked for the next dates."""

from directory.places.days import LAST, WEEKDAYS, mask_on
from directory.places.models.schedule import DAY_ENDS
from directory.places.schedule.meetings import LOOK_AHEAD, Meeting, OneDay, Rest, next_meetings, with_days
from directory.places.schedule.reading import Reading, read
from directory.places.schedule.rule import Rule
from directory.places.schedule.saying import say_rule, say_rules

__all__ = [
    "DAY_ENDS",
    "LAST",
    "LOOK_AHEAD",
    "WEEKDAYS",
    "Meeting",
    "OneDay",
    "Reading",
    "Rest",
    "Rule",
    "mask_on",
    "next_meetings",
    "read",
    "say_rule",
    "say_rules",
    "with_days",
]
