"""Where the days that are out begin: 「第3土曜日、8月と12月は休み」 names them from 「8月」 on."""

from directory.places.schedule.reading.exclusion import JOINS
from directory.places.schedule.reading.sentence import DAYS, LIMITS, Sentence
from directory.places.schedule.reading.vocabulary import Kind

ITEMS = {Kind.MONTHS, Kind.WEEKS, Kind.WEEKDAYS, Kind.DAYS, Kind.DATES, Kind.HOLIDAY, Kind.OCCASION}
AROUND = {Kind.TOPIC, Kind.PARTICLE, Kind.ONLY, Kind.MONTHLY, Kind.WEEKLY, Kind.CASE, Kind.RANGE}
SINGLE_DAYS = {Kind.WEEKDAYS, Kind.HOLIDAY, Kind.OCCASION, Kind.DATES}


def first_item(sentence: Sentence, place: int) -> int:
    """Where the items begin: in brackets or after 「※」 all of the clause, else the nearest that go together."""
    clause, _ = sentence.clause(place)
    aside = sentence.is_aside(place)
    leads = (
        sentence.kind(place) is Kind.EXCEPT
        and sentence.kind(sentence.skip(place + 1, {Kind.PARTICLE})) in DAYS | LIMITS
    )
    allowed = ITEMS | JOINS | AROUND | ({Kind.GAP} if aside else set())
    last = first = sentence.skip(place - 1, {Kind.GAP, Kind.COLON}, -1) + 1
    if sentence.kind(first - 1) is Kind.COMMA and sentence.kind(first - 2) is Kind.TOPIC:
        last = first = first - 1  # 「8月は、お休み」
    while first > clause and sentence.is_open(first - 1, allowed):
        between = range(first, last)
        kinds = {sentence.kind(at) for at in between}
        only_why = kinds <= {Kind.OCCASION}  # 「12月～2月は冬期休み」
        if sentence.kind(first - 1) is Kind.TOPIC and not only_why and sentence.text(first - 1, first) != "が":
            if sentence.kind(first - 2) not in ITEMS:  # 「開催は8月を除く…」
                break
            if _narrows(sentence, first, last):
                first -= 2
                continue
            return sentence.skip(_after_comma(sentence, first, last), JOINS)  # 「12月は第3日曜、8月は休み」
        if sentence.kind(first - 1) is Kind.ONLY and sentence.kind(first - 2) is Kind.MONTHS and Kind.COMMA in kinds:
            return _after_comma(sentence, first, last)  # 「12月のみ第3土曜、8月なし」
        if (
            sentence.kind(first - 1) is Kind.COMMA
            and not (aside or leads)
            and not _go_together(sentence, first - 1, place)
        ):
            break
        first -= 1
    return sentence.skip(first, JOINS | {Kind.GAP})


def _narrows(sentence: Sentence, first: int, last: int) -> bool:
    """「8月は第4土曜日が休み」, 「水曜日は第3週を除く」: the topic only says of which days, after the rules."""
    between = {sentence.kind(at) for at in range(first, last)}
    topic = sentence.kind(first - 2)
    of_months = topic is Kind.MONTHS and between & {Kind.WEEKS, Kind.WEEKDAYS, Kind.DAYS}
    of_weekdays = topic is Kind.WEEKDAYS and Kind.WEEKS in between
    is_one = between <= {
        Kind.WEEKS,
        Kind.WEEKDAYS,
        Kind.DAYS,
        Kind.ONLY,
        Kind.PARTICLE,
        Kind.TOPIC,
        Kind.JOIN,
        Kind.COMMA,
    }
    ruled = any(sentence.kind(at) in DAYS for at in range(sentence.start_of_part(first - 2)))
    return bool(of_months or of_weekdays) and is_one and ruled


def _after_comma(sentence: Sentence, first: int, last: int) -> int:
    return next((at + 1 for at in range(last - 1, first, -1) if sentence.kind(at) in {Kind.COMMA, Kind.GAP}), last)


def _go_together(sentence: Sentence, comma: int, end: int) -> bool:
    """「8月、12月は休み」 is one list, 「第3土曜日、8月は休み」 is a rule and an exclusion."""
    first = sentence.start_of_part(comma - 1)
    before, behind = ({sentence.kind(at) for at in range(*span)} for span in ((first, comma), (comma + 1, end)))
    if not before <= ITEMS | JOINS | AROUND - {Kind.WEEKLY, Kind.MONTHLY} or not before & ITEMS:
        return False
    same = before & ITEMS == behind & ITEMS
    if same or not (before | behind) & ITEMS <= SINGLE_DAYS:
        return same
    return not _is_plainly_a_rule(sentence, first, comma)


def _is_plainly_a_rule(sentence: Sentence, first: int, end: int) -> bool:
    """「月～金、祝日は休み」: three weekdays or more before anything else was said can be no exclusion."""
    weekdays = [phrase.value for phrase in sentence.phrases[first:end] if phrase.kind is Kind.WEEKDAYS]
    earlier = any(sentence.kind(at) in DAYS for at in range(first))
    return not earlier and any(len(value) >= 3 for value in weekdays)


def before_brackets(sentence: Sentence, first: int, place: int) -> int:
    """「第3火曜（祝日の場合は翌日）、年末年始は休館」: the items go on before the brackets, behind the rules."""
    closed = sentence.skip(first - 1, {*JOINS, Kind.GAP, Kind.TOPIC, Kind.PARTICLE}, -1)
    opened = sentence.partners.get(closed, -1)
    if sentence.kind(closed) is not Kind.CLOSE or sentence.kind(opened - 1) not in ITEMS:
        return first
    inside = {sentence.kind(at) for at in range(opened, closed)}
    begins = first_item(sentence, opened)
    follows = sentence.kind(sentence.skip(place + 1, {Kind.PARTICLE})) in DAYS | LIMITS
    is_ruled = any(sentence.kind(at) in DAYS for at in range(begins)) or (
        sentence.kind(place) is Kind.EXCEPT and follows
    )
    is_list = closed == first - 1 or not {Kind.MONTHS, Kind.WEEKS} & {sentence.kind(at) for at in range(closed, place)}
    return begins if is_ruled and is_list and Kind.CASE in inside else first


def start_of_items(sentence: Sentence, place: int) -> int:
    """「土・日曜日、図書館休館日、祝日の運行はありません」: all of it is about days without."""
    first = sentence.start_of_part(place)
    while sentence.kind(first - 1) is Kind.COMMA:
        before = sentence.start_of_part(first - 2)
        kinds = {sentence.kind(at) for at in range(before, first - 1)}
        if not kinds <= SINGLE_DAYS | {Kind.JOIN, Kind.TEXT, Kind.CLOSED}:
            break
        first = before
    return first
