"""公共施設一覧 of the 推奨データセット (内閣官房IT総合戦略室): 24 columns, one row a venue that may be told.

The public copy says of a venue its name and where it is, and not what it is. So a venue is taken for a public one
where its name says so, which also gives its POIコード; shops, surgeries and what may be a home are left out.
"""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from directory.opendata import meetings, queries
from directory.opendata.edition import Edition
from directory.opendata.formats.row import BETWEEN, Row, rows
from directory.opendata.formats.table import Column, Table
from directory.places.homes import names_a_home
from directory.places.schedule import WEEKDAYS, Rule

# The first that fits: a 小学校前公園 is a park.
POI_CODES = (
    (re.compile("公園|広場|緑地|グラウンド"), "1003"),
    (re.compile("児童館|児童センター"), "1403"),
    (re.compile("福祉センター|福祉会館|憩いの家|老人福祉"), "1499"),
    (re.compile("公民館|分館"), "1307"),
    (re.compile("公会堂"), "1308"),
    (re.compile("コミュニティ|市民センター|交流センター|市民活動|市民交流"), "1305"),
    (re.compile("集会所|集会場|町内会館|自治会館|会館|集会室"), "1309"),
    (re.compile("小学校|中学校|高等学校|学校"), "1502"),
)
BARRIER_FREE = {
    "wheelchair": "車いすで入れる",
    "step_free": "段差なし",
    "handrail": "手すり有り",
    "western_toilet": "洋式トイレ有り",
}
NO_DIGITS = 10


@dataclass(frozen=True)
class Venue:
    """A venue by its name and address, with the places that meet there; its number is that of the first of them."""

    code: str
    places: tuple[Row, ...]

    @property
    def first(self) -> Row:
        return self.places[0]

    @property
    def name(self) -> str:
        return self.first.listing.venue_name

    @property
    def rules(self) -> list[Rule]:
        return [rule for place in self.places for rule in place.rules]

    @property
    def times(self) -> tuple[dt.time | None, dt.time | None]:
        return meetings.common_times(self.rules, WEEKDAYS)

    @property
    def barrier_free(self) -> str:
        listings = [place.listing for place in self.places]
        said = (label for name, label in BARRIER_FREE.items() if any(getattr(listing, name) for listing in listings))
        return BETWEEN.join(said)

    @property
    def schedules(self) -> str:
        return BETWEEN.join(f"{place.listing.name} {place.schedule}".strip() for place in self.places)


def poi_code(venue: str) -> str:
    """By what a name says; nothing where it says no public building or park, or a home."""
    if names_a_home(venue):
        return ""
    return next((code for words, code in POI_CODES if words.search(venue)), "")


def _venues(edition: Edition) -> Iterator[Venue]:
    places = rows(queries.with_address(), edition)
    for (name, address), here in groupby(places, key=lambda row: (row.listing.venue_name, row.listing.address)):
        code = "" if names_a_home(address) else poi_code(name)
        if code:
            yield Venue(code, tuple(here))


def _number(venue: Venue) -> str:
    return f"{venue.first.listing.number:0{NO_DIGITS}}"


FACILITIES = Table(
    a_row="1つの会場",
    columns=(
        Column("都道府県コード又は市区町村コード", "6けた", lambda venue: venue.first.edition.code),
        Column("NO", "そこでひらく はじめの場の番号を10けたで", _number),
        Column("都道府県名", "", lambda venue: venue.first.edition.prefecture),
        Column("市区町村名", "", lambda venue: venue.first.edition.city),
        Column("名称", "会場の名前", lambda venue: venue.name),
        Column("名称_カナ"),
        Column("名称_通称"),
        Column("POIコード", "名前からわかる施設の種類", lambda venue: venue.code),
        Column("住所", "", lambda venue: venue.first.address),
        Column("方書"),
        Column("緯度", "", lambda venue: venue.first.lat),
        Column("経度", "", lambda venue: venue.first.lng),
        Column("電話番号"),
        Column("内線番号"),
        Column("法人番号"),
        Column("団体名"),
        Column(
            "利用可能曜日",
            "通いの場がひらく曜日（施設があいている曜日ではありません）",
            lambda venue: meetings.weekdays(venue.rules),
        ),
        Column("開始時間", "通いの場の時間が1つにそろうときだけ", lambda venue: meetings.clock(venue.times[0])),
        Column("終了時間", "同じ", lambda venue: meetings.clock(venue.times[1], is_end=True)),
        Column("利用可能日時特記事項", "場ごとの日程を文で", lambda venue: venue.schedules),
        Column(
            "説明",
            "そこでひらく場",
            lambda venue: "通いの場の会場: " + "・".join(place.listing.name for place in venue.places),
        ),
        Column("バリアフリー情報", "場の人が答えたもの", lambda venue: venue.barrier_free),
        Column("URL"),
        Column("備考", "そこでひらく場のページ", lambda venue: BETWEEN.join(place.page for place in venue.places)),
    ),
    rows=_venues,
)
