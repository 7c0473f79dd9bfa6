"""What a person says about a file before it is taken in. A row is named by its sheet (empty for none) and number."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from kayoiba.accounts.models import User

Spot = tuple[str, int]


@dataclass(frozen=True)
class Choices:
    """`meanings` is by plain heading the field a column feeds, empty for none; `corrections` by heading the text that
    was typed instead of the file's; `same_as` the key of the place a row speaks of; rows `left_out` are not taken.

    For `for_user` alone what that person looks after is read and written.
    """

    meanings: Mapping[str, str] = field(default_factory=dict)
    corrections: Mapping[Spot, Mapping[str, str]] = field(default_factory=dict)
    same_as: Mapping[Spot, int] = field(default_factory=dict)
    left_out: frozenset[Spot] = frozenset()
    for_user: User | None = None
