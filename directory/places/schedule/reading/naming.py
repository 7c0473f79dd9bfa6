"""Is a day that is named the day of a meeting, and which one? Is a time the time of it?"""

import re

from directory.places.schedule.reading.asides import BY_ITSELF
from directory.places.schedule.reading.cells import Waiting
from directory.places.schedule.reading.dates import EVERY_TEN, LETTERS
from directory.places.schedule.reading.drafts import Draft
from directory.places.schedule.reading.sentence import DAYS, LIMITS, Mark, Sentence
from directory.places.schedule.reading.vocabulary import Kind

VENUE = re.compile("(?:館|所|センター|ホール|集会場|教会|広場|公園|校|室|寺|にて|会場|院|園|店|カフェ)$")
AND_MORE = re.compile("(?:その)?他|ほか|など|等")
LISTED = re.compile("曜日?[・、,とや/&]")
QUOTES = {"「", "『", "“", '"', "〈", "《", "≪"}
BETWEEN = {Kind.GAP, Kind.COMMA, Kind.JOIN, Kind.TOPIC, Kind.PARTICLE, Kind.COLON, Kind.ONLY}
BEFORE_A_LABEL = {Kind.GAP, Kind.COLON, Kind.COMMA, Kind.NUMBERING}


def is_qualified(sentence: Sentence, place: int) -> bool:
    """「祝日の月曜」, 「…の日」: a day that something else tells apart."""
    if begins_in_a_text(sentence, place) or _is_a_name(sentence, place) or _follows_a_text(sentence, place):
        return True
    before, phrase = sentence.kind(place - 2), sentence.phrases[place]
    is_bare = phrase.kind is Kind.WEEKDAYS and "曜" not in phrase.text
    return sentence.text(place - 1, place) == "の" and (before is Kind.HOLIDAY or (is_bare and before not in LIMITS))


def _is_a_name(sentence: Sentence, place: int) -> bool:
    """「日曜サロンは第3土曜日」, 「金曜サロン 第2水曜日」, 「土曜の会」 in quotes: the day stands behind the name."""
    if not _begins_a_name(sentence, place):
        return False
    if sentence.text(place - 1, place) in QUOTES:
        return True
    others = [at for at in range(len(sentence)) if sentence.kind(at) in DAYS and sentence.is_in_cell_of(place, at)]
    has_a_time = sentence.kind(sentence.skip(place + 2, {Kind.GAP})) is Kind.TIMES
    return not has_a_time and any(not _begins_a_name(sentence, at) for at in others)


def _begins_a_name(sentence: Sentence, place: int) -> bool:
    is_short = sentence.kind(place) is Kind.WEEKDAYS and sentence.phrases[place].text.endswith("曜")
    after = place + 1 + (sentence.text(place + 1, place + 2) == "の")
    return is_short and sentence.kind(place - 1) not in LIMITS and sentence.kind(after) is Kind.TEXT


def _follows_a_text(sentence: Sentence, place: int) -> bool:
    """「参加費100円（1日）」"""
    in_brackets = sentence.kind(place - 1) is Kind.OPEN and sentence.kind(place + 1) is Kind.CLOSE
    return sentence.kind(place) is Kind.DAYS and in_brackets and sentence.kind(place - 2) is Kind.TEXT


def begins_in_a_text(sentence: Sentence, place: int) -> bool:
    """「登校日の月～金」: the text before ends with a weekday of this list."""
    joined = sentence.kind(place - 1) in {Kind.JOIN, Kind.COMMA, Kind.RANGE}
    return joined and sentence.kind(place - 2) is Kind.TEXT and sentence.text(place - 2, place - 1)[-1] in LETTERS


def is_a_remark(sentence: Sentence, place: int, named: set[str]) -> bool:
    """「第1日曜日（日曜日は混みます）」: a weekday that was named, among words of its own and without a time."""
    first, end = sentence.clause(place)
    value = sentence.phrases[place].value
    if sentence.kind(place) is not Kind.WEEKDAYS or not set(value) <= named:
        return False
    before = sentence.skip(place - 1, {Kind.TOPIC, Kind.PARTICLE}, -1)
    after = sentence.skip(place + 1, {Kind.TOPIC, Kind.PARTICLE, Kind.ONLY, Kind.COLON})
    has_words = bool({sentence.kind(at) for at in (before, after) if first <= at < end} & {Kind.TEXT, Kind.HALF})
    return has_words and not any(sentence.kind(at) is Kind.TIMES for at in range(place, end))


