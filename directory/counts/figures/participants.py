"""参加者実人数, as the yearly reports tell: different people in a month; one who goes to two places counts in each."""

from collections.abc import Callable
from functools import reduce
from operator import add

from django.db.models import F, Q, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce

from directory.counts.figures.figure import Figure, Level, Share, Stays, Told, Year
from directory.counts.figures.places import KNOWN, holds
from directory.rounds.models import BY_SEX_AND_AGE, YearlyReport

PEOPLE = "人"


def everybody(report: str) -> Combinable:
    """As told, or the sum by sex and age where that is told in full; `report` leads to it: "report_2021__", or ""."""
    told = reduce(add, (F(f"{report}{name}") for name in BY_SEX_AND_AGE))
    return Coalesce(F(f"{report}participants"), told)


def somebody(name: str) -> Callable[[str], Combinable]:
    return lambda report: F(f"{report}{name}")


def of_no_known_age(report: str) -> Combinable:
    """What is left of everybody, so that the parts make the whole."""
    known = reduce(add, (Coalesce(F(f"{report}{name}"), Value(0)) for name in BY_SEX_AND_AGE))
    return everybody(report) - known


def reported(year: Year) -> Q:
    told = YearlyReport.objects.filter(fiscal_year=year.number).annotate(everybody=everybody(""))
    return holds(year) & Q(place__in=told.filter(everybody__isnull=False).values("place"))


def of_age(key: str, name: str, amount: Callable[[str], Combinable]) -> Figure:
    return Figure(
        f"participants.{key}",
        name,
        Level.KNOWN,
        "そのうち、性別と年齢がわかる人は何人ですか。",
        "年度の報告の、性別と年齢ごとの人数をたします。",
        Told(amount, holds),
        within=PARTICIPANTS,
        unit=PEOPLE,
    )


PARTICIPANTS = Figure(
    "participants.total",
    "参加者実人数",
    Level.KNOWN,
    "通いの場に来ている人は、何人ですか。",
    "把握している場の、その年度の報告にある人数をたします。報告のない場は入りません。ひとつの報告もなければ未把握です。",
    Told(everybody, holds),
    unit=PEOPLE,
)
WORDS = {
    "men_under_65": "65歳未満の男の人",
    "men_65_to_74": "65〜74歳の男の人",
    "men_75_and_over": "75歳以上の男の人",
    "women_under_65": "65歳未満の女の人",
    "women_65_to_74": "65〜74歳の女の人",
    "women_75_and_over": "75歳以上の女の人",
}
BY_AGE = [of_age(key, WORDS[key], somebody(key)) for key in BY_SEX_AND_AGE]
OF_NO_KNOWN_AGE = Figure(
    "participants.unknown_age",
    "性別・年齢が未把握の人",
    Level.KNOWN,
    "そのうち、性別や年齢がわからない人は何人ですか。",
    "参加者実人数から、性別と年齢がわかる人を引きます。",
    Told(of_no_known_age, holds),
    within=PARTICIPANTS,
    unit=PEOPLE,
)
RATE = Figure(
    "participants.rate",
    "参加率",
    Level.KNOWN,
    "65歳以上の人口にくらべて、どれくらいの人が来ていますか。",
    "参加者実人数を、この日までにわかっている いちばん新しい65歳以上の人口でわります。",
    Share(PARTICIPANTS),
    unit="%",
)
REPORTED = Figure(
    "places.reported",
    "参加者の数がわかる場",
    Level.KNOWN,
    "そのうち、参加者の数がわかる場はいくつありますか。",
    "把握している場のうち、その年度の報告に参加者実人数がある場を数えます。",
    Stays(reported),
    within=KNOWN,
)
TOLD = [PARTICIPANTS, *BY_AGE, OF_NO_KNOWN_AGE, RATE, REPORTED]
