"""What a new place may begin with, taken from another: the same hall, the same people, another day.

A name and its reading, dates and persons are its own; a point belongs to the venue it was taken at.
"""

from typing import Any

from directory.places.models import Place
from directory.workbench.forms.place import PLAIN
from directory.workbench.forms.rules import initial_of

OWN = set(
    "name reading alias started_on contact_name contact_phone contact_hours contact_email internal_contact "
    "internal_phone notes".split()
)


def to_begin_with(place: Place) -> dict[str, Any]:
    """What the form starts from."""
    plain = {name: getattr(place, name) for name in PLAIN if name not in OWN}
    areas = {"district": place.district, "school_district": place.school_district}
    chosen = {"kinds": place.kinds.all(), "activities": place.activities, "other_activities": place.other_activities}
    return plain | areas | chosen | {"group_name": place.group.name if place.group else ""}


def rules_to_begin_with(place: Place) -> list[dict[str, Any]]:
    return list(initial_of(place.rules.order_by("position", "pk")))
