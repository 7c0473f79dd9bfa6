from uuid import uuid4

from django import forms

from kayoiba.tools.fields import CHOOSE, WRITE, DayField
from kayoiba.tools.fiscal import first_day, fiscal_year


class HandoverForm(forms.Form):
    """To whom, and from which day on; the first of April unless somebody says otherwise."""

    taker = forms.ModelChoiceField(label="だれに", queryset=None, empty_label="えらんでください", error_messages=CHOOSE)
    on = DayField(
        label="いつから", help_text="この日の朝から、引き継ぐ人が見られるようになります", error_messages=WRITE
    )
    note = forms.CharField(
        label="申し送り",
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="引き継ぎ書にのります。1年たつと消えます。場ごとのことは、その場の取材メモや宝物に",
    )
    request_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    def __init__(self, *args, takers, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["taker"].queryset = takers
        self.fields["taker"].label_from_instance = lambda person: f"{person.name}（{person.get_role_display()}）"
        self.fields["on"].initial = first_day(fiscal_year(today) + 1)
        self.fields["on"].widget.attrs["min"] = today.isoformat()

    def clean_on(self):
        if self.cleaned_data["on"] < self.today:
            raise forms.ValidationError("きょうか、きょうより後の日にしてください。")
        return self.cleaned_data["on"]
