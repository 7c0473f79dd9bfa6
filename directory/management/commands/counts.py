import json
from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from directory.counts.figures import FIGURES, Figure, Share, Year
from directory.counts.forms import YearForm
from directory.counts.long_form import cells_of, standing_crosses
from directory.counts.models import ClosedYear
from directory.counts.queries import Line, Table, by_mark, closings, standing_by_area
from kayoiba.tools.fiscal import era_date
from kayoiba.tools.saying import number_or_unknown


class Command(BaseCommand):
    help = "年度の数を、市・地区・小学校区ごとに、また種類や運営主体ごとに出します。締めた年度は、締めた値を出します。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--fiscal-year", type=int, required=True, help="年度。2021 は令和3年度")
        parser.add_argument(
            "--as-of",
            default="",
            help="この日の終わりの数。書かなければ締めた値か3月31日、まだなら今日",
        )
        parser.add_argument("--json", action="store_true", help="機械が読む形にする")

    def handle(self, *, fiscal_year: int, as_of: str, **options: Any) -> None:
        form = YearForm({"fiscal_year": fiscal_year, "as_of": as_of}, today=timezone.localdate())
        if form.errors:
            raise CommandError(" ".join(error for errors in form.errors.values() for error in errors))
        year, closed = form.year(), {} if as_of else closings()
        closing, table = closed.get(year.number), standing_by_area([year], closed)
        self.stdout.write(as_json(table, year, closing) if options["json"] else as_text(table, year, closing))


def as_json(table: Table, year: Year, closing: ClosedYear | None) -> str:
    """An area is null for the city, else a mark: a district's slug, a school district's code, or one of `areas`.

    A category is null for all, else a breakdown's key and a code of it (「operator:resident」), of the city and of each
    district. Of a closed year `value` is what it was closed with, and `now` what is counted now.
    """
    figures = [*_of_areas(table, year, closing), *_of_categories(year, closing)]
    document = {"fiscal_year": year.number, "as_of": year.day.isoformat(), "figures": figures}
    return json.dumps(document, ensure_ascii=False, indent=1)


def _of_areas(table: Table, year: Year, closing: ClosedYear | None) -> Iterator[dict[str, object]]:
    for figure in FIGURES:
        for area, line in by_mark(table).items():
            yield _entry(figure, area, None, line, year, closing)


def _of_categories(year: Year, closing: ClosedYear | None) -> Iterator[dict[str, object]]:
    for breakdown, cross in standing_crosses(year, closing):
        for code, _, line in cells_of(cross):
            for figure in FIGURES:
                if not isinstance(figure.measure, Share):
                    area = line.area.mark or None
                    yield _entry(figure, area, f"{breakdown.key}:{code}", line, year, closing)


def _entry(
    figure: Figure, area: str | None, category: str | None, line: Line, year: Year, closing: ClosedYear | None
) -> dict[str, object]:
    entry = {
        "key": figure.key,
        "name": figure.name,
        "area": area,
        "category": category,
        "value": line.number(figure, year),
    }
    return entry | ({"now": line.number_now(figure, year)} if closing else {})


def as_text(table: Table, year: Year, closing: ClosedYear | None) -> str:
    rows = [f"{year.name} {year.day} の終わり（{_standing(closing)}）"]
    for line in table.lines:
        numbers = "、".join(_said(line, figure, year) for figure in FIGURES)
        rows.append(f"{line.area.full_name}：{numbers}")
    return "\n".join(rows)


def _standing(closing: ClosedYear | None) -> str:
    if closing is None:
        return "いまの記録から数えた値"
    return (
        f"「{closing.source}」から書きうつした値" if closing.is_typed_in else f"{era_date(closing.closed_on)}に締めた値"
    )


def _said(line: Line, figure: Figure, year: Year) -> str:
    """「把握している通いの場 840」, and 「（いまは 830）」 where a closed year says otherwise."""
    value, now = line.number(figure, year), line.number_now(figure, year)
    differs = "" if now == value else f"（いまは {number_or_unknown(now)}）"
    return f"{figure.label} {number_or_unknown(value)}{differs}"
