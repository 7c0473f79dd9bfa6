"""The words a listing is found by: what its public row says, the readings of the areas it shows, and their synonyms."""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from directory.places.models import Place, Synonym
from directory.places.vocabulary import Activity, Precision
from kayoiba.tools.kana import fold, spellings

SAID = "name reading alias introduction menu group_name target venue_name".split()

Synonyms = Sequence[tuple[str, str]]
"""Pairs of the word that a listing says and the one it is found by too."""


def all_synonyms() -> Synonyms:
    return list(Synonym.objects.order_by("pk").values_list("word", "also"))


def search_text(place: Place, values: Mapping[str, Any], synonyms: Synonyms) -> str:
    """Folded words of published values alone, one line a field. Synonyms are asked of what is done, not of where:
    日畑 is no 畑."""
    said = _folded(_said(values))
    also = [also for word, also in synonyms if says(said, word)]
    return "\n".join(dict.fromkeys([*said, *_folded(_areas(place, values)), *_folded(also)]))


def says(lines: Sequence[str], word: str) -> bool:
    """Do these folded lines say the word? One of a single letter has to be a line: 歌島 does not say 「歌」."""
    key = _key(word)
    return key in lines if len(key) < 2 else any(key in line for line in lines)


@lru_cache(maxsize=2000)
def _key(word: str) -> str:
    """Every listing that is written asks for the same words."""
    return fold(word)


def _folded(words: Iterable[str]) -> list[str]:
    return [key for word in words for key in spellings(word)]


def _said(values: Mapping[str, Any]) -> list[str]:
    """What it is called, what is done there, and whatever is answered with yes: 「送迎」 「車いす」."""
    words = [values.get(name, "") for name in SAID]
    words += values["kinds"]
    words += [Activity(activity).label for activity in values["activities"]]
    words += [str(Place._meta.get_field(name).verbose_name) for name, value in values.items() if value is True]
    if values["fee_amount"] == 0:
        words.append("無料")
    return words


def _areas(place: Place, values: Mapping[str, Any]) -> list[str]:
    words = [values.get("address", ""), values.get("school_name", "")]
    if place.district:
        words += [place.district.name, place.district.kana]
    if values.get("school_name"):
        words.append(place.school_district.kana)
    if place.town and values.get("precision") in (Precision.ADDRESS, Precision.TOWN):
        words += [place.town.name, place.town.kana]
    return words
