"""What is asked: pages, the command, a rehearsal. Each asks with ever other words and places."""

import csv
import tempfile
from collections.abc import Callable, Iterator
from io import StringIO
from pathlib import Path
from random import Random
from urllib.parse import urlencode

from django.core.management import call_command
from django.test import Client

from directory.areas.models import Municipality
from directory.counts.areas import CITY
from directory.counts.breakdowns import breakdown_of
from directory.counts.figures import PLACES, Year
from directory.counts.queries import Cross, Line, Table, by_area, by_category, by_year
from directory.finder.queries import DAYS, Search
from directory.finder.queries.matching import matching
from directory.imports.actions import rehearse
from directory.opendata.files import BY_NAME
from directory.places.models import Place
from directory.places.vocabulary import Activity
from kayoiba.accounts.models import User
from kayoiba.tools import fiscal
from tests.bench import words
from tests.bench.country import AT, FIRST_DAY, TODAY
from tests.bench.measuring import Answers
from tests.factories.people import a_person

Ask = Callable[[], Answers]


def questions(size: int) -> Iterator[tuple[str, Ask]]:
    """By name, in the order of the table."""
    rng, rows = Random(size), 10_000
    year = fiscal.fiscal_year(TODAY)
    yield "home", pages(lambda: "/")
    yield "all places, first page", searches(dict)
    yield "all places, deep page", searches(lambda: {"page": rng.randrange(size // 40, size // 20)})
    yield "district, first page", searches(lambda: {"district": a_district(rng)})
    yield "district, deep page", searches(lambda: {"district": a_district(rng), "page": rng.randrange(2, 40)})
    yield "largest district, any page", searches(lambda: {"district": "d1", "page": rng.randrange(1, 200)})
    yield "word of two letters", searches(lambda: {"q": rng.choice(words.PAIRS)})
    yield "word of three and more letters", searches(lambda: {"q": rng.choice(words.LONGER)})
    yield "word of one letter", searches(lambda: {"q": rng.choice(words.LETTERS)})
    yield "word found nowhere", searches(lambda: {"q": "蒸気機関車", "district": a_district(rng)})
    yield "district, day, activity", searches(lambda: {"district": a_district(rng)} | a_wish(rng))
    yield "day, activity", searches(lambda: a_wish(rng))
    yield "district, today", searches(lambda: {"district": a_district(rng), "date": "today"})
    yield "today", searches(lambda: {"date": "today"})
    yield "this week", searches(lambda: {"date": "week"})
    yield "all, by reading", searches(lambda: {"order": "name"})
    yield (
        "all by reading, deep page",
        searches(lambda: {"order": "name", "page": rng.randrange(size // 40, size // 20)}),
    )
    yield "all, the nearest", searches(lambda: {"near": f"34.{rng.randrange(1000):03},133.500"})
    yield "district, as a calendar", searches(lambda: {"district": a_district(rng), "view": "calendar"})
    yield "district, as a map", searches(lambda: {"district": a_district(rng), "view": "map"})
    yield "figures beside the choices", pages(lambda: f"/places/counts/?{urlencode(a_wish(rng))}")
    yield "place", pages(lambda: f"/places/{rng.randrange(1, size + 1)}/")
    yield "district's directory", pages(lambda: f"/districts/{a_district(rng)}/")
    yield "largest district's directory", pages(lambda: "/districts/d1/")
    yield "sitemap", pages(lambda: "/sitemap.xml")
    office = User.objects.filter(username="bench").first() or a_person("office", username="bench")
    yield "board", pages(lambda: "/workbench/", office)
    yield "working list", pages(lambda: "/workbench/places/", office)
    yield "working list, a word", pages(lambda: f"/workbench/places/?words={rng.choice(words.PAIRS)}", office)
    yield "working list, stale", pages(lambda: "/workbench/places/?status=stale", office)
    yield "working place", pages(lambda: f"/workbench/places/{rng.randrange(1, size + 1)}/", office)
    yield from counts(year, office, rng)
    yield from exports(size, rng)
    yield f"rehearsal of {rows:,} rows", rehearsal(rng, rows)


def counts(year: int, office: User, rng: Random) -> Iterator[tuple[str, Ask]]:
    now, before = Year.counted(year, TODAY), Year.counted(year - 1, TODAY)
    years = [Year.counted(number, TODAY) for number in range(fiscal.fiscal_year(FIRST_DAY), year + 1)]
    operator = breakdown_of("operator")
    yield "counts: figures of two years by area", asked(lambda: by_area([before, now]))
    yield "counts: figures of all years", asked(lambda: by_year(years, CITY, PLACES))
    yield "counts: figures by operator", asked(lambda: by_category(now, operator))
    yield "counts: a year", pages(lambda: f"/workbench/counts/{rng.randrange(2014, year + 1)}/", office)
    yield "counts: all years", pages(lambda: "/workbench/counts/", office)
    yield "counts: by operator", pages(lambda: f"/workbench/counts/{year}/by/operator/", office)
    yield "counts: survey.csv", pages(lambda: f"/workbench/counts/{year - 1}/survey.csv", office)
    yield "counts: survey.xlsx", pages(lambda: f"/workbench/counts/{year - 1}/survey.xlsx", office)
    yield "counts: command --json", command("counts", "--json", "--fiscal-year", str(year - 1))


def exports(size: int, rng: Random) -> Iterator[tuple[str, Ask]]:
    for name in BY_NAME:
        yield f"open data: {name}", pages(lambda name=name: f"/open-data/{name}")
    services = "/open-data/hsds/services?page="
    yield "open data: HSDS services", pages(lambda: f"{services}{rng.randrange(1, size // 200)}")
    yield "open data: HSDS services in full", pages(lambda: f"{services}{rng.randrange(1, size // 200)}&full=true")


def plans() -> Iterator[tuple[str, str]]:
    """How the database looks for a word."""
    for word in ("体操", "ラジオ体操", "妹"):
        yield word, matching(Search(words=(word,)), AT).explain(analyze=True)


def pages(address: Callable[[], str], person: User | None = None) -> Ask:
    client = Client(SERVER_NAME="localhost")
    if person:
        client.force_login(person)

    def ask() -> Answers:
        while True:
            answer = client.get(address())
            assert answer.status_code == 200, answer
            yield sum(map(len, answer))

    return ask


def searches(wish: Callable[[], dict]) -> Ask:
    return pages(lambda: f"/places/?{urlencode(wish())}")


def asked(count: Callable[[], Line | Table | Cross]) -> Ask:
    def ask() -> Answers:
        while True:
            yield len(str(count()))

    return ask


def command(*words: str) -> Ask:
    def ask() -> Answers:
        while True:
            out = StringIO()
            call_command(*words, stdout=out)
            yield len(out.getvalue().encode())

    return ask


def rehearsal(rng: Random, rows: int) -> Ask:
    """A list of which one half is known, and the other new."""

    def ask() -> Answers:
        path = Path(folder.name) / "list.csv"
        _write_list(path, rng, rows)
        while True:
            yield len(str(rehearse(path=path, municipality=Municipality.objects.get()).sheets))

    folder = tempfile.TemporaryDirectory()
    return ask


def _write_list(path: Path, rng: Random, rows: int) -> None:
    known = Place.objects.select_related("district").order_by("pk")[: rows // 2]
    with path.open("w", newline="") as file:
        out = csv.writer(file)
        out.writerow("番号 名称 名称_カナ 地区 会場 住所 開催曜日 電話番号 備考".split())
        for number in range(rows - len(known)):
            venue = f"集会所{number}"
            out.writerow(["", f"あたらしい場{number}", "", "", venue, "", rng.choice("月火水木金土日"), "", "見本"])
        for place in known:
            where = (place.district.name, place.venue_name, place.address)
            out.writerow([place.source_id, place.name, place.reading, *where, "", "000-000-0000", "見本"])


def a_district(rng: Random) -> str:
    return f"d{rng.randrange(1, 7)}"


def a_wish(rng: Random) -> dict[str, str]:
    return {"day": rng.choice(DAYS), "activity": rng.choice(Activity.values)}
