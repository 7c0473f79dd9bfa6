import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from directory.areas.models import District
from directory.counts.areas import CITY, NO_DISTRICT, Area
from directory.counts.figures import KNOWN, Figure, Year, figure_of
from directory.counts.queries import FIRST_YEAR
from directory.counts.tables import ACROSS
from kayoiba.tools import fiscal


class YearForm(forms.Form):
    """A fiscal year that has begun, and a day within it where it is not to be the last."""

    fiscal_year = forms.IntegerField(
        label="年度",
        min_value=FIRST_YEAR,
        error_messages={"min_value": f"{FIRST_YEAR}年度（平成元年度）から数えられます。"},
    )
    as_of = forms.DateField(
        label="この日の数",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"invalid": "日付は 2021-10-01 のように書いてください。"},
    )

    def __init__(self, data: dict[str, Any], *, today: dt.date) -> None:
        super().__init__(data)
        self.today = today

    def clean_fiscal_year(self) -> int:
        number = self.cleaned_data["fiscal_year"]
        if number > fiscal.fiscal_year(self.today):
            raise ValidationError("まだ始まっていない年度です。")
        return number

    def clean_as_of(self) -> dt.date | None:
        day, number = self.cleaned_data["as_of"], self.cleaned_data.get("fiscal_year")
        if day is None or number is None:
            return day
        first, last = fiscal.first_day(number), fiscal.as_of(number, self.today)
        if not first <= day <= last:
            raise ValidationError(f"{first:%Y-%m-%d} から {last:%Y-%m-%d} までの日にしてください。")
        return day

    def year(self) -> Year:
        number = self.cleaned_data["fiscal_year"]
        day = self.cleaned_data.get("as_of")
        return Year(number, day) if day else Year.counted(number, self.today)


class DistrictForm(forms.Form):
    """One district, those without one, or the city. `area()` is the city where the choice is none of them."""

    district = forms.ChoiceField(label="地区", required=False)

    def __init__(self, data: dict[str, Any]) -> None:
        super().__init__(data)
        districts = District.objects.order_by("position", "pk")
        areas = [CITY, *(Area(district.slug, district.name) for district in districts), NO_DISTRICT]
        self.areas = {area.district: area for area in areas}
        self.fields["district"].choices = [(mark, area.name) for mark, area in self.areas.items()]

    def area(self) -> Area:
        return self.areas[self.cleaned_data["district"]] if self.is_valid() else CITY


class AcrossForm(DistrictForm):
    """A cross-table of which area, and for which figure by district: where nothing is chosen, how many are known."""

    figure = forms.ChoiceField(label="地区ごとに見る数", required=False)

    def __init__(self, data: dict[str, Any]) -> None:
        super().__init__(data)
        self.fields["figure"].choices = [(figure.key, figure.name) for figure in ACROSS]

    def chosen(self) -> Figure:
        return (self.is_valid() and figure_of(self.cleaned_data["figure"])) or KNOWN
