"""What residents told, received as it is received from them."""

from typing import Any
from uuid import uuid4

from directory.places.models import Listing, Place
from directory.proposals.actions import receive_proposal
from directory.proposals.models import Part, Proposal
from directory.proposals.queries import listed
from tests.factories.places import AT


def a_correction(place: Place, **fields: Any) -> Proposal:
    """Of a place that is listed; of its telephone unless something else is `told`."""
    seen = listed(Listing.objects.get(number=place.number))
    defaults = {"told": {Part.PHONE: "086-000-1111"}, "seen": seen, "request_id": uuid4(), "at": AT}
    return receive_proposal(place=place, **defaults | fields)


def a_new_one(name: str = "朝の体操", **fields: Any) -> Proposal:
    defaults = {"told": {"name": name}, "request_id": uuid4(), "at": AT}
    return receive_proposal(**defaults | fields)
