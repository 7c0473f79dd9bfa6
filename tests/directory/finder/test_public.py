import datetime as dt
import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.http import urlencode
from hypothesis import given, settings
from hypothesis import strategies as st

from directory.areas.actions import publish_areas
from directory.places.actions import check_place
from directory.places.schedule import Rule
from directory.places.vocabulary import Activity, CheckedHow, Precision, Signup
from tests.directory.finder.reading import cards, found, numbers, text
from tests.factories.places import AT, TODAY, a_district, a_listing, a_municipality, a_place, a_school

TUESDAYS = Rule(weekdays=("Tu",), weeks=(2, 4), start=dt.time(10), end=dt.time(11, 30))


def test_a_search_for_tomorrow_begins_each_card_with_tomorrow(client):
    a_listing(name="ラジオ体操の会", rules=[Rule(weekdays=("We",), start=dt.time(6, 30))])

    page = client.get("/places/?date=2026-11-25").content.decode()

    assert re.search(r"</svg>\s*あした 11月25日\(水\) 午前6時30分から", page)


def test_words_in_vain_are_answered_with_how_to_say_them_and_whom_to_ring(client):
    a_listing(name="呉妹の会")

    page = text(client.get("/places/?q=あばばば"))

    assert "ひらがなにすると" in page
    assert "電話でたずねる" in page.split("見つかりません")[1]


def test_before_the_first_place_is_listed_every_page_says_so_and_leads_nowhere_in_circles(client):
    assert "まだ 1か所も掲載されていません" in text(client.get("/"))
    assert "もうありません" not in text(client.get("/"))
    assert "すべての場所を見る" not in text(client.get("/places/?district=mabi"))


def test_a_card_says_when_where_how_much_and_how_sure(client, city):
    place = a_place(
        "呉妹おしゃべり広場",
        reading="くれせおしゃべりひろば",
        district=city,
        school_district=a_school(),
        venue_name="呉妹分館",
        rules=[TUESDAYS],
        fee_amount=100,
        signup=Signup.NONE,
        parking=True,
        wheelchair=False,
        contact_phone="086-000-0000",
    )
    a_listing(place, precision=Precision.ADDRESS)
    check_place(place=place, how=CheckedHow.VISIT, on=dt.date(2026, 9, 3), by=None, at=AT)

    page = cards(client.get("/places/?district=mabi"))

    for words in (
        "いま ひらいています 午前11時30分まで",
        "くれせおしゃべりひろば",
        "真備・呉妹小学校区 呉妹分館",
        "毎月 第2・第4火曜日 午前10時〜11時30分",
        "100円",
        "予約いらない",
        "駐車場",
        "086-000-0000",
        "9月3日に訪問して確認",
    ):
        assert words in page
    assert "車いす" not in page
    assert "確認が古い情報です" not in page


def test_what_was_checked_over_a_year_ago_is_said_to_be_old(client):
    place = a_place("むかしの会")
    a_listing(place)
    check_place(place=place, how=CheckedHow.PHONE, on=dt.date(2025, 11, 23), by=None, at=AT)

    assert "確認が古い情報です。2025年11月23日に電話で確認" in text(client.get("/places/"))


def test_a_listing_of_only_a_name_is_shown_and_claims_nothing(client):
    listing = a_listing(name="名前だけの会")

    for page in (client.get("/places/"), client.get(f"/places/{listing.number}/")):
        assert page.status_code == 200
        assert "名前だけの会" in text(page)
        assert "お問い合わせください" in text(page)


def test_each_condition_is_said_and_can_be_taken_away(client, city):
    listing = a_listing(name="お茶の会", district=city, rules=[TUESDAYS], activities=[Activity.TEA])

    page = client.get("/places/?district=mabi&day=tue&activity=tea")

    assert (found(page), numbers(page)) == (1, [listing.number])
    assert re.findall(r'class="condition" href="/places/\?([^"]*)"', page.content.decode()) == [
        "day=tue&amp;activity=tea",
        "district=mabi&amp;activity=tea",
        "district=mabi&amp;day=tue",
    ]
    assert "<title>真備・火曜・お茶の通いの場｜" in page.content.decode()


def test_a_search_in_vain_offers_to_drop_the_condition_that_helps_most(client, city):
    a_listing(name="火曜の会", district=city, rules=[TUESDAYS])

    page = client.get("/places/?district=mabi&day=wed")

    assert found(page) == 0
    assert "「水曜」をはずす（1か所）" in text(page)


def test_a_search_in_vain_that_no_one_condition_explains_leads_on_all_the_same(client, city):
    a_listing(name="火曜の会", district=city, rules=[TUESDAYS])

    page = client.get("/places/?district=mabi&day=wed&activity=tea")

    assert "真備の すべての場所を見る" in text(page)


