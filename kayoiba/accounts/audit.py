"""The audit line that every action leaves beside its change."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db import models

from kayoiba.accounts.models import AuditEvent, User


def record(verb: str, subject: models.Model, *, by: User | None, at: dt.datetime, **detail: Any) -> AuditEvent:
    """Write one line: `verb` is `noun.past_participle`, `by` None is the system itself, `detail` must be JSON."""
    line = _line(verb, subject, by, at, detail)
    line.save()
    return line


def record_all(verb: str, subjects: Iterable[models.Model], *, by: User | None, at: dt.datetime, **detail: Any) -> None:
    """A line for each subject, in few statements."""
    AuditEvent.objects.bulk_create((_line(verb, subject, by, at, detail) for subject in subjects), batch_size=1000)


def _line(verb: str, subject: models.Model, by: User | None, at: dt.datetime, detail: dict[str, Any]) -> AuditEvent:
    return AuditEvent(
        at=at,
        by_id=by.pk if by else None,
        by_name=by.name if by else "システム",
        verb=verb,
        subject_kind=subject._meta.model_name,
        subject_id=subject.pk,
        subject_name=str(subject)[:200],
        detail=detail,
    )
