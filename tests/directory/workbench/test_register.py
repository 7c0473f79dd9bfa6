"""A new place: from another one, with its point, its photograph, and with what it may be already."""

import re
from io import BytesIO
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from directory.groups.models import Group
from directory.places.models import Kind, Place
from directory.places.removal import remove_place
from directory.places.schedule import Rule
from directory.workbench.copying import OWN, to_begin_with
from directory.workbench.forms import PlaceForm
from tests.factories.people import a_person
from tests.factories.places import AT, TODAY, a_district, a_place, a_school, a_town

pytestmark = pytest.mark.django_db

NO_RULES = {"rules-TOTAL_FORMS": "1", "rules-INITIAL_FORMS": "0"}
TUESDAYS = Rule(weekdays=("Tu",))
SAID = {
    "fee": "100円",
    "venue_name": "呉妹分館",
    "lat": 34.62,
    "lng": 133.68,
    "internal_phone": "086-000-0000",
    "contact_phone": "086-000-1111",
    "notes": "鍵は公民館",
    "schedule_text": "毎週火曜",
}


@pytest.fixture(autouse=True)
def _media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def a_picture():
    written = BytesIO()
    Image.new("RGB", (40, 30), "green").save(written, "JPEG")
    return SimpleUploadedFile("p.jpg", written.getvalue(), "image/jpeg")


def register(client, *, copy=None, **typed):
    address = reverse("workbench:place_new", query={"copy": copy} if copy else None)
    return client.post(address, {"name": "朝の会", **NO_RULES, **typed})


class TestCopying:
    @pytest.fixture
    def source(self, coordinator, mabi):
        salon = Kind.objects.create(slug="salon", name="サロン", position=1, national_activity="tea")
        group = Group.objects.create(name="呉妹の会")
        return a_place(
            "夜の会", district=mabi, kinds=[salon], group=group, rules=[TUESDAYS], activities=["tea"], **SAID
        )

    def test_everything_is_there_but_name_dates_and_persons(self, client, source):
        page = client.get(reverse("workbench:place_new", query={"copy": source.pk}))

        form = page.context["form"]
        assert {name: form[name].value() for name in ("fee", "venue_name", "lat", "group_name", "activities")} == {
            "fee": "100円",
            "venue_name": "呉妹分館",
            "lat": 34.62,
            "group_name": "呉妹の会",
            "activities": ["tea"],
        }
        assert [form[name].value() for name in OWN] == [None] * len(OWN)
        assert page.context["rules"].forms[0]["weekdays"].value() == ("Tu",)
        assert "「夜の会」の内容を うつしました" in page.content.decode()

    def test_the_point_stays_with_its_venue(self, client, source):
        point = {"lat": "34.62", "lng": "133.68"}

        register(client, copy=source.pk, venue_name="呉妹分館", **point)
        register(client, copy=source.pk, name="昼の会", venue_name="箭田分館", **point)
        register(client, copy=source.pk, name="夕の会", venue_name="箭田分館", lat="34.63", lng="133.69")

        assert dict(Place.objects.exclude(pk=source.pk).values_list("name", "lat")) == {
            "朝の会": 34.62,
            "昼の会": None,
            "夕の会": 34.63,
        }

    def test_its_rules_follow_another_sentence(self, client, source):
        ticked = {"rules-TOTAL_FORMS": "2", "rules-INITIAL_FORMS": "1", "rules-0-weekdays": ["Tu"]}

        register(client, copy=source.pk, schedule_text="毎週水曜", **ticked)

        place = Place.objects.get(name="朝の会")
        assert [Rule.from_model(row) for row in place.rules.all()] == [Rule(weekdays=("We",))]

    @pytest.mark.parametrize("key", ["", "x", "9" * 50, "-1"])
    def test_what_is_no_key_copies_nothing(self, client, coordinator, key):
        page = client.get(reverse("workbench:place_new", query={"copy": key}))

        assert (page.status_code, page.context["copied"]) == (200, "")

    def test_one_to_copy_is_found_by_its_name(self, client, source):
        a_place("夜の会", district=a_district("kurashiki", "倉敷"))

        page = client.get(reverse("workbench:place_new", query={"words": "夜の"})).content.decode()
        empty = client.get(reverse("workbench:place_new", query={"words": "なし"})).content.decode()

        assert re.findall(r'href="\?copy=(\d+)"', page) == [str(source.pk)]
        assert "「なし」という場は 見つかりません" in empty

    def test_a_place_of_another_district_is_not_copied(self, client, coordinator):
        far = a_place("夜の会", district=a_district("kurashiki", "倉敷"))

        assert client.get(reverse("workbench:place_new", query={"copy": far.pk})).status_code == 404

    def test_a_place_leads_to_one_like_it(self, client, source):
        page = client.get(reverse("workbench:place", args=[source.pk])).content.decode()

        assert f'href="/workbench/places/new/?copy={source.pk}"' in page

    def test_what_is_its_own_is_never_among_what_it_begins_with(self, source):
        assert not OWN & to_begin_with(source).keys()


