"""The same report to take away."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any, BinaryIO

from directory.areas.models import Municipality
from directory.workbench.report.periods import Period
from directory.workbench.report.queries import FIGURES, Row
from kayoiba.accounts.models import User
from kayoiba.tools.fiscal import era_date
from kayoiba.tools.sheets import office_workbook


def write_workbook(
    target: BinaryIO,
    *,
    city: Municipality,
    person: User,
    period: Period,
    columns: Sequence[str],
    rows: Sequence[Row],
    lines: Mapping[str, Sequence[Any]],
    made_on: dt.date,
) -> None:
    title = f"活動報告 {period.name}"
    facts = {
        "期間": f"{era_date(period.first)}から{era_date(period.last)}まで",
        "担当": str(person),
        "作成した日": era_date(made_on),
    }
    sample = ["見本データです。場所・人はつくりもので、実在しません。"] if city.is_sample else []
    with office_workbook(target) as book:
        book.cover("表紙", title=f"{city.name} {title}", facts=facts, notes=sample)
        book.sheet(
            "数",
            title=f"{title}（{person}）",
            notes=["同じ日に 同じ場にしたことは、1件と数えます。"],
            headings=["こと", "内容", "合計", *columns],
            rows=([row.figure.group, row.figure.name, row.total, *row.numbers] for row in rows),
            frozen_columns=2,
        )
        book.sheet(
            "内訳",
            headings=["こと", "内容", "日", "地区", "場", "ようす・ことば"],
            rows=(
                [figure.group, figure.name, line.on, line.district, line.name, line.words]
                for figure in FIGURES
                for line in lines.get(figure.key, ())
            ),
            frozen_columns=3,
        )
