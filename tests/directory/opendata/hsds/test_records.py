"""What is told of a place: as much as was agreed to, in the words of HSDS."""

import datetime as dt

import pytest

from directory.areas.actions import publish_areas
from directory.areas.models import Municipality
from directory.places.actions import pause_place
from directory.places.vocabulary import PauseReason, Precision
from tests.directory.opendata.hsds.asking import LOCATION, SERVICE, SERVICE_AT_LOCATION, told
from tests.factories.places import AT, TODAY, a_listing, a_place, a_town

pytestmark = pytest.mark.usefixtures("city")

LISTS = ("phones", "contacts", "schedules", "service_areas", "service_at_locations", "cost_options", "attributes")


def service(client, listing):
    return told(client, f"services/{SERVICE.format(listing.number)}")


def location(client, listing):
    return told(client, f"locations/{LOCATION.format(listing.number)}")


def test_a_service_says_what_people_ask_first(client, a_full_listing):
    row = service(client, a_full_listing)

    assert {name: value for name, value in row.items() if name not in LISTS} == {
        "id": SERVICE.format(a_full_listing.number),
        "organization_id": row["organization"]["id"],
        "name": "呉妹サロン",
        "alternate_name": "くれせさろん",
        "description": "お茶を飲みます。\nもちもの うわばき",
        "url": f"http://testserver/places/{a_full_listing.number}/",
        "email": "salon@example.com",
        "status": "active",
        "application_process": "はじめてのときだけ連絡",
        "fees_description": "100円",
        "eligibility_description": "65歳以上\n小学校区の人\nはじめての人 歓迎\n定員 20人",
        "assured_date": "2026-11-24",
        "last_modified": "2026-11-24T10:00:00+09:00",
        "organization": {
            "id": row["organization_id"],
            "name": "呉妹の会",
            "description": "通いの場を ひらいている団体。",
        },
    }


def test_a_service_says_whom_to_ring_what_it_costs_and_who_may_come(client, a_full_listing):
    row = service(client, a_full_listing)

    (phone,), (contact,) = row["phones"], row["contacts"]
    assert (phone["number"], phone["type"], phone["description"]) == ("086-000-0000", "voice", "平日の昼")
    assert (contact["name"], contact["phones"]) == ("世話人", [phone])
    assert [(cost["amount"], cost["currency"], cost["option"]) for cost in row["cost_options"]] == [
        (100, "JPY", "100円")
    ]
    assert [area["name"] for area in row["service_areas"]] == ["呉妹小学校区"]
    assert [schedule["byday"] for schedule in row["schedules"]] == ["2TU,4TU"]


def test_the_words_of_a_service_are_terms_of_two_taxonomies(client, a_full_listing):
    terms = [attribute["taxonomy_term"] for attribute in service(client, a_full_listing)["attributes"]]

    assert [(term["taxonomy"], term["code"], term["name"]) for term in terms] == [
        ("していること", "tea", "お茶"),
        ("していること", "song", "歌"),
        ("通いの場の種類", "ふれあいサロン", "ふれあいサロン"),
    ]
    assert [told(client, f"taxonomy_terms/{term['id']}") for term in terms] == terms


def test_a_location_says_where_it_is_and_how_to_get_in(client, a_full_listing):
    row = location(client, a_full_listing)

    assert (row["name"], row["latitude"], row["longitude"]) == ("呉妹分館", 34.6, 133.7)
    assert row["description"] == "真備・呉妹小学校区\n番地まで 公開しています。"
    assert row["transportation"] == "駐車場あり"
    assert [(way["description"], way["details"]) for way in row["accessibility"]] == [
        ("車いすで入れる", "有"),
        ("段差がない", "無"),
    ]
    (address,) = row["addresses"]
    assert {name: address[name] for name in ("address_1", "city", "state_province", "postal_code", "country")} == {
        "address_1": "真備町尾崎1",
        "city": "倉敷市",
        "state_province": "岡山県",
        "postal_code": "",
        "country": "JP",
    }


def test_a_service_at_a_location_links_the_two(client, a_full_listing):
    number = a_full_listing.number

    row = told(client, f"service_at_locations/{SERVICE_AT_LOCATION.format(number)}")

    assert row["location"] == location(client, a_full_listing)
    assert row["service_id"] == row["service"]["id"] == SERVICE.format(number)
    assert row["location_id"] == LOCATION.format(number)
    (link,) = service(client, a_full_listing)["service_at_locations"]
    assert link["id"] == row["id"]


def test_of_a_school_district_there_is_no_point_and_no_address(client):
    row = location(client, a_listing(venue_name="個人宅", address="真備町尾崎1", lat=34.6, lng=133.7))

    assert {"latitude", "longitude"} & row.keys() == set()
    assert row["addresses"] == []
    assert "個人宅" not in str(row)


def test_of_a_town_there_is_the_point_of_the_town(client):
    town = a_town(lat=34.62, lng=133.68)

    row = location(client, a_listing(town=town, lat=34.6, lng=133.7, precision=Precision.TOWN))

    assert (row["name"], row["latitude"], row["longitude"]) == ("真備町尾崎", 34.62, 133.68)


def test_of_what_nobody_knows_nothing_is_said(client):
    row = service(client, a_listing(name="場"))

    assert {name: row[name] for name in LISTS if name != "service_at_locations"} == {
        name: [] for name in LISTS if name != "service_at_locations"
    }
    assert row.keys() - LISTS == {
        "id",
        "organization_id",
        "name",
        "url",
        "status",
        "last_modified",
        "organization",
    }


def test_who_has_no_name_is_told_of_by_the_city(client):
    listing = a_listing()

    organization = service(client, listing)["organization"]

    assert organization["name"] == "倉敷市"
    assert [row["id"] for row in told(client, f"organizations/{organization['id']}")["services"]] == [
        SERVICE.format(listing.number)
    ]


@pytest.mark.parametrize(("since", "status"), [(TODAY, "temporarily closed"), (dt.date(2026, 11, 25), "active")])
def test_who_rests_today_is_closed_and_says_until_when(client, since, status):
    place = a_place()
    listing = a_listing(place)
    until = dt.date(2026, 12, 31)
    pause_place(place=place, from_date=since, until=until, reason=PauseReason.VENUE, by=None, at=AT)

    row = service(client, listing)

    assert row["status"] == status
    assert "12月31日までの予定です" in row["alert"]


def test_the_address_of_a_page_in_japanese_is_told_so_that_machines_can_read_it(client):
    row = service(client, a_listing(url="https://example.com/通いの場"))

    assert row["url"] == "https://example.com/%E9%80%9A%E3%81%84%E3%81%AE%E5%A0%B4"


def test_another_city_gives_other_ids(client):
    listing = a_listing()
    ours = told(client, "services")["contents"][0]["id"]
    Municipality.objects.update(code="331007", name="岡山市")
    publish_areas(municipality=Municipality.objects.get(), on=TODAY)

    theirs = told(client, "services")["contents"][0]["id"]

    assert (ours, theirs) == (SERVICE.format(listing.number), f"3310076b{SERVICE.format(listing.number)[8:]}")
