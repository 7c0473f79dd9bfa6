"""What becomes of a file that was sent: received, read, put right, taken in; or thrown away.

Reading and taking in run in the background. Each is begun by whoever moves the upload into its state, so that a
button pressed twice begins one.
"""

import datetime as dt
import logging
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from directory.areas.models import Municipality
from directory.imports import actions
from directory.imports.actions import Rehearsal
from directory.imports.background import DEAD_AFTER, Beat, in_background
from directory.imports.decisions import Outcome
from directory.imports.models import Sender, Upload, UploadRow
from directory.imports.previewing import choices_of, columns_of, moved_since, rows_of
from directory.imports.queries import TAKEN
from directory.imports.undoing import undo_import
from directory.imports.wording import say_undone
from kayoiba.accounts import audit
from kayoiba.accounts.models import User
from kayoiba.tools.sheets import UnreadableSheet

logger = logging.getLogger(__name__)

State = Upload.State
AT_WORK = (State.READING, State.WRITING, State.UNDOING)
AT_ONCE = 1000
NAME_LETTERS = 80
"""A file's name is a folder's entry for a while, which holds 255 bytes: as many as 85 Japanese letters."""

NOT_READ = "思わぬことが起きて、さいごまで 読めませんでした。もう一度 読んでみてください。"
NOT_TAKEN_IN = "思わぬことが起きて、取り込めませんでした。なにも 書きこんでいません。もう一度 押してみてください。"
MOVED = (
    "この一覧を 読んだあとに、記録が かわりました。取り込まずに 読みなおしました。"
    "かわった行：{names}。たしかめて、もう一度 押してください。"
)
NOT_UNDONE = "思わぬことが起きて、取りやめられませんでした。なにも かわっていません。もう一度 押してみてください。"


class NotReady(Exception):
    """Somebody is at it, or it is done: nothing can be put right now."""


class Moved(Exception):
    """The record has changed since the preview; `names` are of the rows that this touches."""

    def __init__(self, names: list[str]) -> None:
        self.names = names


def receive(
    *, file_name: str, content: bytes, municipality: Municipality, sender: str, as_places: bool, **request: Any
) -> Upload:
    """Keep the file and begin to read it; the same request (`request_id`) twice is one upload.

    `sender` is whose list it is, empty where nobody says so: what was said of that sender's columns holds again.
    """
    whose = Sender.objects.get_or_create(name=sender)[0] if sender else None
    return _receive(
        file_name=_short(file_name),
        content=content,
        municipality=municipality,
        sender=whose,
        meanings=whose.meanings if whose else {},
        as_places=as_places,
        **request,
    )


@transaction.atomic
def _receive(*, request_id: UUID, by: User, at: dt.datetime, **fields: Any) -> Upload:
    fields |= {"by": by, "at": at, "beat_at": at}
    upload, is_new = Upload.objects.get_or_create(request_id=request_id, defaults=fields)
    if is_new:
        audit.record("upload.received", upload, by=by, at=at)
        in_background(read, upload.pk)
    return upload


def _short(name: str) -> str:
    """With its ending, which says what it is."""
    path = Path(name)
    return path.stem[: NAME_LETTERS - len(path.suffix[:10])] + path.suffix[:10]


def read_again(upload: Upload, *, at: dt.datetime) -> bool:
    """Begin anew with what has been said since; False where somebody else has already."""
    return _begin(upload, State.READY, State.READING, at, read, upload.pk)


def begin_to_take_in(upload: Upload, *, by: User, at: dt.datetime) -> bool:
    return _begin(upload, State.READY, State.WRITING, at, take_in, upload.pk, by)


def begin_to_undo(upload: Upload, *, by: User, at: dt.datetime) -> bool:
    return _begin(upload, State.DONE, State.UNDOING, at, undo, upload.pk, by)


def begin_again(upload: Upload, *, by: User, at: dt.datetime) -> bool:
    """What failed, or was left lying by a server that stopped."""
    if can_be_read_again(upload):
        return _begin(upload, State.FAILED, State.READING, at, read, upload.pk)
    if not is_stalled(upload, at=at):
        return False
    works = {State.READING: (read, upload.pk), State.WRITING: (take_in, upload.pk, by)}
    return _begin(upload, upload.state, upload.state, at, *works.get(upload.state, (undo, upload.pk, by)))


