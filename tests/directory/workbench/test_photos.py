import re
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from directory.places.models import Consent, ListingPhoto, Photo
from directory.places.photos import MOST
from directory.places.publishing import Answer, publish_place, withdraw_place
from directory.places.vocabulary import AgreedHow, FieldGroup
from kayoiba.accounts.models import AuditEvent
from tests.factories.people import a_person
from tests.factories.photos import a_photo, show
from tests.factories.pictures import PHONE_SAYS, an_upload
from tests.factories.places import AT, TODAY, a_district, a_place

pytestmark = pytest.mark.django_db


@pytest.fixture
def place(client):
    mabi = a_district()
    client.force_login(a_person("coordinator", mabi))
    return a_place("呉妹の会", district=mabi)


def page_of(client, place):
    return client.get(reverse("workbench:photos", args=[place.pk]))


def add(client, place, upload=None, **data):
    address = reverse("workbench:photos", args=[place.pk])
    return client.post(address, {"picture": upload or an_upload(), "key": uuid4(), **data}, follow=True)


def describe(client, place, **data):
    return client.post(reverse("workbench:photos_describe", args=[place.pk]), data, follow=True)


def said(page):
    return [str(message) for message in page.context["messages"]]


def answers(**changes):
    told = {"introduction": "yes", "venue": "no", "contact": "no", "how": "oral", "agreed_on": timezone.localdate()}
    return {**told, **changes}


def publish(client, place, **data):
    return client.post(reverse("workbench:place_publish", args=[place.pk]), answers(**data), follow=True)


class TestAdding:
    def test_a_photograph_is_added_and_the_next_step_is_to_ask(self, client, place):
        page = add(client, place, alternative="公民館の入口")

        photo = Photo.objects.get()
        assert (photo.alternative, photo.added_by.role) == ("公民館の入口", "coordinator")
        assert reverse("workbench:place_publish", args=[place.pk]) in said(page)[0]
        assert f'src="/workbench/photos/{photo.key}/800.jpg"' in page.content.decode()

    def test_a_button_pressed_twice_makes_one(self, client, place):
        key = uuid4()

        for _ in range(2):
            add(client, place, key=key)

        assert Photo.objects.count() == 1

    def test_what_is_no_photograph_is_refused_and_the_words_stay(self, client, place):
        page = add(client, place, an_upload(b"%PDF-1.7"), alternative="公民館の入口")

        assert not Photo.objects.exists()
        assert "写真として 読めません。" in page.content.decode()
        assert page.context["form"]["alternative"].value() == "公民館の入口"

    def test_one_too_many_is_refused_in_words(self, client, place):
        for _ in range(MOST):
            a_photo(place)

        page = add(client, place)

        assert Photo.objects.count() == MOST
        assert "写真は 10枚までです。" in page.content.decode()

    def test_the_form_sends_files_and_asks_the_camera_or_the_album(self, client, place):
        page = page_of(client, place).content.decode()

        assert 'enctype="multipart/form-data"' in page
        assert re.search(r'<input type="file"[^>]*accept="image/\*"', page)
        assert "目の見えない人に 読み上げられます。" in page
        assert "写真は まだありません。" in page


class TestDescribing:
    def test_all_words_are_saved_at_once(self, client, place):
        first, second = a_photo(place, "一"), a_photo(place, "二")

        page = describe(client, place, **{first.key.hex: "入口", second.key.hex: "二"})

        assert said(page) == ["写真の説明を 保存しました。"]
        assert [photo.alternative for photo in place.photos.in_order()] == ["入口", "二"]
        assert AuditEvent.objects.filter(verb="place.photo_described").count() == 1

    def test_bringing_one_forward_keeps_what_was_typed(self, client, place):
        first, second = a_photo(place, "一"), a_photo(place, "二")

        describe(client, place, **{first.key.hex: "入口", second.key.hex: "庭", "forward": second.key.hex})

        assert [photo.alternative for photo in place.photos.in_order()] == ["庭", "入口"]

    def test_too_many_words_are_told_of_and_stay(self, client, place):
        photo = a_photo(place)

        page = describe(client, place, **{photo.key.hex: "長" * 201})

        assert page.context["alternatives"].errors
        assert "長" * 201 in page.content.decode()

    def test_nothing_sent_changes_nothing(self, client, place):
        a_photo(place, "一")

        describe(client, place)

        assert Photo.objects.get().alternative == "一"


