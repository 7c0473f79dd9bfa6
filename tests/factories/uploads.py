"""Files that somebody sent, read at once instead of behind a page."""

import datetime as dt
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile

from directory.imports import uploading
from directory.imports.models import Upload
from kayoiba.accounts.models import User
from tests.factories.places import AT, a_municipality

HEADINGS = "名称,地区,会場,開催日時,参加費"


def lines(*names: str, fee: str = "100円") -> str:
    """A list of these places, all in one hall."""
    return "\n".join([HEADINGS, *(f"{name},真備,{name}の会場,毎週火曜 10時〜11時,{fee}" for name in names)])


def a_file(text: str, name: str = "一覧.csv", encoding: str = "utf-8") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, text.encode(encoding))


def a_sent_upload(text: str, *, by: User, sender: str = "", at: dt.datetime = AT, name: str = "一覧.csv") -> Upload:
    """Received, and not read yet."""
    return uploading.receive(
        file_name=name,
        content=text.encode(),
        municipality=a_municipality(),
        sender=sender,
        as_places=False,
        request_id=uuid4(),
        by=by,
        at=at,
    )


def an_upload(text: str, *, by: User, **told: object) -> Upload:
    """Received and read."""
    upload = a_sent_upload(text, by=by, **told)
    uploading.read(upload.pk)
    upload.refresh_from_db()
    return upload
