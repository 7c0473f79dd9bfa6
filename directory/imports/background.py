"""Work that takes longer than a page may: it runs in a thread of its own, and the row of the upload says how far it is.

Should the server stop, the thread is gone without a word, and what it has not committed with it. The row then has no
fresh beat, whoever looks is told so, and it can be begun anew.
"""

import datetime as dt
from collections.abc import Callable
from threading import Event, Thread
from typing import Any

from django.db import connections, transaction
from django.utils import timezone

from directory.imports.models import Upload

PATIENCE = 2.0
"""Seconds for which a page waits: most lists are done by then, and nobody has to see that there was work."""

BEAT_EVERY = 1.0
DEAD_AFTER = dt.timedelta(seconds=60)


def in_background(work: Callable[..., None], *args: Any) -> None:
    """Begin once what was written before can be seen by others."""
    transaction.on_commit(lambda: _begin(work, args))


def _begin(work: Callable[..., None], args: tuple[Any, ...]) -> None:
    thread = Thread(target=_run, args=(work, args), daemon=True)
    thread.start()
    thread.join(PATIENCE)


def _run(work: Callable[..., None], args: tuple[Any, ...]) -> None:
    try:
        work(*args)
    finally:
        connections.close_all()


class Beat:
    """Tells every second how far the work on an upload is, over a connection of its own.

    What the work itself writes nobody sees before its transaction ends. Leave the transaction before the beat: a beat
    may be waiting for the row that the transaction has changed.
    """

    def __init__(self, upload: Upload) -> None:
        self.of_this_run = Upload.objects.filter(pk=upload.pk, state=upload.state)
        self.read = self.total = 0
        self.over = Event()
        self.thread = Thread(target=self._beat, daemon=True)

    def __enter__(self) -> "Beat":
        self.thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.over.set()
        self.thread.join()

    def progress(self, read: int, total: int) -> None:
        self.read, self.total = read, total

    def _beat(self) -> None:
        try:
            while not self.over.wait(BEAT_EVERY):
                self.of_this_run.update(read=self.read, total=self.total, beat_at=timezone.now())
        finally:
            connections.close_all()
