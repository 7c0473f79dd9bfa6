"""Many places checked at once from the list."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from directory.places.actions import check_place, check_places, end_place
from directory.places.models import Check, Listing
from kayoiba.accounts.models import AuditEvent
from tests.factories.places import AT, TODAY, a_district, a_listing, a_place

pytestmark = pytest.mark.django_db

DAY = dt.timedelta(days=1)


def send(client, places, **data):
    ticked = {"places": [place.pk for place in places]}
    return client.post(reverse("workbench:places_check"), ticked | data, follow=True)


def said(page):
    return [str(message) for message in page.context["messages"]]


def test_the_first_step_asks_when_and_how_and_writes_nothing(client, coordinator, mabi):
    page = send(client, [a_place("呉妹の会", district=mabi), a_place("箭田の会", district=mabi)])

    assert [place.name for place in page.context["places"]] == ["呉妹の会", "箭田の会"]
    assert page.context["form"].errors == {}
    assert not Check.objects.exists()


def test_residents_see_each_of_them_checked(client, coordinator, mabi):
    places = [a_place(district=mabi) for _ in range(3)]
    for place in places[:2]:
        a_listing(place)

    page = send(client, places, on=timezone.localdate(), how="phone")

    assert said(page)[0].startswith("3か所の確認を記録しました。")
    assert Check.objects.filter(checked_by=coordinator, how="phone").count() == 3
    assert set(Listing.objects.values_list("checked_on", "checked_how", "checked_by")) == {
        (timezone.localdate(), "phone", "コーディネーター")
    }


def test_what_was_typed_wrong_is_said_and_the_places_stay_ticked(client, coordinator, mabi):
    page = send(client, [a_place("呉妹の会", district=mabi)], on=timezone.localdate() + DAY, how="visit")

    assert page.context["form"].errors == {"on": ["きょうまでの日にしてください。"]}
    assert [place.name for place in page.context["ticked"]] == ["呉妹の会"]


def test_what_has_ended_is_left_out_and_said(client, coordinator, mabi):
    stands, ended = a_place("呉妹の会", district=mabi), a_place("箭田の会", district=mabi)
    end_place(place=ended, on=timezone.localdate(), reason="引っこし", by=None, at=AT)

    page = send(client, [stands, ended], on=timezone.localdate(), how="visit")

    assert "「箭田の会」は終わった場なので、のぞきました。" in said(page)[0]
    assert [check.place for check in Check.objects.all()] == [stands]
    assert said(send(client, [ended])) == ["「箭田の会」は終わった場なので、のぞきました。"]


def test_nothing_ticked_leads_back_to_the_list(client, coordinator):
    page = send(client, [])

    assert page.redirect_chain == [(reverse("workbench:places"), 302)]
    assert said(page) == ["確認した場を、一覧でえらんでください。"]


def test_a_place_of_another_district_cannot_be_ticked(client, coordinator):
    other = a_place(district=a_district("kurashiki", "倉敷"))

    send(client, [other], on=timezone.localdate(), how="visit")

    assert not Check.objects.exists()


def test_pressed_twice_it_is_one_check_each(client, coordinator, mabi):
    places = [a_place(district=mabi), a_place(district=mabi)]
    check_place(place=places[0], how="visit", on=timezone.localdate(), by=coordinator, at=AT)

    pages = [send(client, places, on=timezone.localdate(), how="visit") for _ in range(2)]

    assert "1か所の確認を記録しました。1か所は、もう記録してありました。" in said(pages[0])[0]
    assert "2か所は、もう記録してありました。" in said(pages[1])[0]
    assert Check.objects.count() == AuditEvent.objects.filter(verb="place.checked").count() == 2


def test_a_check_of_long_ago_hides_no_later_one():
    place = a_place()
    a_listing(place)
    check_place(place=place, how="visit", on=TODAY, by=None, at=AT)

    check_places(places=[place], how="phone", on=TODAY - 9 * DAY, by=None, at=AT)

    assert Listing.objects.values_list("checked_on", "checked_how").get() == (TODAY, "visit")


@pytest.mark.parametrize("rows", [1, 3, 300])
class TestCost:
    @pytest.fixture
    def places(self, coordinator, mabi, rows):
        places = [a_place(district=mabi) for _ in range(rows)]
        a_listing(places[0])
        return places

    def test_of_asking(self, client, places, rows, django_assert_num_queries):
        with django_assert_num_queries(4):
            assert len(send(client, places).context["places"]) == rows

    def test_of_checking(self, places, rows, django_assert_num_queries):
        with django_assert_num_queries(9):
            assert len(check_places(places=places, how="visit", on=TODAY, by=None, at=AT)) == rows
