"""通いの場一覧, our own: 基本情報 and 追加情報 in the shape of the こども食堂 format, which has the best structure.

Values follow the 「行政基本情報データ連携モデル」 (内閣官房IT総合戦略室, 2021-06-04).
"""

from collections.abc import Iterator

from django.utils import timezone

from directory.finder.wording.listing import CHECKED
from directory.opendata import meetings, queries
from directory.opendata.edition import Edition
from directory.opendata.formats import row
from directory.opendata.formats.row import BETWEEN, Row, yes_no
from directory.opendata.formats.table import Column, Table
from directory.places.schedule import OneDay
from directory.places.vocabulary import Precision, Reach
from kayoiba.tools.saying import say_times

YES_NO = "有・無。わからないときは空"
WELCOME = (
    ("はじめての人 歓迎", "newcomers_welcome"),
    ("見学", "visit_welcome"),
    ("男の人 歓迎", "men_welcome"),
    ("子ども 歓迎", "children_welcome"),
    ("飲食が出る", "food_served"),
    ("飲食の持ちこみ", "food_allowed"),
    ("送迎", "transport"),
    ("駐車場", "parking"),
    ("車いす", "wheelchair"),
    ("段差なし", "step_free"),
    ("手すり", "handrail"),
    ("洋式トイレ", "western_toilet"),
    ("いす席", "chairs"),
    ("エアコン", "air_conditioning"),
)


def _days_apart(place: Row) -> str:
    """「2026-12-29 休み」「2027-01-12 午後1時〜3時」, of today and of days to come."""
    days = (day for day in map(OneDay.from_json, place.listing.days) if day.date >= place.edition.today)
    told = (f"{day.date} {say_times(day.start, day.end) if day.meets else '休み'} {day.note}".strip() for day in days)
    return BETWEEN.join(told)


def _answers(label: str, name: str) -> Column:
    return Column(label, YES_NO, lambda place: yes_no(getattr(place.listing, name)))


OF_A_MEETING = (
    Column("開催曜日", "「火木」のように月曜からの順", lambda place: place.weekdays),
    Column(
        "繰り返しコード",
        "毎週0、第1〜第5はその数字、最終6、隔週7と、曜日のMo〜Su。第2・第4水曜は24We。日にちや月で決まる場は空",
        lambda place: place.repeat_code,
    ),
    Column("開催開始時間", "24時間で 10:00", lambda place: place.start),
    Column("開催終了時間", "日の終わりは 24:00", lambda place: place.end),
    Column(
        "期間の開始日",
        "その日程がはじまる日。前からのときは空",
        lambda place: place.rule and place.rule.valid_from,
    ),
    Column("期間の終了日", "その日程が終わる日。決まりがなければ空", lambda place: place.rule and place.rule.valid_to),
)

