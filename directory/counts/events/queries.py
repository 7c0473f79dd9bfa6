from django.db.models import Q, QuerySet

from directory.counts.areas import Area
from directory.counts.models import YearEvent


def events_of(area: Area) -> QuerySet[YearEvent]:
    """What to know when reading the area's figures, by date: the whole city's events belong to every district.

    Those of the districts belong to the city's figures too.
    """
    theirs = Q(district__isnull=True) | Q(district__slug=area.district) if area.district else Q()
    return YearEvent.objects.filter(theirs).select_related("district").order_by("on", "pk")
