import datetime as dt

import pytest

from directory.groups.models import Group
from directory.places.actions import except_day, pause_place
from directory.places.models import Kind
from directory.places.schedule import DAY_ENDS, OneDay, Rule
from directory.places.vocabulary import PauseReason, Precision
from tests.directory.opendata.fetching import fetched, filled, headings, table
from tests.factories.places import AT, TODAY, a_district, a_listing, a_place, a_school, a_town

pytestmark = pytest.mark.usefixtures("city")

SECOND_AND_FOURTH = Rule(weekdays=("We",), weeks=(2, 4), start=dt.time(10), end=dt.time(11, 30))
TO_MIDNIGHT = Rule(weekdays=("Sa",), fortnightly=True, start=dt.time(18), end=DAY_ENDS, valid_from=dt.date(2026, 4, 1))


def test_everything_that_is_public_of_a_place_stands_in_its_row(client):
    place = a_place(
        "呉妹おしゃべり広場",
        reading="くれせおしゃべりひろば",
        alias="おしゃべり会",
        kinds=[Kind.objects.create(slug="salon", name="サロン", position=1, national_activity="tea")],
        activities=["tea", "song"],
        introduction="お茶を飲む会です。\nだれでもどうぞ。",
        menu="お茶",
        group=Group.objects.create(name="呉妹の会"),
        district=a_district(),
        school_district=a_school(),
        venue_name="呉妹分館",
        address="真備町尾崎100",
        directions="橋のたもと",
        lat=34.61,
        lng=133.7123456789,
        rules=[SECOND_AND_FOURTH, TO_MIDNIGHT],
        target="だれでも",
        reach="district",
        capacity=20,
        fee="100円（お茶代）",
        fee_amount=100,
        signup="none",
        newcomers_welcome=True,
        parking=False,
        contact_name="世話人",
        contact_phone="0860000000",
        url="https://example.jp/",
    )
    number = a_listing(place, precision=Precision.ADDRESS).number

    (row,) = table(client, "places.csv")

    assert filled(row) == {
        "全国地方公共団体コード": "332020",
        "ID": str(number),
        "都道府県": "岡山県",
        "市区町村名": "倉敷市",
        "地区": "真備",
        "名称": "呉妹おしゃべり広場",
        "名称_カナ": "クレセオシャベリヒロバ",
        "名称_通称": "おしゃべり会",
        "種類": "サロン",
        "すること": "お茶;歌",
        "紹介": "お茶を飲む会です。\nだれでもどうぞ。",
        "活動内容": "お茶",
        "運営団体名": "呉妹の会",
        "学区": "呉妹小学校区",
        "学区コード": "m-01",
        "会場": "呉妹分館",
        "住所": "岡山県倉敷市真備町尾崎100",
        "場所の正確さ": "番地まで",
        "緯度": "34.61",
        "経度": "133.712346",
        "行き方": "橋のたもと",
        "開催頻度": "週1回以上",
        "開催曜日": "水",
        "繰り返しコード": "24We",
        "開催開始時間": "10:00",
        "開催終了時間": "11:30",
        "開催日時": "毎月 第2・第4水曜日 午前10時〜11時30分;隔週 土曜日 午後6時〜夜12時（2026年4月1日から）",
        "追加情報の数": "1",
        "対象": "だれでも",
        "参加できる範囲": "地区の人",
        "定員": "20",
        "参加費": "100円（お茶代）",
        "1回の参加費": "100",
        "予約": "予約いらない",
        "はじめての人 歓迎": "有",
        "駐車場": "無",
        "連絡先の名前": "世話人",
        "電話番号": "086-000-0000",
        "URL": "https://example.jp/",
        "掲載日": "2026-11-24",
        "更新日時": "2026-11-24T10:00:00+09:00",
        "ページ": f"http://testserver/places/{number}/",
    }


def test_each_further_meeting_is_a_row_of_the_second_table(client):
    number = a_listing(name="夜の会", rules=[SECOND_AND_FOURTH, TO_MIDNIGHT]).number

    (row,) = table(client, "places-more.csv")

    assert filled(row) == {
        "ID": str(number),
        "名称": "夜の会",
        "開催曜日": "土",
        "繰り返しコード": "7Sa",
        "開催開始時間": "18:00",
        "開催終了時間": "24:00",
        "期間の開始日": "2026-04-01",
        "開催日時": "隔週 土曜日 午後6時〜夜12時（2026年4月1日から）",
    }


