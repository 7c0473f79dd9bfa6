"""The figures of closed years as the public gets them: the table of the page, and every one in figures.csv."""

from collections.abc import Iterator
from dataclasses import dataclass

from directory.counts.figures import KNOWN, NATIONAL, PARTICIPANTS, RATE, SUBSIDISED, Figure, Year
from directory.counts.long_form import CSV_HEADINGS
from directory.opendata import queries
from directory.opendata.models import PublishedFigure

SHOWN = (KNOWN, SUBSIDISED, NATIONAL, PARTICIPANTS, RATE)
# Other programs read these: a column may be added at the end, none may change its name or its meaning.
HEADINGS = [*CSV_HEADINGS, "単位", "締めた日", "出典"]


@dataclass(frozen=True)
class Row:
    """One figure of the city through the years, or of a district; None is unknown. `name` has its unit, but か所."""

    name: str
    level: str
    is_within: bool
    numbers: list[float | None]


@dataclass(frozen=True)
class Deck:
    """Years across, figures of the city down, and of each district how many places were known."""

    years: list[PublishedFigure]
    city: list[Row]
    districts: list[Row]

    @property
    def sources(self) -> list[PublishedFigure]:
        """Years that the city knew from elsewhere, with their source."""
        return [year for year in self.years if year.source]


def deck() -> Deck:
    rows = queries.published_figures([figure.key for figure in SHOWN])
    years = {row.fiscal_year: row for row in rows if not row.area}
    numbers = {(row.key, row.area, row.fiscal_year): _exactly(row) for row in rows}
    areas = {row.area: row.area_name for row in sorted(rows, key=lambda row: row.area_position) if row.area}

    def through_years(figure: Figure, area: str) -> list[float | None]:
        return [numbers.get((figure.key, area, year)) for year in years]

    city = [
        Row(_with_unit(figure), figure.level.label, figure.depth > 0, through_years(figure, "")) for figure in SHOWN
    ]
    districts = [Row(name, "", False, through_years(KNOWN, area)) for area, name in areas.items()]
    return Deck(list(years.values()), city, districts)


def figure_rows() -> Iterator[list[object]]:
    """Empty area columns are the city; an empty value is unknown."""
    yield list(HEADINGS)
    for row in queries.published_figures():
        yield [
            row.fiscal_year,
            Year(row.fiscal_year, row.as_of).name,
            row.as_of,
            row.key,
            row.name,
            row.level,
            row.area,
            row.area_name if row.area else "",
            "",
            "",
            _exactly(row),
            row.unit,
            row.closed_on,
            row.source,
        ]


def _exactly(row: PublishedFigure) -> float | None:
    """840 rather than 840.0, and 5.0 of a share."""
    return row.value if row.value is None or row.unit == "%" else int(row.value)


def _with_unit(figure: Figure) -> str:
    return figure.label if figure.unit == KNOWN.unit else f"{figure.label}（{figure.unit}）"
