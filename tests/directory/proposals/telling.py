"""Filling in what anybody may tell us."""

import datetime as dt
import re

from directory.proposals.senders import Ticket
from tests.factories.places import AT

MINUTES = dt.timedelta(minutes=5)


def filled(*, issued_at=AT - MINUTES, **told):
    """What a browser sends with a form that was opened five minutes ago."""
    return {"ticket": str(Ticket(issued_at)), **told}


def text_of(page):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", page.content.decode()))