def count_before(sentence: Sentence, place: int) -> int | None:
    """Where 「月1回」 stands before 「土曜日」: nobody knows which Saturday."""
    before = sentence.skip(place - 1, {Kind.GAP, Kind.PARTICLE}, -1)
    if sentence.kind(before) is not Kind.COUNT or sentence.kind(place) is not Kind.WEEKDAYS:
        return None
    return None if "週" in sentence.phrases[before].text else before


def is_vague(sentence: Sentence, draft: Draft, waiting: Waiting, last: Draft | None) -> bool:
    """「毎月土曜日」 and 「奇数月の土曜」: which one? 「10日」: of which months? 「第2木曜、土曜」: which Saturday?"""
    text = sentence.phrases[draft.place].text
    if sentence.text(draft.place - 1, draft.place) == "の" and sentence.kind(draft.place - 2) is Kind.DAYS:
        return True
    if draft.days:
        is_of_every_month = waiting.says_monthly or text.endswith(EVERY_TEN)
        return not (waiting.months or is_of_every_month) or bool(waiting.weeks)
    if draft.weeks:
        return bool(LISTED.search(text))
    if draft.fortnightly or draft.is_weekly:
        return False
    return waiting.monthly or _are_months_vague(sentence, waiting) or _follows_another(sentence, draft, last)


def _are_months_vague(sentence: Sentence, waiting: Waiting) -> bool:
    if not waiting.months:
        return False
    says_parity = (
        sentence.kind(waiting.months_at) is Kind.MONTHS and sentence.phrases[waiting.months_at].text[0] in "奇偶"
    )
    return says_parity or (waiting.has_months and len(waiting.months) < 3)


def _follows_another(sentence: Sentence, draft: Draft, last: Draft | None) -> bool:
    """Is there nothing but a comma between the third Wednesday and this day?"""
    if last is None or not last.weeks:
        return False
    return all(sentence.kind(at) in {*BETWEEN, Kind.BREAK} for at in range(last.place + 1, draft.place))


def label_before(sentence: Sentence, place: int) -> int | None:
    """What a time is of, where it is not of the meeting: 「受付9:30～」, 「食事 12:00～」; a place is no label."""
    if sentence.kind(place - 1) is Kind.REST and sentence.marks.get(place - 1) is Mark.TEXT:  # 「昼休み12:00～」
        return place - 1
    if sentence.kind(place + 1) is Kind.TOPIC:  # 「12時～13時は閉所」
        return place + 1
    before = sentence.skip(place - 1, BEFORE_A_LABEL, -1)
    if sentence.kind(before) is not Kind.TEXT or AND_MORE.match(sentence.phrases[before].text):
        return None
    text = sentence.phrases[before].text
    is_apart = before < place - 1 and before not in sentence.marks
    if is_apart and (VENUE.search(text) or not BY_ITSELF.sub("", text) or _is_of_the_day(sentence, before)):
        return None
    return before


def _is_of_the_day(sentence: Sentence, place: int) -> bool:
    """「第1火曜日は体操　13時～」: the only time there is, behind what is done on the day."""
    before = sentence.skip(place - 1, {Kind.GAP, Kind.TOPIC, Kind.COLON}, -1)
    times = [at for at in range(len(sentence)) if sentence.is_open(at, {Kind.TIMES})]
    return sentence.kind(before) in DAYS and len(times) == 1


def is_alone(sentence: Sentence, place: int) -> bool:
    """Has it brackets for itself? 「（4月～11月のみ）」 too."""
    after = sentence.skip(place + 1, {Kind.FILLER, Kind.ONLY})
    return sentence.kind(place - 1) is Kind.OPEN and sentence.kind(after) is Kind.CLOSE


def is_of_a_time(sentence: Sentence, place: int) -> bool:
    """「6:00～(4月～10月) 6:30～(11月～3月)」: months behind each of several times."""
    of_times = [
        at
        for at in range(2, len(sentence))
        if sentence.kind(at) is Kind.MONTHS and is_alone(sentence, at) and sentence.kind(at - 2) is Kind.TIMES
    ]
    return place in of_times and len(of_times) > 1
