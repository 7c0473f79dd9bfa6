import datetime as dt

import pytest

from directory.places.models import Kind
from directory.places.publishing import CAFETERIA
from directory.places.schedule import Rule
from directory.places.vocabulary import Precision
from tests.directory.opendata.fetching import filled, headings, table, taken_in
from tests.factories.places import a_listing, a_place

pytestmark = pytest.mark.usefixtures("city")

THIRD_SATURDAY = Rule(weekdays=("Sa",), weeks=(3,), start=dt.time(11), end=dt.time(13))
WEDNESDAYS = Rule(weekdays=("We",), start=dt.time(17), end=dt.time(19))


@pytest.fixture
def cafeteria(city):
    return Kind.objects.create(slug=CAFETERIA, name="子ども食堂・地域食堂", position=1, national_activity="meal")


def open_one(kind, name="みんな食堂", **fields):
    return a_listing(a_place(name, kinds=[kind], **fields), precision=Precision.ADDRESS)


def test_a_cafeteria_stands_in_the_columns_of_the_format(client, cafeteria):
    listing = open_one(
        cafeteria,
        reading="みんなしょくどう",
        introduction="いっしょに食べます。",
        menu="食事;学習支援",
        venue_name="呉妹分館",
        address="真備町尾崎100",
        rules=[THIRD_SATURDAY, WEDNESDAYS],
        conditions="小学生から",
        fee="こども無料、大人300円",
        fee_amount=300,
        signup="always",
        capacity=30,
        contact_name="世話人",
        contact_phone="086-000-0000",
    )

    (row,) = table(client, "cafeterias.csv")

    assert filled(row) == {
        "全国地方公共団体コード": "332020",
        "ID": str(listing.number),
        "都道府県": "岡山県",
        "市区町村名": "倉敷市",
        "名称": "みんな食堂",
        "名称_カナ": "ミンナショクドウ",
        "設置目的": "いっしょに食べます。",
        "実施支援の主な区分": "食事;学習支援",
        "住所": "岡山県倉敷市真備町尾崎100",
        "方書": "呉妹分館",
        "電話番号1": "086-000-0000",
        "電話番号1_連絡先備考": "世話人",
        "URL": f"http://testserver/places/{listing.number}/",
        "開催頻度": "5",
        "開催曜日": "土",
        "開催日": "毎月 第3土曜日 午前11時〜午後1時",
        "開催開始時間": "11:00",
        "開催終了時間": "13:00",
        "参加条件": "小学生から",
        "参加費_大人": "300",
        "参加費特記事項": "こども無料、大人300円",
        "予約方法": "予約がいる",
        "定員": "30",
        "追加情報NO": str(listing.number),
    }
    (more,) = table(client, "cafeterias-more.csv")
    told = {heading: more[heading] for heading in ("ID", "方書", "開催頻度", "開催曜日", "開催日", "開催開始時間")}
    assert told == {
        "ID": str(listing.number),
        "方書": "呉妹分館",
        "開催頻度": "3",
        "開催曜日": "水",
        "開催日": "毎週 水曜日 午後5時〜7時",
        "開催開始時間": "17:00",
    }


def test_only_cafeterias_are_there(client, cafeteria):
    open_one(cafeteria)
    a_listing(name="体操の会")

    assert [row["名称"] for row in table(client, "cafeterias.csv")] == ["みんな食堂"]


def test_where_nobody_pays_children_do_not_either(client, cafeteria):
    open_one(cafeteria, fee_amount=0)

    (row,) = table(client, "cafeterias.csv")

    assert [row[f"参加費_{who}"] for who in ("幼児", "小学生", "中学生", "高校生", "大人")] == ["0"] * 5


@pytest.mark.parametrize(
    ("rule", "code"),
    [
        (Rule(weekdays=("Mo", "Tu", "We", "Th", "Fr")), "1"),
        (Rule(weekdays=("Mo", "We", "Fr")), "2"),
        (Rule(weekdays=("We",)), "3"),
        (Rule(weekdays=("We",), fortnightly=True), "4"),
        (Rule(weekdays=("Fr",), weeks=(1, 3)), "4"),
        (Rule(days=(10, 20, 30)), "4"),
        (Rule(weekdays=("Sa",), weeks=(3,)), "5"),
        (Rule(weekdays=("Sa",), weeks=(3,), valid_from=dt.date(2027, 4, 1)), "5"),
        (Rule(weekdays=("Su",), weeks=(1,), months=(1, 3, 5, 7, 9, 11)), "6"),
        (Rule(weekdays=("Mo", "Tu"), months=(7, 8)), "7"),
    ],
)
def test_how_often_is_a_code(client, cafeteria, rule, code):
    open_one(cafeteria, rules=[rule])

    assert table(client, "cafeterias.csv")[0]["開催頻度"] == code


@pytest.mark.parametrize(("words", "code"), [("不定期、年6回程度", "8"), ("声をかけあって", "")])
def test_without_rules_its_own_words_say_whether_it_is_irregular(client, cafeteria, words, code):
    open_one(cafeteria, schedule_text=words)

    (row,) = table(client, "cafeterias.csv")

    assert (row["開催頻度"], row["開催日"]) == (code, words)


def test_there_are_49_columns_and_25(client):
    assert (len(headings(client, "cafeterias.csv")), len(headings(client, "cafeterias-more.csv"))) == (49, 25)


def test_another_city_takes_the_files_in_whole(client, cafeteria, tmp_path):
    open_one(cafeteria, rules=[THIRD_SATURDAY, WEDNESDAYS], fee_amount=300, school_district=None)
    open_one(cafeteria, "夕ごはんの会", rules=[WEDNESDAYS], fee="こども無料")

    said = taken_in(client, "cafeterias.csv", tmp_path)

    assert [row["outcome"] for row in said["rows"]] == ["created", "created"]
    assert [column["heading"] for column in said["columns"] if column["field"] is None] == UNREAD
    assert [row["fields"]["schedule"] for row in said["rows"]] == [
        "毎月 第3土曜日 午前11時〜午後1時 11:00〜13:00",
        "毎週 水曜日 午後5時〜7時 17:00〜19:00",
    ]


UNREAD = ["フードパントリー実施", "テイクアウト実施", "ネットワークの加入", "追加情報NO", "画像", "画像_ライセンス"]
"""What no field of a place holds."""
