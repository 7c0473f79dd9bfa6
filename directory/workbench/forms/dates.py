"""Small forms of the dated facts: pause, resume, end, come back, move, check, grant."""

from django import forms

from directory.areas.models import District, SchoolDistrict
from directory.places.schedule import DAY_ENDS, OneDay
from directory.places.vocabulary import CheckedHow, Continues, PauseReason
from directory.startup.models import Grant
from kayoiba.tools.fields import CHOOSE, WRITE, DayField, NumberField, TimeInput
from kayoiba.tools.fiscal import fiscal_year, fiscal_year_name

CONTINUES = {
    "label": "かわりに続けること",
    "choices": Continues,
    "widget": forms.CheckboxSelectMultiple,
    "required": False,
    "help_text": "続いているものがあれば、えらびます。住民にも見えます",
}


def day(label, **options):
    return DayField(label=label, error_messages=WRITE, **options)


class NotAfterToday(forms.Form):
    """A form whose date `on` lies in the past or is today."""

    def __init__(self, *args, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["on"].initial = today

    def clean_on(self):
        if self.cleaned_data["on"] > self.today:
            raise forms.ValidationError("きょうまでの日にしてください。")
        return self.cleaned_data["on"]


class PauseForm(forms.Form):
    from_date = day("休みはじめ")
    until = day("休みの最後の日", required=False, help_text="まだわからなければ空けておきます")
    reason = forms.ChoiceField(label="わけ", choices=PauseReason, widget=forms.RadioSelect, error_messages=CHOOSE)
    note = forms.CharField(
        label="ひとこと", max_length=200, required=False, help_text="住民にも見えます。例）公民館が直ったら はじめます"
    )
    continues = forms.MultipleChoiceField(**CONTINUES)

    def clean(self):
        data = super().clean()
        if data.get("from_date") and data.get("until") and data["until"] < data["from_date"]:
            self.add_error("until", "最後の日は、休みはじめの日より後にしてください。")
        return data


class ResumeForm(NotAfterToday):
    on = day("また集まりはじめる日")


class DayForm(forms.Form):
    """休み・臨時: a day to come with its own word; `day` gives it of a valid form."""

    date = day("日にち")
    meets = forms.TypedChoiceField(
        label="その日は",
        choices=[("no", "お休み"), ("yes", "ひらく")],
        coerce={"no": False, "yes": True}.__getitem__,
        widget=forms.RadioSelect,
        error_messages=CHOOSE,
    )
    start = forms.TimeField(
        label="はじまり", required=False, widget=TimeInput, help_text="ひらく日に、いつもとちがう時間なら"
    )
    end = forms.TimeField(label="おわり", required=False, widget=TimeInput)
    note = forms.CharField(
        label="ひとこと", max_length=200, required=False, help_text="住民にも見えます。例）会館の工事、クリスマス会"
    )

    def __init__(self, *args, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_date(self):
        if self.cleaned_data["date"] < self.today:
            raise forms.ValidationError("きょうか、きょうより後の日にしてください。")
        return self.cleaned_data["date"]

    def clean(self):
        data = super().clean()
        start, end = data.get("start"), data.get("end")
        if data.get("meets") is False and (start is not None or end is not None):
            self.add_error("start", "お休みの日には、時間を空けておいてください。")
        if start is not None and end is not None and start >= end and end != DAY_ENDS:
            self.add_error("end", "おわりの時刻は、はじまりより後にしてください。")
        return data

    @property
    def day(self):
        return OneDay(**self.cleaned_data)


class DropDayForm(forms.Form):
    on = day("日にち")


class EndForm(NotAfterToday):
    on = day("終わった日", help_text="この日から数にはいりません")
    reason = forms.CharField(
        label="わけ", max_length=200, help_text="例）世話人の引っこし、会場がなくなった", error_messages=WRITE
    )


class ComeBackForm(NotAfterToday):
    on = day("また始まった日", help_text="この日から、また数にはいります")


class CheckForm(NotAfterToday):
    on = day("確認した日")
    how = forms.ChoiceField(label="確認のしかた", choices=CheckedHow, widget=forms.RadioSelect, error_messages=CHOOSE)


class MoveForm(NotAfterToday):
    """Every district may be chosen: a place is handed over to those who look after the other one."""

    on = day("この日から")
    district = forms.ModelChoiceField(
        label="地区", queryset=District.objects.order_by("position"), required=False, empty_label="まだわからない"
    )
    school_district = forms.ModelChoiceField(
        label="小学校区", queryset=None, required=False, empty_label="まだわからない"
    )

    def __init__(self, *args, today, **kwargs):
        super().__init__(*args, today=today, **kwargs)
        self.fields["school_district"].queryset = SchoolDistrict.objects.valid_on(today).in_order()

    def clean(self):
        data = super().clean()
        school = data.get("school_district")
        if school and school.district:
            if data.get("district") is None:
                data["district"] = school.district
            elif data["district"] != school.district:
                self.add_error("school_district", f"{school}小学校区は{school.district}地区です。")
        return data


class GrantForm(forms.Form):
    fiscal_year = forms.TypedChoiceField(label="年度", coerce=int)
    status = forms.ChoiceField(label="助成", choices=Grant.Status, widget=forms.RadioSelect, error_messages=CHOOSE)
    amount = NumberField(label="金額（円）", required=False)

    def __init__(self, *args, today, **kwargs):
        super().__init__(*args, **kwargs)
        this_year = fiscal_year(today)
        years = range(this_year + 1, this_year - 12, -1)
        self.fields["fiscal_year"].choices = [(year, fiscal_year_name(year)) for year in years]
        self.fields["fiscal_year"].initial = this_year
