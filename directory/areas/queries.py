import datetime as dt

from django.db.models import QuerySet

from directory.areas.models import District
from kayoiba.accounts.models import User


def districts_of(user: User, *, on: dt.date) -> QuerySet[District]:
    """Those `user` looks after, in the city's order."""
    districts = District.objects.order_by("position")
    if user.works_everywhere:
        return districts
    return districts.filter(pk__in=user.assignments.on(on).values("district"))
