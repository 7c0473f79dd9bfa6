"""The cells of a row put together: a weekday, a sentence, a beginning, an end, and what else was to be said."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from directory.places.schedule.reading.cells import Cell, Waiting, is_nothing_but
from directory.places.schedule.reading.clock import Times, between
from directory.places.schedule.reading.drafts import Draft
from directory.places.schedule.reading.flow import Flow
from directory.places.schedule.reading.sentence import Mark, Sentence
from directory.places.schedule.reading.vocabulary import Kind


def join(flow: Flow, sentence: Sentence) -> list[Draft] | None:
    """The rules of all cells, without those of some months only; nothing where they do not fit together."""
    if not _join_weekdays(flow, sentence):
        return None
    drafts = _without_heading(flow.drafts, sentence)
    times = _times_of_row(flow.cells, sentence)
    if times and any(draft.times for draft in drafts) and len(flow.cells) == 1:
        return None
    for draft in drafts:
        draft.times = draft.times or list(times)
    return _with_seasons(drafts, flow.instead, sentence)


def _without_heading(drafts: list[Draft], sentence: Sentence) -> list[Draft]:
    """「月・土曜日 月17:00～19:00、土12:00～13:00」: weekdays alone, then the same with all that is to be said."""
    first, others = drafts[:1], drafts[1:]
    for draft in first:
        says_more = not draft.weekdays or draft.weeks or draft.months or draft.fortnightly or draft.is_weekly
        follows = bool(others) and sentence.skip(draft.place + 1, {Kind.GAP, Kind.WEEKS, Kind.MONTHLY, Kind.WEEKLY})
        named = {day for other in others for day in other.weekdays}
        if not says_more and others and sentence.kind(draft.place + 1) is Kind.GAP and follows == others[0].place:
            return others if set(draft.weekdays) <= named else drafts
    return drafts


def _join_weekdays(flow: Flow, sentence: Sentence) -> bool:
    """A cell with nothing but weekdays is the day of a sentence that names none; to others it adds what they lack."""
    alone = [cell for cell in flow.cells if is_nothing_but(sentence, cell, Kind.WEEKDAYS)]
    waiting = [cell for cell in flow.cells if cell.waiting.needs_a_day and not _settle_note(cell, sentence)]
    others = [draft for cell in flow.cells if cell not in alone for draft in cell.drafts]
    if len(flow.cells) == 1 or not alone:
        return not any(cell.waiting.weeks or cell.waiting.fortnightly or cell.waiting.months for cell in waiting)
    named = {day for draft in others for day in draft.weekdays} | _weekdays_left(flow.cells, alone, sentence)
    for draft in (draft for cell in alone for draft in cell.drafts):
        if waiting and not others and not _limit(draft, waiting):
            return False
        draft.weekdays = tuple(day for day in draft.weekdays if day not in named)
    for cell in alone:
        cell.drafts = [draft for draft in cell.drafts if draft.weekdays]
    return not others or all(_agrees(cell.waiting, others) for cell in waiting)


def _agrees(waiting: Waiting, drafts: Sequence[Draft]) -> bool:
    """「隔週」 beside 「第1・第3火曜日」, 「毎月」 beside a week: the sentence says it more exactly."""
    return not (waiting.weeks or waiting.has_months) and all(draft.weeks or draft.days for draft in drafts)


def _weekdays_left(cells: Sequence[Cell], alone: Sequence[Cell], sentence: Sentence) -> set[str]:
    """Weekdays that a sentence names and nobody could read: 「その直後の木曜日」 is not every Thursday."""
    return {
        day
        for cell in cells
        if cell not in alone
        for place in range(cell.first, cell.end)
        if sentence.kind(place) is Kind.WEEKDAYS and sentence.marks.get(place) is Mark.TEXT
        for day in sentence.phrases[place].value
    }


def _limit(draft: Draft, cells: Sequence[Cell]) -> bool:
    waiting: Waiting = cells[0].waiting
    draft.weeks, draft.months = waiting.weeks, waiting.months
    draft.fortnightly = waiting.fortnightly and not waiting.weeks
    return len(cells) == 1 and bool(draft.weeks or draft.fortnightly)


def _settle_note(cell: Cell, sentence: Sentence) -> bool:
    """Months beside words of their own are a note: 「(7月 七夕会)」."""
    waiting = cell.waiting
    if waiting.weeks or waiting.fortnightly or waiting.monthly or not waiting.months:
        return False
    first, end = sentence.clause(waiting.months_at)
    is_note = sentence.is_aside(waiting.months_at) and any(sentence.kind(at) is Kind.TEXT for at in range(first, end))
    if is_note:
        sentence.mark(first, end, Mark.TEXT)
    return is_note


def _times_of_row(cells: Sequence[Cell], sentence: Sentence) -> list[Times]:
    """The times that stand without a day; a beginning and an end in cells side by side are one."""
    found: list[Times] = []
    cells = [cell for cell in cells if cell.times]
    while cells:
        cell, *cells = cells
        times, at = cell.times, cell.times_at
        if cells and _are_a_pair(times, cells[0].times):
            (last, *_), at = cells[0].times, at + cells[0].times_at
            times, cells = [between(times[0].start, last.end or last.start)], cells[1:]
        if times[0].is_sure and (cell.is_numbered or not found):
            found = times
        else:
            _leave(sentence, at)
    return found


def _are_a_pair(first: Sequence[Times], second: Sequence[Times]) -> bool:
    if len(first) != 1 or len(second) != 1 or first[0].end is not None:
        return False
    return (first[0].is_point and second[0].is_point) or second[0].start is None


def _leave(sentence: Sentence, places: Sequence[int]) -> None:
    for place in range(places[0], places[-1] + 1):
        sentence.marks[place] = Mark.TEXT


def _with_seasons(drafts: Sequence[Draft], seasons: Sequence[Draft], sentence: Sentence) -> list[Draft] | None:
    """In some months another week, or another time."""
    ordinary = list(drafts)
    added: list[Draft] = []
    for season in seasons:
        block = sentence.block(season.place)
        meant = [draft for draft in drafts if sentence.block(draft.place) == block] or list(drafts)
        names_days = bool(season.weekdays or season.days or season.weeks)
        if not names_days and len({tuple(draft.times) for draft in meant}) > 1:
            _leave_season(sentence, season)
            continue
        if names_days and not _is_plain(meant, season):
            return None
        in_season = list(_in_season(meant, season))
        if not in_season:
            return None
        added += in_season
        places = {draft.place for draft in meant}
        left = [rest for draft in ordinary if draft.place in places and (rest := draft.without_months(season.months))]
        ordinary = [draft for draft in ordinary if draft.place not in places] + left
    if added and any(season.times for season in seasons) and not all(draft.times for draft in ordinary):
        return None
    return ordinary + added


def _leave_season(sentence: Sentence, season: Draft) -> None:
    first = season.place
    while sentence.kind(first - 1) in {Kind.OPEN, Kind.GAP, Kind.OCCASION}:
        first -= 1
    end = next(at for at in range(season.place, len(sentence)) if sentence.kind(at) is Kind.TIMES)
    _leave(sentence, [first, end])


def _is_plain(ordinary: Sequence[Draft], season: Draft) -> bool:
    """Is there but one rule it can stand for, and are its weeks as many or some of that rule's?"""
    days = {(draft.weekdays, draft.weeks, draft.days) for draft in ordinary}
    weeks = ordinary[0].weeks
    if weeks and season.weekdays and not season.weeks:  # 「3月は金曜日」 beside 「第3木曜日」: which Friday?
        return False
    return len(days) == 1 and (not weeks or len(season.weeks) == len(weeks) or set(season.weeks) < set(weeks))


def _in_season(ordinary: Sequence[Draft], season: Draft) -> Iterator[Draft]:
    """The ordinary rules with what the season says instead."""
    for draft in ordinary:
        months = tuple(month for month in season.months if not draft.months or month in draft.months)
        part = replace(draft, place=season.place, months=months or season.months, exceptions=[])
        part.times = list(season.times or draft.times)
        if season.weekdays or season.days:
            part.weekdays, part.days, part.weeks = season.weekdays, season.days, season.weeks
        elif season.weeks:
            part.weeks = season.weeks
        if months or season.weekdays or season.days or season.weeks:
            yield part
