"""How far a round is, and who is still to be asked: of the places that whoever reads looks after."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery

from directory.areas.models import District
from directory.places.models import KnownPeriod, Place
from directory.rounds.models import Answer, Invitation, Round, YearlyReport
from kayoiba.accounts.models import User
from kayoiba.tools.kana import fold, spellings

NO_DISTRICT = "none"
"""Stands for the places without a district where an address names one."""

CHANNEL, STATE = Answer.Channel, Answer.State


@dataclass(frozen=True)
class Standing:
    """How a place stands in a round: its word in the address, its name, the rows that belong."""

    code: str
    name: str
    rows: Q


ANSWERED = Q(answered__isnull=False)
SILENT = Q(answered__isnull=True, is_known=True)
ASKED = Standing("asked", "お願いした", Q())
STANDINGS = (
    ASKED,
    Standing("answered", "答えた", ANSWERED),
    *(Standing(way.value, f"{way.label}で", Q(channel=way)) for way in CHANNEL),
    Standing("waiting", "待っている", Q(answered=STATE.WAITING)),
    Standing("accepted", "取り入れた", Q(answered__in=[STATE.ACCEPTED, STATE.PARTLY])),
    Standing("silent", "まだ", SILENT),
)
"""What the progress of a round is made of: answered + silent = asked, but for places that ended without a word."""

MORE_STANDINGS = (
    Standing("reminded", "まだ（もう一度 お願いした）", SILENT & Q(reminded_on__isnull=False)),
    Standing("withdrawn", "リンクを止めた", Q(withdrawn_at__isnull=False)),
    Standing("ended", "答える前に終わった", Q(answered__isnull=True, is_known=False)),
)


def invitations_of(user: User, round: Round, *, on: dt.date) -> QuerySet[Invitation]:
    """With `answered`, the state of the answer that counts, and its `channel`. One that was put aside is none."""
    return with_answers(Invitation.objects.in_care_of(user).filter(round=round), on=on)


def with_answers(invitations: QuerySet[Invitation], *, on: dt.date) -> QuerySet[Invitation]:
    counting = Answer.objects.filter(invitation=OuterRef("pk")).exclude(state__in=[STATE.ASIDE, STATE.REPLACED])
    latest = counting.order_by("-received_at", "-pk")
    return invitations.annotate(
        answered=Subquery(latest.values("state")[:1]),
        channel=Subquery(latest.values("channel")[:1]),
        answer_pk=Subquery(latest.values("pk")[:1]),
        is_known=Q(place__in=KnownPeriod.objects.holding(on).values("place")),
    )


def unanswered(invitations: QuerySet[Invitation], *, on: dt.date) -> QuerySet[Invitation]:
    """Those of places that still are and have not answered."""
    return with_answers(invitations, on=on).filter(SILENT)


def rounds_of(user: User, *, on: dt.date) -> list[tuple[Round, dict[str, int]]]:
    """All years, the last one first, with what the user's places have answered."""
    mine = with_answers(Invitation.objects.in_care_of(user), on=on)
    counted = {row.pop("round"): row for row in mine.values("round").annotate(**_counts())}
    none = dict.fromkeys(_counts(), 0)
    return [(round, counted.get(round.pk, none)) for round in Round.objects.order_by("-fiscal_year")]


def progress(
    user: User, round: Round, *, on: dt.date
) -> tuple[list[tuple[District | None, dict[str, int]]], dict[str, int]]:
    """The standings of each of the user's districts, then of the places without one; and their sum."""
    mine = invitations_of(user, round, on=on)
    counted = {row.pop("place__district"): row for row in mine.values("place__district").annotate(**_counts())}
    none = dict.fromkeys(_counts(), 0)
    districts = [(district, counted.get(district.pk, none)) for district in districts_of(user, on=on)]
    lines = [*districts, (None, counted.get(None, none))]
    return lines, {code: sum(counts[code] for _, counts in lines) for code in none}


def _counts() -> dict[str, Count]:
    return {way.code: Count("pk", filter=way.rows) for way in (*STANDINGS, *MORE_STANDINGS)}


def districts_of(user: User, *, on: dt.date) -> QuerySet[District]:
    """In the city's order."""
    districts = District.objects.order_by("position")
    return districts if user.works_everywhere else districts.filter(pk__in=user.assignments.on(on).values("district"))


def standing_called(code: str | None) -> Standing:
    return next((way for way in (*STANDINGS, *MORE_STANDINGS) if way.code == code), ASKED)


def search_invitations(
    user: User, round: Round, *, on: dt.date, district: str = "", standing: Standing = ASKED, words: str = ""
) -> QuerySet[Invitation]:
    """In 五十音 order. `district` is a slug or `none`."""
    found = invitations_of(user, round, on=on).filter(standing.rows)
    if district:
        found = found.filter(_in_district(district))
    for word in words.split():
        found = found.filter(place__in=_with_word(found, fold(word)))
    return found.select_related("place__district", "place__school_district").order_by("place__sort_key", "place_id")


def _with_word(invitations: QuerySet[Invitation], word: str) -> list[int]:
    rows = invitations.values_list("place", "place__name", "place__reading", "place__venue_name")
    return [pk for pk, *texts in rows if any(word in key for text in texts for key in spellings(text))]


def _in_district(slug: str) -> Q:
    return Q(place__district__isnull=True) if slug == NO_DISTRICT else Q(place__district__slug=slug)


def of_district(user: User, round: Round, slug: str, *, on: dt.date) -> QuerySet[Invitation]:
    """As envelopes lie: by 小学校区, within it by town, within it in 五十音 order."""
    rows = invitations_of(user, round, on=on).filter(_in_district(slug), is_known=True)
    return rows.select_related(
        "round", "place__group", "place__district", "place__school_district", "place__town"
    ).order_by(
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


def last_years(invitation: Invitation) -> YearlyReport | None:
    """What was accepted of the place in the fiscal year before the round's."""
    year = invitation.round.fiscal_year - 1
    return YearlyReport.objects.filter(place=invitation.place_id, fiscal_year=year).first()
