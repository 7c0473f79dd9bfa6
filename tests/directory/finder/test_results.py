"""What a search found: the list, the calendar, and the ways on from nothing."""

import datetime as dt
import re

import pytest

from directory.places.actions import pause_place
from directory.places.schedule import Rule
from directory.places.vocabulary import Activity, PauseReason, Precision
from tests.directory.finder.reading import cards, chips, found, numbers, text
from tests.factories.places import AT, TODAY, a_district, a_listing, a_place

TUESDAYS = Rule(weekdays=("Tu",), start=dt.time(10, 30), end=dt.time(11, 30))
TEN = dt.time(10)
WEDNESDAYS = Rule(weekdays=("We",), start=TEN)


def links(page, around):
    """Words and addresses of the links within the element of that class."""
    part = re.search(rf'class="{around}[^"]*".*?</ul>', page.content.decode(), flags=re.S)[0]
    return {
        re.sub(r"<[^>]+>", "", words).strip(): address.replace("&amp;", "&").removeprefix("/places/?")
        for address, words in re.findall(r'<a href="([^"]*)"[^>]*>(.*?)</a>', part, flags=re.S)
    }


def test_the_same_result_is_a_list_a_calendar_and_a_map(client, city):
    a_listing(district=city)

    page = client.get("/places/?district=mabi&view=map")

    assert links(page, "views") == {
        "一覧": "district=mabi",
        "カレンダー": "district=mabi&view=calendar",
        "地図": "district=mabi&view=map",
    }
    assert 'view=map" aria-current="true"' in page.content.decode()


def test_the_soonest_come_first_unless_the_reader_wants_the_order_of_readings(client):
    later = a_listing(name="あの会", reading="あのかい", rules=[WEDNESDAYS])
    sooner = a_listing(name="わの会", reading="わのかい", rules=[TUESDAYS])

    usual, by_name = client.get("/places/"), client.get("/places/?order=name")

    assert numbers(usual) == [sooner.number, later.number]
    assert numbers(by_name) == [later.number, sooner.number]
    assert links(usual, "orders") == {"次にひらく順": "", "五十音順": "order=name"}


def test_where_the_reader_stands_orders_and_measures(client, city):
    far = a_listing(district=city, lat=34.65, lng=133.7, address="1-1", precision=Precision.ADDRESS)
    near = a_listing(district=city, lat=34.631, lng=133.7, address="1-2", precision=Precision.ADDRESS)

    page = client.get("/places/?near=34.63,133.7")

    assert numbers(page) == [near.number, far.number]
    assert "歩いて やく2分" in text(page)
    assert "やく2.9km" in text(page)
    assert "近い順" in links(page, "orders")


def test_where_the_reader_stands_goes_on_no_paper_and_to_no_calendar(client):
    a_listing(rules=[TUESDAYS])

    listed = client.get("/places/?near=34.63,133.7&day=tue").content.decode()
    month = client.get("/places/?near=34.63,133.7&day=tue&view=calendar").content.decode()

    assert "<p>http://testserver/places/?day=tue</p>" in listed
    assert 'href="/places/calendar.ics?day=tue"' in month


def test_a_card_begins_with_when_it_next_meets(client):
    a_listing(rules=[TUESDAYS])
    a_listing(rules=[WEDNESDAYS])

    page = text(client.get("/places/"))

    assert "きょう 11月24日(火) 午前10時30分から" in page
    assert "次は あした 11月25日(水) 午前10時から" in page


def test_a_card_of_what_is_open_now_says_until_when(client):
    a_listing(rules=[Rule(weekdays=("Tu",), start=dt.time(9), end=dt.time(12))])

    assert "いま ひらいています 正午まで" in text(client.get("/places/"))


def test_in_the_evening_today_is_only_what_is_still_to_come(client, city, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: AT.replace(hour=19))
    a_listing(district=city, rules=[TUESDAYS])
    late = a_listing(district=city, rules=[Rule(weekdays=("Tu",), start=dt.time(20))])

    for query in ("date=today", "date=2026-11-24", "district=mabi&date=today", "view=calendar"):
        page = client.get(f"/places/?{query}")
        assert numbers(page) == [late.number], query
        assert chips(page, "date")["today"] == "きょう 1"
    assert chips(client.get("/"), "date")["today"] == "きょう 1"
    assert re.search(r'今日</span>\s*<span class="month-count">1<', page.content.decode())


