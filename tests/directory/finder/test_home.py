"""Home: どこで・いつ・なにを, what is open soon, whom to ring."""

import re

import pytest
from django.utils import timezone

from directory.areas.actions import publish_areas
from directory.places.schedule import Rule
from directory.places.vocabulary import Activity
from tests.directory.finder.reading import chips, numbers, text
from tests.factories.places import AT, TODAY, a_district, a_listing, a_municipality

EVERY_TUESDAY = Rule(weekdays=("Tu",))
EVERY_WEDNESDAY = Rule(weekdays=("We",))


def test_it_counts_what_each_choice_would_find(client, city):
    a_listing(name="呉妹の会", district=city, rules=[EVERY_TUESDAY], activities=[Activity.TEA])
    a_listing(name="どこかの会")

    page = client.get("/")

    assert "掲載 2か所（11月24日現在）" in text(page)
    assert chips(page, "district") == {"mabi": "真備 1", "kurashiki": "倉敷 0", "": "どこでも 2"}
    assert chips(page, "day")["tue"] == "火 1"
    assert chips(page, "activity")["tea"] == "お茶 1"
    assert "地区のきまっていない" not in text(page)
    assert "さがす（2か所）" in text(page)


def test_it_searches_any_day_today_tomorrow_or_in_the_week(client):
    page = client.get("/")

    assert list(chips(page, "date")) == ["", "today", "tomorrow", "week"]
    assert re.search(r'name="date"\s+value="" checked>', page.content.decode())


def test_it_shows_three_of_todays_places_and_the_way_to_more(client):
    for name in "あいうえ":
        a_listing(name=f"{name}の会", rules=[EVERY_TUESDAY])

    page = client.get("/")

    assert len(numbers(page)) == 3
    assert "きょう ひらいている場所" in text(page)
    assert 'href="/places/?date=today">きょうの場所を もっと見る</a>' in page.content.decode()


def test_in_the_evening_it_tells_of_tomorrow(client, monkeypatch):
    a_listing(name="水曜の会", rules=[EVERY_WEDNESDAY])
    monkeypatch.setattr(timezone, "now", lambda: AT.replace(hour=21))

    page = client.get("/")

    assert "あした ひらいている場所" in text(page)
    assert len(numbers(page)) == 1


def test_it_says_whom_to_ring_in_each_district(client):
    page = text(client.get("/"))

    assert "086-000-0006" in page
    assert "生活支援コーディネーターが出ます。 受付 平日の昼" in page
    assert "電話番号は まだ のせていません。" in page


def test_who_already_meets_somewhere_is_asked_to_tell(client):
    page = client.get("/").content.decode()

    assert "「それなら もう やってるよ！」" in page
    assert 'href="/propose/"' in page


def test_more_districts_than_a_glance_takes_in_are_chosen_from_a_list(client):
    for number in range(3, 32):
        a_district(f"d{number}", f"地区{number}")
    publish_areas(municipality=a_municipality(), on=TODAY)

    page = client.get("/").content.decode()

    assert re.search(r'<select\s+name="district"', page)
    assert page.count('class="phone"') == 0


@pytest.mark.parametrize("rows", [1, 3, 300])
def test_it_asks_the_database_a_fixed_number_of_times(client, city, rows, django_assert_num_queries):
    for _ in range(rows):
        a_listing(district=city, rules=[EVERY_TUESDAY])

    with django_assert_num_queries(3):
        client.get("/")


def test_nothing_today_is_one_question_more(client, django_assert_num_queries):
    a_listing(rules=[EVERY_WEDNESDAY])

    with django_assert_num_queries(4):
        client.get("/")
