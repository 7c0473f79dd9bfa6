"""When nobody can tell when it meets, or whether it does: then there is no rule at all."""

import re
from collections.abc import Sequence

from directory.places.schedule.reading.asides import NOW, names_months
from directory.places.schedule.reading.drafts import ALL_MONTHS, Draft
from directory.places.schedule.reading.numbers import number
from directory.places.schedule.reading.sentence import DAYS, LIMITS, TELLING, Mark, Sentence
from directory.places.schedule.reading.vocabulary import Kind

STOPPED = re.compile(
    "休止|休会中|休業中|休館中|お?休み(?:中|して)|中止(?:中|して[いお]|しております|となって)|停止|見合わせ|廃止|閉鎖|再開|当面|当分|"
    "以前は|かつて|(?:してい|しており|やってい|行ってい)ました|やって(?:い|おり)?(?:ません|ない)|"
    "終了し(?:ました|ています)|(?:実施|開催|活動|開設|営業)(?:は|を)?(?:して)?(?:い|お)?(?:り)?(?:ません|ない)|準備中"
)
IN_BAD_WEATHER = re.compile("雨|荒天|天候|警報|台風|場合|とき|時は|状況")
OF_SOMETHING_ELSE = re.compile("[はもが]$|他|ほか|別|イベント")
DIFFERS = re.compile("[月週日回]によ(?:り|って)(?:は)?(?:異な|変わ|違)")
OF_TIME_OR_PLACE = re.compile("時間|場所|会場|内容")
OF_DAYS = re.compile("週|曜|日程|開催日")
ANY_TIME = re.compile("^(?:受付|受け付|募集|見学|入会|申込|申し込|相談|参加|更新)")
LEANING = re.compile("主|概|おおむね|ほぼ|だいたい|大体|なるべく")


def is_in_doubt(sentence: Sentence, drafts: Sequence[Draft]) -> bool:
    """Is there a word that takes the certainty from all that was read?"""
    return (
        _has_stopped(sentence)
        or _differs(sentence)
        or any(_is_doubtful(sentence, place) for place in range(len(sentence)))
        or any(
            not _agrees(sentence, place, drafts)
            for place in range(len(sentence))
            if sentence.is_open(place, {Kind.COUNT})
        )
        or any(
            not _is_explained(drafts, sentence.phrases[place].text)
            for place in range(len(sentence))
            if sentence.is_open(place, {Kind.INTERVAL})
        )
    )


def _differs(sentence: Sentence) -> bool:
    """「月により異なる」"""
    return any(
        DIFFERS.search(phrase.text) and not OF_TIME_OR_PLACE.search(sentence.text(*sentence.clause(place)))
        for place, phrase in enumerate(sentence.phrases)
    )


def _has_stopped(sentence: Sentence) -> bool:
    """「現在は休止中」; 「雨天中止」 and 「8月は休止」 are of some days."""
    for place, phrase in enumerate(sentence.phrases):
        if (
            phrase.kind in {Kind.TEXT, Kind.REST}
            and sentence.marks.get(place) is not Mark.READ
            and STOPPED.search(phrase.text)
        ):
            first, end = sentence.clause(place)
            limited = any(
                sentence.kind(at) in {Kind.OCCASION, Kind.MONTHS, Kind.HOLIDAY, Kind.CASE} for at in range(first, place)
            )
            if not limited and not IN_BAD_WEATHER.search(sentence.text(first, end)):
                return True
    return False


def _is_doubtful(sentence: Sentence, place: int) -> bool:
    kind = sentence.kind(place)
    if kind is Kind.OR:
        sides = sentence.skip(place - 1, _THIN, -1), sentence.skip(place + 1, _THIN)
        return all(sentence.kind(side) in TELLING and sentence.marks.get(side) is not Mark.TEXT for side in sides)
    if sentence.kind(place + 1) is Kind.ONLY and kind is Kind.OCCASION:  # 「夏休みのみ」
        return True
    if sentence.kind(place + 1) is Kind.ONLY and kind is Kind.HALF:  # 「(水は午前のみ)」
        return sentence.kind(place - 1) is Kind.TOPIC
    if kind is Kind.OCCASION and sentence.marks.get(place) is Mark.TEXT and not names_months(sentence, place):
        after = sentence.skip(place + 1, {Kind.GAP, Kind.COMMA, Kind.PARTICLE})
        return sentence.kind(after) in DAYS | LIMITS and sentence.marks.get(after) is not Mark.TEXT
    if place in sentence.marks:
        return False
    if kind is Kind.DOUBT:
        return not _is_of_something_else(sentence, place)
    return kind in {Kind.PERIOD, Kind.DATES} and not _is_note(sentence, place)


_THIN = {Kind.GAP, Kind.COMMA, Kind.OPEN, Kind.CLOSE, Kind.NTH, Kind.JOIN}


