"""Which places may be the one that is being written down: the name however it is written, the town and the operator.

Names are compared by the pairs of letters they share. What every other place is called too (ふれあい, サロン, 広場)
counts little, so 「いきいきサロン尾崎」 is not like 「いきいきサロン箭田」 but 「尾崎サロン（いきいき）」 is.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from directory.areas.models import Town
from directory.places.models import Place
from directory.places.readings import COMMON
from kayoiba.tools.kana import fold

FEW = 3
LIKE = 0.6
"""From this on two places are told to be alike, of 1 for the same name."""
AGREES, DIFFERS = 0.1, 0.2
"""What the same town or operator adds, and another town takes away."""
COMMON_WEIGHT = 0.25
HELD_BY_MANY = 200
"""A pair of letters that more names than this hold leads to none of them; the very same name is found all the same."""

SAID_EVERYWHERE = (
    "ふれあい いきいき おしゃべり にこにこ のびのび なかよし ほのぼの わいわい ひまわり さくら サロン クラブ カフェ "
    "サークル ハウス ルーム ステーション ミニデイ デイ グループ コーヒー ラジオ体操 カラオケ グラウンドゴルフ"
)
READ = {fold(word): fold(reading) for word, reading in COMMON.items()}
WORDS = READ | {fold(word): fold(word) for word in SAID_EVERYWHERE.split()}
WORDS |= {reading: reading for reading in READ.values() if len(reading) > 2}  # shorter ones are part of any word
COMMON_WORD = re.compile("|".join(sorted(map(re.escape, WORDS), key=len, reverse=True)))


@dataclass(frozen=True)
class Name:
    """The pairs of letters of a name: its own, and those that lie within words that are said everywhere."""

    own: frozenset[str]
    common: frozenset[str]
    weight: float

    @classmethod
    def of(cls, text: str) -> "Name":
        letters = _letters(text)
        pairs = [(one + other, is_common and is_too) for (one, is_common), (other, is_too) in pairwise(letters)]
        own = frozenset(pair for pair, is_common in pairs if not is_common)
        if not own:  # short, or nothing but common words: alike is then only the very same
            own, pairs = frozenset(["".join(letter for letter, _ in letters) or text]), []
        common = frozenset(pair for pair, is_common in pairs if is_common) - own
        return cls(own, common, len(own) + COMMON_WEIGHT * len(common))

    def likeness(self, other: "Name") -> float:
        return self._weigh(other, len(self.own & other.own), len(self.common & other.common))

    def may_be_like(self, other: "Name", shared: int) -> bool:
        """Said by the number of own pairs they share alone, for there is not the time to compare everything."""
        most = self._weigh(other, shared, min(len(self.common), len(other.common)))
        return most + AGREES >= LIKE

    def _weigh(self, other: "Name", own: int, common: int) -> float:
        return 2 * (own + COMMON_WEIGHT * common) / (self.weight + other.weight)


def _letters(text: str) -> list[tuple[str, bool]]:
    """The letters of the folded name, common words as they are read, each with whether it belongs to one.

    「朝の体操」 and 「朝体操」 are one: the の goes.
    """
    key, letters, done = fold(text), [], 0
    for found in COMMON_WORD.finditer(key):
        letters += _own_letters(key[done : found.start()])
        letters += [(letter, True) for letter in WORDS[found[0]]]
        done = found.end()
    return letters + _own_letters(key[done:])


def _own_letters(text: str) -> list[tuple[str, bool]]:
    return [(letter, False) for letter in text if letter != "の"]


@dataclass(frozen=True)
class Traits:
    """What two places are compared by; nothing is said of a town or an operator that is not known."""

    names: tuple[Name, ...]
    town: int | None
    group: str

    @classmethod
    def of(cls, names: Iterable[str], town: Town | None = None, group: str = "") -> "Traits":
        return cls(tuple(Name.of(name) for name in names if name), town.pk if town else None, fold(group))

    def likeness(self, other: "Traits") -> float:
        """The same both ways round; 1 and more for a place and itself."""
        names = max((mine.likeness(theirs) for mine in self.names for theirs in other.names), default=0)
        return names + self._whereabouts(other)

    def _whereabouts(self, other: "Traits") -> float:
        town = bool(self.town and other.town) and (AGREES if self.town == other.town else -DIFFERS)
        group = AGREES if self.group and self.group == other.group else 0
        return (town + group) if town < 0 else max(town, group)


class Likeness:
    """Places, looked up once and asked many times.

    Give them with `select_related("town", "group")`.
    """

    def __init__(self, places: Iterable[Place]) -> None:
        self.places = [(place, _traits_of(place)) for place in places]
        self.names = [(name, at) for at, (_, traits) in enumerate(self.places) for name in traits.names]
        self.with_pair: dict[str, list[int]] = defaultdict(list)
        self.called: dict[frozenset[str], list[int]] = defaultdict(list)
        for number, (name, _) in enumerate(self.names):
            self.called[name.own].append(number)
            for pair in name.own:
                self.with_pair[pair].append(number)

    def of(self, *, name: str, town: Town | None = None, group: str = "") -> list[Place]:
        """The few that may be the one of that name, town and operator, the likeliest first."""
        asked = Traits.of([name], town, group)
        compared = [(asked.likeness(self.places[at][1]), self.places[at][0]) for at in self._worth_comparing(asked)]
        alike = [pair for pair in compared if pair[0] >= LIKE]
        alike.sort(key=lambda pair: (-pair[0], pair[1].sort_key, pair[1].pk))
        return [place for _, place in alike[:FEW]]

    def _worth_comparing(self, asked: Traits) -> set[int]:
        found = set()
        for name in asked.names:
            held = [self.with_pair.get(pair, []) for pair in name.own]
            telling = [numbers for numbers in held if len(numbers) <= HELD_BY_MANY]
            shared = Counter(number for numbers in telling for number in numbers)
            shared.update(dict.fromkeys(self.called.get(name.own, [])[:HELD_BY_MANY], 0))
            unseen = len(held) - len(telling)
            found |= {
                at
                for number, count in shared.items()
                for other, at in [self.names[number]]
                if name.may_be_like(other, count + unseen)
            }
        return found


def _traits_of(place: Place) -> Traits:
    names = dict.fromkeys([place.name, place.alias, place.reading])
    return Traits.of(names, place.town, place.group.name if place.group else "")
