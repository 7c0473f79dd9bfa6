"""Dull visits and treasures, recorded by the same actions that people use."""

from typing import Any
from uuid import uuid4

from directory.places.models import Place
from directory.visits.actions import note_treasure, record_visit
from directory.visits.models import Treasure, Visit
from tests.factories.people import a_person
from tests.factories.places import AT, TODAY


def a_visit(place: Place, **fields: Any) -> Visit:
    """On foot, and as listed, unless something else was `found`."""
    defaults = {"how": "visit", "on": TODAY, "found": "as_listed", "request_id": uuid4(), "at": AT}
    return record_visit(place=place, **defaults | {"by": fields.get("by") or a_person("lead")} | fields)


def a_treasure(text: str = "将棋が強い人がいる", **fields: Any) -> Treasure:
    defaults = {"kind": "person", "on": TODAY, "request_id": uuid4(), "at": AT}
    return note_treasure(text=text, **defaults | {"by": fields.get("by") or a_person("lead")} | fields)
