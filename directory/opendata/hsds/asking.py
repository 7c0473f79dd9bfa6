"""What an address may ask: the parameters of the published API, each read, or refused by a sentence that helps on."""

import datetime as dt
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import QueryDict
from django.utils import timezone

MOST_PAGES = 1_000_000
ROWS, MOST_ROWS = 50, 100
MOST_CHANGES = 10_000
"""Rows of one page where there is nothing but id and moment."""
LONGEST_SEARCH = 100
EARLIEST, LATEST = dt.datetime.min.replace(tzinfo=dt.UTC), dt.datetime.max.replace(tzinfo=dt.UTC)


class Refused(Exception):
    """What was asked cannot be answered; says why and what to write instead."""


@dataclass(frozen=True)
class Parameter:
    """`says` is for people, `schema` for machines; `read` returns a value or raises ValueError, and `wanted` says then
    what was expected. `start` is the value where nothing is asked."""

    name: str
    says: str
    schema: Mapping[str, Any]
    read: Callable[[str], Any]
    wanted: str
    start: Any = None


def read_all(parameters: Sequence[Parameter], query: QueryDict) -> dict[str, Any]:
    """The value of every parameter by name. Raises Refused, also of a name nobody knows: a slip is told, not lost."""
    known = {parameter.name: parameter for parameter in parameters}
    if strange := [name for name in query if name not in known]:
        names = "、".join(known)
        ways = f"使えるのは次のとおりです: {names}。" if known else "ここで使える指定は ありません。"
        raise Refused(f"「{strange[0][:40]}」という指定は ここでは使えません。{ways}")
    return {name: _read(parameter, query.getlist(name)) for name, parameter in known.items()}


def _read(parameter: Parameter, told: list[str]) -> Any:
    if not told:
        return parameter.start
    if len(told) > 1:
        raise Refused(f"{parameter.name} は ひとつだけ書いてください。")
    try:
        return parameter.read(told[0])
    except ValueError as error:
        raise Refused(f"{parameter.name} は {parameter.wanted}") from error


def read_id(text: str) -> UUID:
    """In its usual form alone: what is the same to Python would be a second address of one thing."""
    found = UUID(text)
    if str(found) != text.lower():
        raise ValueError
    return found


def _whole(most: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        if not re.fullmatch("[1-9][0-9]{0,6}", text) or int(text) > most:
            raise ValueError
        return int(text)

    return read


def _yes_or_no(text: str) -> bool:
    if text not in ("true", "false"):
        raise ValueError
    return text == "true"


def _words(text: str) -> str:
    if not text or "\0" in text or len(text) > LONGEST_SEARCH:
        raise ValueError
    return text


def _moment(text: str) -> dt.datetime:
    """In UTC; a day begins in Japan, and so is a moment without an offset meant."""
    moment = dt.datetime.fromisoformat(text)
    try:
        aware = moment if moment.tzinfo else timezone.make_aware(moment, timezone.get_default_timezone())
        return aware.astimezone(dt.UTC)
    except OverflowError:
        return EARLIEST if moment.year == 1 else LATEST


def _one_of(*words: str) -> Callable[[str], str]:
    def read(text: str) -> str:
        if text not in words:
            raise ValueError
        return text

    return read


def _flag(name: str, says: str) -> Parameter:
    wanted = "true か false と書いてください。"
    return Parameter(name, says, {"type": "boolean", "default": False}, _yes_or_no, wanted, start=False)


def _identifier(name: str, says: str) -> Parameter:
    return Parameter(name, says, {"type": "string", "format": "uuid"}, read_id, "この API が出す id を書いてください。")


def _number(name: str, says: str, start: int | None, most: int) -> Parameter:
    schema = {"type": "integer", "minimum": 1, "maximum": most} | ({"default": start} if start else {})
    return Parameter(name, says, schema, _whole(most), f"1 から {most:,} までの整数で書いてください。", start=start)


SEARCH = Parameter(
    "search",
    "ことばで さがす。空白で区切ると、すべてをふくむものだけ。",
    {"type": "string", "minLength": 1, "maxLength": LONGEST_SEARCH, "pattern": "^[^\\u0000]+$"},
    _words,
    f"1文字から {LONGEST_SEARCH}文字までの ことばで書いてください。",
    start="",
)
PAGE = _number("page", "何ページ目か。", 1, MOST_PAGES)
PER_PAGE = _number("per_page", "1ページに いくつか。", ROWS, MOST_ROWS)
PER_PAGE_OR_ALL = _number(
    "per_page", f"1ページに いくつか。書かなければ {ROWS}、minimal では {MOST_CHANGES:,}。", None, MOST_ROWS
)
FORMAT = Parameter(
    "format",
    "出力の形。json だけです。",
    {"type": "string", "enum": ["json"], "default": "json"},
    _one_of("json"),
    "json と書いてください。",
)
MODIFIED_AFTER = Parameter(
    "modified_after",
    "この日時か それよりあとに 書きかえられたもの。日づけだけなら その日の0時（日本時間）から。",
    {"type": "string", "anyOf": [{"format": "date-time"}, {"format": "date"}]},
    _moment,
    "2026-11-24 か 2026-11-24T10:00:00%2B09:00 のように書いてください。",
)
TAXONOMY_TERM = _identifier("taxonomy_term_id", "この用語がついた場だけ。")
TAXONOMY = _identifier("taxonomy_id", "この分類の用語が ひとつでもついた場だけ。")
TAXONOMY_OF_TERMS = _identifier("taxonomy_id", "この分類の用語だけ。")
ORGANIZATION = _identifier("organization_id", "この団体の場だけ。")
PARENT = _identifier("parent_id", "この用語の下の用語だけ。ここの分類に 上下はないので、いつも0件です。")
FULL = _flag("full", "true なら、関係するすべてを中にふくむ形で。")
FULL_SERVICE = _flag("full_service", "true なら、団体の場を すべて くわしい形で。")
MINIMAL = _flag("minimal", "true なら、id と modified_date だけ。")
TOP_ONLY = _flag("top_only", "いちばん上の用語だけ。ここの分類に 上下はないので、いつも同じです。")

LIST = (SEARCH, PAGE, PER_PAGE, FORMAT)
OF_SERVICES = (TAXONOMY_TERM, TAXONOMY, ORGANIZATION, MODIFIED_AFTER, FULL)
SERVICES = (SEARCH, PAGE, PER_PAGE_OR_ALL, FORMAT, *OF_SERVICES, MINIMAL)
SERVICE_AT_LOCATIONS = (*LIST, *OF_SERVICES)
LOCATIONS = (*LIST, ORGANIZATION, MODIFIED_AFTER)
ORGANIZATIONS = (*LIST, FULL, FULL_SERVICE)
TERMS = (*LIST, TAXONOMY_OF_TERMS, TOP_ONLY, PARENT)
