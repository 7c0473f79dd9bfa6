import datetime as dt

from django import forms
from django.utils import timezone

from kayoiba.tools.fields import CHOOSE, WRITE, DayField
from kayoiba.tools.fiscal import fiscal_year, fiscal_year_name

GREETING_AT_MOST = 200
"""What the front of the letter has room for."""

GREETING = (
    "日ごろから 地域の 集まりを 支えてくださり、ありがとうございます。"
    "みなさんの 場が いまどうなっているかを、年に1回 うかがっています。わかるところだけで かまいません。"
)
WEEKS_TO_ANSWER = 4


class ChangeRoundForm(forms.Form):
    answer_by = DayField(
        label="しめきり", help_text="この日の終わりまで、リンクから答えられます。", error_messages=WRITE
    )
    greeting = forms.CharField(
        label="お願いのことば",
        help_text=f"手紙のはじめに印刷します。{GREETING_AT_MOST}字まで。",
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=GREETING_AT_MOST,
        error_messages={**WRITE, "max_length": "%(limit_value)d字までにしてください。いま %(show_value)d字です。"},
    )

    def clean_answer_by(self):
        day = self.cleaned_data["answer_by"]
        if day < timezone.localdate():
            raise forms.ValidationError("きょうか、それより後の日にしてください。")
        return day


class OpenRoundForm(ChangeRoundForm):
    fiscal_year = forms.TypedChoiceField(
        label="どの年度の調査ですか", coerce=int, widget=forms.RadioSelect, error_messages=CHOOSE
    )
    field_order = ["fiscal_year", "answer_by", "greeting"]

    def __init__(self, *args, had, **kwargs):
        """`had` are the years that have their round."""
        today = timezone.localdate()
        years = [year for year in _offered(today) if year not in had]
        answer_by = today + dt.timedelta(weeks=WEEKS_TO_ANSWER)
        initial = {"fiscal_year": fiscal_year(today), "answer_by": answer_by, "greeting": GREETING}
        super().__init__(*args, initial=initial, **kwargs)
        self.fields["fiscal_year"].choices = [(year, fiscal_year_name(year)) for year in years]


def _offered(today):
    """This year and its neighbours: it may be asked for early, or too late."""
    this = fiscal_year(today)
    return [this, this + 1, this - 1]


class WithdrawForm(forms.Form):
    reason = forms.CharField(label="わけ", max_length=100, error_messages=WRITE)


class RenewForm(forms.Form):
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=32767)


class CallForm(forms.Form):
    note = forms.CharField(
        label="メモ", help_text="職員だけが読みます。空けたままでも かまいません。", max_length=200, required=False
    )
