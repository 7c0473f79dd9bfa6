import datetime as dt
from typing import Any

from django import forms

from directory.counts.figures import Year
from directory.counts.queries import closings, years_on_record


class FiscalYearForm(forms.Form):
    """A fiscal year of which names are on record. `counted()` is the one that runs where the choice is none of them."""

    year = forms.TypedChoiceField(label="年度", coerce=int, empty_value=None, required=False)

    def __init__(self, data: dict[str, Any], *, today: dt.date) -> None:
        typed_in = {number for number, closing in closings().items() if closing.is_typed_in}
        numbers = [number for number in reversed(years_on_record(today)) if number not in typed_in]
        self.years = [Year.counted(number, today) for number in numbers]
        super().__init__(data if data.get("year") else {"year": self.years[0].number})
        self.fields["year"].choices = [(year.number, year.name) for year in self.years]

    def counted(self) -> Year:
        chosen = self.cleaned_data["year"] if self.is_valid() else None
        return next((year for year in self.years if year.number == chosen), self.years[0])
