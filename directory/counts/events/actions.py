import datetime as dt

from django.db import transaction

from directory.areas.models import District
from directory.counts.models import YearEvent
from kayoiba.accounts import audit
from kayoiba.accounts.models import User


@transaction.atomic
def add_event(*, on: dt.date, words: str, district: District | None, by: User | None, at: dt.datetime) -> YearEvent:
    """The same words of the same day and district are the same event."""
    event, is_new = YearEvent.objects.get_or_create(on=on, words=words, district=district)
    if is_new:
        audit.record("event.added", event, by=by, at=at)
    return event


@transaction.atomic
def remove_event(*, event: YearEvent, by: User | None, at: dt.datetime) -> None:
    audit.record("event.removed", event, by=by, at=at)
    event.delete()
