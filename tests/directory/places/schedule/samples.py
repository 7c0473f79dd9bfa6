"""Sentences by samples: what is meant, and behind 「→」 what is left."""

import pytest

from directory.places.schedule import read, say_rules

NONE = ""


def said(sentence: str) -> str:
    """The rules that were read, said again; lines joined by 「 / 」."""
    reading = read(sentence)
    left = f" → {reading.text_left}" if reading.text_left and reading.rules else ""
    return " / ".join(say_rules(reading.rules).splitlines()) + left


def check(samples):
    return pytest.mark.parametrize(("sentence", "meant"), samples, ids=lambda value: value.replace("\n", "⏎") or "-")