class TestTakingAway:
    def test_it_is_asked_first_as_it_cannot_be_undone(self, client, place):
        photo = a_photo(place)
        address = reverse("workbench:photo_drop", args=[photo.key])

        assert "もどすことは できません。" in client.get(address).content.decode()
        assert Photo.objects.exists()
        page = client.post(address, follow=True)

        assert said(page) == ["写真を とりのぞきました。"]
        assert not Photo.objects.exists()
        assert client.post(address).status_code == 404


class TestLooking:
    def test_staff_see_a_photograph_without_what_the_phone_wrote_into_it(self, client, place):
        photo = a_photo(place)

        picture = client.get(reverse("workbench:photo", args=[photo.key, 320]))

        assert (picture.status_code, picture["Content-Type"]) == (200, "image/jpeg")
        assert picture["Cache-Control"] == "private, max-age=3600"
        assert picture["X-Content-Type-Options"] == "nosniff"
        assert PHONE_SAYS not in picture.content

    def test_another_size_and_another_districts_photograph_are_not_there(self, client, place):
        theirs = a_photo(a_place(district=a_district("kurashiki", "倉敷")))

        for key, size in ((a_photo(place).key, 500), (theirs.key, 320), (uuid4(), 320)):
            assert client.get(reverse("workbench:photo", args=[key, size])).status_code == 404
        assert client.post(reverse("workbench:photo_drop", args=[theirs.key])).status_code == 404

    def test_the_page_of_a_place_shows_them_to_whoever_may_only_read_too(self, client, place):
        photo = a_photo(place)
        client.force_login(a_person("viewer", place.district))

        page = client.get(reverse("workbench:place", args=[place.pk])).content.decode()

        assert f"/workbench/photos/{photo.key}/320.jpg" in page
        assert reverse("workbench:photos", args=[place.pk]) not in page


class TestAsking:
    def test_of_a_place_without_photographs_nobody_is_asked_about_them(self, client, place):
        assert "写真" not in client.get(reverse("workbench:place_publish", args=[place.pk])).context["form"].fields
        publish(client, place)

        assert not Consent.objects.filter(field_group=FieldGroup.PHOTO).exists()

    def test_no_photograph_is_shown_unless_it_is_ticked(self, client, place):
        a_photo(place)

        publish(client, place)

        assert not ListingPhoto.objects.exists()
        assert [consent.agreed for consent in Consent.objects.filter(field_group=FieldGroup.PHOTO)] == [False]

    def test_those_that_are_ticked_are_shown_and_ticked_the_next_time(self, client, place):
        ticked, _ = a_photo(place, "入口"), a_photo(place, "顔")

        publish(client, place, photos=[ticked.key.hex])
        page = client.get(reverse("workbench:place_publish", args=[place.pk]))

        assert [photo.alternative for photo in ListingPhoto.objects.all()] == ["入口"]
        assert page.context["form"]["photos"].value() == [ticked.key.hex]
        assert "子どもは、保護者にも聞いてください" in page.content.decode()
        assert "写真</dt>" in client.get(reverse("workbench:place", args=[place.pk])).content.decode()

    def test_a_photograph_that_is_gone_meanwhile_is_told_of(self, client, place):
        a_photo(place)

        page = publish(client, place, photos=[uuid4().hex])

        assert "写真がかわりました。" in page.context["form"].errors["photos"][0]
        assert not Consent.objects.exists()

    def test_of_many_places_at_once_photographs_are_left_as_they_are(self, client, place):
        a_photo(place)
        address = reverse("workbench:places_publish")

        client.post(address, {"places": [place.pk], **answers(), f"edited_at_{place.pk}": place.edited_at.isoformat()})

        assert Consent.objects.exists()
        assert not Consent.objects.filter(field_group=FieldGroup.PHOTO).exists()

    def test_a_no_about_photographs_alone_keeps_nobody_from_being_published_with_others(self, client, place):
        show(a_photo(place))
        no = Answer(FieldGroup.PHOTO, agreed=False, how=AgreedHow.ORAL, agreed_on=TODAY)
        publish_place(place=place, answers=[no], by=None, at=AT)
        withdraw_place(place=place, reason="見なおす", by=None, at=AT)

        page = client.post(reverse("workbench:places_publish"), {"places": [place.pk]})

        assert page.status_code == 200


@pytest.mark.parametrize("rows", [1, 3, MOST])
def test_the_page_asks_the_database_as_often_for_one_as_for_ten(client, place, rows, django_assert_num_queries):
    for _ in range(rows):
        a_photo(place)

    with django_assert_num_queries(5):
        assert len(page_of(client, place).context["rows"]) == rows
