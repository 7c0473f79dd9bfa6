"""What was found, as a map shows it: marks with their words, and the names of what has no point."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from directory.finder.queries import Pin, Points
from directory.places.vocabulary import Activity, Precision
from kayoiba.tools.saying import say_day, say_time

AT_A_GLANCE = 8
"""More names than this are read after a tap."""


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


def pins_of(points: Points, *, found: int, today: dt.date) -> Pins:
    marks = [_said(pin, today) | _shown(pin) for pin in points.pins]
    return Pins(
        marks=marks,
        towns=sum(not mark["exact"] for mark in marks),
        without=[_said(pin, today) for pin in points.without],
        beyond=max(0, found - len(points.pins) - len(points.without)),
    )


def _said(pin: Pin, today: dt.date) -> dict[str, Any]:
    return {
        "name": pin.name,
        "href": reverse("finder:place", args=[pin.number]),
        "next": _say_next(pin, today),
        "what": Activity(pin.activity).label if pin.activity else "",
    }


def _say_next(pin: Pin, today: dt.date) -> str:
    if pin.next_on is None:
        return "日どりは お問い合わせください"
    start = f"{say_time(pin.next_start)}から" if pin.next_start else ""
    return f"次は {say_day(pin.next_on, today)} {start}".strip()


def _shown(pin: Pin) -> dict[str, Any]:
    """At the precision that was agreed to: the point of a town is the town's, and said to be."""
    return {"lat": pin.lat, "lng": pin.lng, "exact": pin.precision == Precision.ADDRESS}
