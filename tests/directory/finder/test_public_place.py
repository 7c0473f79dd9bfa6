import datetime as dt
import html
import json
import re
from urllib.parse import parse_qs, urlsplit

import pytest

from directory.places.actions import check_place, except_day, pause_place
from directory.places.models import Listing
from directory.places.publishing import Answer, publish_place, withdraw_place
from directory.places.schedule import DAY_ENDS, LAST, OneDay, Rule
from directory.places.vocabulary import AgreedHow, CheckedHow, FieldGroup, PauseReason, Precision
from tests.directory.finder.reading import text
from tests.factories.people import a_person
from tests.factories.places import AT, TODAY, a_listing, a_place, a_town

TUESDAYS = Rule(weekdays=("Tu",), weeks=(2, 4), start=dt.time(10), end=dt.time(11, 30))


def linked_data(page):
    return json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', page)[1])


def links(page):
    """The words of each link, and where it leads."""
    found = re.findall(r'<a[^>]*href="([^"]+)"[^>]*>(.*?)</a>', page.content.decode(), flags=re.S)
    return {re.sub(r"<[^>]+>|\s+", " ", words).strip(): html.unescape(address) for address, words in found}


def test_a_place_says_its_next_three_dates_and_its_rule(client, city):
    listing = a_listing(name="呉妹おしゃべり広場", district=city, rules=[TUESDAYS], schedule_text="第2・4火 10時から")

    page = client.get(f"/places/{listing.number}/")

    assert f'data-place="{listing.number}"' in re.search(r"<main[^>]*>", page.content.decode())[0]
    assert re.findall(r'<time datetime="([^"]+)">([^<]+)</time> <span>([^<]+)</span>', page.content.decode()) == [
        ("2026-11-24", "きょう 11月24日(火)", "午前10時〜11時30分"),
        ("2026-12-08", "12月8日(火)", "午前10時〜11時30分"),
        ("2026-12-22", "12月22日(火)", "午前10時〜11時30分"),
    ]
    assert "毎月 第2・第4火曜日 午前10時〜11時30分 書かれていること：第2・4火 10時から" in text(page)


def test_a_place_without_a_number_of_its_own_names_the_coordinator(client, city):
    listing = a_listing(name="呉妹の会", district=city)

    page = text(client.get(f"/places/{listing.number}/"))

    assert "真備の係が お答えします。" in page
    assert "086-000-0006" in page


def test_facts_are_there_or_not_or_unknown(client):
    listing = a_listing(parking=True, wheelchair=False)

    page = text(client.get(f"/places/{listing.number}/"))

    assert "駐車場 有" in page
    assert "車いすで入れる 無" in page
    assert "わからないこと：送迎、 段差がない、 " in page


def test_a_paused_place_says_so_first_with_since_when_why_and_until(client, city):
    place = a_place("休みの会", district=city, rules=[TUESDAYS])
    listing = a_listing(place)
    until = dt.date(2027, 3, 31)
    pause = {"from_date": dt.date(2026, 4, 1), "until": until, "reason": PauseReason.PEOPLE, "note": "世話人を募集中。"}
    pause_place(place=place, **pause, by=None, at=AT)

    page = text(client.get(f"/places/{listing.number}/"))

    assert "4月1日から 担い手のつごうで お休みしています。2027年3月31日までの予定です。世話人を募集中。" in page
    assert page.index("いまは お休み中です") < page.index("どこで")
    assert "真備の ほかの場所をさがす" in page
    assert "お休み中（2027年3月31日まで）" in text(client.get("/places/?district=mabi"))


def test_of_its_rules_those_that_are_over_are_not_said(client):
    over = Rule(weekdays=("Mo",), valid_to=dt.date(2026, 3, 31))
    later = Rule(weekdays=("We",), valid_from=dt.date(2026, 12, 1))
    listing = a_listing(rules=[over, TUESDAYS, later])
    finished = a_listing(rules=[over], schedule_text="毎週 月曜日")

    page = text(client.get(f"/places/{listing.number}/"))

    assert "毎月 第2・第4火曜日 午前10時〜11時30分 毎週 水曜日（12月1日から）" in page
    assert "月曜日" not in page
    assert "日どりは お問い合わせください。" in text(client.get(f"/places/{finished.number}/"))


def test_every_pause_is_told_the_one_that_holds_first(client):
    place = a_place("休みがちな会", rules=[TUESDAYS])
    listing = a_listing(place)
    for first, last in ((TODAY, dt.date(2026, 12, 31)), (dt.date(2027, 2, 1), None)):
        pause_place(place=place, from_date=first, until=last, reason=PauseReason.SEASON, by=None, at=AT)

    page = text(client.get(f"/places/{listing.number}/"))

    now, then = (
        "11月24日から 季節のため お休みしています。12月31日までの予定です。",
        "2027年2月1日から 季節のため お休みします。",
    )
    assert page.index("いまは お休み中です") < page.index(now) < page.index(then)


