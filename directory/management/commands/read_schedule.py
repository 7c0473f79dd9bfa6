import json
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from directory.places.schedule import Reading, read, say_rules

ESCAPED = {"\t": r"\t", "\n": r"\n"}
UNREAD = "読めませんでした"


class Command(BaseCommand):
    help = "いつひらくかの文を読み、開催のきまりにします。標準入力に1行1文（文の中のタブと改行は \\t と \\n）。"
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="機械が読む形にする")

    def handle(self, **options: Any) -> None:
        write = as_json if options["json"] else as_text
        for line in sys.stdin.buffer:
            text = line.decode(errors="replace").rstrip("\r\n")
            self.stdout.write(write(unescape(text)))


def as_json(text: str) -> str:
    """The rules in the notation of the public data, what is left, and what is said of the rules."""
    reading = read(text)
    document = {
        "rules": [rule.as_json() for rule in reading.rules],
        "text_left": reading.text_left,
        "said": say_rules(reading.rules),
    }
    return json.dumps(document, ensure_ascii=False)


def as_text(text: str) -> str:
    """The sentence, below it what was read, and what stays as it is."""
    reading = read(text)
    return "\n".join([_escape(text), *(f"  {line}" for line in _told(reading))])


def _told(reading: Reading) -> list[str]:
    if not reading.rules:
        return [UNREAD]
    left = [f"ことばのまま：{_escape(reading.text_left)}"] if reading.text_left else []
    return [*say_rules(reading.rules).splitlines(), *left]


def unescape(text: str) -> str:
    """A tab and a newline in a sentence are written as two letters each."""
    for letter, written in ESCAPED.items():
        text = text.replace(written, letter)
    return text


def _escape(text: str) -> str:
    for letter, written in ESCAPED.items():
        text = text.replace(letter, written)
    return text