@pytest.mark.parametrize(
    ("query", "remark"),
    [
        ("district=tokyo", "その地区はありません。"),
        ("district=kurashiki&school=m-01", "その小学校区は ここにはありません。"),
        ("date=きょう", "日にちが読めません。"),
        ("date=2030-01-01", "その日のことは わかりません。"),
        ("q=！？", "さがすことばは 文字か数字で入れてください。"),
        ("q=" + "あ" * 10_000, "ことばは100文字までにしてください。"),
    ],
)
def test_what_cannot_be_read_is_left_out_with_a_word(client, query, remark):
    a_listing(name="ただ一つの会", district=a_district("kurashiki", "倉敷"))

    page = client.get(f"/places/?{query}")

    assert remark in text(page)
    assert found(page) == 1


def test_unknown_days_times_and_activities_are_not_there(client):
    a_listing(name="ただ一つの会")

    assert found(client.get("/places/?day=someday&time=midnight&activity=golf&near=here&page=x")) == 1


def test_morning_and_afternoon_together_are_any_time(client):
    a_listing(name="時間のわからない会")

    assert found(client.get("/places/?time=am&time=pm")) == 1


NAMES = st.sampled_from("q district school day time activity with date near page order view x".split())
VALUES = st.text(max_size=40) | st.sampled_from(
    [
        "mabi",
        "m-01",
        "tue",
        "am",
        "tea",
        "free",
        "2026-11-24",
        "week",
        "34.6,133.7",
        "next",
        "none",
        "calendar",
        "map",
        "\0",
    ]
)
BIG = st.sampled_from(["9" * 5000, "あ" * 10_000, "-1", "0001-01-01", "9999-12-31", "\ud800", "%00", "㍿" * 60])


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(NAMES, VALUES | BIG), max_size=12))
def test_no_query_string_whatever_breaks_the_search(query):
    garbage = urlencode([(name, value.encode("utf-8", "surrogatepass")) for name, value in query])

    assert Client().get(f"/places/?{garbage}").status_code == 200


@pytest.mark.parametrize("rows", [1, 3, 300])
def test_pages_ask_the_database_a_fixed_number_of_times(client, city, rows, django_assert_num_queries):
    for _ in range(rows):
        listing = a_listing(district=city, rules=[TUESDAYS])

    for address, most in [
        ("/places/", 3),
        ("/places/?district=mabi&day=tue&q=場", 3),
        ("/places/?date=2026-11-24", 3),
        ("/places/?order=next", 3),
        ("/places/?q=ありません", 4),
        ("/places/?q=ありません&date=2026-11-24", 4),
        (f"/places/{listing.number}/", 3),
        ("/places/999999/", 3),
        ("/sitemap.xml", 2),
        ("/robots.txt", 0),
    ]:
        with django_assert_num_queries(most):
            client.get(address)


def test_results_come_twenty_a_page_without_links_past_the_ends(client):
    for _ in range(41):
        a_listing()

    first, middle, last = (client.get(f"/places/?page={page}") for page in (1, 2, 3))

    assert [len(numbers(page)) for page in (first, middle, last)] == [20, 20, 1]
    assert [("前の20件" in text(page), "次の20件" in text(page)) for page in (first, middle, last)] == [
        (False, True),
        (True, True),
        (True, False),
    ]


@pytest.mark.parametrize(("districts", "kind"), [(30, '<input type="radio"'), (31, "<select")])
def test_more_districts_than_a_glance_takes_in_are_chosen_from_a_list(client, districts, kind):
    for number in range(3, districts + 1):
        a_district(f"d{number}", f"地区{number}")
    publish_areas(municipality=a_municipality(), on=TODAY)

    page = client.get("/places/?district=mabi").content.decode()

    assert re.search(rf'{kind}\s+name="district"', page)
    assert ' value="d9"' in page


def test_machines_are_told_every_page_and_the_way_to_them(client, city):
    listing = a_listing(district=city)

    assert "Sitemap: http://testserver/sitemap.xml" in client.get("/robots.txt").content.decode()
    sitemap = client.get(reverse("finder:sitemap")).content.decode()
    place = f"<loc>http://testserver/places/{listing.number}/</loc><lastmod>2026-11-24T01:00:00+00:00</lastmod>"
    assert place in sitemap
    assert "<loc>http://testserver/</loc>" in sitemap
    assert "<loc>http://testserver/districts/mabi/</loc>" in sitemap


@pytest.mark.parametrize("address", ["/", "/places/", "/districts/mabi/"])
def test_open_pages_are_only_read(client, address):
    assert client.post(address).status_code == 405