def _is_of_something_else(sentence: Sentence, place: int) -> bool:
    """「ミニパントリーは不定期」, 「他、不定期でイベント」, 「開催時間不定期」, 「見学随時」."""
    first, end = sentence.clause(place)
    begun = next((at + 1 for at in range(place - 1, first - 1, -1) if sentence.kind(at) in TELLING), first)
    before = sentence.text(begun, place)
    following = sentence.phrases[place + 1].text if sentence.kind(place + 1) is Kind.TEXT else ""
    if LEANING.match(sentence.phrases[place].text):
        sentence.mark(place, place + 1, Mark.TEXT)
        return bool(following)
    if "数週" in sentence.phrases[place].text:  # 「奇数週（第1・3・5週）」
        return sentence.kind(sentence.skip(place + 1, {Kind.OPEN})) is Kind.WEEKS
    if first == place and sentence.kind(place - 1) is Kind.OPEN and end == place + 1:
        return _is_named(sentence, place)
    named = any(sentence.kind(at) is Kind.TEXT for at in range(begun, place))
    subject = named and (OF_SOMETHING_ELSE.search(before.strip(" 、")) or sentence.kind(place - 1) is Kind.COLON)
    is_other = (
        subject or "時間" in before or ANY_TIME.search(following) or re.search("見学|参加|募集|受付|相談", before)
    )
    if not is_other or NOW.search(before) or (OF_DAYS.search(before) and "他" not in before):
        return False
    sentence.mark(begun, end, Mark.TEXT)
    return True


def _is_named(sentence: Sentence, place: int) -> bool:
    """「体験イベント開催（随時）」: do the brackets speak of a text?"""
    is_named = sentence.kind(place - 2) is Kind.TEXT and not NOW.search(sentence.text(0, place))
    if is_named:
        sentence.mark(place, place + 1, Mark.TEXT)
    return is_named


def _is_note(sentence: Sentence, place: int) -> bool:
    """Is it in brackets or behind a mark, after a rule and with words of its own?"""
    first, end = sentence.clause(place)
    has_words = any(sentence.kind(at) is Kind.TEXT for at in range(first, end))
    after_a_rule = any(sentence.kind(at) in DAYS for at in range(first))
    if not after_a_rule or not (has_words or (sentence.is_aside(place) and sentence.kind(place) is Kind.DATES)):
        return False
    sentence.mark(first, end, Mark.TEXT)
    return True


def _agrees(sentence: Sentence, place: int, drafts: Sequence[Draft]) -> bool:
    """Whether 「月2回」 counts what was read: in the same clause, else in all."""
    first, end = _around(sentence, place)
    near = [draft for draft in drafts if first <= draft.place < end]
    text = sentence.phrases[place].text
    figures = re.findall("[0-9]+|[一二三四五六七八九十]+", text)
    if re.search("[~-]", text) or not figures:
        return False
    count = number(figures[-1])
    units = ("週",) if "週" in text else ("年",) if text.startswith("年") else ("月",) if "月" in text else ("月", "週")
    return any(_count(meant, unit) == count for meant in (near, drafts) if meant for unit in units)


def _around(sentence: Sentence, place: int) -> tuple[int, int]:
    first, end = place, place
    while first > 0 and sentence.kind(first - 1) not in {Kind.TAB, Kind.OPEN}:
        first -= 1
    while end < len(sentence) and sentence.kind(end) not in {Kind.TAB, Kind.CLOSE}:
        end += 1
    return first, end


def _count(drafts: Sequence[Draft], unit: str) -> int | None:
    """How often they meet in a week, month or year, where that is the same in all of them."""
    every_week = [not (draft.days or draft.weeks or draft.fortnightly) for draft in drafts]
    if unit == "週":
        return len({day for draft in drafts for day in draft.weekdays}) if all(every_week) else None
    if any(every_week):
        return None
    by_month = [_days_in(month, drafts) for month in ALL_MONTHS]
    if unit == "年":
        return sum(by_month)
    return max(by_month) if len({count for count in by_month if count}) == 1 else None


def _days_in(month: int, drafts: Sequence[Draft]) -> int:
    return len(
        {
            (weekday, week, day)
            for draft in drafts
            if month in _months(draft)
            for weekday in draft.weekdays or ("",)
            for week in draft.weeks or ((1, 2) if draft.fortnightly else (0,))
            for day in draft.days or (0,)
        }
    )


def _months(draft: Draft) -> set[int]:
    off = {month for entry in draft.exceptions if set(entry) == {"months"} for month in entry["months"]}
    return set(draft.months or ALL_MONTHS) - off


def _is_explained(drafts: Sequence[Draft], text: str) -> bool:
    """「2か月に1回」 beside 「奇数月」."""
    figures = re.findall("[0-9]+|[一二三四五六七八九十]+", text)
    every = number(figures[0]) if figures else 2
    return bool(drafts) and "月" in text and all(draft.months and len(draft.months) * every == 12 for draft in drafts)