def test_who_asks_for_a_weekday_is_not_told_that_nothing_comes_before(client):
    a_listing(rules=[Rule(weekdays=("We", "Mo"), start=TEN), Rule(weekdays=("Mo",), start=dt.time(14))])

    assert "月曜は 11月30日(月) 午前10時から" in cards(client.get("/places/?day=mon"))
    assert "月曜は 11月30日(月) 午前10時から" in client.get("/places/?day=mon&view=map").content.decode()
    assert "午後は 11月30日(月) 午後2時から" in cards(client.get("/places/?time=pm"))
    assert "水曜の午前は あした 11月25日(水) 午前10時から" in cards(client.get("/places/?day=wed&time=am"))
    assert "次は あした 11月25日(水) 午前10時から" in cards(client.get("/places/"))


def test_a_card_of_who_pauses_says_until_when(client):
    place = a_place(rules=[TUESDAYS])
    pause_place(place=place, from_date=TODAY, until=dt.date(2027, 1, 5), reason=PauseReason.VENUE, by=None, at=AT)
    a_listing(place)

    assert "お休み中（2027年1月5日まで）" in text(client.get("/places/"))


def test_a_card_has_the_places_own_number_or_that_of_its_district(client, city):
    a_listing(district=city, contact_phone="086-000-0001")
    a_listing(district=city)

    page = text(client.get("/places/?order=name"))

    assert "電話 086-000-0001" in page
    assert "電話 086-000-0006 生活支援コーディネーターが出ます。" in page


def test_the_conditions_can_be_changed_and_say_what_they_leave(client, city):
    a_listing(district=city, rules=[TUESDAYS], activities=[Activity.TEA], wheelchair=True)

    page = client.get("/places/?district=mabi&day=tue&day=wed&with=wheelchair")

    assert chips(page, "day")["tue"] == "火 1"
    assert chips(page, "day")["sun"] == "日 0"
    assert chips(page, "with")["wheelchair"] == "車いす 1"
    checked = re.findall(r'name="(\w+)"\s+value="(\w+)" checked', page.content.decode())
    assert checked == [("district", "mabi"), ("day", "tue"), ("day", "wed"), ("with", "wheelchair")]


def test_a_day_of_the_calendar_stays_chosen_when_conditions_change(client):
    page = client.get("/places/?date=2026-12-01")

    assert chips(page, "date")["2026-12-01"] == "12月1日(火)"
    assert re.search(r'name="date"\s+value="2026-12-01" checked', page.content.decode())


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("district=mabi&day=wed", "真備の水曜には 見つかりません"),
        ("district=mabi&day=wed&activity=tea", "真備の水曜に お茶は 見つかりません"),
        ("district=kurashiki", "倉敷には 見つかりません"),
        ("activity=tea&with=parking", "お茶・駐車場は 見つかりません"),
    ],
)
def test_a_search_in_vain_says_so_in_a_sentence(client, city, query, sentence):
    a_listing(district=city, rules=[TUESDAYS])

    assert sentence in text(client.get(f"/places/?{query}"))


def test_a_search_in_vain_shows_what_is_near_and_whom_to_ring(client, city):
    listing = a_listing(district=city, rules=[TUESDAYS])

    page = client.get("/places/?district=mabi&day=wed")

    assert found(page) == 0
    assert numbers(page) == []
    assert f'href="/places/{listing.number}/"' in page.content.decode()
    assert "真備の係に 電話でたずねることも できます。" in text(page)
    assert "086-000-0006" in text(page).split("見つかりません")[1]


def test_nobody_is_told_how_far_it_is_from_where_nobody_stands(client, city):
    a_listing(district=city, rules=[TUESDAYS], lat=34.65, lng=133.7, address="1-1", precision=Precision.ADDRESS)

    page = client.get("/places/?district=mabi&day=wed")

    assert "見つかりません" in text(page)
    assert 'class="result"' in page.content.decode()
    assert "歩いて" not in text(page)


def test_the_calendar_counts_four_weeks_and_lists_the_chosen_day(client):
    tuesday = a_listing(rules=[TUESDAYS])
    wednesday = a_listing(rules=[WEDNESDAYS])

    today, later = client.get("/places/?view=calendar"), client.get("/places/?view=calendar&date=2026-11-25")
    days = re.findall(r"view=calendar&amp;date=([\d-]+)#list", today.content.decode())

    assert days == [(TODAY + dt.timedelta(days=ahead)).isoformat() for ahead in range(28)]
    assert (numbers(today), numbers(later)) == ([tuesday.number], [wednesday.number])
    assert "きょう 11月24日(火)は 1か所" in text(today)
    assert re.search(r'date=2026-11-25#list"\s+aria-current="date"', later.content.decode())


