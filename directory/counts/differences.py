"""Why a closed figure and the same figure of today differ, place by place."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Q

from directory.counts.areas import CITY, UNSET_DISTRICT, UNSET_SCHOOL, Area
from directory.counts.figures import (
    ENDED,
    KNOWN,
    LISTED,
    MOVED,
    NEW,
    PAUSED,
    RESUMED,
    SUBSIDISED,
    SURVEYED,
    TOLD,
    Figure,
)
from directory.counts.models import ClosedRow, ClosedYear, Stay
from directory.counts.queries import closed_rows, rows_behind, year_of
from directory.counts.queries.lines import UNSET_NAMES
from directory.places.models import KnownPeriod, Place
from kayoiba.accounts.models import AuditEvent
from kayoiba.tools.fiscal import era_date


@dataclass(frozen=True)
class Fact:
    """What a number hangs on: in words, and the audit lines that are written where it changes."""

    words: str
    verbs: tuple[str, ...]


GONE = ("place.removed", "place.forgotten")
BEGAN = ("place.registered", "place.came_back", "place.brought_back")
REPORT = Fact("参加者の報告", ("answer.accepted", "answer.partly"))
STAY = Fact("把握の期間か地区", (*BEGAN, "place.ended", "place.moved"))
GRANT = Fact("助成の決定", ("grant.recorded",))
REST = Fact("休みの期間", ("place.paused", "place.resumed"))
LISTING = Fact("掲載の期間", ("place.published", "place.withdrawn"))
MOVE = Fact("地区や学区に移った日", ("place.moved",))
BEGINNING = Fact("把握した日か、その日の地区", (*BEGAN, *MOVE.verbs))
END = Fact("終わった日か、その日の地区", ("place.ended", "place.came_back", *MOVE.verbs))
JUDGEMENT = Fact("国の調査で数えるかの判断", ("place.judged",))
NATURE = Fact("会場か運営主体か開催日のきまり", ("place.edited", "place.restored"))

# What a figure hangs on, where the place was known in the area then and is now.
HANGS_ON: dict[Figure, list[Fact]] = {
    KNOWN: [STAY],
    SUBSIDISED: [GRANT],
    PAUSED: [REST],
    RESUMED: [REST],
    LISTED: [LISTING],
    NEW: [BEGINNING],
    ENDED: [END],
    MOVED: [MOVE],
}
HANGS_ON |= {figure: [REPORT] for figure in TOLD}
HANGS_ON |= {figure: [JUDGEMENT, NATURE, REPORT] for figure in SURVEYED}


@dataclass(frozen=True)
class Difference:
    """What one place added to the figure of one area then, and what it adds now.

    `last` is the audit line of who wrote last, since the closing, what `why` speaks of.
    """

    place: int
    name: str
    was: int
    now: int
    why: str
    last: AuditEvent | None


@dataclass(frozen=True)
class Home:
    """Where a place was known at the end of the year, by marks and in words."""

    district: str
    school: str
    words: str

    @classmethod
    def closed(cls, row: ClosedRow) -> "Home":
        return cls(row.district, row.school, f"{row.district_name}・{row.school_name}")

    @classmethod
    def live(cls, stay: Stay) -> "Home":
        district, school = stay.district, stay.school_district
        return cls(
            district.slug if district else UNSET_DISTRICT,
            school.code if school else UNSET_SCHOOL,
            f"{district or UNSET_NAMES[UNSET_DISTRICT]}・{school or UNSET_NAMES[UNSET_SCHOOL]}",
        )

    def is_in(self, area: Area) -> bool:
        return area.district in ("", self.district) and area.school in ("", self.school)


def differences(closing: ClosedYear, figure: Figure, area: Area) -> list[Difference]:
    """By the reading of the name as it was, then of the names of now. Their effects make the whole difference."""
    year = year_of(closing)
    was, names = _added((row.place, row.name, row.amount) for row in closed_rows(closing, figure, area))
    live = rows_behind(figure, year, area)
    now, names_now = _added((row.place_id, row.place.name, row.amount) for row in live)
    differing = [place for place in names | names_now if was[place] != now[place]]
    reasons = _Reasons(closing, figure, area, differing)
    return [
        Difference(place, (names_now | names)[place], was[place], now[place], *reasons.why(place, was, now))
        for place in differing
    ]


def _added(rows: Iterable[tuple[int, str, int]]) -> tuple[dict[int, int], dict[int, str]]:
    """What each place adds, and its name, in the order of the rows."""
    amounts: dict[int, int] = defaultdict(int)
    names: dict[int, str] = {}
    for place, name, amount in rows:
        amounts[place] += amount
        names[place] = name
    return amounts, names


class _Reasons:
    """The dated rows and audit lines of some places, read once, and what they say."""

    def __init__(self, closing: ClosedYear, figure: Figure, area: Area, places: list[int]) -> None:
        self.figure, self.area, self.year = figure, area, year_of(closing)
        self.places = Place.with_removed.in_bulk(places)
        then = closed_rows(closing, KNOWN, CITY).filter(place__in=places)
        now = rows_behind(KNOWN, self.year, CITY).filter(place__in=places)
        self.then = {row.place: Home.closed(row) for row in then}
        self.now = {row.place_id: Home.live(row) for row in now}
        self.periods: dict[int, list[KnownPeriod]] = defaultdict(list)
        for period in KnownPeriod.objects.filter(place__in=places).order_by("from_date"):
            self.periods[period.place_id].append(period)
        self.lines = _lines_since(closing.closed_at, places)

    def why(self, place: int, was: Mapping[int, int], now: Mapping[int, int]) -> tuple[str, AuditEvent | None]:
        """The sentence, and who wrote last what it speaks of."""
        words, verbs = self._said(place, was[place], now[place])
        return words, next((line for line in self.lines[place] if line.verb in verbs), None)

    def _said(self, place: int, was: int, now: int) -> tuple[str, tuple[str, ...]]:
        then, today = self.then.get(place), self.now.get(place)
        if place not in self.places:
            return "登録が取り消され、30日たって記録も消えました。", GONE
        if self.places[place].removed_at:
            return "登録が取り消されました。", GONE
        if then and not today:
            return self._no_longer_known(place), STAY.verbs
        if today and not then:
            return self._known_after_all(place), BEGAN
        if then and today and then.is_in(self.area) != today.is_in(self.area):
            return f"あとから、{then.words}から{today.words}に変わりました。", MOVE.verbs
        return self._hangs_on(place, was, now)

    def _no_longer_known(self, place: int) -> str:
        over = [row for row in self.periods[place] if row.until and row.until <= self.year.day]
        if not over:
            return "把握した日が、あとから、この年度よりあとの日になりました。"
        reason = f"（{over[-1].reason}）" if over[-1].reason else ""
        return f"あとから、{era_date(over[-1].until)}に終わったことになりました{reason}。"

    def _known_after_all(self, place: int) -> str:
        """It came to be known from an earlier day, or had not ended."""
        since = self._known_from(place)
        came_back = (line for line in self.lines[place] if line.verb == "place.came_back")
        for day in (dt.date.fromisoformat(line.detail["on"]) for line in came_back):
            if since < day <= self.year.day:
                return f"あとから、{era_date(day)}に終わっていなかったことになりました。"
        return f"あとから、{era_date(since)}から把握していたことになりました。"

    def _known_from(self, place: int) -> dt.date:
        return max(row.from_date for row in self.periods[place] if row.from_date <= self.year.day)

    def _hangs_on(self, place: int, was: int, now: int) -> tuple[str, tuple[str, ...]]:
        """Of several things that may have changed, those that somebody wrote about since."""
        facts = HANGS_ON[self.figure.stands_for]
        written = {line.verb for line in self.lines[place]}
        changed = [fact for fact in facts if written.intersection(fact.verbs)] or facts
        verbs = tuple(verb for fact in changed for verb in fact.verbs)
        words = "・".join(fact.words for fact in changed) + "のどれか" * (len(changed) > 1)
        if was and now:
            unit = self.figure.stands_for.unit
            return f"{words}があとから変わり、{was:,}{unit}から{now:,}{unit}になりました。", verbs
        return f"{words}が、あとから変わりました。", verbs


def _lines_since(moment: dt.datetime, places: list[int]) -> dict[int, list[AuditEvent]]:
    """Of each place, the last first. What its operators answered is written about the answer."""
    of_places = Q(subject_kind="place", subject_id__in=places)
    of_answers = Q(subject_kind="answer", detail__place__in=places)
    lines: dict[int, list[AuditEvent]] = defaultdict(list)
    for line in AuditEvent.objects.filter(of_places | of_answers, at__gte=moment).order_by("-at", "-pk"):
        lines[line.detail["place"] if line.subject_kind == "answer" else line.subject_id].append(line)
    return lines
