"""How the name of a place is read aloud, where all of it can be known: nothing is guessed.

「呉妹おしゃべり広場」 is 「くれせ おしゃべり ひろば」 because the area says how 呉妹 is read, kana say it themselves,
and 広場 is among the words that such places are called by. A name with one letter more than that stays unread.
"""

import re
from collections.abc import Iterable

from kayoiba.tools.kana import to_hiragana

COMMON = dict(
    pair.split()
    for pair in (
        "広場 ひろば|会館 かいかん|公会堂 こうかいどう|集会所 しゅうかいしょ|公民館 こうみんかん|分館 ぶんかん"
        "|集会場 しゅうかいじょう|町内会 ちょうないかい|自治会 じちかい|婦人会 ふじんかい|老人会 ろうじんかい"
        "|同好会 どうこうかい|友の会 とものかい|茶話会 さわかい|茶会 ちゃかい|会 かい|食堂 しょくどう|喫茶 きっさ"
        "|体操 たいそう|百歳体操 ひゃくさいたいそう|健康 けんこう|教室 きょうしつ|交流 こうりゅう|元気 げんき"
        "|笑顔 えがお|仲間 なかま|集い つどい|憩い いこい|寄り合い よりあい|縁側 えんがわ|居場所 いばしょ"
        "|井戸端 いどばた|会議 かいぎ|お茶 おちゃ|手芸 しゅげい|料理 りょうり|将棋 しょうぎ|囲碁 いご|麻雀 まーじゃん"
        "|散歩 さんぽ|太極拳 たいきょくけん|吹き矢 ふきや|輪投げ わなげ|合唱 がっしょう|歌声 うたごえ|農園 のうえん"
        "|老人 ろうじん|地区 ちく|学区 がっく|小学校 しょうがっこう|団地 だんち|駅前 えきまえ|神社 じんじゃ|支部 しぶ"
    ).split("|")
)
"""Words of which places are made, with their readings."""

KANA = "ぁ-ゖァ-ヺー゛゜ゝゞヽヾｦ-ﾟ"
DIVIDES = r"[\s・･&＆、,.。「」『』（）()【】〈〉\-‐〜~☆★♪♡❤!！?？]+"


def reading_of(name: str, areas: Iterable[tuple[str, str]]) -> str:
    """The reading word by word, or nothing where a part of the name cannot be known.

    `areas` are names of towns and the like, with their kana.
    """
    known = _known(areas)
    words = "|".join(map(re.escape, sorted(known, key=len, reverse=True)))
    pieces = re.compile(f"{words}|[{KANA}]+?(?=$|{words})")
    read: list[str] = []
    for part in re.split(DIVIDES, name):
        found = pieces.findall(part)
        if "".join(found) != part:
            return ""
        read += [known.get(piece) or to_hiragana(piece) for piece in found]
    return " ".join(read)


def _known(areas: Iterable[tuple[str, str]]) -> dict[str, str]:
    """A word that is read in two ways is not known."""
    said = {word: {reading} for word, reading in COMMON.items()}
    for name, kana in areas:
        for word, reading in ((name, kana), _without_what_is_before(name, kana)):
            if len(word) > 1 and reading:
                said.setdefault(word, set()).add(reading)
    return {word: readings.pop() for word, readings in said.items() if len(readings) == 1}


def _without_what_is_before(name: str, kana: str) -> tuple[str, str]:
    """尾崎 of 真備町尾崎: places are called by the town, and not by the former municipality it lies in."""
    before, _, word = name.partition("町")
    for reading in ("ちょう", "まち"):
        heard_before, found, heard = kana.partition(reading)
        if before and heard_before and found:
            return word, heard
    return "", ""
