"""Days that are out: 「8月は休み」, 「第一火曜日を除く」, 「祝日の場合は翌日」, 「定休日 月曜」."""

from collections.abc import Sequence
from typing import Any

from directory.places.schedule.reading.closed import NEVER, read_closed, read_rest, read_told, set_aside_items
from directory.places.schedule.reading.drafts import Draft
from directory.places.schedule.reading.exclusion import Exclusion
from directory.places.schedule.reading.moves import read_moved
from directory.places.schedule.reading.sentence import Sentence
from directory.places.schedule.reading.vocabulary import Kind


def find_exclusions(sentence: Sentence) -> list[Exclusion]:
    """All that is said to be out, its words reserved."""
    found = []
    for place in range(len(sentence)):
        if sentence.is_open(place, {Kind.EXCEPT, Kind.REST, Kind.CLOSED}):
            read = read_closed if sentence.kind(place) is Kind.CLOSED else read_rest
            exclusion = read(sentence, place)
            found += [exclusion] if exclusion else []
        elif sentence.is_open(place, {Kind.TEXT}) and NEVER.search(sentence.phrases[place].text):
            told = read_told(sentence, place, place)
            found += [told] if told else []
            if told is None:
                set_aside_items(sentence, place)
    for place in range(len(sentence)):
        if sentence.is_open(place, {Kind.HOLIDAY, Kind.CASE}):
            moved = read_moved(sentence, place)
            found += [moved] if moved else []
    return sorted(found, key=lambda exclusion: exclusion.first)


def exclude(drafts: Sequence[Draft], exclusions: Sequence[Exclusion], sentence: Sentence) -> list[Draft]:
    """The rules without what is out."""
    kept = list(drafts)
    for exclusion in exclusions:
        exclusion.is_whole &= not any(_is_of_no_rule(entry, drafts) for entry in exclusion.entries)
        meant = {id(draft) for draft in _meant_by(exclusion, kept, exclusions, sentence)}
        kept = [part for draft in kept for part in (exclusion.apply(draft) if id(draft) in meant else [draft])]
        exclusion.settle(sentence)
    return [draft for draft in kept if draft.has_days()]


def _is_of_no_rule(entry: dict[str, Any], drafts: Sequence[Draft]) -> bool:
    """Is it as exact as 「12月第3土曜」 and never met? Then it is to be shown."""
    return {"months", "weeks"} <= entry.keys() and not any(draft.meets(entry) for draft in drafts)


def _meant_by(
    exclusion: Exclusion, drafts: Sequence[Draft], exclusions: Sequence[Exclusion], sentence: Sentence
) -> Sequence[Draft]:
    """In brackets: the rules before it in its line, since the brackets before; else all of its item of a list."""
    clause, _ = sentence.clause(exclusion.first)
    if sentence.kind(clause - 1) is Kind.OPEN:
        since = max((other.end for other in exclusions if other.is_aside and other.end < clause), default=-1)
        before = [draft for draft in drafts if since < draft.place < clause]
        line = [draft for draft in before if sentence.line(draft.place) == sentence.line(clause)]
        if line or before:
            return line or before
    block = sentence.block(clause)
    return [draft for draft in drafts if sentence.block(draft.place) == block] or drafts
