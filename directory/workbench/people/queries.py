from django.db.models import Prefetch

from directory.areas.models import Assignment
from kayoiba.accounts.models import User, UserQuerySet


def people_for(user: User) -> UserQuerySet:
    """Whom `user` manages, those at work first, each with the open assignments as `open_assignments`."""
    still_open = Assignment.objects.filter(until__isnull=True).select_related("district").order_by("district__position")
    return (
        User.objects.in_care_of(user)
        .prefetch_related(Prefetch("assignments", still_open, to_attr="open_assignments"))
        .in_order()
    )
