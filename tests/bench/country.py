"""Made-up places, always the same for a size: one municipality of 6 districts, from 50,000 places on of 1,741.

Nothing is asked of the database, and no row describes a real place. The words that can be found are put together by
`publishing`, as they are for a place that somebody publishes.
"""

import datetime as dt
from collections.abc import Iterator
from itertools import accumulate
from random import Random
from zoneinfo import ZoneInfo

from django.db import models

from directory.areas.models import District, Municipality, Population, SchoolDistrict
from directory.counts.models import SurveyJudgement
from directory.places.models import (
    Check,
    Consent,
    Kind,
    KnownPeriod,
    ListedPeriod,
    ListingHat,
    Pause,
    Place,
    PlaceArea,
    PlaceKind,
)
from directory.places.publishing import Facts, listing_from, meetings_of, pauses_of, venue_asked_about
from directory.places.rules import frequencies_of
from directory.places.schedule import WEEKDAYS, Rule
from directory.places.vocabulary import (
    Activity,
    AgreedHow,
    CheckedHow,
    FieldGroup,
    NationalActivity,
    OperatorType,
    PauseReason,
    Precision,
    VenueType,
)
from directory.places.words import Synonyms
from directory.rounds.models import BY_SEX_AND_AGE, YearlyReport
from directory.startup.models import Grant
from kayoiba.accounts.models import AuditEvent
from kayoiba.tools import fiscal
from kayoiba.tools.kana import sort_key
from tests.bench import words

AT = dt.datetime(2026, 11, 24, 10, 0, tzinfo=ZoneInfo("Asia/Tokyo"))
TODAY = AT.date()
FIRST_DAY = dt.date(2013, 4, 1)
CITY, COUNTRY = 6, 1741
THIS_YEAR = fiscal.fiscal_year(TODAY)


def areas(size: int) -> tuple[Municipality, list[District], list[SchoolDistrict]]:
    """The municipality, its districts and ten school districts in each."""
    city = Municipality(pk=1, code="332020", name="見本市", kana="みほんし", prefecture="見本県", is_sample=True)
    names = [(a[0] + b[0], a[1:] + b[1:]) for a in words.FIRST for b in words.SECOND if a[0] != b[0]]
    Random(1).shuffle(names)
    districts = [
        District(pk=n, municipality=city, slug=f"d{n}", name=name, kana=kana, position=n, contact_phone="000-000-0000")
        for n, (name, kana) in enumerate(names[: CITY if size < 50_000 else COUNTRY], start=1)
    ]
    schools = [
        SchoolDistrict(code=f"{district.slug}-{n}", name=f"{district.name}{name}", district=district)
        for district in districts
        for n, name in enumerate(words.SCHOOLS)
    ]
    for pk, school in enumerate(schools, start=1):
        school.pk = pk
    return city, districts, schools


def populations(districts: list[District]) -> list[Population]:
    """People of 65 and over, of each district and of all."""
    rng = Random(2)
    told = {"date": dt.date(2020, 10, 1), "source": "見本"}
    rows = [Population(district=district, aged_65=rng.randrange(2_000, 40_000), **told) for district in districts]
    return [*rows, Population(aged_65=sum(row.aged_65 for row in rows), **told)]


