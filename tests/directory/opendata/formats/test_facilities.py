import datetime as dt

import pytest

from directory.opendata.formats.facilities import poi_code
from directory.places.schedule import Rule
from directory.places.vocabulary import Precision
from tests.directory.opendata.fetching import filled, headings, table
from tests.factories.places import a_listing, a_place

pytestmark = pytest.mark.usefixtures("city")

MORNING = {"start": dt.time(10), "end": dt.time(11, 30)}


def at(venue, *weekdays, precision=Precision.ADDRESS, **fields):
    rules = [Rule(weekdays=weekdays, **MORNING)] if weekdays else []
    told = {"address": "真備町尾崎100", "lat": 34.61, "lng": 133.71} | fields
    return a_listing(a_place(venue_name=venue, rules=rules, **told), precision=precision)


def test_a_venue_is_one_row_however_many_places_meet_there(client):
    first = at("呉妹公民館", "We", name="体操の会", wheelchair=True, handrail=True)
    second = at("呉妹公民館", "Mo", name="お茶の会", wheelchair=True)

    (row,) = table(client, "facilities.csv")

    assert filled(row) == {
        "都道府県コード又は市区町村コード": "332020",
        "NO": f"{first.number:010}",
        "都道府県名": "岡山県",
        "市区町村名": "倉敷市",
        "名称": "呉妹公民館",
        "POIコード": "1307",
        "住所": "岡山県倉敷市真備町尾崎100",
        "緯度": "34.61",
        "経度": "133.71",
        "利用可能曜日": "月水",
        "開始時間": "10:00",
        "終了時間": "11:30",
        "利用可能日時特記事項": "体操の会 毎週 水曜日 午前10時〜11時30分;お茶の会 毎週 月曜日 午前10時〜11時30分",
        "説明": "通いの場の会場: 体操の会・お茶の会",
        "バリアフリー情報": "車いすで入れる;手すり有り",
        "備考": f"http://testserver/places/{first.number}/;http://testserver/places/{second.number}/",
    }


def test_halls_of_one_name_at_two_addresses_are_two(client):
    at("集会所")
    at("集会所", address="玉島1")

    assert {row["住所"] for row in table(client, "facilities.csv")} == {
        "岡山県倉敷市真備町尾崎100",
        "岡山県倉敷市玉島1",
    }


@pytest.mark.parametrize(
    ("venue", "fields"),
    [
        ("個人宅", {}),
        ("山本様方 集会所", {}),
        ("集会所", {"address": "真備町尾崎100 山本様方"}),
        ("喫茶なごみ", {}),
        ("なごみ医院の談話室", {}),
        ("", {}),
        ("呉妹公民館", {"precision": Precision.TOWN}),
        ("呉妹公民館", {"precision": Precision.SCHOOL}),
    ],
)
def test_what_is_no_public_building_or_not_agreed_to_is_left_out(client, venue, fields):
    at(venue, **fields)

    assert table(client, "facilities.csv") == []


@pytest.mark.parametrize(
    ("venue", "code"),
    [
        ("呉妹分館", "1307"),
        ("呉妹公会堂", "1308"),
        ("川辺コミュニティハウス", "1305"),
        ("尾崎町内会館 2階", "1309"),
        ("真備児童館", "1403"),
        ("老人福祉センター", "1499"),
        ("呉妹小学校体育館", "1502"),
        ("小学校前公園", "1003"),
        ("山本さんの家", ""),
    ],
)
def test_the_name_of_a_venue_says_what_it_is(venue, code):
    assert poi_code(venue) == code


def test_there_are_24_columns(client):
    assert len(headings(client, "facilities.csv")) == 24
