"""What was found, as a map shows it: marks with their words, and the names of what has no point."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from directory.finder.queries import Pin, Points, Search
from directory.finder.wording.cards import say_meeting
from directory.places.vocabulary import Activity, Precision

AT_A_GLANCE = 8
"""More names than this are read after a tap."""
ASK = "日どりは お問い合わせください"


@dataclass(frozen=True)
class Pins:
    """`marks` go to static/js/map.js as they are; `without` may not, or cannot, be shown at a point."""

    marks: list[dict[str, Any]]
    towns: int
    without: list[dict[str, Any]]
    beyond: int
    """So many more were found than a map can hold."""

    @property
    def without_at_a_glance(self) -> bool:
        return len(self.without) <= AT_A_GLANCE


def pins_of(points: Points, search: Search, *, found: int, today: dt.date) -> Pins:
    marks = [_said(pin, search, today) | _shown(pin) for pin in points.pins]
    return Pins(
        marks=marks,
        towns=sum(not mark["exact"] for mark in marks),
        without=[_said(pin, search, today) for pin in points.without],
        beyond=max(0, found - len(points.pins) - len(points.without)),
    )


def _said(pin: Pin, search: Search, today: dt.date) -> dict[str, Any]:
    return {
        "name": pin.name,
        "href": reverse("finder:place", args=[pin.number]),
        "next": say_meeting(pin.next_on, pin.next_start, today, search) if pin.next_on else ASK,
        "what": Activity(pin.activity).label if pin.activity else "",
    }


def _shown(pin: Pin) -> dict[str, Any]:
    """At the precision that was agreed to: the point of a town is the town's, and said to be."""
    return {"lat": pin.lat, "lng": pin.lng, "exact": pin.precision == Precision.ADDRESS}
