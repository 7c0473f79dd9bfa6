"""What one member of staff did in a month or a year, gathered from the tables and the audit lines.

A visit, a check and a change are counted once a place and a day, so that months sum to their year and areas to the
whole.
"""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.db.models import F, Q

from directory.areas.models import District
from directory.places.models import Check, Place
from directory.places.vocabulary import CheckedHow
from directory.proposals.models import Proposal
from directory.rounds.models import Answer
from directory.visits.models import Treasure, Visit
from kayoiba.accounts.models import AuditEvent, User
from kayoiba.accounts.roles import ROLES, Can

SECRET = "（読めるのは 受けもつコーディネーターだけです）"


@dataclass(frozen=True)
class Figure:
    """`told` on paper one by one; of the others, most of them visits too, the number is enough there."""

    key: str
    name: str
    group: str
    told: bool = True


FIGURES = (
    Figure("visit", "行った", "訪問と電話"),
    Figure("phone", "電話で聞いた", "訪問と電話"),
    *(Figure(f"checked-{how.value}", str(how.label), "掲載の確認", told=False) for how in CheckedHow),
    Figure("place.registered", "登録した", "場の記録"),
    Figure("place.edited", "なおした", "場の記録", told=False),
    Figure("place.published", "掲載した", "場の記録", told=False),
    Figure("place.paused", "休みにした", "場の記録"),
    Figure("place.ended", "終わった場にした", "場の記録"),
    Figure("proposals", "住民からの知らせに答えた", "届いたもの"),
    Figure("answers", "調査の回答を取り入れた", "届いたもの"),
    *(Figure(f"treasure-{kind.value}", str(kind.label), "見つけた宝物") for kind in Treasure.Kind),
)
ACTS = [figure.key for figure in FIGURES if figure.key.startswith("place.")]


@dataclass(frozen=True)
class Deed:
    """`key` is that of a figure; `place` None where there is none yet; `words` tell more where they may be read."""

    key: str
    on: dt.date
    place: Place | None
    district: District | None
    words: str = ""


def deeds_of(person: User, first: dt.date, last: dt.date, *, reader: User) -> list[Deed]:
    """Everything of these days, both included, in the order of the days, in a fixed number of questions."""
    days = (first, last)
    gathered = [
        *_visits(person, days),
        *_checks(person, days),
        *_acts(person, days),
        *_proposals(person, days),
        *_answers(person, days),
        *_treasures(person, days, reader),
    ]
    return sorted(gathered, key=lambda deed: deed.on)


Days = tuple[dt.date, dt.date]


def _visits(person: User, days: Days) -> Iterable[Deed]:
    """Written down again on the same day, the later says what was found."""
    visits = Visit.objects.filter(user=person, visited_on__range=days).select_related("place__district")
    return {
        (visit.how, visit.visited_on, visit.place_id): _of_place(
            visit.how, visit.visited_on, visit.place, str(visit.get_found_display())
        )
        for visit in visits.order_by("visited_on", "pk")
        if visit.visited_on
    }.values()


def _checks(person: User, days: Days) -> Iterator[Deed]:
    checks = Check.objects.filter(checked_by=person, checked_on__range=days).select_related("place__district")
    for check in checks.order_by("checked_on", "pk"):
        yield _of_place(f"checked-{check.how}", check.checked_on, check.place)


def _acts(person: User, days: Days) -> Iterator[Deed]:
    lines = AuditEvent.objects.filter(by_id=person.pk, subject_kind="place", verb__in=ACTS, at__date__range=days)
    acts = dict.fromkeys(lines.order_by("at", "pk").values_list("verb", "subject_id", "at__date"))
    places = Place.with_removed.select_related("district").in_bulk({key for _, key, _ in acts})
    for verb, key, on in acts:
        place = places.get(key)
        yield Deed(verb, on, place, place.district if place else None)


def _proposals(person: User, days: Days) -> Iterator[Deed]:
    settled = Proposal.objects.filter(settled_by=person, settled_at__date__range=days)
    rows = settled.select_related("place__district", "district").order_by("settled_at", "pk")
    for proposal in rows.annotate(on=F("settled_at__date")):
        yield Deed("proposals", proposal.on, proposal.place, proposal.area, proposal.get_state_display())


def _answers(person: User, days: Days) -> Iterator[Deed]:
    taken = Q(state=Answer.State.ACCEPTED) | Q(state=Answer.State.PARTLY)
    answers = Answer.objects.filter(taken, settled_by=person, settled_at__date__range=days)
    rows = answers.select_related("invitation__place__district").order_by("settled_at", "pk")
    for answer in rows.annotate(on=F("settled_at__date")):
        yield _of_place("answers", answer.on, answer.invitation.place, answer.get_state_display())


def _treasures(person: User, days: Days, reader: User) -> Iterator[Deed]:
    """Their words are for those who may write of the place or the district today."""
    mine = Treasure.objects.in_care_of(reader) if reader.may(Can.PLACE_WRITE) else Treasure.objects.none()
    noted = Treasure.objects.filter(by=person, noted_on__range=days).annotate(is_open=Q(pk__in=mine.values("pk")))
    for treasure in noted.select_related("place__district", "district").order_by("noted_on", "pk"):
        words = treasure.text if treasure.is_open else SECRET
        district = treasure.place.district if treasure.place else treasure.district
        yield Deed(f"treasure-{treasure.kind}", treasure.noted_on, treasure.place, district, words)


def _of_place(key: str, on: dt.date, place: Place, words: str = "") -> Deed:
    return Deed(key, on, place, place.district, words)


@dataclass(frozen=True)
class Row:
    figure: Figure
    total: int
    numbers: Sequence[int]


def table(deeds: Sequence[Deed], columns: Sequence[Hashable], of: Callable[[Deed], Hashable]) -> list[Row]:
    """A row a figure; `of` tells in which of `columns` a deed belongs."""
    totals, counted = Counter(deed.key for deed in deeds), Counter((deed.key, of(deed)) for deed in deeds)
    return [Row(one, totals[one.key], [counted[one.key, column] for column in columns]) for one in FIGURES]


def areas_among(deeds: Iterable[Deed]) -> list[District | None]:
    """Where they were done, in the city's order; None, without a district, comes last."""
    areas = {deed.district for deed in deeds}
    named = sorted((area for area in areas if area), key=lambda area: area.position)
    return [*named, *([None] if None in areas else [])]


def own_among(reader: User, deeds: Iterable[Deed]) -> set[int]:
    """The keys of the places that `reader` may open."""
    keys = {deed.place.pk for deed in deeds if deed.place}
    return set(Place.objects.in_care_of(reader).filter(pk__in=keys).values_list("pk", flat=True))


def people_who_report(reader: User) -> list[User]:
    """Whose report `reader` may see, those at work first: of all who write, or the own alone."""
    if not reader.works_everywhere:
        return [reader]
    writing = [code for code, role in ROLES.items() if Can.PLACE_WRITE in role.permissions]
    return list(User.objects.filter(role__in=writing).order_by("-is_active", "role", "name", "pk")) or [reader]
