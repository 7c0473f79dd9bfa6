"""Fields that several forms of the workbench share."""

from django import forms

WRITE = {"required": "書いてください。"}
CHOOSE = {"required": "えらんでください。"}
YES_NO_UNKNOWN = [("yes", "有"), ("no", "無"), ("", "わからない")]


class DateInput(forms.DateInput):
    input_type = "date"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%Y-%m-%d")


class TimeInput(forms.TimeInput):
    input_type = "time"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%H:%M")


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
