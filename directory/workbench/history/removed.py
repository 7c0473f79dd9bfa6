"""What the office has taken out and can still bring back."""

import datetime as dt

from django.db.models import CharField, OuterRef, QuerySet, Subquery
from django.db.models.fields.json import KeyTextTransform

from directory.places.models import Place
from directory.places.removal import KEPT_FOR
from kayoiba.accounts.models import AuditEvent, User


def removed_places(user: User, *, at: dt.datetime) -> QuerySet[Place]:
    """The last one first, each with who removed it and why as `removed_by` and `reason`."""
    lines = AuditEvent.objects.filter(subject_kind="place", subject_id=OuterRef("pk"), verb="place.removed")
    last = lines.order_by("-pk").annotate(reason=KeyTextTransform("reason", "detail"))[:1]
    return (
        Place.with_removed.in_care_of(user)
        .filter(removed_at__gt=at - KEPT_FOR)
        .select_related("district")
        .annotate(
            removed_by=Subquery(last.values("by_name")),
            reason=Subquery(last.values("reason"), output_field=CharField()),
        )
        .order_by("-removed_at", "pk")
    )


def own_removed(user: User, pk: int) -> Place | None:
    """The place, if `user` may see it and somebody has taken it out."""
    return Place.with_removed.in_care_of(user).filter(pk=pk, removed_at__isnull=False).first()
