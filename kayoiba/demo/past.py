"""When it happened: the city is built in one moment, and its history has to tell of years."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager

import pghistory
from django.db.models import DateTimeField, F, OuterRef, Subquery
from django.db.models.fields.json import KT
from django.db.models.functions import Cast
from django.utils import timezone
from pghistory.models import Context

from directory.places.removal import histories
from kayoiba.accounts.models import AuditEvent


@contextmanager
def happening(at: dt.datetime) -> Iterator[dt.datetime]:
    """What is written meanwhile happened then, once `date_history` has said so."""
    with pghistory.context(at=at.isoformat()):
        yield at


def date_history() -> None:
    """The history of places, and the audit lines that speak of it, are of the days when it happened."""
    then = Context.objects.filter(pk=OuterRef("pgh_context_id"))
    moment = Subquery(then.values(at=Cast(KT("metadata__at"), DateTimeField())))
    for events, _ in histories():
        events.objects.filter(pgh_context__metadata__has_key="at").update(pgh_created_at=moment)
    AuditEvent.objects.filter(subject_kind="place").update(written_at=F("at"))


def morning(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(10), tzinfo=timezone.get_current_timezone())
