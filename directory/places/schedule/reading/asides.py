"""What is said of other things than the meeting, or of what may change it: it stays text, with the days it names."""

import re

from directory.places.schedule.reading.sentence import DAYS, EDGES, LIMITS, Mark, Sentence
from directory.places.schedule.reading.vocabulary import Kind

NAMED = DAYS | LIMITS | {Kind.COUNT, Kind.INTERVAL}
JOINING = {Kind.TOPIC, Kind.PARTICLE, Kind.ONLY, Kind.JOIN}
# 「要予約」 says all that it says; 「予約は…」 goes on.
BY_ITSELF = re.compile(
    "要(?:事前)?(?:の)?(?:予約|申込み?|申し込み|連絡)|(?:事前)?(?:予約|申込み?|申し込み)(?:不要|制|必要|優先|必須|なし)"
)
OTHER_BUSINESS = re.compile(
    "予約|申込|申し込|受付|受け付|締切|締め切|〆切|しめきり|問合|問い合|連絡先|電話|準備(?!室)|打ち?合わせ|会議(?!室)|休憩|ラスト|l\\.?o\\.?|開場|"
    "募集|[要応]相談|予備日|代替|振替|臨時|窓口|送迎|前日|当日|翌|次回|今回|今月|来月|除外|^ついて|"
    "仕込|買い?出し|下ごしらえ|チラシ|ちらし|ホームページ|ブログ|発行|混雑|混み合|"
    "によって|により|たまに|時々|ときどき|まれに"
)
NOW = re.compile("現在|今|当面|当分|コロナ|最近|しばらく")
CHANGED = re.compile("^へ?(?:変更|振替|移動)?(?:(?:いた)?します|です|(?:に|と)?なります)?$")
CHANGES = re.compile("^[へ]?(?:変更|変わ|振替|振り替え|移動|延期|順延|なり|なる|なって|ずら)")
FROM_THERE = re.compile("^(?:次|翌|前|後|直|あと)")
POINTS_ELSEWHERE = re.compile("(?:[の前翌次]|直後|直前|その|ある)$")


def set_aside(sentence: Sentence) -> None:
    """Mark as text the days and times that are not of the meeting."""
    for place, phrase in enumerate(sentence.phrases):
        if phrase.kind is Kind.TEXT:
            _set_aside_by_text(sentence, place)
        elif sentence.is_open(place, {Kind.DOUBT}) and _is_a_note(sentence, place):
            sentence.mark(*sentence.clause(place), Mark.TEXT)
        elif sentence.is_open(place, {Kind.CASE}):
            _mark_part(sentence, sentence.start_of_part(place), place)
        elif sentence.is_open(place, {Kind.OCCASION}) and not names_months(sentence, place):
            _set_aside_by_occasion(sentence, place)


def _set_aside_by_text(sentence: Sentence, place: int) -> None:
    first, end = sentence.clause(place)
    told = BY_ITSELF.sub("", sentence.phrases[place].text)
    if CHANGED.search(told) and _names_other_days(sentence, place):
        sentence.mark(place, place + 1, Mark.READ)  # 「12月は第2水曜日に変更」
    elif OTHER_BUSINESS.search(told):
        begin = place if sentence.kind(place - 1) in EDGES | {Kind.GAP, Kind.COMMA} else sentence.start_of_part(place)
        sentence.mark(begin, _end_of_business(sentence, place, end), Mark.TEXT)
    elif told != sentence.phrases[place].text and _names(sentence, first, place) and _names(sentence, place, end):
        sentence.mark(place, end, Mark.TEXT)
    elif FROM_THERE.search(told) and sentence.text(place - 1, place) == "の":
        sentence.mark(sentence.start_of_part(place), place + 1, Mark.TEXT)
    elif CHANGES.search(told) and sentence.kind(place - 1) is Kind.PARTICLE:
        sentence.is_unclear |= _is_of_some_weeks(sentence, place) and "場合" not in told
        sentence.mark(sentence.start_of_part(place), place + 1, Mark.TEXT)
    if POINTS_ELSEWHERE.search(told) and sentence.kind(place + 1) in DAYS | {Kind.WEEKS}:
        sentence.mark(place + 1, _end_of_day(sentence, place + 1), Mark.TEXT)