def can_be_read_again(upload: Upload) -> bool:
    """It failed for a reason that is not the file's."""
    return upload.state == State.FAILED and Upload.objects.filter(pk=upload.pk, content__isnull=False).exists()


def is_stalled(upload: Upload, *, at: dt.datetime) -> bool:
    return upload.state in AT_WORK and upload.beat_at < at - DEAD_AFTER


@transaction.atomic
def _begin(upload: Upload, state: str, then: str, at: dt.datetime, *work: Any) -> bool:
    mine = Upload.objects.filter(pk=upload.pk, state=state, beat_at=upload.beat_at)
    begun = bool(mine.update(state=then, read=0, total=0, beat_at=at, problem=""))
    if begun:
        in_background(*work)
    return begun


def read(pk: int, *, said: str = "") -> None:
    """Read the file into rows to look at, and say `said` above them."""
    upload = _upload(pk)
    try:
        with Beat(upload) as beat:
            rehearsal = _rehearse(upload, beat)
            _show(upload, rehearsal, said)
    except UnreadableSheet as error:
        Upload.objects.filter(pk=pk, state=State.READING).update(state=State.FAILED, content=None, problem=str(error))
    except Exception:
        logger.exception("An upload could not be read.")
        Upload.objects.filter(pk=pk, state=State.READING).update(state=State.FAILED, problem=NOT_READ)


def _upload(pk: int) -> Upload:
    return Upload.objects.select_related("municipality", "sender", "by", "origin").get(pk=pk)


def _rehearse(upload: Upload, beat: Beat) -> Rehearsal:
    with _on_disk(upload) as path:
        return actions.rehearse(
            path=path,
            municipality=upload.municipality,
            as_places=upload.as_places,
            choices=choices_of(upload),
            progress=beat.progress,
        )


@contextmanager
def _on_disk(upload: Upload) -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, upload.file_name)
        path.write_bytes(upload.content)
        yield path


@transaction.atomic
def _show(upload: Upload, rehearsal: Rehearsal, said: str) -> None:
    """Only if it is still being read: a second reader, taken for dead, may have been quicker."""
    rows = list(rows_of(upload, rehearsal))
    shown = {"state": State.READY, "columns": columns_of(rehearsal), "problem": said, "read": len(rows)}
    if Upload.objects.filter(pk=upload.pk, state=State.READING).update(total=len(rows), **shown):
        upload.rows.all().delete()
        UploadRow.objects.bulk_create(rows, batch_size=AT_ONCE)


def take_in(pk: int, by: User) -> None:
    """Take in what was chosen, in one transaction; where the record has moved on, nothing, and show it anew."""
    upload = _upload(pk)
    try:
        with Beat(upload) as beat:
            _take_in(upload, beat, by, timezone.now())
    except Moved as moved:
        names = "、".join(moved.names[:5]) + ("など" if len(moved.names) > 5 else "")
        Upload.objects.filter(pk=pk, state=State.WRITING).update(state=State.READING, beat_at=timezone.now())
        read(pk, said=MOVED.format(names=names))
    except Exception:
        logger.exception("An upload could not be taken in.")
        Upload.objects.filter(pk=pk, state=State.WRITING).update(state=State.READY, problem=NOT_TAKEN_IN)


@transaction.atomic
def _take_in(upload: Upload, beat: Beat, by: User, at: dt.datetime) -> None:
    with _on_disk(upload) as path:
        done = actions.commit(
            path=path,
            municipality=upload.municipality,
            as_places=upload.as_places,
            choices=choices_of(upload, to_write=True),
            sender=upload.sender,
            progress=beat.progress,
            by=by,
            at=at,
        )
    if moved := moved_since(upload, done):
        raise Moved(moved)
    _keep(upload, done)


