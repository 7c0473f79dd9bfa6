"""Figures and 一二三."""

KANJI = "一二三四五六七八九"


def number(text: str) -> int:
    """「12」, 「十二」 and 「二十」."""
    if text.isdecimal():
        return int(text)
    tens, _, ones = text.rpartition("十")
    ten = (KANJI.find(tens) + 1 or 1) * 10 if "十" in text else 0
    return ten + (KANJI.find(ones) + 1 if ones else 0)
