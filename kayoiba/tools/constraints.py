"""Builders for constraints that say what must be true of a row."""

from collections.abc import Iterable

from django.db.models import CheckConstraint, F, Q


def together(*fields: str, name: str) -> CheckConstraint:
    """The fields are all empty or all filled."""
    empty = Q(**{f"{field}__isnull": True for field in fields})
    filled = Q(**{f"{field}__isnull": False for field in fields})
    return CheckConstraint(condition=empty | filled, name=name)


def ordered(first: str, last: str, name: str) -> CheckConstraint:
    """`first` is not after `last`; either may be empty."""
    open_end = Q(**{f"{first}__isnull": True}) | Q(**{f"{last}__isnull": True})
    return CheckConstraint(condition=open_end | Q(**{f"{first}__lte": F(last)}), name=name)


def one_of(field: str, values: Iterable[str], name: str) -> CheckConstraint:
    """The field holds one of the values, whatever way a row comes in."""
    return CheckConstraint(condition=Q(**{f"{field}__in": list(values)}), name=name)
