"""Where two texts differ."""

import re
from difflib import SequenceMatcher
from typing import NamedTuple

LONG = 40
ALIKE = 0.5
WORD = re.compile(r"[ァ-ヶー]+|[一-鿿々]+|[ぁ-ん]+|[0-9０-９]+|[A-Za-z]+|\s+|.", re.DOTALL)
"""Words, as far as one can tell without a dictionary: runs of one kind of letters."""


class Piece(NamedTuple):
    """`kind` is `same`, `gone` or `new`."""

    kind: str
    text: str


def pieces(old: str, new: str) -> list[Piece]:
    """The new text with what went out of the old one; none where they are short, or have little in common."""
    before, after = WORD.findall(old), WORD.findall(new)
    matcher = SequenceMatcher(a=before, b=after, autojunk=False)
    if max(len(old), len(new)) < LONG or matcher.ratio() < ALIKE:
        return []
    found = []
    for tag, first, last, begin, end in matcher.get_opcodes():
        if tag == "equal":
            found.append(Piece("same", "".join(before[first:last])))
        else:
            found.append(Piece("gone", "".join(before[first:last])))
            found.append(Piece("new", "".join(after[begin:end])))
    return [piece for piece in found if piece.text]
