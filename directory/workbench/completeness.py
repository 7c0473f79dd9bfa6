"""What residents look for in a place, and what of it nobody has written down yet: said as coaching, never as a gate."""

from collections.abc import Sequence

from django.contrib.postgres.fields import ArrayField
from django.db.models import Case, CharField, Func, Q, QuerySet, Value, When

from directory.places.models import MeetingRule, Place

NO_RULES = ~Q(pk__in=MeetingRule.objects.values("place"))
LOOKED_FOR = {
    "いつ": Q(schedule_text="") & NO_RULES,
    "どこ": Q(venue_name="", address=""),
    "費用": Q(fee="", fee_amount__isnull=True),
    "連絡先": Q(contact_phone="", contact_email="", contact_name=""),
    "どんなところ": Q(introduction="", menu="", activities=[]),
}
"""By its name what residents look for, and when it is missing."""


def with_missing(places: QuerySet[Place]) -> QuerySet[Place]:
    """Each with `missing`, the names of those of the five that are not there."""
    words = CharField()
    absent = [Case(When(is_missing, then=Value(name)), output_field=words) for name, is_missing in LOOKED_FOR.items()]
    names = Func(*absent, template="array_remove(ARRAY[%(expressions)s], NULL)", output_field=ArrayField(words))
    return places.annotate(missing=names)


def coaching(missing: Sequence[str]) -> str:
    """「あと2つで、住民がほしい情報が そろいます：費用・連絡先」, or nothing where all of it is there."""
    if not missing:
        return ""
    return f"あと{len(missing)}つで、住民がほしい情報が そろいます：{'・'.join(missing)}"
