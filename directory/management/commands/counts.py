import datetime as dt
import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from directory.counts.areas import Area
from directory.counts.figures import FIGURES, Figure, Year
from directory.counts.forms import YearForm
from directory.counts.queries import by_area


class Command(BaseCommand):
    help = "年度の数（把握・補助金対象・掲載・増減）を市・地区・小学校区ごとに出します。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--fiscal-year", type=int, required=True, help="年度。2021 は令和3年度")
        parser.add_argument("--as-of", default="", help="この日の終わりの数。書かなければ3月31日か今日")
        parser.add_argument("--json", action="store_true", help="機械が読む形で出します")

    def handle(self, *, fiscal_year: int, as_of: str, json: bool, **options: Any) -> None:
        ...
