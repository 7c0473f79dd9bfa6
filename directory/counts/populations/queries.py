from typing import Any

from django.contrib.postgres.aggregates import StringAgg
from django.db.models import Count, Max, Q, QuerySet

from directory.areas.models import Population


def dates_on_record() -> QuerySet[Any, Any]:
    """The latest first, each with the city's people of 65 and over or None, and how many areas have theirs."""
    of_city = Q(district__isnull=True, school_district__isnull=True)
    known = Q(aged_65__isnull=False)
    return (
        Population.objects.order_by("-date")
        .values("date")
        .annotate(
            sources=StringAgg("source", "、", distinct=True),
            aged=Max("aged_65", filter=of_city),
            districts=Count("district", filter=known, distinct=True),
            schools=Count("school_district", filter=known, distinct=True),
        )
    )