class Country:
    """Writes down one place after another, each with its past: `size` that are listed today, and more that ended."""

    def __init__(
        self,
        size: int,
        districts: list[District],
        schools: list[SchoolDistrict],
        kinds: list[Kind],
        synonyms: Synonyms,
    ):
        self.size = size
        self.rng = Random(size)
        self.districts = districts
        self.weights = list(accumulate(1 / (rank + 4) for rank in range(len(districts))))
        self.schools = schools
        self.kinds = kinds
        self.synonyms = synonyms

    def rows(self) -> Iterator[list[models.Model]]:
        for pk in range(1, self.size + self.size // 4 + 1):
            yield self._place(pk)

    def _place(self, pk: int) -> list[models.Model]:
        rng = self.rng
        district = rng.choices(self.districts, cum_weights=self.weights)[0]
        school = self.schools[(district.pk - 1) * len(words.SCHOOLS) + rng.randrange(len(words.SCHOOLS))]
        known = KnownPeriod(place_id=pk, from_date=FIRST_DAY + dt.timedelta(days=rng.randrange(4900)))
        place = self._described(pk, district, school)
        rules = [_rule(rng) for _ in range(rng.choice((1, 1, 1, 2)))]
        kinds = rng.sample(self.kinds, rng.choice((1, 1, 2)))
        rows = [place, known, *(PlaceKind(place=place, kind=kind) for kind in kinds)]
        rows += [rule.as_model(place, position) for position, rule in enumerate(rules)]
        rows += frequencies_of(place, rules)
        rows += self._areas(place, known)
        rows += self._reports(place)
        rows += self._judgements(place, known)
        rows += self._grants(place, known)
        rows += self._audit(place)
        listed = ListedPeriod(place=place, from_date=known.from_date + dt.timedelta(days=30))
        if pk > self.size:
            known.until = known.from_date + dt.timedelta(days=rng.randrange(60, 3000))
            known.until = min(known.until, TODAY)
            listed.until = max(known.until, listed.from_date)
            return [*rows, listed]
        consents = _consents(place, listed.from_date, rng)
        pauses, check = self._pauses(place), self._check(place)
        facts = Facts(
            agreed={consent.field_group: consent for consent in consents if consent.agreed},
            rules=rules,
            kinds=kinds,
            listed_on=listed.from_date,
            pauses=pauses,
            check=check,
            synonyms=self.synonyms,
        )
        listing = listing_from(place, facts, at=AT)
        hat = ListingHat(listing=listing, hat=ListingHat.Hat.PLACE)
        rows += [listed, *pauses, *consents, *([check] if check else [])]
        return [*rows, listing, *meetings_of(listing, rules), *pauses_of(listing, pauses), hat]

    def _described(self, pk: int, district: District, school: SchoolDistrict) -> Place:
        rng = self.rng
        head, sort = rng.choice(list(words.NAMES)), rng.choice(list(words.SORTS))
        said, activity = words.SORTS[sort]
        place = Place(
            pk=pk,
            number=pk,
            name=f"{district.name}{head}{sort}",
            reading=f"{district.kana}{words.NAMES[head]}{said}",
            introduction=_introduction(rng),
            activities=sorted({activity, rng.choice(list(Activity))}),
            main_activity=rng.choice(("", *NationalActivity.values)),
            operator_type=rng.choice(("", *OperatorType.values)),
            district=district,
            school_district=school,
            venue_type=rng.choice(("", *VenueType.values)),
            venue_name=f"{school.name}{rng.choice(words.VENUES)}",
            address=f"見本市{district.name}{rng.randrange(1, 3000)}番地{rng.randrange(1, 40)}",
            lat=34 + rng.random(),
            lng=133 + rng.random(),
            fee=rng.choice(("", "無料", "100円", "300円（お茶代）")),
            parking=rng.choice((True, False, None)),
            contact_name="世話人",
            contact_phone=f"000-{rng.randrange(1000):03}-{rng.randrange(10000):04}",
            source_id=str(pk),
            created_at=AT,
            edited_at=AT,
        )
        place.sort_key = sort_key(place.reading)
        return place

    def _areas(self, place: Place, known: KnownPeriod) -> list[PlaceArea]:
        """One in twelve once was in another district."""
        now = PlaceArea(
            place=place, from_date=known.from_date, district=place.district, school_district=place.school_district
        )
        if self.rng.random() > 1 / 12:
            return [now]
        once = self.rng.choice(self.schools)
        now.from_date += dt.timedelta(days=self.rng.randrange(1, 900))
        return [PlaceArea(place=place, from_date=known.from_date, district=once.district, school_district=once), now]

    def _grants(self, place: Place, known: KnownPeriod) -> list[Grant]:
        if self.rng.random() > 0.4:
            return []
        first = fiscal.fiscal_year(known.from_date)
        years = range(first, min(first + self.rng.randrange(1, 10), THIS_YEAR) + 1)
        return [Grant(place=place, fiscal_year=year, status=Grant.Status.REPORTED, amount=30000) for year in years]

    def _reports(self, place: Place) -> list[YearlyReport]:
        """Every other tells of this year and of the last."""
        if self.rng.random() > 0.5:
            return []
        return [self._report(place, year) for year in (THIS_YEAR - 1, THIS_YEAR)]

    def _report(self, place: Place, year: int) -> YearlyReport:
        people = {name: self.rng.randrange(5) for name in BY_SEX_AND_AGE}
        everybody = sum(people.values()) + self.rng.randrange(3)
        return YearlyReport(
            place=place,
            fiscal_year=year,
            meetings_held=self.rng.randrange(50),
            average_participants=everybody,
            participants=everybody,
            **people,
        )

    def _judgements(self, place: Place, known: KnownPeriod) -> list[SurveyJudgement]:
        if self.rng.random() < 0.1:
            return []
        counts = self.rng.random() < 0.8
        year, why = fiscal.fiscal_year(known.from_date), "" if counts else "見本のわけ"
        return [SurveyJudgement(place=place, fiscal_year=year, counts=counts, reason=why, at=AT)]

    def _pauses(self, place: Place) -> list[Pause]:
        if self.rng.random() > 0.05:
            return []
        begun = TODAY - dt.timedelta(days=self.rng.randrange(200))
        return [Pause(place=place, from_date=begun, reason=self.rng.choice(PauseReason.values))]

    def _check(self, place: Place) -> Check | None:
        if self.rng.random() > 0.8:
            return None
        day = TODAY - dt.timedelta(days=self.rng.randrange(700))
        return Check(place=place, checked_on=day, how=self.rng.choice(CheckedHow.values))

    def _audit(self, place: Place) -> list[AuditEvent]:
        return [
            AuditEvent(
                at=AT, by_name="見本", verb=verb, subject_kind="place", subject_id=place.pk, subject_name=place.name
            )
            for verb in ("place.registered", "place.published")
        ]


def _rule(rng: Random) -> Rule:
    hour = rng.choice((6, 9, 9, 10, 10, 13, 13, 14))
    times = {"start": dt.time(hour, rng.choice((0, 30))), "end": dt.time(hour + 2)}
    if rng.random() < 0.05:
        return Rule(days=(rng.randrange(1, 29),), **times)
    weeks = rng.choice(((), (), (1,), (2,), (1, 3), (2, 4), (-1,)))
    return Rule(weekdays=(rng.choice(WEEKDAYS),), weeks=weeks, off_on_holidays=rng.random() < 0.3, **times)


def _consents(place: Place, day: dt.date, rng: Random) -> list[Consent]:
    answer = {"place": place, "how": AgreedHow.ORAL, "agreed_on": day}
    shown = rng.choice((Precision.ADDRESS, Precision.ADDRESS, Precision.SCHOOL))
    venue = venue_asked_about(place, shown)
    return [
        Consent(field_group=FieldGroup.INTRODUCTION, agreed=True, **answer),
        Consent(field_group=FieldGroup.VENUE, agreed=True, precision=shown, venue=venue, **answer),
        Consent(field_group=FieldGroup.CONTACT, agreed=rng.random() < 0.7, **answer),
    ]


def _introduction(rng: Random) -> str:
    """80 to 200 letters."""
    said = ""
    while len(said) < 80:
        said += f"{rng.choice(words.WHO)}{rng.choice(words.WHERE)}{rng.choice(words.WHAT)}。{rng.choice(words.BESIDES)}"
    return said