PLACES = Table(
    a_row="1か所",
    columns=(
        Column("全国地方公共団体コード", "検査数字のついた6けた", lambda place: place.edition.code),
        Column("ID", "場の番号。かわらず、使い回しません", lambda place: place.listing.number),
        Column("都道府県", "名前", lambda place: place.edition.prefecture),
        Column("市区町村名", "名前", lambda place: place.edition.city),
        Column("地区", "日常生活圏域。わからないときは空", lambda place: place.listing.district_name),
        Column("名称", "場の名前", lambda place: place.listing.name),
        Column("名称_カナ", "全角カタカナ", lambda place: place.reading),
        Column("名称_通称", "ふだんの呼び名", lambda place: place.listing.alias),
        Column("種類", "サロン、カフェ など。いくつかあるときは ; でつなぐ", lambda place: place.kinds),
        Column("すること", "お茶、体操 など12の区分。いくつかあるときは ; でつなぐ", lambda place: place.activities),
        Column("紹介", "どんな場か", lambda place: place.listing.introduction),
        Column("活動内容", "することを くわしく", lambda place: place.listing.menu),
        Column("運営団体名", "団体のとき", lambda place: place.listing.group_name),
        Column("学区", "小学校区", lambda place: place.school),
        Column("学区コード", "小学校区の記号", lambda place: place.listing.school_code),
        Column("会場", "会場の名前。公開の同意が番地までの場だけ", lambda place: place.listing.venue_name),
        Column("住所", "都道府県から。同意をえた正確さまで", lambda place: place.address),
        Column(
            "場所の正確さ",
            "番地まで・町名まで・小学校区まで。空は、場所の公開に同意がない場",
            lambda place: Precision(place.listing.precision).label if place.listing.precision else "",
        ),
        Column("緯度", "世界測地系。町名までの場は町の代表点、小学校区までの場は空", lambda place: place.lat),
        Column("経度", "緯度と同じ", lambda place: place.lng),
        Column("行き方", "道順や目印", lambda place: place.listing.directions),
        Column(
            "開催頻度",
            "国の調査の区分（週1回以上 など）。わからないときは空",
            lambda place: meetings.band(place.rules, place.edition.today),
        ),
        *OF_A_MEETING,
        Column("開催日時", "すべての日程を文で。いくつかあるときは ; でつなぐ", lambda place: place.schedule),
        Column(
            "追加情報の数",
            "places-more.csv にある、2つめからの日程の数",
            lambda place: max(len(place.rules) - 1, 0),
        ),
        Column("お休み", "はじめの日/終わりの日 と わけ。終わりが空なら未定", lambda place: place.rests),
        Column("日ごとの変更", "その日だけの休みや時間", _days_apart),
        Column("対象", "どんな人の場か", lambda place: place.listing.target),
        Column(
            "参加できる範囲",
            "市内・地区・小学校区・町内会",
            lambda place: Reach(place.listing.reach).label if place.listing.reach else "",
        ),
        Column("範囲について", "範囲の説明", lambda place: place.listing.reach_note),
        Column("参加の条件", "あるとき", lambda place: place.listing.conditions),
        Column("定員", "人数。決まっていなければ空", lambda place: place.listing.capacity),
        Column("参加費", "ことばで", lambda place: place.fee),
        Column("1回の参加費", "円。0は無料、わからないときは空", lambda place: place.listing.fee_amount),
        Column("予約", "予約いらない・はじめてのときだけ連絡・予約がいる", lambda place: place.signup),
        Column("予約について", "申しこみ方など", lambda place: place.listing.signup_note),
        Column("持ち物", "あるとき", lambda place: place.listing.bring),
        *(_answers(label, name) for label, name in WELCOME),
        Column("連絡先の名前", "公開に同意のある連絡先だけ", lambda place: place.listing.contact_name),
        Column("電話番号", "公開に同意のある番号だけ", lambda place: place.phone),
        Column("電話に出る時間", "かけてよい時間", lambda place: place.listing.contact_hours),
        Column("メールアドレス", "公開に同意のあるものだけ", lambda place: place.listing.contact_email),
        Column("URL", "場のホームページ", lambda place: place.listing.url),
        Column("確認日", "さいごに確かめた日", lambda place: place.listing.checked_on),
        Column("確認の方法", "訪問・電話など", lambda place: CHECKED.get(place.listing.checked_how, "")),
        Column("掲載日", "このサイトにのった日", lambda place: place.listing.listed_on),
        Column(
            "更新日時",
            "さいごに書きかえた日時（日本時間）",
            lambda place: timezone.localtime(place.listing.updated_at).isoformat(timespec="seconds"),
        ),
        Column("ページ", "このサイトのページのアドレス", lambda place: place.page),
    ),
    rows=lambda edition: row.rows(queries.listings(), edition),
)


def _more(edition: Edition) -> Iterator[Row]:
    return row.more_rows(queries.listings(), edition)


MORE_OF_PLACES = Table(
    a_row="1つの日程",
    columns=(
        Column("ID", "places.csv の ID", lambda place: place.listing.number),
        Column("名称", "場の名前", lambda place: place.listing.name),
        *OF_A_MEETING,
        Column("開催日時", "この日程を文で", lambda place: place.sentence),
    ),
    rows=_more,
)
