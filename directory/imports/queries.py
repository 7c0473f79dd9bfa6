"""What the import pages show: the files that were sent, the rows of one, and what came of them."""

from collections.abc import Iterable
from typing import NamedTuple

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from directory.imports.decisions import Outcome
from directory.imports.models import Sender, Upload, UploadRow
from directory.places.models import Place
from kayoiba.accounts.models import User

NAMES = {
    Outcome.CREATED.value: "新しい",
    Outcome.UPDATED.value: "変わった",
    UploadRow.ALIKE: "同じかもしれない",
    Outcome.REFUSED.value: "取り込まない",
    Outcome.UNCHANGED.value: "前と同じ",
    Outcome.EMPTY.value: "空の行",
}
"""What a row comes to, in the order in which somebody looks at it."""

TAKEN = (Outcome.CREATED.value, Outcome.UPDATED.value)
"""What goes into the record, unless somebody leaves it out."""


def uploads_of(user: User) -> QuerySet[Upload]:
    """The latest first, without the files themselves."""
    rows = Upload.objects.in_care_of(user).defer("content").select_related("sender", "by", "origin__undone_by")
    return rows.order_by("-at", "-pk")


def own_upload(user: User, pk: int) -> Upload | None:
    return uploads_of(user).select_related("municipality").filter(pk=pk).first()


def numbers_of(uploads: Iterable[Upload]) -> dict[int, dict[str, int]]:
    """For each upload how many of its rows come, or came, to what."""
    counted = UploadRow.objects.filter(upload__in=uploads).values_list("upload", "outcome").annotate(Count("pk"))
    numbers: dict[int, dict[str, int]] = {upload.pk: {} for upload in uploads}
    for upload, outcome, count in counted.order_by():
        numbers[upload][outcome] = count
    return numbers


class Shelf(NamedTuple):
    """Rows that come to the same: how many, and how many of them are to be taken in where that is asked."""

    outcome: str
    name: str
    rows: int
    chosen: int


def shelves_of(upload: Upload) -> list[Shelf]:
    """Those that hold any row."""
    chosen = Count("pk", filter=Q(chosen=True))
    counted = {
        outcome: (count, of_these)
        for outcome, count, of_these in upload.rows.values_list("outcome")
        .annotate(Count("pk"), chosen=chosen)
        .order_by()
    }
    return [Shelf(outcome, name, *counted[outcome]) for outcome, name in NAMES.items() if outcome in counted]


def rows_on(upload: Upload, outcome: str) -> QuerySet[UploadRow]:
    return upload.rows.filter(outcome=outcome).select_related("place", "same_as").order_by("position")


def where_is(upload: Upload, position: int) -> tuple[str, int] | None:
    """The outcome of a row, and how many rows of the same outcome come before it."""
    row = upload.rows.filter(position=position).first()
    return (row.outcome, rows_on(upload, row.outcome).filter(position__lt=position).count()) if row else None


def resembled(user: User, rows: Iterable[UploadRow]) -> dict[int, Place]:
    """The places that rows may speak of, those of them that `user` looks after."""
    wanted = {pk for row in rows for pk in (*row.alike, row.same_as_id) if pk}
    return Place.objects.in_care_of(user).select_related("district").in_bulk(wanted)


def with_own_places(user: User, rows: Iterable[UploadRow]) -> list[tuple[UploadRow, Place | None]]:
    """Each row with its place, where `user` looks after it by now."""
    rows = list(rows)
    own = Place.objects.in_care_of(user).in_bulk([row.place_id for row in rows])
    return [(row, own.get(row.place_id)) for row in rows]


def left_aside(upload: Upload) -> QuerySet[UploadRow]:
    """What was in the file and did not go into the record, for whatever reason."""
    aside = Q(outcome__in=[UploadRow.ALIKE, Outcome.REFUSED]) | Q(outcome__in=TAKEN, chosen=False)
    return upload.rows.filter(aside).order_by("position")


def taken_in(upload: Upload) -> QuerySet[UploadRow]:
    return upload.rows.filter(outcome__in=TAKEN, chosen=True).order_by("outcome", "position")


def that_may_be_listed(user: User, upload: Upload) -> list[Place]:
    """Places of which the list says 掲載可, and that nobody has listed yet."""
    return _said(user, upload, may_list=True)


def that_may_not_be_listed(user: User, upload: Upload) -> list[Place]:
    return _said(user, upload, may_list=False)


def _said(user: User, upload: Upload, *, may_list: bool) -> list[Place]:
    today = timezone.localdate()
    said = upload.rows.filter(may_list=may_list, place__isnull=False).values("place")
    mine = Place.objects.in_care_of(user).filter(pk__in=said).known_on(today)
    listed = Place.objects.listed_on(today).filter(pk__in=said).values("pk")
    return list(mine.exclude(pk__in=listed).by_reading())


def senders() -> list[str]:
    return list(Sender.objects.order_by("name").values_list("name", flat=True))
