"""The words, towns and kinds that the sample city is made of, read once from plain files."""

import csv
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

WORDS = Path(__file__).parent / "words"
FIXTURES = Path(__file__).parents[2] / "fixtures"

FAMILY_PREFIXES = {
    "真備町": "まびちょう",
    "船穂町": "ふなおちょう",
    "連島町": "つらじまちょう",
    "福田町": "ふくだちょう",
    "藤戸町": "ふじとちょう",
    "玉島": "たましま",
    "児島": "こじま",
    "水島": "みずしま",
}
NEVER_ALONE = {"駅前", "中央町", "中通", "西通", "妹", "富", "陶"}
"""What would not be understood without the prefix."""


@dataclass(frozen=True)
class SampleTown:
    name: str
    kana: str
    short: str
    short_kana: str
    district: str
    school: str
    lat: float
    lng: float


def rows(path: str) -> list[dict[str, str]]:
    with (FIXTURES / path).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def kinds() -> dict[str, dict[str, Any]]:
    """Slug to the words of that kind, in the city's order."""
    return {row["slug"]: _words(row["slug"]) for row in rows("reference/kinds.csv")}


@cache
def common() -> dict[str, Any]:
    return _words("common")


@cache
def towns() -> tuple[SampleTown, ...]:
    schools = {row["town"]: row["school_district"] for row in rows("samples/town_school_districts.csv")}
    return tuple(_town(row, schools) for row in rows("reference/towns.csv"))


@cache
def school_districts() -> dict[str, dict[str, str]]:
    return {row["code"]: row for row in rows("samples/school_districts.csv")}


def _words(name: str) -> dict[str, Any]:
    return tomllib.loads((WORDS / f"{name}.toml").read_text(encoding="utf-8"))


def _town(row: dict[str, str], schools: dict[str, str]) -> SampleTown:
    short, short_kana = _short(row["name"], row["kana"])
    return SampleTown(
        name=row["name"],
        kana=row["kana"],
        short=short,
        short_kana=short_kana,
        district=row["district"],
        school=schools[row["name"]],
        lat=float(row["lat"]),
        lng=float(row["lng"]),
    )


def _short(name: str, kana: str) -> tuple[str, str]:
    """The name as neighbours say it, where it can only mean this town: 真備町箭田 is 箭田, 玉島服部 stays."""
    for prefix, reading in FAMILY_PREFIXES.items():
        short = name.removeprefix(prefix)
        if short in ("", name) or short in NEVER_ALONE:
            continue
        if len(_towns_called()[short]) == 1:
            return short, kana.removeprefix(reading)
    return name, kana


@cache
def _towns_called() -> dict[str, set[str]]:
    """Every full and short name to the towns that answer to it."""
    called: dict[str, set[str]] = {}
    for row in rows("reference/towns.csv"):
        name = row["name"]
        for word in {name, *(name.removeprefix(prefix) for prefix in FAMILY_PREFIXES)}:
            called.setdefault(word, set()).add(name)
    return called
