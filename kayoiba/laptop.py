"""What an installation in production is given, and a laptop makes for itself."""

import os
from contextlib import suppress
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from django.core.management.utils import get_random_secret_key


def secret_key(note: Path) -> str:
    """Made once and kept, so that people stay signed in when the server starts again."""
    try:
        if not note.exists():
            _make(note)
        return note.read_text()
    except OSError as error:
        raise ImproperlyConfigured(
            f"{error.filename} を使えません（{error.strerror}）。持ち主と権限を確かめてください。"
        ) from error


def _make(note: Path) -> None:
    note.parent.mkdir(exist_ok=True)
    draft = note.with_name(f"{note.name}.{os.getpid()}")
    draft.touch(mode=0o600)
    draft.write_text(get_random_secret_key())
    with suppress(FileExistsError):
        note.hardlink_to(draft)  # whole or not at all, and the first of two commands wins
    draft.unlink()
