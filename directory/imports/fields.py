"""A field of a place in words, as the cell of a list or of a page has it, and read back from them."""

import datetime as dt
import re
import unicodedata
from collections.abc import Callable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from directory.places.models import Place
from directory.places.vocabulary import Activity, NationalActivity

LABELS = {
    "group": "運営団体",
    "district": "地区",
    "school_district": "小学校区",
    "town": "町名",
    "kinds": "種類",
    "rules": "開催のきまり",
    "place": "台帳番号",
    "stamp": "さいごの編集",
    "signup_kind": "予約（区分）",
}
LISTS: Mapping[str, type[models.TextChoices]] = {"activities": Activity, "other_activities": NationalActivity}
BETWEEN = "、"
YES_NO = dict.fromkeys(("有", "あり", "可", "○", "はい", "1"), True) | dict.fromkeys(
    ("無", "なし", "不可", "×", "いいえ", "0"), False
)
LARGEST = 2**31 - 1  # what PostgreSQL's integer holds
JAPAN = {"lat": (20.0, 46.0), "lng": (122.0, 154.0)}


class Unfit(ValueError):
    """The text is not what the field holds; the message says what would be."""


def label(name: str) -> str:
    return LABELS.get(name) or str(Place._meta.get_field(name).verbose_name)  # type: ignore[union-attr]


def choices(name: str) -> dict[str, str]:
    """Code to word of a field that is chosen from a list."""
    if name in LISTS:
        return {str(code): str(word) for code, word in LISTS[name].choices}
    field = Place._meta.get_field(name)
    return {str(code): str(word) for code, word in getattr(field, "flatchoices", ())}


def say(name: str, value: Any) -> str:
    """Nothing known is nothing said."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "有" if value else "無"
    if isinstance(value, list | tuple):
        words = choices(name) if name in LISTS else {}
        return BETWEEN.join(words.get(entry, str(entry)) for entry in value)
    if isinstance(value, float):
        return f"{value:.7f}".rstrip("0").rstrip(".")  # a centimetre, and no program writes more of it away
    return str(choices(name).get(value, value) if isinstance(value, str) and name not in LABELS else value).strip()


def read(name: str, text: str) -> Any:
    """The value of a field of `Place`, from what somebody wrote. Raises Unfit."""
    field = Place._meta.get_field(name)
    text = text.strip()
    if not text:
        return [] if name in LISTS else "" if field.empty_strings_allowed else None  # type: ignore[union-attr]
    if choices(name):
        return _chosen(name, text)
    return next((reader for kind, reader in READERS if isinstance(field, kind)), _text)(name, text)


def _text(name: str, text: str) -> str:
    field = Place._meta.get_field(name)
    if not isinstance(field, models.TextField):
        text = re.sub(r"\s*\n\s*", " ", text)
    try:
        field.run_validators(text)  # type: ignore[union-attr]
    except ValidationError as error:
        limit = field.max_length  # type: ignore[union-attr]
        too_long = f"{limit}字までです（いま{len(text)}字）。短くしてください。"
        raise Unfit(too_long if limit and len(text) > limit else " ".join(error.messages)) from error
    return text


def _chosen(name: str, text: str) -> Any:
    codes = {_bare(word): code for code, word in choices(name).items()}
    written = re.split(r"[、,，\n]", text) if name in LISTS else [text]
    chosen = [
        codes.get(_bare(word)) or codes.get(_bare(re.sub("[（(].*", "", word))) for word in written if word.strip()
    ]
    if None in chosen:
        raise Unfit(f"この中から書いてください：{BETWEEN.join(choices(name).values())}")
    return chosen if name in LISTS else chosen[0]


def _bare(word: str) -> str:
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", word)))


def _yes_no(name: str, text: str) -> bool:
    answer = YES_NO.get(unicodedata.normalize("NFKC", text))
    if answer is None:
        raise Unfit("「有」か「無」と書いてください。わからなければ空けておきます。")
    return answer


def _whole(name: str, text: str) -> int:
    found = re.fullmatch(r"(\d[\d,]*)(?:円|人|名|か月|ヶ月|カ月)?", unicodedata.normalize("NFKC", text))
    number = int(found[1].replace(",", "")) if found else LARGEST + 1
    if number > (32767 if name == "check_every" else LARGEST):
        raise Unfit("数字だけで書いてください。")
    return number


def _point(name: str, text: str) -> float:
    low, high = JAPAN[name]
    try:
        number = float(unicodedata.normalize("NFKC", text))
    except ValueError:
        number = 0.0
    if not low <= number <= high:
        raise Unfit(f"{low:.0f}から{high:.0f}までの数で書いてください。")
    return number


def _day(name: str, text: str) -> dt.date:
    found = re.match(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?: 00:00)?$", unicodedata.normalize("NFKC", text))
    try:
        return dt.date(*map(int, found.groups())) if found else dt.date.fromisoformat(text)
    except ValueError as error:
        raise Unfit("2019-04-01のように、西暦で書いてください。") from error


READERS: list[tuple[type, Callable[[str, str], Any]]] = [
    (models.BooleanField, _yes_no),
    (models.IntegerField, _whole),
    (models.FloatField, _point),
    (models.DateField, _day),
]
