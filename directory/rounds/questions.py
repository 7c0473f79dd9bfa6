"""What operators are asked once a year, each question once: its words, its kind, and where an accepted answer goes.

An answer is kept as JSON by the name of its question: a code, a number, yes or no, a text, a list of codes, a day as
2026-11-24. Nobody has to know: `None`, an empty text and an empty list are unknown, which is neither zero nor no.
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

from django.db.models import TextChoices

from directory.places.models import Consent, KnownPeriod, MeetingRule, Pause, Place
from directory.places.saying import say_fee, say_when
from directory.places.schedule import Rule
from directory.places.vocabulary import FieldGroup, PauseReason, VenueType
from directory.rounds.models import BY_SEX_AND_AGE, YearlyReport
from kayoiba.tools.saying import say_phone

UNKNOWN = "まだわからない"
UNCOUNTED = "未把握"


class State(TextChoices):
    """活動状況: whether the place meets."""

    GOING = "going", "つづけている"
    PAUSED = "paused", "休んでいる"
    ENDED = "ended", "やめた"


class Kind(Enum):
    CHOICE = auto()
    NUMBER = auto()
    YES_NO = auto()
    TEXT = auto()
    TICKS = auto()
    DAY = auto()


class Lands(Enum):
    """Where an accepted answer goes; what is only READ, a coordinator carries over by hand."""

    STATE = auto()
    PLACE = auto()
    REPORT = auto()
    READ = auto()


@dataclass(frozen=True)
class Question:
    """`short` is its name in a narrow list; `unit` stands behind a number; `example` is said below the words."""

    name: str
    label: str
    kind: Kind
    lands: Lands
    short: str = ""
    choices: type[TextChoices] | None = None
    unit: str = ""
    example: str = ""
    at_most: int = 200

    @property
    def heading(self) -> str:
        return self.short or self.label


@dataclass(frozen=True)
class Section:
    code: str
    heading: str
    questions: Sequence[Question]


def number(name: str, label: str, unit: str = "人", **more: Any) -> Question:
    return Question(name, label, Kind.NUMBER, Lands.REPORT, unit=unit, **more)


def yes_no(name: str, label: str, lands: Lands = Lands.REPORT, **more: Any) -> Question:
    return Question(name, label, Kind.YES_NO, lands, **more)


def text(name: str, label: str, lands: Lands = Lands.PLACE, **more: Any) -> Question:
    return Question(name, label, Kind.TEXT, lands, **more)


def choice(name: str, label: str, choices: type[TextChoices], lands: Lands, **more: Any) -> Question:
    return Question(name, label, Kind.CHOICE, lands, choices=choices, **more)


def ticks(name: str, label: str, choices: type[TextChoices], **more: Any) -> Question:
    return Question(name, label, Kind.TICKS, Lands.REPORT, choices=choices, **more)


AGES = ("65歳未満", "65〜74歳", "75歳以上")
MEN, WOMEN = BY_SEX_AND_AGE[:3], BY_SEX_AND_AGE[3:]
HOW_MANY_CAME = ("participants", *BY_SEX_AND_AGE)
"""Of one report, or the six might be more than the one that they are part of."""

SECTIONS = (
    Section(
        "state",
        "いまのようす",
        [
            choice("state", "活動は つづいていますか", State, Lands.STATE, short="活動"),
            Question("state_since", "いつからですか", Kind.DAY, Lands.STATE, short="いつから"),
            choice("state_reason", "休んだ・やめた わけ", PauseReason, Lands.STATE, short="わけ"),
        ],
    ),
    Section(
        "when",
        "いつ・どこで",
        [
            text(
                "schedule_text",
                "いつ集まりますか",
                short="いつ",
                example="例）毎月 第2・第4火曜 10時から11時半、祝日は休み",
                at_most=2000,
            ),
            number("meetings_held", "この1年に なんかい 集まりましたか", "回", short="1年に集まった回数"),
            text("venue_name", "集まる場所", short="会場", example="例）呉妹分館", at_most=120),
            text("address", "その住所", short="住所"),
            choice("venue_type", "どんな場所ですか", VenueType, Lands.PLACE, short="会場の種類"),
        ],
    ),
    Section(
        "people",
        "来る人",
        [
            number("average_participants", "1回に だいたい なん人 来ますか", short="1回の参加者（平均）"),
            number(
                "participants",
                "ひと月に 来る人は 全部で なん人ですか（同じ人は 1人と 数えます）",
                short="参加者（実人数）",
            ),
            *(
                number(name, f"{word}の人 {age}", short=f"{word} {age}")
                for word, names in (("男", MEN), ("女", WOMEN))
                for name, age in zip(names, AGES, strict=True)
            ),
            number("helpers", "お世話をする人は なん人ですか", short="担い手"),
            yes_no("newcomers_welcome", "はじめての人も 来てよいですか", Lands.PLACE, short="はじめての人"),
        ],
    ),
    Section(
        "join",
        "参加するとき",
        [
            text("fee", "参加費", example="例）1回100円、無料"),
            yes_no("transport", "送り迎えが ありますか", Lands.PLACE, short="送迎"),
            yes_no("food_served", "お茶や食事が 出ますか", Lands.PLACE, short="飲食"),
            text("contact_phone", "ホームページにのせてよい 電話", short="公開してよい電話", at_most=30),
        ],
    ),
    Section(
        "money",
        "保険・助成金",
        [
            yes_no("insured", "保険に 入っていますか", short="保険"),
            yes_no("subsidised", "助成金を 使っていますか", short="助成金"),
        ],
    ),
    Section(
        "wishes",
        "困りごと・してほしいこと",
        [
            ticks("troubles", "困っていること（いくつでも）", YearlyReport.Trouble, short="困りごと"),
            ticks("wishes", "手伝ってほしいこと（いくつでも）", YearlyReport.Wish, short="してほしいこと"),
        ],
    ),
    Section(
        "listing",
        "のせてよいか",
        [
            yes_no("list_agreed", "市の一覧に のせてよいですか", short="一覧"),
            yes_no("guidebook_agreed", "ガイドブックに のせてよいですか", short="ガイドブック"),
            yes_no("web_agreed", "ホームページに のせてよいですか", short="ホームページ"),
        ],
    ),
    Section(
        "other",
        "ほかに かわったこと",
        [text("other_changes", "ほかに かわったこと・伝えたいこと", Lands.READ, short="ほかに", at_most=1000)],
    ),
)
OF_STATE = ("state_since", "state_reason")
QUESTIONS = {question.name: question for section in SECTIONS for question in section.questions}


def present(place: Place, fiscal_year: int, *, on: dt.date) -> dict[str, Any]:
    """What we have of the place on that day, by question; unknown where nobody has said."""
    return present_of([place], fiscal_year, on=on)[place.pk]


def present_of(places: Iterable[Place], fiscal_year: int, *, on: dt.date) -> dict[int, dict[str, Any]]:
    """The same of many places, by their key, in five queries."""
    places = list(places)
    facts = _Facts.of(places, fiscal_year, on)
    return {place.pk: _present(place, facts) for place in places}


@dataclass(frozen=True)
class _Facts:
    """What is known of places beside their own fields, by the key of the place."""

    known: set[int]
    paused: Mapping[int, Pause]
    rules: Mapping[int, list[Rule]]
    shown: Mapping[int, bool]
    reports: Mapping[int, Sequence[YearlyReport]]

    @classmethod
    def of(cls, places: list[Place], fiscal_year: int, on: dt.date) -> "_Facts":
        rules: dict[int, list[Rule]] = {place.pk: [] for place in places}
        for row in MeetingRule.objects.filter(place__in=places).order_by("position", "pk"):
            rules[row.place_id].append(Rule.from_model(row))
        reports: dict[int, list[YearlyReport]] = {place.pk: [] for place in places}
        years = YearlyReport.objects.filter(place__in=places, fiscal_year__in=(fiscal_year, fiscal_year - 1))
        for report in years.order_by("-fiscal_year"):
            reports[report.place_id].append(report)
        asked = Consent.objects.filter(place__in=places, field_group=FieldGroup.INTRODUCTION).latest_per_group()
        return cls(
            known=set(KnownPeriod.objects.holding(on).filter(place__in=places).values_list("place", flat=True)),
            paused={pause.place_id: pause for pause in Pause.objects.holding(on).filter(place__in=places)},
            rules=rules,
            shown={consent.place_id: consent.agreed for consent in asked},
            reports=reports,
        )


def _present(place: Place, facts: _Facts) -> dict[str, Any]:
    reports = facts.reports[place.pk]
    values = {name: _last_told(name, reports) for name, asked in QUESTIONS.items() if asked.lands is Lands.REPORT}
    values |= {name: getattr(place, name) for name, asked in QUESTIONS.items() if asked.lands is Lands.PLACE}
    values["fee"] = say_fee(place.fee, place.fee_amount)
    values["schedule_text"] = say_when(facts.rules[place.pk], place.schedule_text)
    values["web_agreed"] = facts.shown.get(place.pk, values["web_agreed"])
    return {name: {**_state(place, facts), **values}.get(name, "") for name in QUESTIONS}


def _last_told(name: str, reports: Sequence[YearlyReport]) -> Any:
    """This year's, the first of the reports; last year's where nobody has said this year. An empty list was said."""
    if QUESTIONS[name].kind is Kind.TICKS:
        return list(getattr(reports[0], name)) if reports else []
    if name in HOW_MANY_CAME:
        reports = [report for report in reports if any(getattr(report, one) is not None for one in HOW_MANY_CAME)][:1]
    return next((value for report in reports if (value := getattr(report, name)) is not None), None)


def _state(place: Place, facts: _Facts) -> dict[str, str]:
    if place.pk not in facts.known:
        return {"state": State.ENDED.value}
    pause = facts.paused.get(place.pk)
    if pause is None:
        return {"state": State.GOING.value}
    return {"state": State.PAUSED.value, "state_since": pause.from_date.isoformat(), "state_reason": pause.reason}


def by_age(told: Mapping[str, Any]) -> int:
    """How many are known by sex and age."""
    return sum(told[name] or 0 for name in BY_SEX_AND_AGE)


def more_by_age_than_came(told: Mapping[str, Any]) -> bool:
    """Somebody was counted twice, or forgotten: the six are part of the one."""
    return told["participants"] is not None and told["participants"] < by_age(told)


def differing(told: Mapping[str, Any], now: Mapping[str, Any]) -> list[str]:
    """The questions told otherwise than `now` says.

    Since when, and why, belong to the state they tell of; and whoever does not know that leaves it as it is.
    """
    asked = [name for name in QUESTIONS if name in told and name not in OF_STATE]
    return [name for name in asked if told[name] != now[name] and (name, told[name]) != ("state", "")]


def is_unknown(value: Any) -> bool:
    return value is None or value in ("", [])


def said(name: str, value: Any) -> str:
    """The answer in words: 「12人」, 「まだわからない」; a number nobody knows is 「未把握」."""
    question = QUESTIONS[name]
    if is_unknown(value):
        return UNCOUNTED if question.kind is Kind.NUMBER else UNKNOWN
    match question.kind:
        case Kind.NUMBER:
            return f"{value:,}{question.unit}"
        case Kind.YES_NO:
            return "はい" if value else "いいえ"
        case Kind.CHOICE:
            return _label(question, value)
        case Kind.TICKS:
            return "・".join(_label(question, code) for code in value)
        case Kind.DAY:
            day = dt.date.fromisoformat(value)
            return f"{day.year}年{day.month}月{day.day}日"
    return say_phone(value) if name == "contact_phone" else value


def _label(question: Question, code: str) -> str:
    return dict(question.choices.choices).get(code, code) if question.choices else code
