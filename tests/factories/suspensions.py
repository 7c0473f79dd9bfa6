"""Many places that rest for one reason, suspended by the same action that people use."""

from typing import Any
from uuid import uuid4

from directory.places.models import Place, Suspension
from directory.places.suspensions import suspend_places
from directory.places.vocabulary import PauseReason
from tests.factories.places import AT, TODAY


def a_suspension(*places: Place, **fields: Any) -> Suspension:
    """From today on, after a flood; of the whole city unless a district is given."""
    told = {"district": None, "from_date": TODAY, "reason": PauseReason.DISASTER, "note": "", "continues": []}
    return suspend_places(places=places, **{**told, "request_id": uuid4(), "by": None, "at": AT, **fields})
