from django.db.models import Prefetch, Q
from django.utils import timezone

from directory.areas.models import Assignment
from kayoiba.accounts.models import User, UserQuerySet


def people_for(user: User) -> UserQuerySet:
    """Whom `user` manages, those at work first, each with what is not over yet as `open_assignments`."""
    today = timezone.localdate()
    still_open = Assignment.objects.not_over(today).select_related("district")
    still_open = still_open.annotate(is_to_come=Q(from_date__gt=today)).order_by("district__position", "from_date")
    return (
        User.objects.in_care_of(user)
        .prefetch_related(Prefetch("assignments", still_open, to_attr="open_assignments"))
        .in_order()
    )
