"""One place on one sheet of A4."""

import datetime as dt

import pytest

from directory.areas.models import PublishedArea
from directory.finder.flyer import drawing, flyer
from directory.places.actions import pause_place
from directory.places.models import Listing
from directory.places.publishing import withdraw_place
from directory.places.schedule import OneDay, Rest, Rule
from directory.places.vocabulary import Activity, PauseReason
from tests.factories.places import AT, TODAY, a_listing, a_place
from tests.kayoiba.tools.pdf_reading import pages, runs, text

TUESDAYS = Rule(weekdays=("Tu",), weeks=(2, 4), start=dt.time(10), end=dt.time(11, 30))
LONG = "とても長い文章が いつまでも つづいています。" * 100
ADDRESS = "https://kayoiba.example/places/12/"
DAYS = [OneDay(TODAY + dt.timedelta(days=day), True, dt.time(13, 30), None, LONG[:200]) for day in range(9)]


def longest(**fields):
    """A listing that is full to the brim of its columns."""
    texts = {
        column.name: LONG[: column.max_length or 2000]
        for column in Listing._meta.fields
        if column.get_internal_type() in ("CharField", "TextField") and not column.choices
    }
    kept = dict.fromkeys(("parking", "wheelchair", "chairs", "newcomers_welcome", "men_welcome"), True)
    many = Rule(weekdays=("Mo", "Tu", "We"), weeks=(1, 2, 3), months=(1, 2, 3, 4, 5, 6), start=dt.time(10, 30))
    return Listing(
        **texts
        | kept
        | {
            "number": 12,
            "kinds": [LONG[:40]] * 9,
            "activities": ["tea"],
            "rules": [many.as_json()] * 9,
            "days": [day.as_json() for day in DAYS],
            "pauses": [Rest(dt.date(2027, 3, 1), None, PauseReason.PEOPLE, LONG[:200]).as_json()],
            "signup": "first",
            "checked_on": TODAY,
            "checked_how": "visit",
            "updated_at": AT,
        }
        | fields
    )


def sheet(listing):
    return flyer(listing, city=None, district=None, address=ADDRESS, now=AT)


def test_a_flyer_is_a_pdf_of_one_page_with_the_name_as_title_and_in_its_letters(client, city):
    listing = a_listing(name="呉妹おしゃべり広場", district=city, rules=[TUESDAYS], contact_phone="090-1234-5678")

    answer = client.get(f"/places/{listing.number}/flyer.pdf")

    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == f'inline; filename="kayoiba-{listing.number}.pdf"'
    assert pages(answer.content) == 1
    for said in ("呉妹おしゃべり広場", "毎月 第2・第4火曜日 午前10時〜11時30分", "12月8日(火)", "090-1234-5678"):
        assert said in text(answer.content)
    assert "きょう" not in text(answer.content)
    assert "呉妹おしゃべり広場".encode() in answer.content  # its title, which a reader's window shows


def test_where_no_number_may_be_shown_the_coordinator_of_the_district_answers(client, city):
    listing = a_listing(district=city)

    pdf = client.get(f"/places/{listing.number}/flyer.pdf").content

    assert "086-000-0006生活支援コーディネーターが出ます。 受付 平日の昼" in text(pdf)


def test_what_is_not_known_of_money_and_signing_up_is_left_to_the_telephone(client, city):
    unknown = a_listing(district=city)
    known = a_listing(district=city, fee_amount=100)

    asked, half_asked = (text(client.get(f"/places/{each.number}/flyer.pdf").content) for each in (unknown, known))

    assert "費用・予約電話でたずねてください。" in asked
    assert "予約電話でたずねてください。" in half_asked
    assert "費用100円" in half_asked
    assert "わからない" not in asked
    assert "たずねてください" not in text(sheet(Listing(number=1, name="井戸端", updated_at=AT)))  # of whom?


def test_a_time_is_never_broken_between_two_lines():
    whom = {"contact_name": "生活支援コーディネーター（真備事務所）", "contact_hours": "平日 午前8時30分〜午後5時15分"}
    pdf = sheet(Listing(number=1, name="井戸端", updated_at=AT, contact_phone="086-000-0006", **whom))

    assert any("午前8時30分〜午後5時15分" in run for run in runs(pdf))


@pytest.mark.parametrize("name", ["あ", "真備町服部いきいき健康サロン", "長い名前の会" * 20])
def test_whatever_stands_in_it_a_flyer_is_one_page(name):
    pdf = sheet(longest(name=name))

    assert pages(pdf) == 1
    assert name in text(pdf)
    assert "いす席" in text(pdf)  # the last of the facts


def test_of_a_place_of_which_nothing_is_known_there_is_a_flyer_too():
    assert pages(sheet(Listing(number=1, name="井戸端", updated_at=AT))) == 1


def test_a_sheet_says_when_it_was_printed_how_old_its_word_is_and_that_a_sample_is_one():
    city = PublishedArea(level="city", slug="332020", name="倉敷市", is_sample=True)
    tomorrow = OneDay(TODAY + dt.timedelta(days=1), meets=False)
    old = {"checked_on": dt.date(2025, 4, 1), "checked_how": "visit", "days": [tomorrow.as_json()]}
    never, long_ago = (Listing(number=1, name="井戸端", updated_at=AT, **fields) for fields in ({}, old))

    pdf = flyer(long_ago, city=city, district=None, address=ADDRESS, now=AT)

    assert "確認が古い情報です。2025年4月1日に訪問して確認かよいば 倉敷市（見本データ）　令和8年11月24日 印刷" in text(
        pdf
    )
    assert "11月25日(水)は お休みです" in text(pdf)
    assert "あした" not in text(pdf)
    assert "まだ確認していない情報です。" in text(sheet(never))


def test_every_activity_is_drawn():
    pictures = {drawing(activity) for activity in Activity.values}

    assert len(pictures) == len(Activity)
    assert all('viewBox="0 0 64 64"' in picture for picture in pictures)


def test_the_same_flyer_is_not_sent_twice_and_a_pause_makes_it_another(client):
    place = a_place(rules=[TUESDAYS])
    address = f"/places/{a_listing(place).number}/flyer.pdf"
    first = client.get(address)

    assert client.get(address, headers={"If-None-Match": first["ETag"]}).status_code == 304
    pause_place(place=place, from_date=TODAY, until=None, reason=PauseReason.VENUE, by=None, at=AT)
    assert client.get(address, headers={"If-None-Match": first["ETag"]}).status_code == 200


def test_of_a_place_that_is_gone_there_is_no_flyer(client):
    place = a_place()
    number = a_listing(place).number
    withdraw_place(place=place, reason="引っ越した", by=None, at=AT)

    assert client.get(f"/places/{number}/flyer.pdf").status_code == 404
