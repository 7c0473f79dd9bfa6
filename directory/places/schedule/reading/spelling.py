"""One spelling for many: full width and circled signs folded, with the way back to what was written."""

import re
import unicodedata
from dataclasses import dataclass

SAME = str.maketrans(
    {**dict.fromkeys("〜～∼˜〰", "~"), **dict.fromkeys("‐‑‒–—―−─━", "-"), "：": ":", "．": ".", "､": "、"}
)
# A letter with the marks that belong to it: 「ｶﾞ」 is one sign in the folded text.
CLUSTER = re.compile("(?s).[\u3099\u309a\uff9e\uff9f\u0300-\u036f]*")
# 「①」 and 「⑴」 number what follows; as plain digits they would run into it.
NUMBERED = re.compile("[①-⒇]")


@dataclass(frozen=True)
class Spelling:
    """A text as written and folded; `places` holds for each folded letter where its origin begins, and the end."""

    written: str
    folded: str
    places: tuple[int, ...]

    def written_between(self, first: int, end: int) -> str:
        """What was written where the folded text goes from `first` to `end`."""
        return self.written[self.places[first] : self.places[end]]


def fold(text: str) -> Spelling:
    """The text with one spelling for each thing, and the way back."""
    folded: list[str] = []
    places: list[int] = []
    for cluster in CLUSTER.finditer(text):
        letters = (
            cluster[0] if NUMBERED.match(cluster[0]) else unicodedata.normalize("NFKC", cluster[0].translate(SAME))
        )
        letters = letters.translate(SAME).lower()
        folded.append(letters)
        places += [cluster.start()] * len(letters)
    return Spelling(text, "".join(folded), (*places, len(text)))
