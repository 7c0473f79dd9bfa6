"""Drafts are kept, dropped and forgotten; of what was never sent there is no audit line."""

import datetime as dt
from collections.abc import Sequence

from directory.workbench.drafts.models import Draft
from kayoiba.accounts.models import User

KEPT_FOR = dt.timedelta(days=30)
MOST_OF_ONE_PERSON = 50


def keep_draft(*, user: User, form: str, typed: Sequence[tuple[str, str]], at: dt.datetime) -> None:
    """What was typed last takes the place of what was typed before; nothing typed is no draft.

    Of more than 50 drafts of one person the oldest make room.
    """
    if typed:
        Draft.objects.update_or_create(user=user, form=form, defaults={"typed": list(typed), "saved_at": at})
        newest = Draft.objects.filter(user=user).order_by("-saved_at", "-pk")
        Draft.objects.filter(pk__in=list(newest.values_list("pk", flat=True)[MOST_OF_ONE_PERSON:])).delete()
    else:
        drop_draft(user=user, form=form)


def drop_draft(*, user: User, form: str) -> None:
    Draft.objects.filter(user=user, form=form).delete()


def forget_drafts(*, at: dt.datetime) -> int:
    """Drop those that nobody has touched for 30 days; returns how many."""
    return Draft.objects.filter(saved_at__lte=at - KEPT_FOR).delete()[0]
