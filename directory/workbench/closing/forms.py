import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any

from django import forms

from directory.counts.areas import UNSET_DISTRICT
from directory.counts.figures import KNOWN, LISTED, PARTICIPANTS, SUBSIDISED, Figure
from directory.counts.queries import FIRST_YEAR
from kayoiba.tools.fields import WRITE, NumberField
from kayoiba.tools.fiscal import fiscal_year

TYPED_IN = [KNOWN, SUBSIDISED, LISTED, PARTICIPANTS]
MORE_THAN_THE_CITY = "「{name}」は、地区をたすと{parts:,}で、市全体の{whole:,}をこえます。どちらかをなおしてください。"
CITY_MISSING = "「{name}」は、市全体の数も書いてください。地区の数は、市全体のうちわけです。"
PART_ABOVE_WHOLE = "「{name}」の{area}が、「{whole}」より多くなっています。どちらかをなおしてください。"


class NoteForm(forms.Form):
    note = forms.CharField(
        label="ひとこと",
        required=False,
        max_length=200,
        help_text="あとで見る人のために（例：国の調査に答えた数）。書かなくても締められます",
    )


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label="ひらくわけ", max_length=200, error_messages=WRITE, help_text="だれが、いつ、なぜ ひらいたかが残ります"
    )


class BeforeForm(forms.Form):
    """A year from before the portal: some figures, of the city and, of it, of districts. `areas` are names by mark."""

    fiscal_year = forms.IntegerField(label="年度（西暦）", help_text="平成27年度なら 2015", error_messages=WRITE)
    source = forms.CharField(
        label="出典",
        max_length=200,
        error_messages=WRITE,
        help_text="どの書類の数か（例：平成27年度 事業報告書）",
    )

    def __init__(self, *args: Any, areas: Mapping[str, str], today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.areas = {"": "市全体"} | {mark: name for mark, name in areas.items() if mark != UNSET_DISTRICT}
        self.today = today
        for figure in TYPED_IN:
            for mark, name in self.areas.items():
                field = NumberField(label=f"{figure.name} {name}（{figure.unit}）", required=False)
                field.widget.attrs |= {"inputmode": "numeric", "aria-label": f"{figure.name} {name}"}
                self.fields[_field(figure, mark)] = field

    def rows(self) -> Iterator[tuple[Figure, list[forms.BoundField]]]:
        for figure in TYPED_IN:
            yield figure, [self[_field(figure, mark)] for mark in self.areas]

    def clean_fiscal_year(self) -> int:
        year = self.cleaned_data["fiscal_year"]
        if not FIRST_YEAR <= year < fiscal_year(self.today):
            raise forms.ValidationError(
                f"{FIRST_YEAR}（平成元年度）から {fiscal_year(self.today) - 1} までの、終わった年度を書いてください。"
            )
        return year

    def clean(self) -> dict[str, Any]:
        told = super().clean() or self.cleaned_data
        for figure in TYPED_IN:
            whole = told.get(_field(figure, ""))
            parts = [told[name] for name in self._parts(figure) if told.get(name) is not None]
            if parts and whole is None:
                self.add_error(_field(figure, ""), CITY_MISSING.format(name=figure.name))
            elif whole is not None and sum(parts) > whole:
                said = {"name": figure.name, "parts": sum(parts), "whole": whole}
                self.add_error(_field(figure, ""), MORE_THAN_THE_CITY.format(**said))
            self._compare(figure, told)
        if not self.errors and not self.numbers():
            raise forms.ValidationError("数をひとつは書いてください。")
        return told

    def numbers(self) -> dict[tuple[str, str], int]:
        """By a figure's key and a district's mark; what no district has is of those without one."""
        numbers: dict[tuple[str, str], int] = {}
        for figure in TYPED_IN:
            whole = self.cleaned_data.get(_field(figure, ""))
            if whole is None:
                continue
            theirs = {mark: self.cleaned_data[_field(figure, mark)] for mark in self.areas if mark}
            known = {mark: number for mark, number in theirs.items() if number is not None}
            rest = whole - sum(known.values())
            if rest or not known:
                known[UNSET_DISTRICT] = rest
            numbers |= {(figure.key, mark): number for mark, number in known.items()}
        return numbers

    def _parts(self, figure: Figure) -> list[str]:
        return [_field(figure, mark) for mark in self.areas if mark]

    def _compare(self, figure: Figure, told: dict[str, Any]) -> None:
        """A part is no more than its whole, in each area where both are written."""
        if figure.within not in TYPED_IN:
            return
        for mark, area in self.areas.items():
            part, whole = told.get(_field(figure, mark)), told.get(_field(figure.within, mark))
            if part is not None and whole is not None and part > whole:
                said = {"name": figure.name, "area": area, "whole": figure.within.name}
                self.add_error(_field(figure, mark), PART_ABOVE_WHOLE.format(**said))


def _field(figure: Figure, mark: str) -> str:
    return f"{figure.key}:{mark}"
