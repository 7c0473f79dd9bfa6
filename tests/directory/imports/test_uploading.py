"""Work behind a page: begun once, told of while it goes on, and whole or not at all."""

from threading import Thread

import pytest
from django.db import connection, transaction
from django.utils import timezone

from directory.imports import uploading
from directory.imports.background import Beat
from directory.imports.models import Upload
from directory.places.models import Place
from tests.factories.people import a_person
from tests.factories.places import a_district
from tests.factories.uploads import a_sent_upload, an_upload, lines

pytestmark = pytest.mark.django_db(transaction=True)

LIST = lines("西の畑の会", "東の体操", "南の将棋")


@pytest.fixture
def coordinator():
    return a_person("coordinator", a_district())


def test_a_file_that_was_sent_is_read_behind_the_page(coordinator):
    upload = a_sent_upload(LIST, by=coordinator, at=timezone.now())

    upload.refresh_from_db()
    assert (upload.state, upload.read, upload.total) == (Upload.State.READY, 3, 3)


def test_how_far_it_is_can_be_seen_while_its_transaction_is_open(coordinator):
    upload = an_upload(LIST, by=coordinator)
    Upload.objects.update(state=Upload.State.WRITING)
    upload.refresh_from_db()
    seen = []

    with Beat(upload) as beat, transaction.atomic():
        beat.progress(3400, 10000)
        while 3400 not in seen:
            seen.append(Upload.objects.get(pk=upload.pk).read)

    assert seen[-1] == 3400


def test_of_two_who_press_at_once_one_begins(coordinator):
    upload = an_upload(LIST, by=coordinator)
    begun = []

    def press():
        begun.append(uploading.begin_to_take_in(upload, by=coordinator, at=timezone.now()))
        connection.close()

    presses = [Thread(target=press) for _ in range(2)]
    for thread in presses:
        thread.start()
    for thread in presses:
        thread.join()

    assert sorted(begun) == [False, True]
    assert Place.objects.count() == 3


def test_what_goes_wrong_leaves_nothing_behind_and_can_be_pressed_again(coordinator, caplog):
    upload = an_upload(LIST, by=coordinator)
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE directory_uploadrow ADD CONSTRAINT no_more CHECK (cells <> '{}') NOT VALID")
    uploading.begin_to_take_in(upload, by=coordinator, at=timezone.now())
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE directory_uploadrow DROP CONSTRAINT no_more")
    upload.refresh_from_db()

    assert (upload.state, upload.problem) == (Upload.State.READY, uploading.NOT_TAKEN_IN)
    assert not Place.objects.exists()
    assert "An upload could not be taken in." in caplog.text

    uploading.begin_to_take_in(upload, by=coordinator, at=timezone.now())
    assert Place.objects.count() == 3
