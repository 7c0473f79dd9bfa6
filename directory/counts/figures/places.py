"""Places: how many are known, subsidised, paused and listed at the end of a day, and what happened since the eve."""

import datetime as dt

from django.db.models import Exists, OuterRef, Q

from directory.counts.figures.figure import Figure, Level, Stays, Year
from directory.counts.models import Stay
from directory.places.models import Pause
from directory.startup.models import Grant


def holds(year: Year) -> Q:
    """At the end of the day; `until` is the first day that no longer belongs."""
    return Q(from_date__lte=year.day) & (Q(until__isnull=True) | Q(until__gt=year.day))


def subsidised(year: Year) -> Q:
    granted = Grant.objects.decided().filter(fiscal_year=year.number)
    return holds(year) & Q(place__in=granted.values("place"))


def paused(year: Year) -> Q:
    return holds(year) & Q(place__in=Pause.objects.holding(year.day).values("place"))


def resumed(year: Year) -> Q:
    """Known at the end, and the last day of some pause lay in the year, or on its eve, with a day to come together."""
    goes_on = Pause.objects.filter(place=OuterRef("place"), from_date=OuterRef("until") + dt.timedelta(days=1))
    over = Pause.objects.filter(~Exists(goes_on), until__gte=year.eve, until__lt=year.day)
    return holds(year) & Q(place__in=over.values("place"))


def new(year: Year) -> Q:
    return Q(opens=True) & _this_year("from_date", year)


def ended(year: Year) -> Q:
    return Q(closes=True) & _this_year("until", year)


def moved_in(year: Year) -> Q:
    return Q(opens=False) & _this_year("from_date", year)


def moved_out(year: Year) -> Q:
    return Q(closes=False) & _this_year("until", year)


def _this_year(field: str, year: Year) -> Q:
    return Q(**{f"{field}__gt": year.eve, f"{field}__lte": year.day})


KNOWN = Figure(
    "places.known",
    "把握している通いの場",
    Level.KNOWN,
    "市が知っている通いの場は、いくつありますか。",
    "この日の終わりに把握している場を数えます。休止中の場もふくみます。",
    Stays(holds),
)
SUBSIDISED = Figure(
    "places.subsidised",
    "補助金対象サロン",
    Level.SUBSIDISED,
    "そのうち、助成を受けている場はいくつありますか。",
    "把握している場のうち、この年度の助成が「決定」か「実績報告済」の場を数えます。",
    Stays(subsidised),
    within=KNOWN,
)
PAUSED = Figure(
    "places.paused",
    "休止中の場",
    Level.KNOWN,
    "そのうち、いま休んでいる場はいくつありますか。",
    "把握している場のうち、この日が休みの期間（最後の日もふくむ）に入っている場を数えます。",
    Stays(paused),
    within=KNOWN,
)
LISTED = Figure(
    "places.listed",
    "掲載している通いの場",
    Level.LISTED,
    "住民がさがせる場は、いくつありますか。",
    "この日の終わりに公開している場を数えます。",
    Stays(holds, fact=Stay.Fact.LISTED),
)
RESUMED = Figure(
    "places.resumed",
    "また集まりはじめた通いの場",
    Level.KNOWN,
    "この年度に、休みから戻った場はいくつありますか。",
    "この年度に休みの期間が終わり、つづけて休まなかった場を、ひとつの場を1回だけ数えます。この日に把握していない場は数えません。",
    Stays(resumed),
)
NEW = Figure(
    "places.new",
    "新しく把握した通いの場",
    Level.KNOWN,
    "この年度に、いくつ増えましたか。",
    "4月1日からこの日までに把握した場を数えます。終わったあと、また始まった場もふくみます。",
    Stays(new),
)
ENDED = Figure(
    "places.ended",
    "終わった通いの場",
    Level.KNOWN,
    "この年度に、いくつ減りましたか。",
    "4月1日からこの日までに終わった場を数えます。",
    Stays(ended),
)
MOVED = Figure(
    "places.moved",
    "地区や学区の移動",
    Level.KNOWN,
    "よそから移ってきた場と、よそへ移った場の差はいくつですか。",
    "4月1日からこの日までに移ってきた場から、移っていった場を引きます。市全体では0です。",
    Stays(moved_in, less=moved_out),
)

PLACES = [KNOWN, SUBSIDISED, PAUSED, LISTED, NEW, ENDED, MOVED, RESUMED]
