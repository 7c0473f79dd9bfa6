"""Real sentences with what they mean, read by hand. They are not ours to copy: REAL_DATA names the folder."""

import csv
import json
import os
from pathlib import Path

import pytest

from directory.management.commands.read_schedule import unescape
from directory.places.schedule import Rule, read
from tests.factories.schedules import meaning

pytestmark = pytest.mark.skipif("REAL_DATA" not in os.environ, reason="REAL_DATA names no folder")

SENTENCES = Path(os.environ.get("REAL_DATA", "nowhere"), "schedules.tsv")


def lines() -> list[dict[str, str]]:
    if not SENTENCES.exists():
        return []
    with SENTENCES.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def test_the_folder_holds_sentences():
    assert len(lines()) > 150


@pytest.mark.parametrize("line", lines(), ids=lambda line: line["text"])
def test_a_sentence_is_read_as_by_hand(line):
    reading = read(unescape(line["text"]))

    left = unescape(line["text_left"])
    assert meaning(reading.rules) == meaning(Rule.from_json(rule) for rule in json.loads(line["rules"]))
    assert bool(reading.text_left) == bool(left)
    assert [piece for piece in left.split("｜") if piece not in reading.text_left] == []
