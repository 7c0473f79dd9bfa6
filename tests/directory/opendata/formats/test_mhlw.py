import csv
import datetime as dt
import os
from pathlib import Path

import pytest

from directory.groups.models import Group
from directory.places.schedule import Rule
from directory.places.vocabulary import Precision
from tests.directory.opendata.fetching import filled, headings, table, taken_in
from tests.factories.places import a_listing, a_place

pytestmark = pytest.mark.usefixtures("city")

TUESDAYS = Rule(weekdays=("Tu",), start=dt.time(10), end=dt.time(11, 30), off_on_holidays=True)
SATURDAYS = Rule(weekdays=("Sa",), weeks=(2,), start=dt.time(13), end=dt.time(15))


def test_a_place_stands_in_the_columns_of_the_country(client):
    place = a_place(
        "くれせの会",
        reading="くれせのかい",
        venue_name="呉妹分館",
        address="真備町尾崎100",
        lat=34.61,
        lng=133.71,
        group=Group.objects.create(name="社会福祉法人くれせ"),
        menu="体操\nお茶",
        introduction="だれでもどうぞ。",
        fee_amount=0,
        transport=True,
        food_served=False,
        reach="city",
        rules=[TUESDAYS, SATURDAYS],
    )
    number = a_listing(place, precision=Precision.ADDRESS).number

    (row,) = table(client, "mhlw.csv")

    assert filled(row) == {
        "No": str(number),
        "都道府県コード": "33",
        "都道府県名": "岡山県",
        "市区町村コード": "33202",
        "市区町村名": "倉敷市",
        "備考": "毎週 火曜日 午前10時〜11時30分（祝日は休み）（改行）毎月 第2土曜日 午後1時〜3時",
        "名称（ふりがな）": "くれせのかい",
        "名称": "くれせの会",
        "所在地（都道府県から番地まで）": "岡山県倉敷市真備町尾崎100",
        "所在地（建物名・部屋番号等）": "呉妹分館",
        "活動内容": "体操（改行）お茶",
        "運営日（平日）－開始": "10:00",
        "運営日（平日）－終了": "11:30",
        "運営日（土曜）－開始": "13:00",
        "運営日（土曜）－終了": "15:00",
        "料金体系": "無料",
        "飲食の提供の有無": "0",
        "送迎の有無": "1",
        "対象エリア": "市内のだれでも",
        "その他": "だれでもどうぞ。",
        "法人名称": "社会福祉法人くれせ",
        "緯度": "34.61",
        "経度": "133.71",
    }


@pytest.mark.parametrize(
    ("rules", "times"),
    [
        ([TUESDAYS, Rule(weekdays=("We",), start=dt.time(10), end=dt.time(11, 30))], ("10:00", "11:30")),
        ([TUESDAYS, Rule(weekdays=("We",), start=dt.time(13))], ("", "")),
        ([TUESDAYS, Rule(days=(10,), start=dt.time(13))], ("", "")),
        ([Rule(weekdays=("Tu",))], ("", "")),
    ],
    ids=["they agree", "they differ", "a day of the month may be any weekday", "no time is known"],
)
def test_opening_times_are_told_only_where_the_rules_agree(client, rules, times):
    a_listing(rules=rules)

    (row,) = table(client, "mhlw.csv")

    assert (row["運営日（平日）－開始"], row["運営日（平日）－終了"]) == times


@pytest.mark.parametrize(("rules", "closed"), [([TUESDAYS], "祝日"), ([TUESDAYS, SATURDAYS], ""), ([], "")])
def test_it_is_closed_on_holidays_where_all_rules_say_so(client, rules, closed):
    a_listing(rules=rules)

    assert table(client, "mhlw.csv")[0]["定休日"] == closed


def test_of_a_place_whose_venue_is_not_told_the_city_is(client):
    a_listing(address="真備町尾崎100", precision=Precision.SCHOOL)

    (row,) = table(client, "mhlw.csv")

    assert (row["所在地（都道府県から番地まで）"], row["緯度"]) == ("岡山県倉敷市", "")


@pytest.mark.skipif(not os.environ.get("REAL_DATA"), reason="REAL_DATA names no folder of published lists")
def test_the_headings_are_those_of_the_country(client):
    with (Path(os.environ["REAL_DATA"]) / "mhlw_kayoi_headings.csv").open(encoding="utf-8") as file:
        published = [row["heading"] for row in csv.DictReader(file)]

    assert headings(client, "mhlw.csv") == published


def test_there_are_38_columns(client):
    assert len(headings(client, "mhlw.csv")) == len(set(headings(client, "mhlw.csv"))) == 38


def test_another_city_takes_the_file_in_whole(client, tmp_path):
    a_listing(name="くれせの会", rules=[TUESDAYS, SATURDAYS], fee="100円", menu="体操", transport=True)
    a_listing(name="尾崎の会")

    said = taken_in(client, "mhlw.csv", tmp_path)

    assert [row["outcome"] for row in said["rows"]] == ["created", "created"]
    assert [column["heading"] for column in said["columns"] if column["field"] is None] == UNREAD
    assert said["rows"][0]["fields"]["schedule"] == "平日 10:00〜11:30 土曜 13:00〜15:00"


UNREAD = ["郵便番号", "総合事業実施の有無", "法人番号の有無", "法人名称（ふりがな）", "ステータス"]
"""What no field of a place holds."""
