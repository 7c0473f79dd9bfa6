import pytest
from django.urls import reverse
from django.utils import timezone

from directory.groups.models import Group
from directory.places import actions
from directory.places.models import Consent, Listing
from directory.places.vocabulary import Precision, VenueType
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


def move_home(place):
    changes = {"venue_name": "山本宅", "venue_type": VenueType.HOME, "address": "尾崎9-9"}
    actions.edit_place(place=place, changes=changes, by=None, at=timezone.now())


def seen_in(page):
    form = page.context["form"]
    return {name: form[name].value() for name in form.fields if name.startswith("edited_at")}


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

    def test_a_refusal_is_recorded_and_takes_the_place_down(self, client, mabi):
        place = a_place("呉妹の会", district=mabi)
        a_listing(place)

        page = publish(client, place, introduction="no")

        (said,) = page.context["messages"]
        assert "「呉妹の会」は出さない、という答えを記録しました。住民のページには出ていません。" in str(said)
        assert "掲載しないという答えを記録しました" in page.content.decode()
        assert not Listing.objects.exists()

    def test_another_venue_has_to_be_asked_about_again(self, client, mabi):
        place = a_place(district=mabi, venue_name="呉妹分館", venue_type=VenueType.HALL)
        a_listing(place, precision=Precision.ADDRESS)
        home = {"name": place.name, "venue_name": "山本宅", "venue_type": VenueType.HOME, "address": "尾崎9-9"}
        rules = {"rules-TOTAL_FORMS": "0", "rules-INITIAL_FORMS": "0", "edited_at": place.edited_at.isoformat()}

        page = client.post(reverse("workbench:place_edit", args=[place.pk]), {**home, **rules}, follow=True)
        asked = client.get(reverse("workbench:place_publish", args=[place.pk])).context["form"]

        (said,) = page.context["messages"]
        again = "会場がかわりました。場所を出してよいか、もう一度聞いてください。"
        assert again in str(said)
        assert page.context["asks_again"] == again
        assert asked["venue"].value() == Precision.SCHOOL
        publish(client, place, venue="school")
        assert not client.get(reverse("workbench:place", args=[place.pk])).context["asks_again"]

    def test_a_yes_for_the_hall_is_not_taken_for_the_home_it_moved_to_meanwhile(self, client, mabi):
        place = a_place(district=mabi, venue_name="呉妹分館", venue_type=VenueType.HALL, contact_phone="086-000-0000")
        seen = seen_in(client.get(reverse("workbench:place_publish", args=[place.pk])))
        move_home(place)

        page = publish(client, place, venue="address", contact="yes", agreed_by="代表", **seen)

        form = page.context["form"]
        assert form.non_field_errors() == [
            "この画面をひらいたあとに、場の内容がかわりました。いまの内容を見て、もう一度聞いてください。"
        ]
        assert (form["venue"].value(), form["agreed_by"].value()) == ("address", "代表")
        assert "番地まで（山本宅 尾崎9-9）" in page.content.decode()
        assert not Consent.objects.exists()
        publish(client, place, venue="school", **seen_in(page))
        assert Listing.objects.get().precision == Precision.SCHOOL

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

    def test_one_that_was_edited_since_it_was_asked_about_is_named_and_none_is_published(self, client, mabi):
        places = [a_place("あの会", district=mabi), a_place("うつる会", district=mabi)]
        seen = seen_in(publish_many(client, places))
        move_home(places[1])

        page = publish_many(client, places, **answers(agreed_by="代表"), **seen)

        (said,) = page.context["form"].non_field_errors()
        assert f'「<a href="{reverse("workbench:place", args=[places[1].pk])}">うつる会</a>」' in said
        assert "場の内容がかわりました" in said
        assert page.context["form"]["agreed_by"].value() == "代表"
        assert not Consent.objects.exists()
        publish_many(client, places, **answers(), **seen_in(page))
        assert Listing.objects.count() == 2

    def test_a_yes_to_all_does_not_overrule_a_no_of_one(self, client, mabi):
        open_one, shy = a_place("あの会", district=mabi), a_place("ひかえめな会", district=mabi)
        publish(client, shy, introduction="no")

        asked = publish_many(client, [open_one, shy])
        page = publish_many(client, [open_one, shy], **answers(contact="yes"))

        left_out = "「ひかえめな会」は「出さない」という答えがあるので、のぞきました。"
        assert left_out in asked.content.decode()
        assert left_out in page.content.decode()
        assert [listing.name for listing in Listing.objects.all()] == ["あの会"]

    def test_one_that_is_listed_keeps_the_answers_of_its_own(self, client, mabi):
        new, listed = a_place("あの会", district=mabi), a_place("もう出ている会", district=mabi)
        a_listing(listed)

        page = publish_many(client, [new, listed], **answers(agreed_by="代表"))

        assert "「もう出ている会」はもう掲載しているので、のぞきました。" in page.content.decode()
        assert set(Consent.objects.filter(agreed_by="代表").values_list("place", flat=True)) == {new.pk}

    def test_where_every_one_said_no_it_leads_back(self, client, mabi):
        shy = a_place("ひかえめな会", district=mabi)
        publish(client, shy, introduction="no")

        page = publish_many(client, [shy])

        assert page.redirect_chain == [(reverse("workbench:places", query={"status": "unlisted"}), 302)]
        assert "「ひかえめな会」は" in page.content.decode()

    def test_a_private_home_among_many_is_never_shown_exactly(self, client, mabi):
        home = a_place(district=mabi, venue_name="山本宅", venue_type=VenueType.HOME, address="尾崎9-9")
        hall = a_place(district=mabi, venue_name="呉妹分館", venue_type=VenueType.HALL, address="尾崎1")

        publish_many(client, [home, hall], **answers(venue="address"))

        assert sorted(Listing.objects.values_list("address", "precision")) == [("", "school"), ("尾崎1", "address")]

    def test_nobody_is_refused_in_passing(self, client, mabi):
        places = [a_place(district=mabi, group=Group.objects.create(name=name)) for name in "ab"]

        page = publish_many(client, places, **answers(introduction="no"))

        assert list(page.context["form"].errors) == ["introduction"]
        assert "運営団体の名前も" in page.context["form"]["introduction"].help_text
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
        places = [a_place(district=mabi, group=Group.objects.create(name=f"{n}")) for n in range(rows)]

        with django_assert_num_queries(5):
            publish_many(client, places)


def test_withdrawing_keeps_the_number_and_the_answers(client, mabi):
    place = a_place(district=mabi)
    number = a_listing(place).number

    client.post(reverse("workbench:place_withdraw", args=[place.pk]), {"reason": "申し出"})
    assert not Listing.objects.exists()
    publish(client, place)

    assert Listing.objects.get().number == number
