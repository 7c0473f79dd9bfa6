"""Invented places where neighbours of 倉敷市 meet. The same seed gives the same city; no clock is read.

Nothing here is a real place: telephone numbers lie in blocks that nobody is given, addresses are 0番地.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, fields, replace
from random import Random
from typing import Any

from kayoiba.demo.material import SampleTown, common, kinds, towns
from kayoiba.demo.names import Parts, draw_parts, fitting, person
from kayoiba.demo.schedules import SampleSchedule, make_schedule

MABI = "mabi"
SHARES = {"kurashiki": 41, "mizushima": 18, "kojima": 18, "tamashima": 21, "funao": 4}
"""How the places outside 真備 are spread, in hundredths or so."""

WITHOUT_DISTRICT = 4
SHORT = 66
"""An introduction of fewer letters gets one more sentence."""

METRES = 0.000009
"""Degrees of latitude a metre."""

OWN_HOUSE = {"medical": "medical", "care": "care", "company": "shop"}
"""Operators who have people in at their own place."""

APART = ("kinds", "rules", "district", "school", "town", "group", "consent_how", "precision", "shows_contact", "people")

OF_ITS_PERSON = (
    "contact_name contact_phone contact_hours internal_contact internal_phone consent_how precision shows_contact"
).split()


@dataclass(frozen=True)
class SampleGroup:
    name: str
    representative: str = ""
    phone: str = ""


@dataclass(frozen=True)
class SamplePlace:
    """One place as a coordinator would know it; empty and None are not known. Names are those of `Place`."""

    name: str
    reading: str
    kinds: tuple[str, ...]
    district: str = ""
    school: str = ""
    town: str = ""
    introduction: str = ""
    activities: tuple[str, ...] = ()
    main_activity: str = ""
    other_activities: tuple[str, ...] = ()
    operator_type: str = ""
    group: SampleGroup | None = None
    venue_name: str = ""
    venue_type: str = ""
    address: str = ""
    lat: float | None = None
    lng: float | None = None
    rules: tuple[dict[str, Any], ...] = field(default=(), hash=False)
    schedule_text: str = ""
    target: str = ""
    reach: str = ""
    capacity: int | None = None
    signup: str = ""
    fee: str = ""
    fee_amount: int | None = None
    newcomers_welcome: bool | None = None
    visit_welcome: bool | None = None
    men_welcome: bool | None = None
    children_welcome: bool | None = None
    parking: bool | None = None
    wheelchair: bool | None = None
    step_free: bool | None = None
    handrail: bool | None = None
    western_toilet: bool | None = None
    chairs: bool | None = None
    air_conditioning: bool | None = None
    contact_name: str = ""
    contact_phone: str = ""
    contact_hours: str = ""
    internal_contact: str = ""
    internal_phone: str = ""
    people: int | None = None
    consent_how: str = ""
    precision: str = ""
    shows_contact: bool = False

    @property
    def is_bare(self) -> bool:
        """Nothing is known but the name, the district and the two people."""
        return not self.town

    def place_fields(self) -> dict[str, Any]:
        """What goes into `Place` as it is; the rest are rows of their own or links."""
        return {
            item.name: list(value) if isinstance(value := getattr(self, item.name), tuple) else value
            for item in fields(self)
            if item.name not in APART
        }


def sample_places(rng: Random, *, mabi: int, elsewhere: int) -> tuple[list[SamplePlace], list[SamplePlace]]:
    """That many places of 真備 and of everywhere else, all with names of their own."""
    maker = _Maker(rng)
    spread = rng.choices(list(SHARES), list(SHARES.values()), k=elsewhere - WITHOUT_DISTRICT)
    return (
        [maker.place(MABI) for _ in range(mabi)],
        [maker.place(district) for district in spread] + [maker.bare("") for _ in range(WITHOUT_DISTRICT)],
    )


def turned_into(kind: str, place: SamplePlace, names: set[str], rng: Random) -> SamplePlace:
    """Another kind of place in the same town, run by the same person; `names` are taken, and its own is added."""
    maker = _Maker(rng)
    maker.names = names
    town = next(town for town in towns() if town.name == place.town)
    return replace(maker.full(kind, town), **{name: getattr(place, name) for name in OF_ITS_PERSON})


def in_town(place: SamplePlace, town: SampleTown, rng: Random) -> dict[str, Any]:
    """What changes when a place moves to another town's 集会所."""
    return {
        "district": town.district,
        "school": town.school,
        "town": town.name,
        "venue_name": f"{town.short}集会所",
        **_point(town, rng),
    }


