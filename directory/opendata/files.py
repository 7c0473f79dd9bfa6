"""The files of the open data: page, addresses and yearly archive read this register, and a new file is one entry."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from directory.finder.calendars import CONTENT_TYPE as CALENDAR
from directory.opendata import formats
from directory.opendata.calendar import calendar_of_all
from directory.opendata.edition import Edition
from directory.opendata.feed import CONTENT_TYPE as ATOM
from directory.opendata.feed import changes
from directory.opendata.formats import Table
from directory.opendata.geojson import feature_collection
from directory.opendata.linked import graph
from directory.opendata.sjis import sjis_stream, unwritten
from directory.opendata.workbook import workbook
from kayoiba.tools.sheets import csv_stream

CSV = "text/csv; charset=utf-8"
SJIS = "text/csv; charset=Shift_JIS"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
GEOJSON = "application/geo+json"
LD = "application/ld+json"
UNWRITTEN = ("ID", "名称", "列", "文字", "コードポイント")


class Shelf(StrEnum):
    """Where a file stands on the page."""

    LIST = "通いの場の一覧"
    FORMAT = "国や団体の決まった形で"
    PROGRAM = "地図やプログラムで"


@dataclass(frozen=True)
class File:
    """`written` gives the bytes, in pieces, for an edition; `tables` are what the page explains column by column."""

    name: str
    title: str
    about: str
    shelf: Shelf
    content_type: str
    written: Callable[[Edition], Iterable[bytes]]
    tables: tuple[Table, ...] = ()

    @property
    def format(self) -> str:
        """「CSV」, by the ending of its name."""
        return self.name.rpartition(".")[2].upper()


def _csv(table: Table) -> Callable[[Edition], Iterator[bytes]]:
    return lambda edition: csv_stream(table.lines(edition))


def _in_sjis(edition: Edition) -> Iterator[bytes]:
    return sjis_stream(formats.PLACES.lines(edition))


def _what_sjis_lacks(edition: Edition) -> Iterator[bytes]:
    found = unwritten(formats.PLACES, edition)
    rows = ((one.number, one.name, one.heading, one.letter, f"U+{ord(one.letter):04X}") for one in found)
    return csv_stream(row for rows in ([UNWRITTEN], rows) for row in rows)


FILES = (
    File(
        "places.csv",
        "通いの場一覧（基本情報）",
        "名前・場所・日程・参加のしかたを、のこらず。表計算で開いて、ならべかえたり数えたりする人に。",
        Shelf.LIST,
        CSV,
        _csv(formats.PLACES),
        (formats.PLACES,),
    ),
    File(
        "places-more.csv",
        "通いの場一覧（追加情報）",
        "日程が2つ以上ある場の、2つめからの日程。基本情報と ID でつながります。",
        Shelf.LIST,
        CSV,
        _csv(formats.MORE_OF_PLACES),
        (formats.MORE_OF_PLACES,),
    ),
    File(
        "places.xlsx",
        "通いの場一覧（Excel）",
        "基本情報・追加情報・列の説明を1冊に。Excelで見て印刷する人に。",
        Shelf.LIST,
        XLSX,
        workbook,
    ),
    File(
        "places-sjis.csv",
        "通いの場一覧（Shift_JIS）",
        "places.csv と同じ中身。UTF-8 を読めない古いソフトに。書けない文字は〓になります。",
        Shelf.LIST,
        SJIS,
        _in_sjis,
    ),
    File(
        "places-sjis-report.csv",
        "Shift_JISで書けなかった文字",
        "〓になった文字を、場・列・文字コードで。",
        Shelf.LIST,
        CSV,
        _what_sjis_lacks,
    ),
    File(
        "mhlw.csv",
        "厚生労働省 通いの場のオープンデータの形",
        "国の38列。ほかの市町村の一覧とあわせて使う人に。",
        Shelf.FORMAT,
        CSV,
        _csv(formats.MHLW),
        (formats.MHLW,),
    ),
    File(
        "facilities.csv",
        "公共施設一覧の形",
        "会場になっている公民館や公園など、推奨データセットの24列。番地まで公開に同意のある会場だけ。",
        Shelf.FORMAT,
        CSV,
        _csv(formats.FACILITIES),
        (formats.FACILITIES,),
    ),
    File(
        "cafeterias.csv",
        "こども食堂のデータフォーマット（基本情報）",
        "子ども食堂・地域食堂だけの一覧、49列。こども食堂の地図などを作る人に。",
        Shelf.FORMAT,
        CSV,
        _csv(formats.CAFETERIAS),
        (formats.CAFETERIAS,),
    ),
    File(
        "cafeterias-more.csv",
        "こども食堂のデータフォーマット（追加情報）",
        "子ども食堂・地域食堂の、2つめからの日程、25列。",
        Shelf.FORMAT,
        CSV,
        _csv(formats.MORE_OF_CAFETERIAS),
        (formats.MORE_OF_CAFETERIAS,),
    ),
    File(
        "places.geojson",
        "地図のための GeoJSON",
        "位置を公開している場だけ。属性は places.csv と同じことば、位置のない場の数は withoutPoint に。",
        Shelf.PROGRAM,
        GEOJSON,
        feature_collection,
    ),
    File(
        "places.jsonld",
        "schema.org の JSON-LD",
        "場と開催のくり返しを schema.org のことばで。検索や案内のプログラムに。",
        Shelf.PROGRAM,
        LD,
        graph,
    ),
    File(
        "places.ics",
        "すべての場のカレンダー",
        "開催の日と時間を、休みの日をのぞいて。カレンダーのアプリやプログラムに。",
        Shelf.PROGRAM,
        CALENDAR,
        calendar_of_all,
    ),
    File(
        "changes.atom",
        "変わったことのお知らせ（Atom）",
        "新しい場、変わった場、おわった場を、新しい順に50件まで。写しを持っているプログラムや、フィードリーダーに。",
        Shelf.PROGRAM,
        ATOM,
        changes,
    ),
)
BY_NAME = {file.name: file for file in FILES}
