"""Words that are typed though they can be chosen: 「真備 火曜」 looks for 真備 on Tuesdays."""

from django.http import QueryDict

from directory.finder.queries import DAYS
from directory.places.vocabulary import Weekday
from kayoiba.tools.kana import fold

KANA = ("げつよう", "かよう", "すいよう", "もくよう", "きんよう", "どよう", "にちよう")
"""Said with び alone: かよう is 通う and 歌謡 as well."""
WEEKDAYS = {
    fold(word): ("day", day)
    for day, kanji, kana in zip(DAYS, Weekday.labels, KANA, strict=True)
    for word in (f"{kanji}曜", f"{kanji}曜日", f"{kanji}よう", f"{kanji}よう日", f"{kana}び")
}
OTHERS = {
    ("time", "am"): "午前 午前中 ごぜん",
    ("time", "pm"): "午後 ごご",
    ("date", "today"): "きょう 今日",
    ("date", "tomorrow"): "あした あす 明日",
}
MEANT = WEEKDAYS | {fold(word): meant for meant, words in OTHERS.items() for word in words.split()}
"""What a word means that stands alone, as name and value of the address; within another, as in 火曜会, it is a word."""


def understood(asked: QueryDict) -> QueryDict:
    """The address with such words in their own places; where a date was chosen きょう is a word like others."""
    told, words = asked.copy(), []
    for word in asked.get("q", "").split():
        name, value = MEANT.get(fold(word), ("q", word))
        if name == "q" or (name == "date" and told.get("date")):
            words.append(word)
        elif value not in told.getlist(name):
            told.setlist(name, [*filter(None, told.getlist(name)), value])
    told["q"] = " ".join(words)
    return told
