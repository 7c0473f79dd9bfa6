"""The pages of an import, as somebody presses their buttons."""

from uuid import uuid4

from django.urls import reverse

from directory.imports import uploading
from directory.imports.models import Upload
from tests.factories.uploads import lines

LIST = lines("西の畑の会", "東の体操", "南の将棋")


def text_of(page):
    return page.content.decode()


def send(client, file, **data):
    return client.post(reverse("imports:upload_new"), {"file": file, "request_id": uuid4(), **data})


def shown(client, upload, **query):
    return client.get(reverse("imports:upload", args=[upload.pk], query=query))


def press(client, name, upload, *args, **data):
    return client.post(reverse(f"imports:{name}", args=[upload.pk, *args]), data)


def work_off(upload, by):
    """What the thread behind the page does; there is none within a test's transaction."""
    upload.refresh_from_db()
    if upload.state == Upload.State.READING:
        uploading.read(upload.pk)
    elif upload.state == Upload.State.WRITING:
        uploading.take_in(upload.pk, by)
    elif upload.state == Upload.State.UNDOING:
        uploading.undo(upload.pk, by)
    upload.refresh_from_db()
    return upload
