"""Fields that several forms of the workbench share."""

from django import forms
from django.forms.utils import flatatt
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe

WRITE = {"required": "書いてください。"}
CHOOSE = {"required": "えらんでください。"}
YES_NO_UNKNOWN = [("yes", "有"), ("no", "無"), ("", "わからない")]
FIRST_YEAR = 1900
YEARS_AHEAD = 10
LARGEST = 2**31 - 1  # what PostgreSQL's integer holds


class DateInput(forms.DateInput):
    input_type = "date"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%Y-%m-%d")


class TimeInput(forms.TimeInput):
    input_type = "time"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%H:%M")


class LongSelect(forms.Select):
    """A choice among hundreds: Django's own renders two templates for each."""

    def render(self, name, value, attrs=None, renderer=None):
        options = [option for _, group, _ in self.optgroups(name, self.format_value(value)) for option in group]
        written = (
            (option["value"], mark_safe(" selected" * option["selected"]), option["label"]) for option in options
        )
        return format_html(
            "<select{}>{}</select>",
            flatatt(self.build_attrs(self.attrs, {"name": name, **(attrs or {})})),
            format_html_join("\n", '<option value="{}"{}>{}</option>', written),
        )


class DayField(forms.DateField):
    """A day within living memory or the next ten years: a slip in the year (0026, 20226) is told at once."""

    widget = DateInput

    def validate(self, value):
        super().validate(value)
        if value and value.year < FIRST_YEAR:
            raise forms.ValidationError("年をたしかめてください。1900年より前の日は使えません。")
        if value and value.year > timezone.localdate().year + YEARS_AHEAD:
            raise forms.ValidationError("年をたしかめてください。10年より先の日は使えません。")


class NumberField(forms.IntegerField):
    """A whole number that its column can hold."""

    def __init__(self, **options):
        too_large = {"max_value": "数字が大きすぎます。けたをたしかめてください。"}
        super().__init__(**options | {"min_value": 0, "max_value": LARGEST, "error_messages": too_large})


class YesNoUnknownField(forms.TypedChoiceField):
    """有・無・わからない as True, False, None."""

    def __init__(self, **options):
        words = {"yes": True, "no": False}
        super().__init__(
            **options
            | {
                "choices": YES_NO_UNKNOWN,
                "coerce": words.__getitem__,
                "empty_value": None,
                "required": False,
                "widget": forms.RadioSelect,
            }
        )

    def prepare_value(self, value):
        return {True: "yes", False: "no", None: ""}.get(value, value)


class WebAddressField(forms.URLField):
    """https where nothing stands before the name."""

    def __init__(self, **options):
        super().__init__(assume_scheme="https", **options)
