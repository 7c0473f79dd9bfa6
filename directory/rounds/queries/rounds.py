"""How far a round is, and who is still to be asked: of the places that whoever reads looks after."""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery

from directory.areas.models import District
from directory.areas.queries import districts_of
from directory.places.models import KnownPeriod, Place
from directory.rounds.models import Answer, Invitation, Round
from kayoiba.accounts.models import User
from kayoiba.tools.kana import fold, spellings

CHANNEL, STATE = Answer.Channel, Answer.State


@dataclass(frozen=True)
class Area:
    """A district, or the places without one: its word in the address, its name, whom to ring there."""

    slug: str
    name: str
    district: District | None = None

    @property
    def key(self) -> int | None:
        return self.district.pk if self.district else None


NO_DISTRICT = Area("none", "地区未設定")


@dataclass(frozen=True)
class Standing:
    """How a place stands in a round: its word in the address, its name, the rows that belong."""

    code: str
    name: str
    rows: Q


ANSWERED = Q(answer_state__isnull=False)
SILENT = Q(answer_state__isnull=True, is_known=True)
ASKED = Standing("asked", "お願いした", Q())
STANDINGS = (
    ASKED,
    Standing("answered", "答えた", ANSWERED),
    *(Standing(way.value, f"{way.label}で", Q(channel=way)) for way in CHANNEL),
    Standing("waiting", "待っている", Q(answer_state=STATE.WAITING)),
    Standing("accepted", "取り入れた", Q(answer_state__in=[STATE.ACCEPTED, STATE.PARTLY])),
    Standing("silent", "まだ", SILENT),
)
"""What the progress of a round is made of: answered + silent = asked, but for places that ended without a word."""

MORE_STANDINGS = (
    Standing("reminded", "まだ（もう一度 お願いした）", SILENT & Q(reminded_on__isnull=False)),
    Standing("withdrawn", "リンクを止めた", Q(withdrawn_at__isnull=False)),
    Standing("ended", "答える前に終わった", Q(answer_state__isnull=True, is_known=False)),
)
EVERY_STANDING = (*STANDINGS, *MORE_STANDINGS)


def invitations_of(user: User, round: Round, *, on: dt.date) -> QuerySet[Invitation]:
    """With `answer_state`, the state of the answer that counts, and its `channel`. One that was put aside is none."""
    return with_answers(Invitation.objects.in_care_of(user).filter(round=round), on=on)


def with_answers(invitations: QuerySet[Invitation], *, on: dt.date) -> QuerySet[Invitation]:
    counting = Answer.objects.filter(invitation=OuterRef("pk")).exclude(state__in=[STATE.ASIDE, STATE.REPLACED])
    latest = counting.order_by("-received_at", "-pk")
    return invitations.annotate(
        answer_state=Subquery(latest.values("state")[:1]),
        channel=Subquery(latest.values("channel")[:1]),
        answer_pk=Subquery(latest.values("pk")[:1]),
        is_known=Q(place__in=KnownPeriod.objects.holding(on).values("place")),
    )


def unanswered(invitations: QuerySet[Invitation], *, on: dt.date) -> QuerySet[Invitation]:
    """Those of places that still are and have not answered."""
    return with_answers(invitations, on=on).filter(SILENT)


Counts = Mapping[str, int]
"""How many stand each way, by the code of the standing."""


def rounds_of(user: User, *, on: dt.date) -> list[tuple[Round, Counts]]:
    """All years, the last one first, with how the user's places stand."""
    counts = _counts(with_answers(Invitation.objects.in_care_of(user), on=on), "round")
    return [(round, counts[round.pk]) for round in Round.objects.order_by("-fiscal_year")]


def progress(user: User, round: Round, *, on: dt.date) -> tuple[list[tuple[Area, Counts]], Counts]:
    """How the places of each of the user's areas stand, and their sum."""
    counts = _counts(invitations_of(user, round, on=on), "place__district")
    lines = [(area, counts[area.key]) for area in areas_of(user, on=on)]
    return lines, {way.code: sum(line[way.code] for _, line in lines) for way in EVERY_STANDING}


