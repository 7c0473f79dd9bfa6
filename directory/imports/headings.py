"""Which column of a list means what. A heading that is not in the table means nothing: its cells are kept as text."""

import re
import tomllib
import unicodedata
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple


class Meaning(NamedTuple):
    """The field a column feeds; `part` says which part of it where several columns feed one field."""

    field: str
    part: str = ""


# What a heading means where no other column of the sheet means that, and what it means otherwise.
IF_NO_OTHER = {
    "property": (Meaning("source_id"), Meaning("row_number")),
    "施設名": (Meaning("name"), Meaning("venue")),
    "施設名称": (Meaning("name"), Meaning("venue")),
    "団体名": (Meaning("name"), Meaning("group")),
    "団体名称": (Meaning("name"), Meaning("group")),
    "運営団体名": (Meaning("name"), Meaning("group")),
}

# Fields that one column feeds: a second one of the same meaning is kept as text rather than mixed in.
ONE_COLUMN = frozenset(
    "source_id municipality_code prefecture_code prefecture municipality name reading alias kind group "
    "corporate_number district school_district town lat lng frequency weekdays start end capacity url food_served "
    "food_allowed transport parking may_list place stamp venue_type activities main_activity other_activities "
    "operator_type started_on reach conditions signup_kind fee_amount newcomers_welcome visit_welcome men_welcome "
    "children_welcome wheelchair step_free handrail western_toilet chairs air_conditioning contact_name "
    "contact_phone contact_hours contact_email check_every".split()
)

OURS = {"place", "stamp"}
"""Columns of the list that is written here; a list that has only one of them is somebody else's."""

ELSEWHERE: dict[str, Meaning | None] = {"place": Meaning("source_id"), "stamp": None}

HALLS = {"poiコード", "referenceobject", "利用可能曜日", "利用可能時間特記事項", "availabledate"}
"""Only lists of buildings have these: when a hall is open is not when neighbours meet."""

CAFETERIAS = {"フードパントリー実施", "テイクアウト実施"}
"""Only the format of こども食堂 has these."""

EVENTS = {"行事名", "イベント名", "eventname"}

# 「電話番号（代表）」 is a 電話番号; 「名称（英語）」 is no 名称.
BRACKETS = re.compile(r"[(（\[［【][^)）\]］】]*[)）\]］】]")
SAID_OTHERWISE = re.compile("英|ローマ|中国|韓国|ふりがな|フリガナ|カナ|かな|よみ")


def plain(heading: str) -> str:
    """The spelling a heading is looked up by."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", heading).casefold()))


def _table() -> dict[str, Meaning]:
    table = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
    return {plain(heading): Meaning(*key.split()) for key, headings in table.items() for heading in headings}


MEANINGS = _table()


def recognise(headings: Sequence[str], said: Sequence[str | None] = ()) -> list[Meaning | None]:
    """The meaning of each heading of a sheet, None for those that nobody has told us.

    What somebody `said` of a column outweighs the table; an empty word is no meaning.
    """
    spelled = [plain(heading) for heading in headings]
    told = [*said, *[None] * len(headings)][: len(headings)]
    meanings = [
        (MEANINGS.get(plain(heading)) or _without_brackets(heading)) if words is None else _said(words)
        for heading, words in zip(headings, told, strict=True)
    ]
    fields = {meaning.field for meaning in meanings if meaning}
    for index, (spelling, words) in enumerate(zip(spelled, told, strict=True)):
        if spelling in IF_NO_OTHER and words is None:
            first, second = IF_NO_OTHER[spelling]
            meanings[index] = second if first.field in fields else first
            fields.add(first.field)
    if not fields >= OURS:
        meanings = [ELSEWHERE.get(meaning.field, meaning) if meaning else None for meaning in meanings]
    return _each_once(meanings, first=[words is not None for words in told])


def _said(words: str) -> Meaning | None:
    return Meaning(*words.split()) if words else None


def _without_brackets(heading: str) -> Meaning | None:
    return None if SAID_OTHERWISE.search(heading) else MEANINGS.get(plain(BRACKETS.sub("", heading)))


def _each_once(meanings: list[Meaning | None], first: list[bool]) -> list[Meaning | None]:
    """Of two columns for one field the first counts, and before it the one that somebody named."""
    seen: set[Meaning] = set()
    once = list(meanings)
    for index in sorted(range(len(meanings)), key=lambda index: not first[index]):
        meaning = meanings[index]
        if meaning and meaning.field in ONE_COLUMN and meaning in seen:
            once[index] = None
        elif meaning:
            seen.add(meaning)
    return once
