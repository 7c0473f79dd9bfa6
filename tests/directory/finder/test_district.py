"""A district's own page, and whom to ring in all of them."""

import re

import pytest

from directory.areas.actions import publish_areas
from directory.finder.public import district
from directory.places.schedule import Rule
from tests.directory.finder.reading import text
from tests.factories.places import TODAY, a_district, a_listing, a_municipality, a_school


def test_its_places_stand_under_their_first_letters_with_the_next_meeting(client, city):
    a_listing(name="薗の会", reading="そののかい", district=city)
    a_listing(name="愛の会", reading="あいのかい", district=city, rules=[Rule(weekdays=("We",))])
    a_listing(name="倉敷の会", district=a_district("kurashiki", "倉敷"))

    page = client.get("/districts/mabi/")

    assert re.findall(r'<h3 id="letter-\d">(.)</h3>', page.content.decode()) == ["あ", "さ"]
    assert "掲載 2か所" in text(page)
    assert "愛の会 あいのかい 毎週 水曜日 次は あした 11月25日(水)" in text(page)
    assert "倉敷の会" not in text(page)
    assert client.get("/districts/tokyo/").status_code == 404


def test_it_leads_to_each_day_and_says_whom_to_ring(client):
    page = client.get("/districts/mabi/").content.decode()

    assert re.findall(r"district=mabi&amp;day=(\w+)", page) == ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
    assert "?district=mabi&amp;view=calendar" in page
    assert "tel:0860000006" in page
    assert "district=mabi&amp;school=m-01" in page


def test_a_district_without_a_number_leads_to_the_others(client):
    assert 'href="/contacts/"' in client.get("/districts/kurashiki/").content.decode()


def test_a_directory_too_long_for_a_page_says_how_many_more_there_are(client, city, monkeypatch):
    monkeypatch.setattr(district, "DIRECTORY_LIMIT", 2)
    for reading in ("あ", "い", "う"):
        a_listing(name=f"{reading}の会", reading=reading, district=city)

    page = client.get("/districts/mabi/")

    assert "掲載 3か所" in text(page)
    assert "うの会" not in text(page)
    assert 'href="/places/?district=mabi&amp;order=name">あと 1か所は さがすページで</a>' in page.content.decode()


def test_the_list_of_contacts_has_every_district_with_its_schools(client):
    a_school("k-01", "老松", district=a_district("kurashiki", "倉敷"))
    publish_areas(municipality=a_municipality(), on=TODAY)

    page = text(client.get("/contacts/"))

    assert re.search(r"倉敷 電話番号は まだ のせていません。 小学校区：\s?老松", page)
    assert re.search(r"真備 電話 086-000-0006 .*受付 平日の昼 小学校区：\s?呉妹", page)


@pytest.mark.parametrize("rows", [1, 3, 300])
def test_pages_ask_the_database_a_fixed_number_of_times(client, city, rows, django_assert_num_queries):
    for _ in range(rows):
        a_listing(district=city, rules=[Rule(weekdays=("Tu",))])

    for address, most in [("/districts/mabi/", 2), ("/contacts/", 1)]:
        with django_assert_num_queries(most):
            client.get(address)
