"""厚生労働省「介護予防・日常生活支援総合事業等の実施状況に関する調査」の数, and F1–F6 of 「見える化」システム.

It counts by venue what met at least once a month and, as the city judges, serves 介護予防; of it 住民運営 is a part.
Money from the city is no condition (調査票の記入要領, 令和4年度実施分).
"""

from django.db.models import FilteredRelation, Q, Subquery

from directory.counts.figures.figure import (
    Condition,
    Figure,
    Joins,
    Level,
    Share,
    Stays,
    Told,
    Year,
    frequency_alias,
    frequency_of,
)
from directory.counts.figures.participants import PEOPLE, everybody
from directory.counts.figures.places import KNOWN, holds
from directory.counts.models import SurveyJudgement
from directory.places.vocabulary import FrequencyBand, OperatorType

WEEKLY = (FrequencyBand.WEEKLY,)
MONTHLY = (FrequencyBand.WEEKLY, FrequencyBand.TWICE_A_MONTH, FrequencyBand.MONTHLY)
BY_RESIDENTS = (OperatorType.RESIDENT, OperatorType.RESIDENTS_GROUP)


def has_a_venue(year: Year) -> Q:
    return ~Q(place__venue_name="", place__venue_type="", place__address="")


def meets(bands: tuple[FrequencyBand, ...]) -> Condition:
    def condition(year: Year) -> Q:
        return Q(**{f"{frequency_alias(year)}__band__in": bands})

    return condition


def judged_to_count(year: Year) -> Q:
    return Q(**{f"{judgement_alias(year)}__counts": True})


def judgement_alias(year: Year) -> str:
    return f"judgement_{year.number}"


def what_decides(year: Year) -> Joins:
    """How often it meets, and the latest judgement that the year has: joined once, asked by many figures."""
    holding = SurveyJudgement.objects.holding(year.number)
    latest = Q(place__survey_judgements__pk__in=Subquery(holding.values("pk")))
    judgement = FilteredRelation("place__survey_judgements", condition=latest)
    return frequency_of(year) | {judgement_alias(year): judgement}


def run_by_residents(year: Year) -> Q:
    return Q(place__operator_type__in=BY_RESIDENTS)


def national(bands: tuple[FrequencyBand, ...] = MONTHLY) -> Condition:
    """What the survey counts: known, with a venue, often enough, and judged to serve."""
    return all_of(holds, has_a_venue, meets(bands), judged_to_count)


def all_of(*conditions: Condition) -> Condition:
    def condition(year: Year) -> Q:
        return Q(*(part(year) for part in conditions))

    return condition


def people(when: Condition) -> Told:
    return Told(everybody, when, joined=what_decides)


def indicator(number: int, often: str, what: str, measure: Stays | Told | Share, **more: str) -> Figure:
    name = f"F{number} {often}の通いの場の{what}"
    return Figure(f"national.f{number}", name, Level.NATIONAL, QUESTION, f"{often}ひらく、{COUNTED}", measure, **more)


QUESTION = "国の「見える化」システムの指標です。"
COUNTED = "国の調査で数える場について数えます。率は65歳以上の人口でわります。"

NATIONAL = Figure(
    "places.national",
    "国の調査で数える場",
    Level.NATIONAL,
    "厚生労働省の調査に、いくつと答えますか。",
    "把握している場のうち、会場があり、開催日のきまりで月1回以上になり、市がみとめた場を数えます。",
    Stays(national(), joined=what_decides),
    within=KNOWN,
)
BY_RESIDENTS_ALONE = Figure(
    "places.national_residents",
    "住民が運営する場",
    Level.NATIONAL,
    "そのうち、住民が運営する場はいくつありますか。",
    "国の調査で数える場のうち、運営主体が住民個人か住民団体の場を数えます。調査票の（ ）の数です。",
    Stays(all_of(national(), run_by_residents), joined=what_decides),
    within=NATIONAL,
)
F2 = indicator(2, "週1回以上", "参加者数", people(national(WEEKLY)), unit=PEOPLE)
F1 = indicator(1, "週1回以上", "参加率", Share(F2), unit="%")
F3 = indicator(3, "週1回以上", "箇所数", Stays(national(WEEKLY), joined=what_decides))
F5 = indicator(5, "月1回以上", "参加者数", people(national()), unit=PEOPLE)
F4 = indicator(4, "月1回以上", "参加率", Share(F5), unit="%")
F6 = indicator(6, "月1回以上", "箇所数", Stays(national(), joined=what_decides))

SURVEYED = [NATIONAL, BY_RESIDENTS_ALONE, F1, F2, F3, F4, F5, F6]