def test_a_home_page_that_is_no_address_of_the_web_is_not_a_link(client):
    listing = a_listing(url="javascript:alert(1)")

    assert "javascript:" not in client.get(f"/places/{listing.number}/").content.decode()


def test_a_withdrawn_place_is_gone_without_a_trace_and_leads_on(client, city):
    place = a_place("やめた会", district=city)
    number = a_listing(place).number
    withdraw_place(place=place, reason="引っ越した", by=None, at=AT)

    for address in (f"/places/{number}/", "/places/999999/", f"/places/{10**30}/"):
        page = client.get(address)

        assert page.status_code == 404
        assert "真備でさがす" in text(page)
        assert "やめた会" not in text(page)


def test_only_the_name_is_shown_where_only_that_was_agreed_to(client, city):
    place = a_place("名前だけよい会", district=city, venue_name="山田邸", address="尾崎1", contact_phone="086-000-9999")
    answer = Answer(FieldGroup.INTRODUCTION, agreed=True, how=AgreedHow.ORAL, agreed_on=TODAY)
    number = publish_place(place=place, answers=[answer], by=None, at=AT).number

    page = client.get(f"/places/{number}/").content.decode()

    assert "名前だけよい会" in page
    assert not [private for private in ("山田邸", "尾崎1", "086-000-9999") if private in page]


def test_linked_data_holds_the_next_meetings_and_cannot_break_out(client):
    name = "</script><script>alert(1)</script>"
    listing = a_listing(name=name, rules=[TUESDAYS], fee_amount=0, parking=True)

    page = client.get(f"/places/{listing.number}/").content.decode()
    data = linked_data(page)

    assert name not in page
    assert (data["name"], data["isAccessibleForFree"]) == (name, True)
    assert data["event"][0]["startDate"] == "2026-11-24T10:00:00+09:00"


def test_linked_data_holds_the_rules_that_a_schedule_can_say(client):
    last = Rule(weekdays=("Fr",), weeks=(LAST,), start=dt.time(20), end=DAY_ENDS)
    but_holidays = Rule(weekdays=("Mo",), off_on_holidays=True)
    place = a_place(rules=[TUESDAYS, last, but_holidays])
    listing = a_listing(place)
    except_day(place=place, day=OneDay(dt.date(2026, 12, 8), meets=False), by=None, at=AT)

    (series,) = [
        event
        for event in linked_data(client.get(f"/places/{listing.number}/").content.decode())["event"]
        if event["@type"] == "EventSeries"
    ]

    always = {"@type": "Schedule", "repeatFrequency": "P1M", "exceptDate": ["2026-12-08"]}
    always |= {"scheduleTimezone": "Asia/Tokyo"}
    tuesdays = {"byDay": ["https://schema.org/Tuesday"], "byMonthWeek": [2, 4], "startTime": "10:00"}
    assert series["eventSchedule"] == [
        always | tuesdays | {"endTime": "11:30"},
        always | {"byDay": ["-1FR"], "startTime": "20:00", "endTime": "24:00"},
    ]


def test_days_with_their_own_word_are_told_until_they_are_past(client):
    place = a_place(rules=[TUESDAYS])
    number = a_listing(place).number
    for day in (
        OneDay(dt.date(2026, 12, 8), meets=False, note="会館の工事"),
        OneDay(dt.date(2026, 12, 22), meets=True, start=dt.time(13, 30)),
    ):
        except_day(place=place, day=day, by=None, at=AT)
    past = OneDay(TODAY - dt.timedelta(days=1), meets=False)
    Listing.objects.update(days=[past.as_json(), *Listing.objects.get().days])

    page = text(client.get(f"/places/{number}/"))

    assert "12月8日(火)は お休みです（会館の工事）" in page
    assert "12月22日(火)は 午後1時30分から ひらきます" in page
    assert "12月22日(火) 午後1時30分から" in page
    assert "11月23日" not in page


def test_days_that_nobody_could_read_are_shown_as_written_and_said_to_be_so(client):
    listing = a_listing(schedule_text="春と秋に ときどき")

    page = text(client.get(f"/places/{listing.number}/"))

    assert "春と秋に ときどき 書かれたとおりに のせています。" in page
    assert "日どりは お問い合わせください。" not in page


def test_of_what_was_read_only_the_rest_is_shown_as_written(client):
    listing = a_listing(schedule_text="第2・4火曜 10時〜11時半 要予約", rules=[TUESDAYS])

    page = text(client.get(f"/places/{listing.number}/"))

    assert "書かれていること：要予約" in page
    assert "11時半" not in page


def test_a_place_without_any_schedule_is_never_said_to_be_open(client):
    page = client.get(f"/places/{a_listing().number}/")

    assert "日どりと場所は お問い合わせください。" in text(page)
    assert "カレンダーに入れる" not in links(page)
    assert "openingHours" not in page.content.decode()