def test_rests_and_days_with_their_own_word_say_their_dates(client):
    place = a_place(rules=[Rule(weekdays=("Tu",), start=dt.time(10))])
    pause_place(place=place, from_date=TODAY, until=None, reason=PauseReason.VENUE, by=None, at=AT)
    except_day(place=place, day=OneDay(dt.date(2026, 12, 29), meets=False), by=None, at=AT)
    except_day(place=place, day=OneDay(dt.date(2027, 1, 12), meets=True, start=dt.time(13)), by=None, at=AT)
    a_listing(place)

    (row,) = table(client, "places.csv")

    assert row["お休み"] == "2026-11-24/ 会場"
    assert row["日ごとの変更"] == "2026-12-29 休み;2027-01-12 午後1時から"


def test_rests_and_days_that_are_over_are_said_no_more(client, monkeypatch):
    place = a_place()
    pause_place(place=place, from_date=TODAY, until=TODAY, reason=PauseReason.VENUE, by=None, at=AT)
    except_day(place=place, day=OneDay(TODAY, meets=False), by=None, at=AT)
    a_listing(place)
    told = ("お休み", "日ごとの変更")

    assert [table(client, "places.csv")[0][name] for name in told] == ["2026-11-24/2026-11-24 会場", "2026-11-24 休み"]
    monkeypatch.setattr("django.utils.timezone.now", lambda: AT + dt.timedelta(days=1))
    assert [table(client, "places.csv")[0][name] for name in told] == ["", ""]


def test_a_rule_that_is_over_is_said_no_more(client):
    over = Rule(weekdays=("Mo",), valid_to=TODAY - dt.timedelta(days=1))
    a_listing(rules=[over, SECOND_AND_FOURTH])

    (row,) = table(client, "places.csv")

    assert (row["開催曜日"], row["追加情報の数"]) == ("水", "0")


def test_a_place_without_rules_keeps_its_own_words(client):
    a_listing(schedule_text="声をかけあって")

    (row,) = table(client, "places.csv")

    assert (row["開催日時"], row["開催頻度"], row["繰り返しコード"]) == ("声をかけあって", "", "")


def test_where_a_place_is_is_told_as_exactly_as_was_agreed(client):
    town = a_town(lat=34.6, lng=133.7)
    for precision in (Precision.ADDRESS, Precision.TOWN, Precision.SCHOOL):
        place = a_place(town=town, venue_name="分館", address="岡山県倉敷市真備町尾崎100", lat=34.65, lng=133.65)
        a_listing(place, precision=precision)

    rows = table(client, "places.csv")

    assert [(row["会場"], row["住所"], row["緯度"], row["場所の正確さ"]) for row in rows] == [
        ("分館", "岡山県倉敷市真備町尾崎100", "34.65", "番地まで"),
        ("", "岡山県倉敷市真備町尾崎", "34.6", "町名まで"),
        ("", "", "", "小学校区まで"),
    ]


def test_a_cell_that_would_be_a_formula_is_a_text(client):
    a_listing(name="=HYPERLINK(1)")

    assert table(client, "places.csv")[0]["名称"] == "'=HYPERLINK(1)"


def test_the_file_has_one_mark_and_ends_its_lines_as_excel_does(client):
    a_listing()

    written = fetched(client, "places.csv")

    assert written.startswith(b"\xef\xbb\xbf\xe5")
    assert written.count(b"\r\n") == 2


def test_the_order_of_the_columns_is_promised(client):
    """A column is added at the end alone: what stands here is never changed, only added to."""
    assert headings(client, "places.csv") == PROMISED.split(",")
    assert headings(client, "places-more.csv") == PROMISED_MORE.split(",")


PROMISED = (
    "全国地方公共団体コード,ID,都道府県,市区町村名,地区,名称,名称_カナ,名称_通称,種類,すること,紹介,活動内容,運営団体名,"
    "学区,学区コード,会場,住所,場所の正確さ,緯度,経度,行き方,開催頻度,開催曜日,繰り返しコード,開催開始時間,開催終了時間,"
    "期間の開始日,期間の終了日,開催日時,追加情報の数,お休み,日ごとの変更,対象,参加できる範囲,範囲について,参加の条件,定員,"
    "参加費,1回の参加費,予約,予約について,持ち物,はじめての人 歓迎,見学,男の人 歓迎,子ども 歓迎,飲食が出る,"
    "飲食の持ちこみ,送迎,駐車場,車いす,段差なし,手すり,洋式トイレ,いす席,エアコン,連絡先の名前,電話番号,電話に出る時間,メールアドレス,"
    "URL,確認日,確認の方法,掲載日,更新日時,ページ"
)
PROMISED_MORE = "ID,名称,開催曜日,繰り返しコード,開催開始時間,開催終了時間,期間の開始日,期間の終了日,開催日時"