class _Maker:
    """Makes places one after another and remembers which names are taken."""

    def __init__(self, rng: Random):
        self.rng = rng
        self.names: set[str] = set()
        self.introductions: set[str] = set()
        self.groups: dict[str, SampleGroup] = {}
        self.phones = _numbers("086-000-{:04d}")
        self.mobiles = _numbers("090-0000-{:04d}")

    def place(self, district: str) -> SamplePlace:
        kind = self.kind(district)
        if self.rng.random() < kinds()[kind].get("bare", 0):
            return self.bare(district)
        return self.full(kind, self.rng.choice(_towns_for(kind, district)))

    def kind(self, district: str) -> str:
        able = {slug: words["weight"] for slug, words in kinds().items() if _towns_for(slug, district)}
        return self.rng.choices(list(able), list(able.values()))[0]

    def bare(self, district: str) -> SamplePlace:
        """Two neighbours and a name."""
        rng = self.rng
        kind = rng.choice([slug for slug, words in kinds().items() if "plain_names" in words])
        _, name, reading = self.name(kind, None, "", "plain_names")
        return SamplePlace(
            name, reading, (kind,), district=district, people=2, consent_how=rng.choice(("oral", "", ""))
        )

    def full(self, kind: str, town: SampleTown) -> SamplePlace:
        rng, words = self.rng, kinds()[kind]
        schedule = make_schedule(words, rng)
        parts, name, reading = self.name(kind, town, schedule.weekday, "names")
        operator = rng.choice(words["operators"])
        venue = OWN_HOUSE.get(operator) or rng.choice([venue for venue in words["venues"] if venue != "medical"])
        people = rng.randint(*words["people"])
        return SamplePlace(
            name=name,
            reading=reading,
            kinds=self.kinds(kind),
            introduction=self.introduction(words, parts, town.district),
            activities=parts.activities or tuple(rng.choice(words["activities"])),
            main_activity=rng.choice(words["national"]),
            operator_type=operator,
            group=self.group(operator, parts),
            people=people,
            capacity=rng.choice((None, None, (people // 5 + 1) * 5)),
            **_location(venue, words, parts, town, rng),
            **_meeting(schedule),
            **_joining(words, rng),
            **self.contact(),
            **_consent(venue, rng),
        )

    def name(self, kind: str, town: SampleTown | None, weekday: str, which: str) -> tuple[Parts, str, str]:
        words = kinds()[kind]
        while True:
            parts = draw_parts(words, town, weekday, self.rng)
            name, reading = parts.name(self.rng.choice(fitting(words[which], parts)))
            if name not in self.names:
                self.names.add(name)
                return parts, name, reading

    def kinds(self, kind: str) -> tuple[str, ...]:
        second = self.rng.choice(("recreation", "meal", "gathering", "volunteer"))
        return (kind, second) if self.rng.random() < 0.12 and second != kind else (kind,)

    def introduction(self, words: dict[str, Any], parts: Parts, district: str) -> str:
        """Three or four sentences; the same together only when a kind has no others left."""
        for _ in range(60):
            opening, closing = self.rng.choice(words["openings"]), self.rng.choice(words["closings"])
            if district == MABI and self.rng.random() < 0.15:
                opening = self.rng.choice(common()["mabi_openings"])
            if self.rng.random() < 0.3:
                closing = self.rng.choice(common()["closings"])
            middles = self.rng.sample(words["middles"], 2)
            text = parts.fill(opening + middles[0] + closing)
            if len(text) < SHORT:
                text = parts.fill(opening + "".join(middles) + closing)
            if text not in self.introductions:
                break
        self.introductions.add(text)
        return text

    def group(self, operator: str, parts: Parts) -> SampleGroup | None:
        name = parts.fill(self.rng.choice(common()["groups"][operator]))
        if not name:
            return None
        group = SampleGroup(name, person(self.rng), next(self.mobiles))
        return self.groups.setdefault(name, group)

    def contact(self) -> dict[str, Any]:
        rng = self.rng
        reachable = rng.random() < 0.75
        return {
            "contact_name": "世話人" if reachable else "",
            "contact_phone": next(self.phones) if reachable else "",
            "contact_hours": rng.choice(common()["hours"]) if reachable else "",
            "internal_contact": person(rng),
            "internal_phone": next(self.mobiles),
        }


def _numbers(pattern: str) -> Iterator[str]:
    return (pattern.format(number) for number in range(1, 10_000))


def _towns_for(kind: str, district: str) -> list[SampleTown]:
    only = kinds()[kind].get("towns")
    return [town for town in towns() if town.district == district and (not only or town.name in only)]


def _location(venue: str, words: dict[str, Any], parts: Parts, town: SampleTown, rng: Random) -> dict[str, Any]:
    names = words["spots"] if venue == "other" else common()["venues"][venue]
    return {
        "district": town.district,
        "school": town.school,
        "town": town.name,
        "venue_type": venue,
        "venue_name": parts.fill(rng.choice(names)),
        **_point(town, rng),
        **_building(venue, rng),
    }


def _point(town: SampleTown, rng: Random) -> dict[str, Any]:
    """A made-up spot within 150 metres or so of the town's own point."""
    return {
        "address": f"{town.name}0番地の{rng.randint(1, 99)}",
        "lat": round(town.lat + rng.uniform(-150, 150) * METRES, 6),
        "lng": round(town.lng + rng.uniform(-150, 150) * METRES, 6),
    }


def _building(venue: str, rng: Random) -> dict[str, bool | None]:
    """What is known of steps and seats; out of doors only the parking."""
    facts: dict[str, bool | None] = {"parking": _perhaps(rng, 0.6)}
    if venue in ("hall", "care", "school", "shop", "medical"):
        likely = 0.9 if venue in ("care", "medical") else 0.5
        for fact in ("wheelchair", "step_free", "handrail", "western_toilet"):
            facts[fact] = _perhaps(rng, likely)
        facts |= {"chairs": _perhaps(rng, 0.9), "air_conditioning": _perhaps(rng, 0.9)}
    return facts


def _perhaps(rng: Random, likely: float) -> bool | None:
    """Known in three cases of four."""
    return rng.random() < likely if rng.random() < 0.75 else None


def _meeting(schedule: SampleSchedule) -> dict[str, Any]:
    return {"rules": schedule.rules, "schedule_text": schedule.text}


def _joining(words: dict[str, Any], rng: Random) -> dict[str, Any]:
    fee = rng.choice((*words["fees"], *words["fees"], ""))
    return {
        "target": rng.choice(words["targets"]),
        "reach": rng.choice(common()["reaches"]),
        "signup": rng.choice(common()["signups"]),
        "fee": fee,
        "fee_amount": _amount(fee),
        "newcomers_welcome": _perhaps(rng, 0.95),
        "visit_welcome": _perhaps(rng, 0.9),
        "men_welcome": _perhaps(rng, 0.95),
        "children_welcome": _perhaps(rng, 0.6),
    }


def _amount(fee: str) -> int | None:
    """What one visit costs, where the words say so: a fee by the month or for materials says nothing."""
    if fee.startswith("無料"):
        return 0
    each_time = re.match(r"(\d+)円", fee)
    return int(each_time[1]) if each_time else None


def _consent(venue: str, rng: Random) -> dict[str, Any]:
    how = rng.choices(("oral", "paper", "electronic", ""), (45, 32, 8, 15))[0]
    precision = "school" if venue == "home" else rng.choice(("address", "address", "address", "town"))
    return {
        "consent_how": how,
        "precision": precision if how else "",
        "shows_contact": bool(how) and rng.random() < 0.8,
    }
