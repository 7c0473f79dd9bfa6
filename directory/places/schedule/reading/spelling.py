"""One spelling for many: full width and circled signs folded, with the way back to what was written."""

import re
import unicodedata
from dataclasses import dataclass

SAME = str.maketrans(
    {**dict.fromkeys("〜～∼˜〰", "~"), **dict.fromkeys("‐‑‒–—―−─━", "-"), "：": ":", "．": ".", "､": "、"}
)
# A letter with the marks that belong to it: 「ｶﾞ」 is one sign in the folded text.
CLUSTER = re.compile("(?s).[\u3099\u309a\uff9e\uff9f\u0300-\u036f]*")
# 「①」 and 「⑴」 number what follows; as plain digits they would run into it.
NUMBERED = re.compile("[①-⒇]")
# Blanks within a word: 「第 2 火 曜 日」, 「10 時 30 分」, 「8 月 13 日」, 「13 : 30」, 「第2 ・ 4」.
FIGURE = "[0-9一二三四五六七八九十]"
SPACED = re.compile(
    f"第 +(?={FIGURE})|(?<![:~0-9-]){FIGURE}{{1,2}} +(?=[月日週](?![・、火水木金土]))|[0-9] +(?=[時分回:])|: +(?=[0-9])"
    f"|時 +(?={FIGURE}{{1,2}} *分)|(?<={FIGURE} )月 +(?={FIGURE}{{1,2}} +日)"
    f"|[月火水木金土日] +曜(?: +日)?|{FIGURE} *[・、,.] +(?=第?{FIGURE})|{FIGURE} +[・、,.] *(?=第?{FIGURE})"
)
# By ear: 「かようび」, 「毎週かよう」, 「10じはん」. Without 「び」 it may be 「通う」, but not right after a week.
HEARD = "(?:げつ|か|すい|もく|きん|ど|にち)よう"
BY_EAR = re.compile(
    f"{HEARD}び|(?<=週){HEARD}(?=[・、, 0-9]|$)|(?<=[0-9])じ(?:はん)?(?=から|より|まで|ごろ|ころ|[^ぁ-ん]|$)"
)
WRITTEN = dict(zip(("げつ", "か", "すい", "もく", "きん", "ど", "にち"), "月火水木金土日", strict=True)) | {
    "よう": "曜",
    "び": "日",
    "じ": "時",
    "はん": "半",
}
SYLLABLES = re.compile("|".join(WRITTEN))


@dataclass(frozen=True)
class Spelling:
    """A text as written and folded; `places` holds for each folded letter where its origin begins, and the end."""

    written: str
    folded: str
    places: tuple[int, ...]

    def written_between(self, first: int, end: int) -> str:
        """What was written where the folded text goes from `first` to `end`."""
        return self.written[self.places[first] : self.places[end]]


def fold(text: str) -> Spelling:
    """The text with one spelling for each thing, and the way back."""
    letters: list[str] = []
    places: list[int] = []
    for cluster in CLUSTER.finditer(text):
        folded = _fold(cluster[0], is_plain=letters[-1:] == ["第"])
        letters += folded
        places += [cluster.start()] * len(folded)
    loose = _write_out(letters)
    loose |= {at for found in SPACED.finditer("".join(letters)) for at in range(*found.span()) if letters[at] == " "}
    kept = [at for at in range(len(letters)) if at not in loose]
    return Spelling(text, "".join(letters[at] for at in kept), (*(places[at] for at in kept), len(text)))


def _write_out(letters: list[str]) -> set[int]:
    """Days and hours written by ear take their usual signs, in place; which letters are then too many."""
    too_many: set[int] = set()
    for heard in BY_EAR.finditer("".join(letters)):
        for part in SYLLABLES.finditer(heard[0]):
            at = heard.start() + part.start()
            letters[at] = WRITTEN[part[0]]
            too_many |= set(range(at + 1, at + len(part[0])))
    return too_many


def _fold(cluster: str, *, is_plain: bool) -> str:
    if NUMBERED.match(cluster) and not is_plain:  # 「第③」 is a week
        return cluster
    return unicodedata.normalize("NFKC", cluster.translate(SAME)).translate(SAME).lower()
