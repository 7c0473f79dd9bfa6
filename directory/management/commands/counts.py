import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from directory.counts.figures import FIGURES, Year
from directory.counts.forms import YearForm
from directory.counts.queries import Table, by_area, by_mark


class Command(BaseCommand):
    help = "年度の数（把握・補助金対象・休止・掲載・増減）を、市・地区・小学校区ごとに出します。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--fiscal-year", type=int, required=True, help="年度。2021 は令和3年度")
        parser.add_argument("--as-of", default="", help="この日の終わりの数。書かなければ3月31日、まだなら今日")
        parser.add_argument("--json", action="store_true", help="機械が読む形にする")

    def handle(self, *, fiscal_year: int, as_of: str, **options: Any) -> None:
        form = YearForm({"fiscal_year": fiscal_year, "as_of": as_of}, today=timezone.localdate())
        if form.errors:
            raise CommandError(" ".join(error for errors in form.errors.values() for error in errors))
        year = form.year()
        table = by_area([year])
        self.stdout.write(as_json(table, year) if options["json"] else as_text(table, year))


def as_json(table: Table, year: Year) -> str:
    """An area is null for the city, else a mark: a district's slug, a school district's code, or one of `areas`."""
    figures = [
        {"key": figure.key, "name": figure.name, "area": area, "category": None, "value": line.number(figure, year)}
        for figure in FIGURES
        for area, line in by_mark(table).items()
    ]
    document = {"fiscal_year": year.number, "as_of": year.day.isoformat(), "figures": figures}
    return json.dumps(document, ensure_ascii=False, indent=1)


def as_text(table: Table, year: Year) -> str:
    rows = [f"{year.name} {year.day} の終わり"]
    for line in table.lines:
        numbers = "、".join(f"{figure.label} {line.number(figure, year):,}" for figure in FIGURES)
        rows.append(f"{line.area.full_name}：{numbers}")
    return "\n".join(rows)
