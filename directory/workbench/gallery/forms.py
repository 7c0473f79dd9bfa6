from django import forms

from directory.places.vocabulary import Weekday


class SampleForm(forms.Form):
    """One field of every sort, to be looked at."""

    name = forms.CharField(label="名前", help_text="みなさんが呼んでいる名前で")
    note = forms.CharField(label="紹介", widget=forms.Textarea(attrs={"rows": 3}), required=False)
    kind = forms.ChoiceField(
        label="種類", choices=[("", "まだわからない"), ("salon", "サロン"), ("cafe", "カフェ")], required=False
    )
    days = forms.MultipleChoiceField(
        label="曜日", choices=Weekday.choices, widget=forms.CheckboxSelectMultiple, required=False
    )
    agreed = forms.BooleanField(label="口頭で聞きました", required=False)
