import datetime as dt
import json
import re

from directory.places.actions import pause_place
from directory.places.publishing import Answer, publish_place, withdraw_place
from directory.places.schedule import Rule
from directory.places.vocabulary import AgreedHow, FieldGroup, PauseReason
from tests.directory.finder.reading import text
from tests.factories.places import AT, TODAY, a_listing, a_place

TUESDAYS = Rule(weekdays=("Tu",), weeks=(2, 4), start=dt.time(10), end=dt.time(11, 30))


def test_a_place_says_its_next_three_dates_and_its_rule(client, city):
    listing = a_listing(name="呉妹おしゃべり広場", district=city, rules=[TUESDAYS], schedule_text="第2・4火 10時から")

    page = client.get(f"/places/{listing.number}/")

    assert f'data-place="{listing.number}"' in re.search(r"<main[^>]*>", page.content.decode())[0]
    assert re.findall(r'<time datetime="([^"]+)">([^<]+)</time> <span>([^<]+)</span>', page.content.decode()) == [
        ("2026-11-24", "きょう 11月24日(火)", "午前10時〜11時30分"),
        ("2026-12-08", "12月8日(火)", "午前10時〜11時30分"),
        ("2026-12-22", "12月22日(火)", "午前10時〜11時30分"),
    ]
    assert "毎月 第2・第4火曜日 午前10時〜11時30分 第2・4火 10時から" in text(page)


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
    assert "わからないこと：送迎・段差がない・" in page


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
    data = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', page)[1])

    assert name not in page
    assert (data["name"], data["isAccessibleForFree"]) == (name, True)
    assert data["event"][0]["startDate"] == "2026-11-24T10:00:00+09:00"