def test_the_calendar_shows_a_day_and_does_not_ask_for_it(client, city):
    a_listing(district=city, rules=[TUESDAYS])
    a_listing(district=city, rules=[WEDNESDAYS])

    page = client.get("/places/?district=mabi&view=calendar")

    assert found(page) == 2
    assert len(numbers(page)) == 1
    assert links(page, "views") == {
        "一覧": "district=mabi",
        "カレンダー": "district=mabi&view=calendar",
        "地図": "district=mabi&view=map",
    }
    assert chips(page, "day")["wed"] == "水 1"
    assert re.search(r'name="date"\s+value="" checked', page.content.decode())


def test_a_day_that_was_chosen_in_the_calendar_is_a_condition_like_any_other(client, city):
    a_listing(district=city, rules=[TUESDAYS])
    a_listing(district=city, rules=[WEDNESDAYS])

    page = client.get("/places/?district=mabi&view=calendar&date=2026-11-25")

    assert found(page) == len(numbers(page)) == 1
    assert "あした 11月25日(水)は 1か所" in text(page)
    assert links(page, "views")["地図"] == "district=mabi&date=2026-11-25&view=map"
    assert re.search(r'href="/places/\?district=mabi&amp;view=calendar">あした 11月25日\(水\)', page.content.decode())


@pytest.mark.parametrize(
    ("asked", "day"), [("date=week", "きょう 11月24日(火)"), ("date=tomorrow", "あした 11月25日(水)")]
)
def test_the_calendar_opens_on_the_first_of_the_days_asked_for(client, asked, day):
    a_listing(rules=[TUESDAYS, WEDNESDAYS])

    page = client.get(f"/places/?view=calendar&{asked}")

    assert f"{day}は 1か所" in text(page)
    assert links(page, "views")["一覧"] == asked


def test_the_calendar_opens_on_the_first_day_with_any_place(client):
    listing = a_listing(rules=[WEDNESDAYS])

    page = client.get("/places/?view=calendar")

    assert "あした 11月25日(水)は 1か所" in text(page)
    assert numbers(page) == [listing.number]


def test_a_day_of_the_calendar_without_any_place_leads_on(client, city):
    a_listing(district=city, rules=[WEDNESDAYS])

    page = client.get("/places/?view=calendar&district=mabi&date=2026-11-24")

    assert "真備のきょう 11月24日(火)には 見つかりません" in text(page)
    assert "ほかの日を えらぶこともできます。" in text(page)
    assert "「きょう 11月24日(火)」をはずす（1か所）" in text(page)


def test_a_calendar_of_places_whose_days_nobody_knows_leads_to_the_list(client, city):
    a_listing(district=city)

    page = client.get("/places/?view=calendar&district=mabi")

    assert found(page) == 1
    assert "これから 4週間の集まりは 見つかりません" in text(page)
    assert 'href="/places/?district=mabi">一覧</a>で' in page.content.decode()


def test_a_day_beyond_the_four_weeks_is_counted_all_the_same(client):
    a_listing(rules=[TUESDAYS])

    page = client.get("/places/?view=calendar&date=2027-03-02")

    assert found(page) == len(numbers(page)) == 1
    assert "2027年3月2日(火)は 1か所" in text(page)


def test_the_calendar_names_holidays(client, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: AT.replace(month=12, day=28))

    assert "祝日：1月1日 元日、1月11日 成人の日" in text(client.get("/places/?view=calendar"))


@pytest.mark.parametrize("rows", [1, 3, 300])
def test_each_view_asks_the_database_a_fixed_number_of_times(client, city, rows, django_assert_num_queries):
    for _ in range(rows):
        a_listing(district=city, rules=[TUESDAYS], lat=34.6, lng=133.7, precision=Precision.ADDRESS)

    for query, most in [
        ("", 3),
        ("district=mabi&day=tue&activity=tea&day=mon", 4),
        ("with=parking&date=week", 4),
        ("near=34.6,133.7", 3),
        ("order=name", 3),
        ("view=calendar", 4),
        ("view=map", 4),
    ]:
        with django_assert_num_queries(most):
            client.get(f"/places/?{query}")


def test_an_unknown_view_is_the_list(client):
    a_listing()

    assert len(numbers(client.get("/places/?view=globe"))) == 1


def test_a_place_without_district_has_a_card_like_any_other(client):
    listing = a_listing()

    page = client.get("/places/?district=none")

    assert numbers(page) == [listing.number]
    assert chips(page, "district")["none"] == "地区未設定 1"


def test_a_search_with_a_district_of_its_own_does_not_offer_no_district(client, city):
    a_listing(district=a_district("kurashiki", "倉敷"))

    assert "none" not in chips(client.get("/places/"), "district")