def _counts(invitations: QuerySet[Invitation], part: str) -> Mapping[int | None, Counts]:
    """For each part, in one query; nobody stands in a part that has none."""
    ways = {way.code: Count("pk", filter=way.rows) for way in EVERY_STANDING}
    counted: defaultdict[int | None, Counts] = defaultdict(lambda: dict.fromkeys(ways, 0))
    rows: QuerySet[Any] = invitations.values(part).annotate(**ways)
    counted.update({row[part]: row for row in rows})
    return counted


def standing_called(code: str | None) -> Standing:
    return next((way for way in EVERY_STANDING if way.code == code), ASKED)


def search_invitations(
    user: User, round: Round, *, on: dt.date, district: str = "", standing: Standing = ASKED, words: str = ""
) -> QuerySet[Invitation]:
    """In 五十音 order. `district` is a slug or `none`."""
    found = invitations_of(user, round, on=on).filter(standing.rows)
    if district:
        found = found.filter(_in(district))
    for word in words.split():
        found = found.filter(place__in=_with_word(found, fold(word)))
    return found.select_related("place__district", "place__school_district").order_by("place__sort_key", "place_id")


def _with_word(invitations: QuerySet[Invitation], word: str) -> list[int]:
    rows = invitations.values_list("place", "place__name", "place__reading", "place__venue_name")
    return [pk for pk, *texts in rows if any(word in key for text in texts for key in spellings(text))]


def _in(slug: str) -> Q:
    return Q(place__district__isnull=True) if slug == NO_DISTRICT.slug else Q(place__district__slug=slug)


def areas_of(user: User, *, on: dt.date) -> list[Area]:
    """The user's districts in the city's order, and what has none."""
    return [*(_area(district) for district in districts_of(user, on=on)), NO_DISTRICT]


def own_area(user: User, slug: str, *, on: dt.date) -> Area | None:
    return next((area for area in areas_of(user, on=on) if area.slug == slug), None)


def area_of(place: Place) -> Area:
    return _area(place.district) if place.district else NO_DISTRICT


def _area(district: District) -> Area:
    return Area(district.slug, district.name, district)


def numbered(user: User, round: Round, area: Area, *, on: dt.date) -> list[tuple[str, Invitation]]:
    """The area's letters with their numbers (真備-001), as envelopes lie. Who has answered keeps the number."""
    rows = as_envelopes_lie(invitations_of(user, round, on=on).filter(_in(area.slug), is_known=True))
    return [(f"{area.name}-{number:03}", invitation) for number, invitation in enumerate(rows, start=1)]


def as_envelopes_lie(invitations: QuerySet[Invitation]) -> QuerySet[Invitation]:
    """By 小学校区, within it by town, within it in 五十音 order."""
    whole = invitations.select_related("round", "place__group", "place__district", "place__school_district")
    return whole.order_by(
        F("place__school_district__code").asc(nulls_last=True),
        F("place__town__kana").asc(nulls_last=True),
        "place__sort_key",
        "place_id",
    )


def own_invitation(user: User, pk: int, *, on: dt.date) -> Invitation | None:
    rows = with_answers(Invitation.objects.in_care_of(user), on=on)
    return (
        rows.select_related("round", "place__group", "place__district", "place__school_district").filter(pk=pk).first()
    )


def round_of(fiscal_year: int) -> Round | None:
    return Round.objects.filter(fiscal_year=fiscal_year).first()


def years_had() -> set[int]:
    return set(Round.objects.values_list("fiscal_year", flat=True))


def newcomers(user: User, round: Round, *, on: dt.date) -> QuerySet[Place]:
    """The user's places that are known by now and are not asked in this round."""
    return Place.objects.in_care_of(user).known_on(on).exclude(invitations__round=round)
