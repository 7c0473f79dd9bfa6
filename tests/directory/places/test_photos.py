import datetime as dt
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from django.db import transaction

from directory.places import photos
from directory.places.actions import end_place
from directory.places.models import ListingPhoto, Photo
from directory.places.photo_files import forget_files, private_name, published_name, read
from directory.places.publishing import Answer, publish_place, withdraw_place
from directory.places.vocabulary import AgreedHow, FieldGroup
from kayoiba.accounts.models import AuditEvent
from kayoiba.tools.pictures import SIZES
from tests.factories.photos import a_photo, show
from tests.factories.places import AT, TODAY, a_listing, a_place

NOW = {"by": None, "at": AT}


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def names(folder):
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


def private(photo):
    return {private_name(photo.key, size) for size in SIZES}


def public(photo):
    return {published_name(photo.public_key, size) for size in SIZES}


def refuse(place, group=FieldGroup.PHOTO):
    answer = Answer(group, agreed=False, how=AgreedHow.ORAL, agreed_on=TODAY)
    publish_place(place=place, answers=[answer], **NOW)


@pytest.mark.django_db
class TestKeeping:
    def test_a_photograph_is_kept_in_three_sizes_under_a_name_of_our_own(self, folder):
        photo = a_photo(a_place("畑の会"), "畑の 大根")

        assert names(folder) == private(photo)
        assert (photo.width, photo.height, photo.alternative, photo.public_key) == (640, 480, "畑の 大根", "")
        (line,) = AuditEvent.objects.filter(verb="place.photo_added")
        assert (line.subject_name, line.detail) == ("畑の会", {})

    def test_sent_twice_it_is_one(self, folder):
        place, key = a_place(), uuid4()

        assert a_photo(place, key=key) == a_photo(place, key=key)
        assert (Photo.objects.count(), len(names(folder))) == (1, len(SIZES))

    def test_the_key_of_another_places_photograph_overwrites_nothing(self, folder):
        theirs = a_photo(a_place())
        before = read(private_name(theirs.key, 800))

        mine = a_photo(a_place(), key=theirs.key, picture=photos.Picture(1, 1, dict.fromkeys(SIZES, b"mine")))

        assert mine.key != theirs.key
        assert read(private_name(theirs.key, 800)) == before

    def test_ten_are_enough(self):
        place = a_place()
        for _ in range(photos.MOST):
            a_photo(place)

        with pytest.raises(photos.TooManyPhotos):
            a_photo(place)

    def test_they_stand_in_the_order_they_came_until_one_is_brought_forward(self):
        place = a_place()
        first, second, third = (a_photo(place, words) for words in "一二三")

        photos.bring_forward(photo=third, **NOW)
        photos.bring_forward(photo=first, **NOW)

        assert list(place.photos.in_order()) == [first, third, second]
        photos.bring_forward(photo=first, **NOW)
        assert list(place.photos.in_order()) == [first, third, second]

    def test_the_same_words_leave_no_trace(self):
        photo = a_photo(a_place(), "畑")

        photos.describe_photo(photo=photo, alternative="畑", **NOW)
        assert not AuditEvent.objects.filter(verb="place.photo_described").exists()
        photos.describe_photo(photo=photo, alternative="畑の 大根", **NOW)
        assert Photo.objects.get().alternative == "畑の 大根"

    def test_one_taken_away_is_gone_with_its_files(self, folder, django_capture_on_commit_callbacks):
        place = a_place()
        gone, left = a_photo(place), a_photo(place)

        with django_capture_on_commit_callbacks(execute=True):
            photos.drop_photo(photo=gone, **NOW)

        assert list(place.photos.all()) == [left]
        assert names(folder) == private(left)


