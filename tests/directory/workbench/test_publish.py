import pytest
from django.urls import reverse
from django.utils import timezone

from directory.places import actions
from directory.places.models import Consent, Listing
from directory.places.vocabulary import VenueType
from tests.factories.people import a_person
from tests.factories.places import AT, a_district, a_listing, a_place

pytestmark = pytest.mark.django_db


@pytest.fixture
def mabi(client):
    mabi = a_district()
    client.force_login(a_person("coordinator", mabi))
    return mabi


def answers(**changes):
    said = {"introduction": "yes", "venue": "no", "contact": "no", "how": "oral", "agreed_on": timezone.localdate()}
    return {**said, **changes}


def publish(client, place, **changes):
    return client.post(reverse("workbench:place_publish", args=[place.pk]), answers(**changes), follow=True)


def publish_many(client, places, **data):
    return client.post(reverse("workbench:places_publish"), {"places": [p.pk for p in places], **data}, follow=True)


class TestOne:
    def test_a_word_of_mouth_publishes_and_leads_to_the_residents_page(self, client, mabi):
        place = a_place(district=mabi)

        page = publish(client, place)

        listing = Listing.objects.get()
        (said,) = page.context["messages"]
        assert reverse("finder:place", args=[listing.number]) in str(said)
        assert Consent.objects.filter(recorded_by__role="coordinator").count() == 3

    def test_a_refusal_is_explained_and_nothing_is_kept(self, client, mabi):
        page = publish(client, a_place(district=mabi), introduction="no")

        assert "口頭でかまいません" in page.content.decode()
        assert not Consent.objects.exists()
        assert not Listing.objects.exists()

    def test_an_ended_place_is_explained(self, client, mabi):
        place = a_place("呉妹の会", district=mabi)
        actions.end_place(place=place, on=timezone.localdate(), reason="", by=None, at=AT)

        page = publish(client, place)

        assert page.context["form"].non_field_errors() == [
            "「呉妹の会」は終わった場です。先に「また始まった」を記録してください。"
        ]

    def test_the_answers_of_last_time_are_proposed(self, client, mabi):
        place = a_place(district=mabi)
        publish(client, place, venue="town", contact="yes", how="paper", agreed_by="代表")

        form = client.get(reverse("workbench:place_publish", args=[place.pk])).context["form"]

        proposed = {name: form[name].value() for name in ("introduction", "venue", "contact", "how", "agreed_by")}
        assert proposed == {
            "introduction": "yes",
            "venue": "town",
            "contact": "yes",
            "how": "paper",
            "agreed_by": "代表",
        }

    def test_a_text_that_seems_to_name_somebody_is_pointed_out_before(self, client, mabi):
        place = a_place(district=mabi, introduction="山本さんのお庭で", venue_type=VenueType.HOME)

        page = client.get(reverse("workbench:place_publish", args=[place.pk])).content.decode()

        assert "紹介に、電話番号か人の名前らしいことばがあります" in page
        assert "個人宅です" in page


class TestMany:
    def test_the_ticked_are_asked_about_once_and_published_together(self, client, mabi):
        places = [a_place(district=mabi) for _ in range(3)]
        a_place(district=mabi)

        asked = publish_many(client, places)
        done = publish_many(client, places, **answers())

        assert [place.pk for place in asked.context["places"]] == [place.pk for place in places]
        assert done.redirect_chain == [(reverse("workbench:places"), 302)]
        assert Listing.objects.count() == 3

    def test_one_that_cannot_be_published_leaves_all_of_them_as_they_were(self, client, mabi):
        places = [a_place("あの会", district=mabi), a_place("終わりの会", district=mabi)]
        actions.end_place(place=places[1], on=timezone.localdate(), reason="", by=None, at=AT)

        page = publish_many(client, places, **answers(agreed_by="代表"))

        assert "「終わりの会」は終わった場です" in page.content.decode()
        assert page.context["form"]["agreed_by"].value() == "代表"
        assert not Listing.objects.exists()
        assert not Consent.objects.exists()

    def test_whoever_ticked_nothing_is_led_back_to_what_is_not_listed(self, client, mabi):
        page = publish_many(client, [])

        assert page.redirect_chain == [(reverse("workbench:places", query={"status": "unlisted"}), 302)]
        assert [str(message) for message in page.context["messages"]] == ["掲載する場を、一覧でえらんでください。"]

    def test_a_place_of_others_among_them_publishes_none(self, client, mabi):
        others = a_place(district=a_district("kurashiki", "倉敷"))

        publish_many(client, [a_place(district=mabi), others], **answers())

        assert not Listing.objects.exists()

    @pytest.mark.parametrize("rows", [1, 3, 300])
    def test_asking_costs_the_same_for_any_number(self, client, mabi, rows, django_assert_num_queries):
        places = [a_place(district=mabi) for _ in range(rows)]

        with django_assert_num_queries(4):
            publish_many(client, places)


def test_withdrawing_keeps_the_number_and_the_answers(client, mabi):
    place = a_place(district=mabi)
    number = a_listing(place).number

    client.post(reverse("workbench:place_withdraw", args=[place.pk]), {"reason": "申し出"})
    assert not Listing.objects.exists()
    publish(client, place)

    assert Listing.objects.get().number == number
