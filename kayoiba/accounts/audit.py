"""The audit line that every action leaves beside its change."""

import datetime as dt
from typing import Any

from django.db import models

from kayoiba.accounts.models import AuditEvent, User


def record(verb: str, subject: models.Model, *, by: User | None, at: dt.datetime, **detail: Any) -> AuditEvent:
    """Write one line: `verb` is `noun.past_participle`, `by` None is the system itself, `detail` must be JSON."""
    return AuditEvent.objects.create(
        at=at,
        by_id=by.pk if by else None,
        by_name=by.name if by else "システム",
        verb=verb,
        subject_kind=subject._meta.model_name,
        subject_id=subject.pk,
        subject_name=str(subject)[:200],
        detail=detail,
    )
