"""「こども食堂のデータフォーマット」 (むすびえ, 2022-04): 49 columns of 基本情報, 25 of 追加情報."""

from collections.abc import Iterator

from directory.imports.schedule import FREQUENCIES
from directory.opendata import meetings, queries
from directory.opendata.edition import Edition
from directory.opendata.formats.row import Row, more_rows, rows
from directory.opendata.formats.table import Cell, Column, Table

CODES = "、".join(f"{code} {said}" for code, said in FREQUENCIES.items())
PEOPLE = "幼児 小学生 中学生 高校生".split()


def _of_children(place: Row) -> Cell:
    """What children pay is known only where nobody pays: the amount of a place is that of a grown-up."""
    return 0 if place.listing.fee_amount == 0 else None


def _frequency(place: Row) -> Cell:
    """Of the meeting that the row is about, as its weekdays and times are."""
    if place.rule:
        return meetings.frequency_code(place.rule, place.edition.today)
    return meetings.IRREGULAR if meetings.is_irregular(place.listing.schedule_text) else None


WHERE = (
    Column("住所", "同意をえた正確さまで", lambda place: place.address),
    Column("方書", "会場の名前", lambda place: place.listing.venue_name),
    Column("緯度", "町名までの場は町の代表点", lambda place: place.lat),
    Column("経度", "緯度と同じ", lambda place: place.lng),
)
WHEN_AND_HOW = (
    Column("開催頻度", CODES, _frequency),
    Column("開催曜日", "「火木」のように月曜からの順", lambda place: place.weekdays),
    Column("開催日", "日程を文で", lambda place: place.sentence or place.schedule),
    Column("開催開始時間", "24時間で 10:00", lambda place: place.start),
    Column("開催終了時間", "日の終わりは 24:00", lambda place: place.end),
    Column("開催日時特記事項", "お休みの、はじめの日/終わりの日 と わけ", lambda place: place.rests),
    Column("参加条件", "", lambda place: place.listing.conditions or place.listing.target),
    *(Column(f"参加費_{who}", "だれでも無料のときだけ 0", _of_children) for who in PEOPLE),
    Column("参加費_大人", "円。0は無料、わからないときは空", lambda place: place.listing.fee_amount),
    Column("参加費特記事項", "ことばで", lambda place: place.listing.fee),
    Column("予約方法", "", lambda place: place.signup),
    Column("予約特記事項", "", lambda place: place.listing.signup_note),
    Column("定員", "", lambda place: place.listing.capacity),
)


def _rows(edition: Edition) -> Iterator[Row]:
    return rows(queries.cafeterias(), edition)


def _more(edition: Edition) -> Iterator[Row]:
    return more_rows(queries.cafeterias(), edition)


CAFETERIAS = Table(
    a_row="1か所",
    columns=(
        Column("全国地方公共団体コード", "6けた", lambda place: place.edition.code),
        Column("ID", "場の番号", lambda place: place.listing.number),
        Column("都道府県", "", lambda place: place.edition.prefecture),
        Column("市区町村名", "", lambda place: place.edition.city),
        Column("名称", "", lambda place: place.listing.name),
        Column("名称_カナ", "全角カタカナ", lambda place: place.reading),
        Column("設置目的", "紹介", lambda place: place.listing.introduction),
        Column("実施支援の主な区分", "活動の内容", lambda place: place.listing.menu or place.activities),
        *WHERE,
        Column("電話番号1", "公開に同意のある番号だけ", lambda place: place.phone),
        Column("電話番号1_連絡先備考", "連絡先の名前", lambda place: place.listing.contact_name),
        Column("電話番号2"),
        Column("電話番号2_連絡先備考"),
        Column("内線番号"),
        Column("FAX番号"),
        Column("URL", "場のホームページ。なければこのサイトのページ", lambda place: place.listing.url or place.page),
        Column("メールアドレス1", "公開に同意のあるものだけ", lambda place: place.listing.contact_email),
        Column("メールアドレス1_連絡先備考"),
        Column("メールアドレス2"),
        Column("メールアドレス2_連絡先備考"),
        Column("法人番号"),
        Column("運営団体名", "団体のとき", lambda place: place.listing.group_name),
        *WHEN_AND_HOW,
        Column("フードパントリー実施"),
        Column("テイクアウト実施"),
        Column("学区", "小学校区", lambda place: place.school),
        Column("ネットワークの加入"),
        Column(
            "追加情報NO",
            "cafeterias-more.csv に行があるとき、その ID",
            lambda place: place.listing.number if len(place.rules) > 1 else None,
        ),
        Column("画像"),
        Column("画像_ライセンス"),
        Column("備考", "確認日", lambda place: place.checked),
    ),
    rows=_rows,
)

MORE_OF_CAFETERIAS = Table(
    a_row="1つの日程",
    columns=(
        Column("ID", "cafeterias.csv の ID", lambda place: place.listing.number),
        *WHERE,
        *WHEN_AND_HOW,
        Column("学区", "小学校区", lambda place: place.school),
        Column("画像"),
        Column("画像_ライセンス"),
        Column("備考"),
    ),
    rows=_more,
)