def test_maps_lead_to_a_point_that_may_be_shown_and_to_none_else(client):
    where = {"venue_name": "呉妹分館", "address": "尾崎1", "lat": 34.61234, "lng": 133.71234}
    town = a_town(lat=34.6, lng=133.7)
    exact, near, school = (
        client.get(f"/places/{a_listing(precision=precision, town=town, **where).number}/") for precision in Precision
    )

    assert links(exact)["まわりを 地図で見る"] == "/places/?near=34.612,133.712&view=map"
    assert links(exact)["国土地理院の 大きな地図で見る"] == "https://maps.gsi.go.jp/#17/34.61234/133.71234/"
    assert links(near)["国土地理院の 大きな地図で見る"] == "https://maps.gsi.go.jp/#15/34.60000/133.70000/"
    assert "地図では その町の まん中あたりを しめします。" in text(near)
    assert not any("地図" in words for words in links(school))


def test_a_place_is_told_by_line_and_mail_with_its_next_day_and_its_address(client):
    listing = a_listing(name="お茶 & おしゃべり", rules=[TUESDAYS])

    told = links(client.get(f"/places/{listing.number}/"))
    line, mail = (urlsplit(told[f"{way}で知らせる"]) for way in ("LINE", "メール"))

    text = parse_qs(line.query)["text"][0]
    assert (line.scheme, line.netloc, line.path) == ("https", "line.me", "/R/share")
    assert text.splitlines() == [
        "お茶 & おしゃべり",
        "次は 11月24日(火) 午前10時〜11時30分",
        "毎月 第2・第4火曜日 午前10時〜11時30分",
        f"http://testserver/places/{listing.number}/",
    ]
    assert (mail.scheme, "+" in mail.query) == ("mailto", False)
    assert parse_qs(mail.query) == {"subject": ["お茶 & おしゃべり"], "body": [text]}


def test_a_place_leads_to_its_flyer_its_calendar_and_to_saying_what_is_wrong(client):
    listing = a_listing(rules=[TUESDAYS])

    told = links(client.get(f"/places/{listing.number}/"))

    for words, ending in (("紙のちらし（PDF）", "flyer.pdf"), ("カレンダーに入れる", "calendar.ics")):
        assert told[words] == f"/places/{listing.number}/{ending}"
        assert client.get(told[words]).status_code == 200
    assert told["ちがうところを知らせる"] == f"/places/{listing.number}/correct/"


def test_beside_its_own_number_a_place_names_the_coordinator_of_its_district(client, city):
    listing = a_listing(name="呉妹の会", district=city, contact_phone="090-1111-2222", contact_name="世話人")

    page = text(client.get(f"/places/{listing.number}/"))

    assert page.index("090-1111-2222") < page.index("真備のコーディネーター") < page.index("086-000-0006")


@pytest.mark.parametrize(
    ("on", "told"),
    [
        (TODAY, "11月24日に住民の知らせで確認（コーディネーター）"),
        (
            TODAY - dt.timedelta(days=366),
            "確認が古い情報です。2025年11月23日に住民の知らせで確認（コーディネーター）",
        ),
    ],
)
def test_when_and_how_it_was_checked_and_by_whom(client, on, told):
    place = a_place()
    listing = a_listing(place)
    check_place(place=place, how=CheckedHow.RESIDENT, on=on, by=a_person(), at=AT)

    assert told in text(client.get(f"/places/{listing.number}/"))


def test_a_link_that_is_shared_shows_name_days_and_place(client, city):
    listing = a_listing(name="呉妹の会", district=city, rules=[TUESDAYS])

    page = client.get(f"/places/{listing.number}/").content.decode()

    assert dict(re.findall(r'<meta property="og:(\w+)"\s+content="([^"]*)"', page)) == {
        "type": "website",
        "title": "呉妹の会",
        "description": "毎月 第2・第4火曜日 午前10時〜11時30分 真備",
        "url": f"http://testserver/places/{listing.number}/",
        "locale": "ja_JP",
        "site_name": "かよいば 倉敷市",
    }


@pytest.mark.parametrize("others", [0, 2, 299])
def test_a_place_asks_the_database_three_times_however_many_there_are(client, city, others, django_assert_num_queries):
    listings = [a_listing(district=city, rules=[TUESDAYS]) for _ in range(others + 1)]

    for address in ("", "flyer.pdf"):
        with django_assert_num_queries(3):
            client.get(f"/places/{listings[0].number}/{address}")


def test_of_whom_nothing_is_known_is_said_once_with_a_button_to_the_numbers(client):
    listing = a_listing(name="名前だけの会")

    page = client.get(f"/places/{listing.number}/")

    assert links(page)["係の電話番号を見る"] == "/contacts/"
    assert text(page).count("お問い合わせください") == 1
    assert "日どりと場所は お問い合わせください。" in text(page)
    assert "くわしい場所は" not in text(page)
