"""What a coordinator accepts of an answer: a tick for each question that was told otherwise than the record has it."""

from collections.abc import Iterator, Mapping
from typing import Any

from django import forms

from directory.places.homes import may_name_somebody
from directory.places.models import Place
from directory.places.schedule.reading import read
from directory.proposals.queries import understood
from directory.rounds.forms.answers import as_typed
from directory.rounds.models import Answer
from directory.rounds.questions import OF_STATE, QUESTIONS, Kind, Lands, State, differing, is_unknown, said

EDITED_SINCE = "回答のあとに 記録が かわりました。どちらが 正しいか、たしかめてください。"
MAY_NAME = "電話番号か 人の名前らしいことばがあります。公開してよいか 見なおしてください。"
WOULD_BE_BLANK = "わからない、という答えです。取り入れると、いまの記録が 消えます。"
RULES_WOULD_GO = "曜日や時刻が 読みとれません。取り入れると、いままでの きまりが なくなり、ことばだけになります。"
BY_HAND = "読んで、場のほうを 自分で なおした"
PUBLIC_TEXTS = {"schedule_text", "venue_name", "address", "fee"}


class AcceptForm(forms.Form):
    edited_at = forms.DateTimeField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, answer: Answer, now: Mapping[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.answer, self.now = answer, now
        self.place: Place = answer.invitation.place
        self.fields["edited_at"].initial = self.place.edited_at
        self.differs = differing(answer.told, now)
        self.cautions = {name: caution for name in self.differs if (caution := self._caution(name))}
        for name in self.differs:
            by_hand = QUESTIONS[name].lands is Lands.READ
            label = BY_HAND if by_hand else f"{QUESTIONS[name].heading}を 取り入れる"
            self.fields[f"accept_{name}"] = forms.BooleanField(
                label=label, required=False, initial=name not in self.cautions
            )
            if self._may_be_reworded(name):
                self.fields[name] = _box(name, answer.told[name])

    def _may_be_reworded(self, name: str) -> bool:
        return QUESTIONS[name].kind is Kind.TEXT and QUESTIONS[name].lands is Lands.PLACE

    def _caution(self, name: str) -> str:
        """Why a person has to look before it is ticked."""
        told = self.answer.told[name]
        if self.now[name] != self.answer.seen.get(name):
            return EDITED_SINCE
        if is_unknown(told):
            return WOULD_BE_BLANK
        if name in PUBLIC_TEXTS and may_name_somebody(told):
            return MAY_NAME
        if name == "schedule_text" and self.place.rules.exists() and not read(told).rules:
            return RULES_WOULD_GO
        return ""

    def rows(self) -> Iterator[dict[str, Any]]:
        """What the page shows of each question that differs."""
        for name in self.differs:
            seen = self.answer.seen.get(name)
            yield {
                "question": QUESTIONS[name],
                "seen": said(name, seen) if seen != self.now[name] else "",
                "now": said(name, self.now[name]),
                "told": self._say_told(name),
                "is_unknown": is_unknown(self.answer.told[name]),
                "caution": self.cautions.get(name, ""),
                "understood": understood(self[name].value() or "") if name == "schedule_text" else "",
                "box": self[name] if self._may_be_reworded(name) else None,
                "tick": self[f"accept_{name}"],
            }

    def _say_told(self, name: str) -> str:
        """Of a place that rests or has ended: since when, and why, too."""
        told = self.answer.told
        words = said(name, told[name])
        if name == "state" and told["state"] != State.GOING:
            since, reason = told.get("state_since"), told.get("state_reason")
            words += f"（{said('state_since', since)}から）" if since else ""
            words += f"　わけ：{said('state_reason', reason)}" if reason else ""
        return words

    def unchanged(self) -> list[tuple[str, str]]:
        """(question, words) of what was told just as the record has it; of what nobody knows nothing is said."""
        same = [name for name in self.answer.told if name in QUESTIONS and name not in (*self.differs, *OF_STATE)]
        told = {name: self.answer.told[name] for name in same}
        return [(QUESTIONS[name].heading, said(name, value)) for name, value in told.items() if not is_unknown(value)]

    def values(self) -> dict[str, Any]:
        """What a valid form accepts, by question: all that was told as it is on record, and what was ticked."""
        data, told = self.cleaned_data, self.answer.told
        left = {name for name in self.differs if not data[f"accept_{name}"]}
        left |= set(OF_STATE) if "state" in left else set()
        reworded = {name: as_typed(data[name]) for name in self.differs if self._may_be_reworded(name)}
        as_told = {name: value for name, value in told.items() if name in QUESTIONS and name not in left}
        return as_told | {
            name: text for name, text in reworded.items() if name not in left and text != as_typed(told[name])
        }

    def see(self, edited_at: Any) -> None:
        """What was ticked stays, and knows now of the edit at that moment."""
        self.data = self.data.copy()
        self.data["edited_at"] = edited_at.isoformat()

    def tick(self, ticks: str) -> None:
        """Set every tick, or take them away where it is not `all`; what was reworded stays."""
        self.data = self.data.copy()
        for name in self.differs:
            self.data.pop(f"accept_{name}", None)
            if ticks == "all":
                self.data[f"accept_{name}"] = "on"


def _box(name: str, told: str) -> forms.CharField:
    question = QUESTIONS[name]
    box = forms.Textarea(attrs={"rows": 2}) if name == "schedule_text" else forms.TextInput()
    return forms.CharField(
        label=f"{question.heading}（なおして 取り入れるとき）",
        initial=told,
        required=False,
        max_length=question.at_most,
        widget=box,
    )


class AsideForm(forms.Form):
    reason = forms.CharField(
        label="わけ",
        max_length=200,
        help_text="職員だけが見ます。例）電話でたしかめたら 記録のとおりだった",
        error_messages={"required": "わけを 書いてください。"},
    )


class ManyForm(forms.Form):
    """The answers ticked in the queue, of those that wait for the reader."""

    answers = forms.ModelMultipleChoiceField(
        queryset=None, error_messages={"required": "取り入れる回答を えらんでください。"}
    )

    def __init__(self, *args: Any, waiting: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["answers"].queryset = waiting
