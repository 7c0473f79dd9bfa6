from django import forms

from directory.areas.models import District
from kayoiba.tools.fields import WRITE, DayField


class EventForm(forms.Form):
    on = DayField(label="日にち", error_messages=WRITE)
    words = forms.CharField(
        label="できごと", help_text="40文字まで。例）平成30年7月豪雨で被災", max_length=40, error_messages=WRITE
    )
    district = forms.ModelChoiceField(
        label="地区",
        queryset=District.objects.order_by("position", "pk"),
        to_field_name="slug",
        empty_label="全市",
        required=False,
    )
