import datetime as dt
from typing import Any

from django import forms
from django.http import QueryDict

from directory.counts.figures import Year
from directory.counts.forms import DistrictForm
from directory.counts.survey.blanks import BLANKS, BY_CODE
from directory.counts.survey.months import Month, months_begun, usual_month
from directory.counts.survey.rows import Row
from directory.places.models import Place

COUNTED = {"yes": "計上する", "no": "計上しない"}


class SurveyForm(DistrictForm):
    """The month and which rows; what an address asks for and the page does not offer narrows nothing."""

    blank = forms.ChoiceField(label="空いているところ", required=False)
    counted = forms.ChoiceField(label="計上", required=False)
    month = forms.ChoiceField(label="対象月", required=False)

    def __init__(self, data: QueryDict, *, year: Year, today: dt.date) -> None:
        usual = usual_month(year.number, today)
        super().__init__({"month": usual.code} | data.dict())
        self.months = {month.code: month for month in months_begun(year.number, today)}
        self.usual = usual
        self.fields["blank"].choices = [("", "すべて"), *((blank.code, blank.name) for blank in BLANKS)]
        self.fields["counted"].choices = [("", "すべて"), *COUNTED.items()]
        self.fields["month"].choices = [(code, month.name) for code, month in self.months.items()]
        self.full_clean()

    def asked(self, name: str) -> str:
        return self.cleaned_data.get(name, "")

    def asked_month(self) -> Month:
        return self.months.get(self.asked("month"), self.usual)

    def narrow(self, rows: list[Row]) -> list[Row]:
        return [row for row in rows if self._asks_for(row)]

    def _asks_for(self, row: Row) -> bool:
        district, blank, counted = map(self.asked, ("district", "blank", "counted"))
        return (
            district in ("", row.district_mark)
            and (not blank or BY_CODE[blank].is_in(row))
            and (not counted or row.counts == (counted == "yes"))
        )


class TickedForm(forms.Form):
    places = forms.ModelMultipleChoiceField(queryset=None)

    def __init__(self, data: Any, *, year: Year) -> None:
        super().__init__(data)
        self.fields["places"].queryset = Place.objects.known_on(year.day).by_reading()


class NotCountedForm(forms.Form):
    reason = forms.CharField(
        label="わけ",
        max_length=200,
        help_text="調査票の「計上しない理由」に出ます。例）会食だけの集まり",
        error_messages={"required": "わけを 書いてください。"},
    )
