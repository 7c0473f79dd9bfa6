from django import forms

from kayoiba.tools.fields import WRITE

EDITED_SINCE = "このページを開いたあとに、この場は また かわりました。下を見て、よければ もう一度押してください。"


class RemoveForm(forms.Form):
    reason = forms.CharField(
        label="わけ", max_length=200, help_text="例）二重に登録した、練習で登録した", error_messages=WRITE
    )


class RestoreForm(forms.Form):
    """`edited_at` is the last edit that was looked at."""

    edited_at = forms.DateTimeField(
        label="このページ", widget=forms.HiddenInput, error_messages={"required": EDITED_SINCE, "invalid": EDITED_SINCE}
    )
