"""Asking, once per field group, what may be shown."""

from django import forms

from directory.places.publishing import Answer
from directory.places.vocabulary import AgreedHow, FieldGroup, Precision
from directory.workbench.forms.fields import DateInput

YES_NO = [("yes", "出してよい"), ("no", "出さない")]


class PublishForm(forms.Form):
    """The answers of one place, or of many alike. `home` proposes 小学校区 as the precision: a private home starts there."""

    introduction = forms.ChoiceField(label="名前・紹介・日時", choices=YES_NO, widget=forms.RadioSelect, initial="yes")
    venue = forms.ChoiceField(
        label="会場・場所",
        choices=[*((value, f"{label}出してよい") for value, label in Precision.choices), ("no", "地区だけ（場所は出さない）")],
        widget=forms.RadioSelect,
        initial="no",
    )
    contact = forms.ChoiceField(
        label="電話・連絡先",
        choices=YES_NO,
        widget=forms.RadioSelect,
        initial="no",
        help_text="出さないときは、地区のコーディネーターの電話を出します",
    )
    how = forms.ChoiceField(label="どのように聞きましたか", choices=AgreedHow, widget=forms.RadioSelect, initial="oral")
    agreed_by = forms.CharField(label="答えた人（役で）", max_length=60, required=False, help_text="例）代表、世話人")
    agreed_on = forms.DateField(label="聞いた日", widget=DateInput)

    def __init__(self, *args, today, home=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["agreed_on"].initial = today
        if home:
            self.fields["venue"].initial = Precision.SCHOOL
            self.fields["venue"].help_text = "個人宅です。番地や町名は、はっきり「よい」と聞いたときだけえらんでください。"

    def clean_agreed_on(self):
        if self.cleaned_data["agreed_on"] > self.today:
            raise forms.ValidationError("聞いた日は、きょうまでの日にしてください。")
        return self.cleaned_data["agreed_on"]

    def answers(self):
        """The answers of a valid form, one a field group."""
        data = self.cleaned_data
        precision = "" if data["venue"] == "no" else data["venue"]
        agreed = {
            FieldGroup.INTRODUCTION: data["introduction"] == "yes",
            FieldGroup.VENUE: bool(precision),
            FieldGroup.CONTACT: data["contact"] == "yes",
        }
        return [
            Answer(
                field_group=group,
                agreed=yes,
                how=data["how"],
                agreed_on=data["agreed_on"],
                precision=precision if group == FieldGroup.VENUE else "",
                agreed_by=data["agreed_by"],
            )
            for group, yes in agreed.items()
        ]


class WithdrawForm(forms.Form):
    reason = forms.CharField(label="わけ", max_length=200, help_text="例）運営者からの申し出")


class ManyForm(forms.Form):
    """The places ticked in the list; only those the reader may change are kept."""

    places = forms.ModelMultipleChoiceField(queryset=None)

    def __init__(self, *args, places, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["places"].queryset = places
        self.fields["places"].error_messages["required"] = "掲載する場を、一覧でえらんでください。"
