"""通いの場のオープンデータ of the 厚生労働省 (介護サービス情報公表システム): 38 columns, to be matched by name.

Its opening times know only 平日, 土曜, 日曜 and 祝日, so that every schedule is a sentence in 備考 too. Flags are 1
and 0, the city's code has 5 digits, and a line break in a cell is the text 「（改行）」.
"""

import datetime as dt
import re
from collections.abc import Iterator

from directory.opendata import meetings, queries
from directory.opendata.edition import Edition
from directory.opendata.formats.row import Row, one_zero, rows
from directory.opendata.formats.table import Cell, Column, Table
from directory.places.vocabulary import Reach

LINE_BREAK = "（改行）"
WEEK = ("Mo", "Tu", "We", "Th", "Fr")
INCORPORATED = re.compile("法人|会社|協同組合")


def _one_line(*texts: str) -> str:
    return LINE_BREAK.join(line for text in texts for line in text.splitlines() if line)


def _remarks(place: Row) -> str:
    rests = f"お休み {place.rests}" if place.rests else ""
    return _one_line(*place.sentences, rests)


def _address(place: Row) -> str:
    """Required there: of a place whose venue is not told, the city."""
    return place.address or f"{place.edition.prefecture}{place.edition.city}"


def _what_else(place: Row) -> str:
    listing = place.listing
    labelled = {
        "運営": listing.group_name if not INCORPORATED.search(listing.group_name) else "",
        "条件": listing.conditions,
        "予約": " ".join(filter(None, (place.signup, listing.signup_note))),
        "持ち物": listing.bring,
        "": listing.introduction,
    }
    return _one_line(*(f"{label} {text}".strip() for label, text in labelled.items() if text))


def _reach(place: Row) -> str:
    reach = Reach(place.listing.reach).label if place.listing.reach else ""
    return _one_line(" ".join(filter(None, (reach, place.listing.reach_note))))


def _company(place: Row) -> str:
    return place.listing.group_name if INCORPORATED.search(place.listing.group_name) else ""


def _start(place: Row, days: tuple[str, ...]) -> Cell:
    return meetings.clock(meetings.common_times(place.rules, days)[0])


def _end(place: Row, days: tuple[str, ...]) -> Cell:
    end: dt.time | None = meetings.common_times(place.rules, days)[1]
    return meetings.clock(end, is_end=True)


def _closed(place: Row) -> str:
    """Only where all rules say so: a place that meets twice a month is not closed on the other days."""
    return "祝日" if place.rules and all(rule.off_on_holidays for rule in place.rules) else ""


def _rows(edition: Edition) -> Iterator[Row]:
    return rows(queries.listings(), edition)


ONE_TIME = "その曜日の日程が1つの時間にそろうときだけ"
MHLW = Table(
    a_row="1か所",
    columns=(
        Column("No", "場の番号", lambda place: place.listing.number),
        Column("都道府県コード", "2けた", lambda place: place.edition.code[:2]),
        Column("都道府県名", "", lambda place: place.edition.prefecture),
        Column("市区町村コード", "5けた", lambda place: place.edition.code[:5]),
        Column("市区町村名", "", lambda place: place.edition.city),
        Column("備考", "日程を文で。お休みも", _remarks),
        Column("名称（ふりがな）", "ひらがな", lambda place: place.listing.reading),
        Column("名称", "", lambda place: place.listing.name),
        Column("郵便番号"),
        Column("所在地（都道府県から番地まで）", "同意をえた正確さまで。なければ市の名前", _address),
        Column("所在地（建物名・部屋番号等）", "会場の名前", lambda place: place.listing.venue_name),
        Column("電話番号", "公開に同意のある番号だけ", lambda place: place.phone),
        Column("対象者", "", lambda place: _one_line(place.listing.target)),
        Column("活動内容", "", lambda place: _one_line(place.listing.menu or place.activities or place.kinds)),
        Column("運営日（平日）－開始", ONE_TIME, lambda place: _start(place, WEEK)),
        Column("運営日（平日）－終了", ONE_TIME, lambda place: _end(place, WEEK)),
        Column("運営日（土曜）－開始", ONE_TIME, lambda place: _start(place, ("Sa",))),
        Column("運営日（土曜）－終了", ONE_TIME, lambda place: _end(place, ("Sa",))),
        Column("運営日（日曜）－開始", ONE_TIME, lambda place: _start(place, ("Su",))),
        Column("運営日（日曜）－終了", ONE_TIME, lambda place: _end(place, ("Su",))),
        Column("運営日（祝日）－開始"),
        Column("運営日（祝日）－終了"),
        Column("定休日", "すべての日程が祝日を休むときだけ", _closed),
        Column("定員", "", lambda place: place.listing.capacity),
        Column("料金体系", "", lambda place: _one_line(place.fee)),
        Column("飲食の提供の有無", "1・0。わからないときは空", lambda place: one_zero(place.listing.food_served)),
        Column("飲食持ち込みの可否", "1・0。わからないときは空", lambda place: one_zero(place.listing.food_allowed)),
        Column("送迎の有無", "1・0。わからないときは空", lambda place: one_zero(place.listing.transport)),
        Column("対象エリア", "参加できる範囲", _reach),
        Column("総合事業実施の有無"),
        Column("その他", "運営・条件・予約・持ち物・紹介", _what_else),
        Column("法人番号の有無"),
        Column("法人番号"),
        Column("法人名称（ふりがな）"),
        Column("法人名称", "運営団体の名前に法人とあるときだけ", _company),
        Column("ステータス"),
        Column("緯度", "町名までの場は町の代表点", lambda place: place.lat),
        Column("経度", "緯度と同じ", lambda place: place.lng),
    ),
    rows=_rows,
)
