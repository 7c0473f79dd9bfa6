import datetime as dt
from collections.abc import Iterator
from typing import Any

from django import forms

from directory.areas.models import Population
from directory.counts.populations.areas import Counted, city_and_districts
from directory.counts.populations.reading import NUMBERS, slip_in
from directory.counts.populations.sheets import REGISTER
from directory.imports.forms import ListField
from kayoiba.tools.fields import WRITE, DayField, NumberField

NO_FILE = "人口のファイルを えらんでください。"


class PopulationForm(forms.Form):
    """The people of one date, typed in: a line for the city and each district."""

    date = DayField(label="基準日", help_text="この日の人口です。例）1月31日", error_messages=WRITE)
    source = forms.CharField(label="出典", max_length=200, error_messages=WRITE)

    def __init__(
        self, data: Any = None, *, date: dt.date | None, standing: dict[tuple[int | None, int | None], Population]
    ) -> None:
        super().__init__(data, initial={"date": date})
        self.areas = city_and_districts()
        sources = [standing[area.key].source for area in self.areas if area.key in standing]
        self.fields["source"].initial = next(iter(sources), REGISTER)
        for number, area in enumerate(self.areas):
            row = standing.get(area.key)
            for field, words in NUMBERS.items():
                self.fields[f"{field}_{number}"] = NumberField(
                    label=f"{area.name}の{words}", required=False, initial=getattr(row, field, None)
                )

    @property
    def lines(self) -> list[tuple[Counted, list[forms.BoundField]]]:
        return [(area, [self[f"{field}_{number}"] for field in NUMBERS]) for number, area in enumerate(self.areas)]

    def clean(self) -> None:
        for number, _, numbers in self._typed():
            if slip := slip_in(numbers):
                self.add_error(f"{slip[0]}_{number}", slip[1])
        if not self.errors and not any(numbers["aged_65"] is not None for _, _, numbers in self._typed()):
            raise forms.ValidationError("65歳以上の人口を、ひとつは書いてください。")

    def rows(self) -> list[Population]:
        date, source = self.cleaned_data["date"], self.cleaned_data["source"]
        return [
            area.row(date=date, source=source, **numbers)
            for _, area, numbers in self._typed()
            if any(value is not None for value in numbers.values())
        ]

    def _typed(self) -> Iterator[tuple[int, Counted, dict[str, int | None]]]:
        for number, area in enumerate(self.areas):
            yield number, area, {field: self.cleaned_data.get(f"{field}_{number}") for field in NUMBERS}


class PopulationFileForm(forms.Form):
    file = ListField(label="人口のファイル", no_file=NO_FILE)