@pytest.mark.django_db
class TestShowing:
    @pytest.fixture(autouse=True)
    def on_commit(self, monkeypatch):
        """What waits for the transaction is done at once: here each test is one transaction."""
        monkeypatch.setattr(transaction, "on_commit", lambda act, **_: act())

    def test_without_a_consent_of_its_own_no_photograph_is_public(self, folder):
        place = a_place()
        photo = a_photo(place)
        a_listing(place)

        assert not ListingPhoto.objects.exists()
        assert names(folder) == private(photo)

    def test_what_was_agreed_to_is_public_as_a_copy_by_another_name(self, folder):
        photo = a_photo(a_place(), "畑の 大根")

        show(photo)

        photo.refresh_from_db()
        shown = ListingPhoto.objects.get()
        assert (shown.key, shown.alternative, shown.width, shown.height) == (photo.public_key, "畑の 大根", 640, 480)
        assert len(shown.key) == 43
        assert str(photo.key) not in shown.key
        assert names(folder) == private(photo) | public(photo)

    def test_only_the_photographs_that_were_agreed_to_are_shown(self):
        place = a_place()
        agreed, another = a_photo(place, "会場"), a_photo(place, "みんなの顔")

        show(agreed)
        later = a_photo(place, "あとから")
        photos.describe_photo(photo=later, alternative="あとで撮った", **NOW)

        assert [shown.alternative for shown in ListingPhoto.objects.all()] == ["会場"]
        show(another)
        assert [shown.alternative for shown in ListingPhoto.objects.all()] == ["みんなの顔"]

    def test_shown_again_a_photograph_keeps_its_address_and_gets_its_new_words(self):
        photo = a_photo(a_place(), "畑")
        show(photo)
        key = ListingPhoto.objects.get().key

        photos.describe_photo(photo=photo, alternative="畑の 大根", **NOW)
        show(photo)

        assert list(ListingPhoto.objects.values_list("key", "alternative")) == [(key, "畑の 大根")]

    def test_the_order_of_staff_is_that_of_the_public(self):
        place = a_place()
        first, second = a_photo(place, "一"), a_photo(place, "二")
        show(first, second)

        photos.bring_forward(photo=second, **NOW)

        shown = ListingPhoto.objects.order_by("position")
        assert [photo.alternative for photo in shown] == ["二", "一"]

    @pytest.mark.parametrize(
        "hide",
        [
            lambda photo: withdraw_place(place=photo.place, reason="申し出", **NOW),
            lambda photo: end_place(place=photo.place, on=TODAY, reason="解散", **NOW),
            lambda photo: refuse(photo.place),
            lambda photo: refuse(photo.place, FieldGroup.INTRODUCTION),
            lambda photo: photos.drop_photo(photo=photo, **NOW),
        ],
    )
    def test_row_and_files_are_gone_as_soon_as_it_may_not_be_shown(self, folder, hide):
        photo = a_photo(a_place())
        show(photo)
        photo.refresh_from_db()
        copies = public(photo)
        assert names(folder) & copies == copies

        hide(photo)

        assert not ListingPhoto.objects.exists()
        assert names(folder) & copies == set()
        assert not Photo.objects.exclude(public_key="").exists()

    def test_a_place_that_is_listed_again_is_asked_about_its_photographs_again(self):
        photo = a_photo(a_place())
        show(photo)
        withdraw_place(place=photo.place, reason="申し出", **NOW)

        a_listing(photo.place)

        assert not ListingPhoto.objects.exists()

    def test_an_answer_about_the_rest_leaves_the_photographs_as_they_are(self):
        photo = a_photo(a_place())
        show(photo)

        a_listing(photo.place)

        assert ListingPhoto.objects.count() == 1


@pytest.mark.django_db(transaction=True)
class TestTransactions:
    def test_what_comes_to_nothing_leaves_no_row_without_its_files_and_nothing_public(self, folder):
        photo = a_photo(a_place())

        with transaction.atomic():
            show(photo)
            photos.drop_photo(photo=photo, **NOW)
            a_photo(photo.place)
            transaction.set_rollback(True)

        assert list(Photo.objects.values_list("key", "public_key")) == [(photo.key, "")]
        assert names(folder) >= private(photo)
        assert not any(name.startswith("published/") for name in names(folder))

    def test_a_copy_that_a_crash_left_out_is_made_the_next_day(self, folder):
        photo = a_photo(a_place())
        show(photo)
        photo.refresh_from_db()
        for name in public(photo):
            Path(folder, name).unlink()

        assert forget_files(at=dt.datetime.now(dt.UTC)) == 0

        assert names(folder) == private(photo) | public(photo)

    def test_files_that_no_row_speaks_of_are_swept_away_an_hour_later(self, folder):
        photo = a_photo(a_place())
        show(photo)
        photo.refresh_from_db()
        left = [private_name(UUID(int=7), 800), published_name("x" * 43, 320)]
        for name in left:
            path = Path(folder, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(b"left over")
        now = dt.datetime.now(dt.UTC)

        assert forget_files(at=now) == 0
        assert forget_files(at=now + dt.timedelta(hours=2)) == len(left)
        assert names(folder) == private(photo) | public(photo)