class TestPoint:
    @given(lat=st.floats(), lng=st.floats())
    @settings(max_examples=30)
    def test_a_point_lies_in_japan_or_is_refused(self, lat, lng):
        form = PlaceForm({"name": "朝の会", "lat": lat, "lng": lng}, user=a_person("lead"), on=TODAY)

        assert form.is_valid() == (20 <= lat <= 46 and 122 <= lng <= 154)

    def test_one_number_alone_is_no_point(self, coordinator):
        form = PlaceForm({"name": "朝の会", "lat": "34.6"}, user=coordinator, on=TODAY)

        assert form.errors == {"lat": ["緯度と経度は、両方を書くか、両方を空けてください。"]}

    def test_of_a_town_no_point_of_its_own_is_kept(self, client, coordinator):
        town = a_town(lat=34.62, lng=133.68)

        register(client, town=town.pk)

        assert (Place.objects.get().town, Place.objects.get().lat) == (town, None)

    def test_an_edited_venue_loses_the_point_unless_it_is_given_anew(self, coordinator):
        place = a_place("朝の会", venue_name="呉妹分館", lat=34.62, lng=133.68)
        typed = {"name": "朝の会", "venue_name": "箭田分館", "lng": "133.68"}

        forms = [
            PlaceForm({**typed, "lat": lat}, instance=place, user=coordinator, on=TODAY) for lat in ("34.62", "34.63")
        ]

        assert [form.is_valid() and form.values()["lat"] for form in forms] == [None, 34.63]

    def test_the_page_knows_where_towns_lie_and_whose_they_are(self, client, coordinator, mabi):
        town = a_town(lat=34.62, lng=133.68, district=mabi)
        school = a_school(district=mabi)

        areas = client.get(reverse("workbench:place_new")).context["areas"]

        assert areas == {"towns": {town.pk: (34.62, 133.68, mabi.pk)}, "schools": {school.pk: mabi.pk}}


class TestPhoto:
    def test_a_photograph_comes_along(self, client, coordinator):
        register(client, picture=a_picture(), alternative="輪になって歌う8人")

        (photo,) = Place.objects.get().photos.all()
        assert (photo.alternative, photo.width, photo.height) == ("輪になって歌う8人", 40, 30)

    def test_where_something_else_is_wrong_it_has_to_be_chosen_again_and_says_so(self, client, coordinator):
        page = register(client, name="", picture=a_picture())

        assert page.context["photo"].errors["picture"] == [page.context["photo"].TAKEN_OFF]
        assert '<a href="#id_picture">写真</a>：写真は もう一度' in page.content.decode()

    def test_what_is_no_photograph_registers_nothing_and_loses_nothing(self, client, coordinator):
        page = register(client, notes="鍵は公民館", picture=SimpleUploadedFile("p.jpg", b"no picture"))

        assert not Place.objects.exists()
        assert page.context["start"] == "photo"
        assert page.context["form"]["notes"].value() == "鍵は公民館"

    def test_pressed_twice_it_is_one_place_and_one_photograph(self, client, coordinator):
        request_id = client.get(reverse("workbench:place_new")).context["form"]["request_id"].value()

        for _ in range(2):
            register(client, request_id=request_id, picture=a_picture())

        assert Place.objects.get().photos.count() == 1


def test_what_was_typed_wrongly_still_says_what_it_may_be(client, coordinator, mabi):
    a_place("呉妹おしゃべり広場", district=mabi)

    page = register(client, name="呉妹 おしゃべりひろば", district=mabi.pk, contact_email="ちがう")

    assert "この場では ありませんか" in page.content.decode()


def test_a_likeness_never_hinders(client, coordinator, mabi):
    a_place("呉妹おしゃべり広場", district=mabi)

    assert register(client, name="呉妹 おしゃべりひろば", district=mabi.pk).status_code == 302


@pytest.mark.parametrize("rows", [1, 3, 300])
def test_the_page_costs_the_same_for_any_number_of_places(client, coordinator, mabi, rows, django_assert_num_queries):
    source, *_ = [a_place(district=mabi, town=a_town(postal_code=f"{n:07}"), rules=[TUESDAYS]) for n in range(rows)]

    with django_assert_num_queries(11):
        client.get(reverse("workbench:place_new"))
    with django_assert_num_queries(15):
        client.get(reverse("workbench:place_new", query={"copy": source.pk}))


def test_too_few_digits_are_told_and_kept_and_the_number_is_kept_in_half_width(client, coordinator):
    told = register(client, contact_phone="０８６－６９８－１２", url="☆")
    register(client, contact_phone="０８６－６９８－１２", internal_phone="０９０００００１２３４")

    place = Place.objects.get()
    assert "いま 8けた" in told.content.decode()
    assert (place.contact_phone, place.internal_phone) == ("086-698-12", "090-0000-1234")


def test_sent_again_after_it_was_removed_it_is_registered_anew(client, coordinator, mabi):
    told = {"district": mabi.pk, "request_id": uuid4()}
    register(client, **told)
    remove_place(place=Place.objects.get(), reason="まちがい", by=None, at=AT)

    register(client, **told)

    assert Place.objects.get().request_id is None
