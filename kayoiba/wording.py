"""What every form says of a missing or unreadable entry, in place of Django's cold sentences.

A field of a form that has more to say passes its own `error_messages`.
"""

from django import forms

CHOOSE = {"required": "えらんでください。", "invalid_choice": "もう一度えらんでください。"}
WITHIN = {
    "min_value": "%(limit_value)s以上の数にしてください。",
    "max_value": "%(limit_value)s以下の数にしてください。",
}
SAYINGS: dict[type[forms.Field], dict[str, str]] = {
    forms.Field: {"required": "書いてください。"},
    forms.CharField: {"max_length": "%(limit_value)d文字までにしてください（いまは%(show_value)d文字です）。"},
    forms.IntegerField: {"invalid": "数字だけで書いてください。", **WITHIN},
    forms.DateField: {"invalid": "日にちが読めません。2026-04-01 のように書いてください。"},
    forms.TimeField: {"invalid": "時刻が読めません。13:30 のように書いてください。"},
    forms.EmailField: {"invalid": "メールアドレスが読めません。例）tanaka@example.jp"},
    forms.URLField: {"invalid": "ホームページの住所が読めません。例）https://example.jp/"},
    forms.ChoiceField: CHOOSE,
    forms.MultipleChoiceField: CHOOSE,
    forms.ModelChoiceField: CHOOSE,
    forms.ModelMultipleChoiceField: {"invalid_choice": CHOOSE["invalid_choice"]},
}


def say_it_warmly() -> None:
    for field, sayings in SAYINGS.items():
        field.default_error_messages = {**field.default_error_messages, **sayings}
