"""What an operator answers, on a page or on paper; and which paper is typed in next."""

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.core import signing

from directory.proposals.forms.telling import seen as visible
from directory.proposals.forms.telling import telephone
from directory.rounds.codes import CODE_LENGTH, read_code
from directory.rounds.models import BY_SEX_AND_AGE, Invitation
from directory.rounds.questions import (
    HOW_MANY_CAME,
    MEN,
    QUESTIONS,
    SECTIONS,
    WOMEN,
    Kind,
    Question,
    State,
    by_age,
    more_by_age_than_came,
)
from kayoiba.tools.fields import DayField, NumberField, YesNoUnknownField

SALT = "rounds.answer"
NOT_KNOWN = "わからない"
YES_NO = [("yes", "はい"), ("no", "いいえ"), ("", NOT_KNOWN)]
A_COUNT = re.compile(r"(?:約|およそ|だいたい)?\s*([\d,]+)\s*(?:人|名|回|にん|かい)?\s*(?:くらい|ぐらい|ほど)?")
NO_COUNT = "数字だけを 書いてください。例）12。わからなければ 空けておきます。"
TOO_MANY_BY_AGE = (
    "男女・年齢の あわせて {}人のほうが、ひと月に来る人 {}人より 多くなっています。どちらかを なおしてください。"
)
NOT_YET = "きょうまでの日に してください。これからのことは「ほかに かわったこと」に 書いてください。"
NO_CODE = "コードは 英字10文字です（いま {}文字）。手紙を もう一度 見てください。"
LONG = {"schedule_text": 2, "other_changes": 4}


class CountField(NumberField):
    """A number as people write it: 「１２」, 「12人」, 「約20名」."""

    widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})

    def to_python(self, value):
        written = unicodedata.normalize("NFKC", "" if value is None else str(value)).strip()
        if not written:
            return None
        found = A_COUNT.fullmatch(written)
        if not found:
            raise forms.ValidationError(NO_COUNT)
        return super().to_python(found[1].replace(",", ""))


class AnswerForm(forms.Form):
    """All questions, none of them compulsory, filled in with what is known.

    The ticket is the press of the button, and what the record said when the form went out: what is left as it was
    filled in comes back exactly as it was, whatever a browser does to lines and blanks.
    """

    ticket = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, invitation: Invitation, now: Mapping[str, Any], on: dt.date, shown: Mapping | None = None
    ) -> None:
        super().__init__(*args, initial={**(shown or now), "ticket": ticket_of(invitation, now)})
        self.on = on
        self.request_id, self.seen = self._read_ticket(invitation, now)
        self.fields |= {name: field_of(question) for name, question in QUESTIONS.items()}

    def _read_ticket(self, invitation: Invitation, now: Mapping[str, Any]) -> tuple[UUID, Mapping[str, Any]]:
        try:
            told = signing.loads(self.data.get("ticket", ""), salt=SALT)
        except signing.BadSignature:
            return uuid4(), now
        return (UUID(told["id"]), told["seen"]) if told["of"] == invitation.pk else (uuid4(), now)

    def sections(self) -> Iterator[tuple[str, str, list[forms.BoundField]]]:
        """(code, heading, fields) in the order of the page; those by sex and age stand in a table of their own."""
        for section in SECTIONS:
            names = [question.name for question in section.questions if question.name not in BY_SEX_AND_AGE]
            yield section.code, section.heading, [self[name] for name in names]

    def by_sex(self) -> list[tuple[str, list[forms.BoundField]]]:
        return [("男", [self[name] for name in MEN]), ("女", [self[name] for name in WOMEN])]

    def _clean_fields(self):
        super()._clean_fields()
        for name, value in self.cleaned_data.items():
            if isinstance(value, str):
                self.cleaned_data[name] = as_typed(value)

    def clean_state_since(self):
        since = self.cleaned_data["state_since"]
        if since and since > self.on and since.isoformat() != self.seen.get("state_since"):
            raise forms.ValidationError(NOT_YET)
        return since

    def clean_contact_phone(self):
        """A number that was on record may be as short as it is: whoever left it alone has nothing to put right."""
        written = self.cleaned_data["contact_phone"]
        return written if as_typed(written) == as_typed(self.seen["contact_phone"]) else telephone(written)

    def clean(self):
        told = {name: self.cleaned_data.get(name) for name in HOW_MANY_CAME}
        if more_by_age_than_came(told):
            self.add_error("participants", TOO_MANY_BY_AGE.format(by_age(told), told["participants"]))
        return self.cleaned_data

    def told(self) -> dict[str, Any]:
        """What a valid form answers, by question, as it is kept."""
        told = {name: self._told(name) for name in QUESTIONS}
        if told["state"] in ("", State.GOING):
            told |= {"state_since": "", "state_reason": ""}
        return told

    def _told(self, name: str) -> Any:
        value, before = self.cleaned_data[name], self.seen.get(name)
        if isinstance(value, dt.date):
            return value.isoformat()
        if isinstance(value, list) and sorted(value) == sorted(before or []):
            return before
        if isinstance(value, str) and isinstance(before, str) and value == as_typed(before):
            return before
        return "" if value is None and QUESTIONS[name].kind is Kind.DAY else value


def ticket_of(invitation: Invitation, seen: Mapping[str, Any]) -> str:
    return signing.dumps({"id": str(uuid4()), "of": invitation.pk, "seen": seen}, salt=SALT, compress=True)


def as_typed(text: str) -> str:
    """Lines as they can be seen: browsers send them in an ending of their own."""
    return "\n".join(map(visible, text.splitlines())).strip()


def field_of(question: Question) -> forms.Field:
    options: dict[str, Any] = {"label": question.label, "required": False, "help_text": question.example}
    choices = question.choices.choices if question.choices else []
    match question.kind:
        case Kind.NUMBER:
            return CountField(**options)
        case Kind.DAY:
            return DayField(**options)
        case Kind.CHOICE:
            return forms.ChoiceField(choices=[*choices, ("", NOT_KNOWN)], widget=forms.RadioSelect, **options)
        case Kind.TICKS:
            return forms.MultipleChoiceField(choices=choices, widget=forms.CheckboxSelectMultiple, **options)
        case Kind.YES_NO:
            field = YesNoUnknownField(label=question.label, help_text=question.example)
            field.choices = YES_NO
            return field
    rows = LONG.get(question.name)
    box = forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput(attrs={"autocomplete": "off"})
    if question.name == "contact_phone":
        box = forms.TextInput(attrs={"type": "tel", "inputmode": "tel", "autocomplete": "off"})
    return forms.CharField(max_length=question.at_most, widget=box, **options)


class CodeForm(forms.Form):
    """The ten letters in the letter, small or wide, with blanks or hyphens as people put them."""

    code = forms.CharField(
        label="手紙のコード",
        max_length=60,
        widget=forms.TextInput(
            attrs={
                "autocomplete": "off",
                "autocapitalize": "characters",
                "spellcheck": "false",
                "lang": "en",
                "class": "code-box",
            }
        ),
        error_messages={"required": "手紙にある 英字10文字の コードを 書いてください。"},
    )

    def clean_code(self):
        """A letter too many or too few is a slip, and told at once."""
        code = read_code(self.cleaned_data["code"])
        if len(code) != CODE_LENGTH:
            raise forms.ValidationError(NO_CODE.format(len(code)))
        return code
