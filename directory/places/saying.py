"""What is said alike of a place and of its listing."""

import datetime as dt
from collections.abc import Sequence

from directory.places.schedule import Rule, read, say_rules
from kayoiba.tools.kana import fold


def say_fee(words: str, amount: int | None) -> str:
    """As somebody wrote it, else the sum."""
    if words or amount is None:
        return words
    return f"{amount:,}円" if amount else "無料"


def say_when(rules: Sequence[Rule], sentence: str, today: dt.date | None = None) -> str:
    """The rules, and below them what somebody wrote beyond them."""
    return "\n".join(filter(None, [say_rules(rules, today), own_words(rules, sentence)]))


def own_words(rules: Sequence[Rule], sentence: str) -> str:
    """What was written of its days and the rules do not say: they may be less than what people know."""
    said = say_rules(rules)
    if not rules or fold(sentence) == fold(said):
        return "" if rules else sentence
    reading = read(sentence)
    return reading.text_left.replace("｜", "、") if say_rules(reading.rules) == said else sentence
