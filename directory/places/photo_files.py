"""The files of photographs: those of staff by `Photo.key`, and beside them copies that the public may see.

A copy has a name of its own that nobody can guess and nobody can lead back to the photograph. The files of staff are
written before the row that speaks of them; copies once the transaction is certain, so that nothing is public that came
to nothing. All are deleted after the row. What a crash left over or left out in between, `forget_files` puts right.
"""

import datetime as dt
from collections.abc import Iterable, Iterator

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from directory.places.models import ListingPhoto, Photo
from kayoiba.tools.pictures import SIZES, Picture

PRIVATE, PUBLISHED = "photos", "published"
UNDER_WAY = dt.timedelta(hours=1)
"""So long a file without a row may belong to a transaction that is not over."""


def private_name(key: object, size: int) -> str:
    return f"{PRIVATE}/{str(key)[:2]}/{key}-{size}.jpg"


def published_name(key: str, size: int) -> str:
    return f"{PUBLISHED}/{key[:2]}/{key}-{size}.jpg"


def keep_files(key: object, picture: Picture) -> None:
    for size, data in picture.files.items():
        _write(private_name(key, size), data)


def publish_files(keys: Iterable[tuple[object, str]]) -> None:
    """Copies for the public, of pairs of a private and a public key, where there are none yet."""
    for key, public_key in keys:
        for size in SIZES:
            name = published_name(public_key, size)
            if not default_storage.exists(name) and (data := read(private_name(key, size))):
                _write(name, data)


def read(name: str) -> bytes | None:
    try:
        with default_storage.open(name) as file:
            return file.read()
    except FileNotFoundError:
        return None


def drop_files(keys: Iterable[object]) -> None:
    _drop(private_name(key, size) for key in keys for size in SIZES)


def withdraw_files(keys: Iterable[str]) -> None:
    _drop(published_name(key, size) for key in keys for size in SIZES)


def forget_files(*, at: dt.datetime) -> int:
    """Delete the files that no row speaks of any more, and copy what a row speaks of in vain; returns how many went."""
    spoken_of = {private_name(key, size) for key in Photo.objects.values_list("key", flat=True) for size in SIZES}
    listed = ListingPhoto.objects.values_list("key", flat=True)
    spoken_of |= {published_name(key, size) for key in listed for size in SIZES}
    left_over = [
        name for name in _files() if name not in spoken_of and default_storage.get_modified_time(name) < at - UNDER_WAY
    ]
    _drop(left_over)
    publish_files(Photo.objects.filter(public_key__in=listed).values_list("key", "public_key"))
    return len(left_over)


def _files() -> Iterator[str]:
    for top in (PRIVATE, PUBLISHED):
        if default_storage.exists(top):
            for folder in default_storage.listdir(top)[0]:
                yield from (f"{top}/{folder}/{name}" for name in default_storage.listdir(f"{top}/{folder}")[1])


def _write(name: str, data: bytes) -> None:
    default_storage.delete(name)  # of an attempt that came to nothing: beside it Django would choose another name
    default_storage.save(name, ContentFile(data))


def _drop(names: Iterable[str]) -> None:
    for name in names:
        default_storage.delete(name)