def _keep(upload: Upload, done: Rehearsal) -> None:
    """What became of each row; the file and its cells are forgotten, the record has them now."""
    taken = upload.rows.filter(outcome__in=TAKEN, chosen=True).only("upload", "sheet", "number")
    rows = {(row.sheet, row.number): row for row in taken}
    written = [(rows[spot], decision) for decision in done.decisions if (spot := decision.row.spot) in rows]
    for row, decision in written:
        row.place = decision.place
    UploadRow.objects.bulk_update([row for row, _ in written], ["place"], batch_size=AT_ONCE)
    upload.rows.update(cells={}, kept={}, changes=[], corrections={})
    mine = Upload.objects.filter(pk=upload.pk, state=State.WRITING)
    if not mine.update(state=State.DONE, origin=done.origin, content=None, columns=[], problem=""):
        raise RuntimeError("Somebody else has taken this upload in.")


def undo(pk: int, by: User) -> None:
    """Take the import back, and say below it what became of its places."""
    upload = _upload(pk)
    said = NOT_UNDONE
    try:
        with Beat(upload) as beat:
            done = undo_import(origin=upload.origin, by=by, at=timezone.now(), progress=beat.progress)
        said = say_undone(done)
    except Exception:
        logger.exception("An import could not be taken back.")
    Upload.objects.filter(pk=pk, state=State.UNDOING).update(state=State.DONE, problem=said)


@contextmanager
def _held_ready(upload: Upload) -> Iterator[Upload]:
    """As it is now, kept from everybody else. Raises NotReady."""
    with transaction.atomic():
        rows = Upload.objects.select_for_update(of=("self",)).select_related("sender").defer("content")
        held = rows.filter(pk=upload.pk, state=State.READY).first()
        if held is None:
            raise NotReady
        yield held


def correct_columns(upload: Upload, *, meanings: dict[str, str], at: dt.datetime) -> None:
    """What columns mean: for this file, and for the next one of the same sender. Raises NotReady."""
    with _held_ready(upload) as held:
        held.meanings = held.meanings | meanings
        held.save(update_fields=["meanings"])
        if held.sender:
            sender = Sender.objects.select_for_update().get(pk=held.sender.pk)
            sender.meanings = sender.meanings | meanings
            sender.save(update_fields=["meanings"])
        read_again(held, at=at)


def correct_row(row: UploadRow, *, corrections: dict[str, str], at: dt.datetime) -> None:
    """What a row says instead of what the file has; nothing for the file's own words. Raises NotReady."""
    with _held_ready(row.upload) as held:
        held.rows.filter(position=row.position).update(corrections=corrections)
        read_again(held, at=at)


def tick(upload: Upload, *, taken: Iterable[UploadRow], left: Iterable[UploadRow]) -> None:
    """Raises NotReady."""
    with _held_ready(upload) as held:
        for rows, chosen in ((taken, True), (left, False)):
            held.rows.filter(position__in=[row.position for row in rows]).update(chosen=chosen)


def tick_all(upload: Upload, *, outcome: str, chosen: bool) -> None:
    """Raises NotReady."""
    with _held_ready(upload) as held:
        held.rows.filter(outcome=outcome).update(chosen=chosen)


def say_which(upload: Upload, *, said: Iterable[tuple[UploadRow, int | None]], at: dt.datetime) -> None:
    """Of each row the place that it speaks of, or None where it is none of those that it resembles. Raises NotReady.

    A new place needs no reading again; a known one is compared with its row.
    """
    said = list(said)
    news = [row.position for row, place in said if place is None and row.outcome == UploadRow.ALIKE]
    others = [(row, place) for row, place in said if row.position not in news]
    with _held_ready(upload) as held:
        held.rows.filter(position__in=news).update(is_another=True, outcome=Outcome.CREATED)
        for row, place in others:
            held.rows.filter(position=row.position).update(same_as=place, is_another=place is None)
        if others:
            read_again(held, at=at)


@transaction.atomic
def drop(upload: Upload, *, by: User, at: dt.datetime) -> bool:
    """Throw the file away with what was said of it; not while somebody is at it, nor once it is taken in."""
    if not Upload.objects.filter(pk=upload.pk, state__in=[State.READY, State.FAILED]).exists():
        return False
    audit.record("upload.dropped", upload, by=by, at=at)
    upload.delete()
    return True