def _names_other_days(sentence: Sentence, place: int) -> bool:
    """「12月は第2水曜日」"""
    first = sentence.start_of_part(place)
    kinds = {sentence.kind(at) for at in range(first, place)}
    return sentence.kind(first) is Kind.MONTHS and bool(kinds & (DAYS | {Kind.WEEKS}))


def _is_of_some_weeks(sentence: Sentence, place: int) -> bool:
    """「第3週は木曜日に変更」: nothing but days before it."""
    first = sentence.start_of_part(place)
    says_days = all(sentence.kind(at) in DAYS | LIMITS | JOINING for at in range(first, place))
    return says_days and sentence.kind(first) in {Kind.WEEKS, Kind.MONTHS}


def _is_a_note(sentence: Sentence, place: int) -> bool:
    """「※月末木曜日、不定期で食事提供あり」 behind a rule."""
    first, end = sentence.clause(place)
    follows = sentence.kind(place + 1) is Kind.PARTICLE and sentence.kind(place + 2) is Kind.TEXT
    return (
        follows
        and sentence.is_aside(place)
        and _names(sentence, 0, first)
        and not NOW.search(sentence.text(first, end))
    )


def _end_of_business(sentence: Sentence, place: int, end: int) -> int:
    """「受付9:30～ 10:00～12:00」: the second time is of the meeting."""
    after = sentence.skip(place + 2, {Kind.GAP, Kind.COMMA})
    if sentence.kind(place + 1) is Kind.TIMES and sentence.kind(after) in {Kind.TIMES, Kind.FILLER, Kind.SINCE}:
        return place + 2
    if sentence.kind(place - 1) is Kind.TIMES and sentence.kind(place + 1) is Kind.GAP:  # 「9時30分受付 10時～」
        return place + 1
    return end


def _names(sentence: Sentence, first: int, end: int) -> bool:
    return any(sentence.is_open(place, DAYS) for place in range(first, end))


def _end_of_day(sentence: Sentence, place: int) -> int:
    return sentence.skip(place, DAYS | {Kind.WEEKS})


def _mark_part(sentence: Sentence, first: int, place: int) -> None:
    """From `first` to the next blank after `place`."""
    _, end = sentence.clause(place)
    last = sentence.skip(place + 1, {Kind.GAP})
    while last < end and sentence.kind(last) is not Kind.GAP:
        last += 1
    sentence.mark(first, last, Mark.TEXT)


def names_months(sentence: Sentence, place: int) -> bool:
    """「夏季（4月～10月）」"""
    return sentence.kind(sentence.skip(place + 1, {Kind.OPEN, Kind.GAP})) is Kind.MONTHS


def _set_aside_by_occasion(sentence: Sentence, place: int) -> None:
    """「夏休みは毎日」 and 「学校休業日7:30～8:00」 are not of the ordinary weeks; the next day named is."""
    _, end = sentence.clause(place)
    last = place + 1
    first, _ = sentence.clause(place)
    if first == place and sentence.is_aside(place) and any(sentence.kind(at) in DAYS for at in range(first)):
        sentence.mark(first, end, Mark.TEXT)  # 「（雨天時 第2日曜日）」
    if sentence.kind(sentence.skip(place - 1, {Kind.JOIN, Kind.HOLIDAY}, -1)) in DAYS:  # 「土・長期休暇中 8時～」
        end = last
    while last < end and not (sentence.kind(last) in {Kind.GAP, Kind.COMMA} and sentence.kind(last + 1) in NAMED):
        last += 1
    sentence.mark(place, last, Mark.TEXT)
