"""What the office writes down beside its figures."""

from typing import Any

from directory.areas.models import Population
from directory.counts.events.actions import add_event
from directory.counts.models import YearEvent
from tests.factories.places import AT, TODAY


def an_event(words: str = "豪雨で被災", **fields: Any) -> YearEvent:
    """In the whole city today, unless a day or a district is given."""
    return add_event(words=words, **{"on": TODAY, "district": None, "by": None, "at": AT, **fields})


def a_population(**fields: Any) -> Population:
    """Of the whole city today, 100 people of whom 30 are 65 or over."""
    told = {"date": TODAY, "total": 100, "aged_65": 30, "aged_75": 15, "households": 40, "source": "住民基本台帳"}
    return Population.objects.create(**{**told, **fields})
