"""Texts that are made line by line, as bytes in pieces worth sending."""

import datetime as dt
import json
from collections.abc import Iterable, Iterator
from typing import Any

LINES = 200


def gathered(lines: Iterable[str]) -> Iterator[bytes]:
    some: list[str] = []
    for line in lines:
        some.append(line)
        if len(some) == LINES:
            yield "".join(some).encode()
            some.clear()
    yield "".join(some).encode()


def dumped(data: Any) -> str:
    """JSON in letters as they are; days in ISO, times as HH:MM."""
    return json.dumps(data, ensure_ascii=False, default=_said)


def _said(value: Any) -> str:
    if isinstance(value, dt.time):
        return value.isoformat("minutes")
    if isinstance(value, dt.date):
        return value.isoformat()
    raise TypeError(f"{value!r} has no form in JSON.")
