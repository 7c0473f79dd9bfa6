"""What the coordinators know of each sample place in the words of the national lists: of most of them, not of all."""

from dataclasses import replace
from random import Random
from typing import Any

from kayoiba.demo.material import kinds
from kayoiba.demo.people import SamplePlace

UNKNOWN = {"main_activity": 0.08, "operator_type": 0.12, "venue_type": 0.06}
"""Of how many nobody wrote it down yet."""


def as_far_as_known(place: SamplePlace) -> SamplePlace:
    """Its other activities are added, and some answers left out; that a venue is somebody's home is always known."""
    rng = Random(place.name)
    left_out: dict[str, Any] = {name: "" for name, share in UNKNOWN.items() if rng.random() < share}
    if place.venue_type == "home":
        left_out.pop("venue_type", None)
    others = {activity for kind in place.kinds for activity in kinds()[kind].get("national", ())}
    others -= {place.main_activity}
    known = bool(place.main_activity) and "main_activity" not in left_out and rng.random() < 0.6
    return replace(place, **left_out, other_activities=tuple(sorted(others)) if known else ())
