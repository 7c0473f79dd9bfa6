"""Ids that say what they name: UUIDs of version 8 (RFC 9562), whose digits are free.

`332020`6b-6179-8`001`-8000-`000000000007`: the city's code, three letters, the table, a place in the listing, and the
public number; or fifteen digits of an MD5 in the place of the last two. So an id stays as long as what it names, two
cities never give the same one, and what it names is found without looking through all there is.
"""

import hashlib
from dataclasses import dataclass
from enum import IntEnum
from uuid import UUID

from directory.places.models.listing import GROUP_KEY

KAY = "6b6179"


class Table(IntEnum):
    """The tables of HSDS. A number is part of ids that others keep: it never changes."""

    SERVICE = 1
    LOCATION = 2
    SERVICE_AT_LOCATION = 3
    SCHEDULE = 4
    ADDRESS = 5
    PHONE = 6
    CONTACT = 7
    COST_OPTION = 8
    ACCESSIBILITY = 9
    SERVICE_AREA = 10
    ATTRIBUTE = 11
    ORGANIZATION = 12
    TAXONOMY = 13
    TAXONOMY_TERM = 14


@dataclass(frozen=True)
class Ids:
    """Those of the city with this code of six digits."""

    code: str

    def of(self, table: Table, number: int, position: int = 0) -> UUID:
        """Of a listing, or of one of its parts: `position` tells those of a table from each other."""
        return UUID(f"{self._begin(table)}{position:03x}{number:012x}")

    def named(self, table: Table, name: str) -> UUID:
        return UUID(f"{self._begin(table)}{key_of(name)}")

    def number(self, table: Table, known: UUID) -> int | None:
        """The listing that has this id; None for the id of anything else."""
        number = int(known.hex[20:], 16)
        return number if known == self.of(table, number) else None

    def key(self, table: Table, known: UUID) -> str:
        """What `key_of` says of the name that has this id; nothing for the id of anything else."""
        return known.hex[-GROUP_KEY:] if known.hex.startswith(self._begin(table)) else ""

    def _begin(self, table: Table) -> str:
        return f"{self.code}{KAY}8{table:03x}8"


def key_of(name: str) -> str:
    """The same digits as `group_key` has in SQL."""
    return hashlib.md5(name.encode(), usedforsecurity=False).hexdigest()[:GROUP_KEY]
