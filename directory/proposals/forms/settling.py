"""What staff decide about a proposal: which parts to carry over and in which words, what to answer."""

import re
import unicodedata

from django import forms
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from directory.areas.models import District
from directory.places.models import Place
from directory.places.schedule.reading import read
from directory.places.vocabulary import Activity
from directory.proposals.models import Part
from directory.proposals.queries import place_called, understood

FIELDS = {
    Part.SCHEDULE: ["schedule_text"],
    Part.VENUE: ["venue_name", "address"],
    Part.PHONE: ["contact_phone"],
    Part.FEE: ["fee", "fee_amount"],
}
"""The fields of a place that a part is carried into. The others are recorded by their own forms, and ticked here."""

BY_HAND = {Part.ENDED: "終わった・休みを、記録した", Part.OTHER: "自分で なおした"}
SAY_WHAT_IS_RIGHT = "正しい{}を 書いてください。"
RULES_WOULD_GO = (
    "曜日や時刻が 読みとれないので、いままでの きまりが なくなります。それでよければ、しるしを つけてください。"
)
NOTHING_TICKED = "取り入れるところを えらんでください。どれも取り入れないときは「答える」か「見送る」にします。"
IS_ANOTHER = (
    'この地区に「<a href="{}">{}</a>」が もう登録されています。同じ場なら「答える」で知らせてください。'
    "別の場なら、しるしを つけてください。"
)
YEN = re.compile(r"(?:1回)?\s*(\d[\d,]{,8})\s*円")
WORDS = {"schedule_text": forms.Textarea(attrs={"rows": 2})}


class AcceptForm(forms.Form):
    """A correction, part by part: a tick, and the value to write, which starts as it was told."""

    edited_at = forms.DateTimeField(widget=forms.HiddenInput)
    words_alone = forms.BooleanField(label="きまりを消して、ことばだけにする", required=False)

    def __init__(self, *args, proposal, recorded, **kwargs):
        super().__init__(*args, **kwargs)
        self.proposal = proposal
        self.recorded = recorded
        self.told = [part for part in Part if part in proposal.told]
        self.fields["edited_at"].initial = proposal.place.edited_at
        for part in self.told:
            label = BY_HAND.get(part, f"{part.label}を 取り入れる")
            self.fields[f"accept_{part.value}"] = forms.BooleanField(label=label, required=False)
            self.fields |= forms.fields_for_model(Place, FIELDS.get(part, []), widgets=WORDS)
        self.initial |= self._proposed()
        self.fields["note"] = note_field()

    def _proposed(self):
        """What is recorded now, and over it what was told."""
        place, told = self.proposal.place, self.proposal.told
        names = [name for part in self.told for name in FIELDS.get(part, [])]
        values = {name: getattr(place, name) for name in names}
        for part in self.told:
            if part in FIELDS and self._says_what_is_right(part):
                values[FIELDS[part][0]] = told[part]
            elif part == Part.SCHEDULE:
                values["schedule_text"] = self.recorded[part]
        if told.get(Part.FEE):
            values["fee_amount"] = amount_in(told[Part.FEE])
        return values

    def _says_what_is_right(self, part):
        """Words that are no rule to us, 「8月は休み」, must not take the place of the rules that are recorded."""
        words = self.proposal.told[part]
        is_schedule = part == Part.SCHEDULE and self.recorded[part]
        return bool(understood(words) if is_schedule else words)

    def parts(self):
        """What the page shows of each part: its words then, told and now, and how the schedule would be carried.

        `is_open` are those of which nobody has said what is right: the boxes hold what is recorded.
        """
        for part in self.told:
            schedule = self["schedule_text"].value() if part == Part.SCHEDULE else ""
            yield {
                "understood": understood(schedule or ""),
                "part": part,
                "seen": self.proposal.seen.get(part, ""),
                "told": self.proposal.told[part],
                "now": self.recorded.get(part, ""),
                "tick": self[f"accept_{part.value}"],
                "fields": [self[name] for name in FIELDS.get(part, [])],
                "is_open": part in FIELDS and not self._says_what_is_right(part),
            }

    def clean_schedule_text(self):
        """Browsers send lines in an ending of their own, which would make a text look changed."""
        return self.cleaned_data["schedule_text"].replace("\r\n", "\n")

    def clean(self):
        data = super().clean()
        if self.errors:
            return data
        if not self.accepted():
            self.add_error(None, NOTHING_TICKED)
        for part in map(Part, self.accepted()):
            if part in FIELDS and not self._says_what_is_right(part) and self._is_untouched(part):
                self.add_error(FIELDS[part][0], SAY_WHAT_IS_RIGHT.format(part.label))
        if Part.SCHEDULE in self.accepted() and self._drops_rules(data) and not data["words_alone"]:
            self.add_error("words_alone", RULES_WOULD_GO)
        return data

    def _is_untouched(self, part):
        return all(self.cleaned_data[name] == self.initial[name] for name in FIELDS[part])

    def _drops_rules(self, data):
        """An emptied box does so too, and on purpose."""
        text = data.get("schedule_text")
        return bool(text) and not read(text).rules and self.proposal.place.rules.exists()

    def accepted(self):
        return [part.value for part in self.told if self.cleaned_data[f"accept_{part.value}"]]

    def carried(self):
        """(field to value, rules or None where they stay) of the parts that were ticked."""
        names = [name for part in self.accepted() for name in FIELDS.get(Part(part), [])]
        changes = {name: self.cleaned_data[name] for name in names}
        if "schedule_text" not in changes:
            return changes, None
        changes["schedule_text"], rules = rules_and_rest(changes["schedule_text"])
        return changes, rules

    def see(self, edited_at):
        """What was typed stays, and knows now of the edit at that moment."""
        self.data = self.data.copy()
        self.data["edited_at"] = edited_at.isoformat()


BaseRegisterForm = forms.modelform_factory(
    Place,
    fields=["name", "venue_name", "address", "schedule_text", "menu"],
    widgets={**WORDS, "menu": forms.Textarea(attrs={"rows": 2})},
    error_messages={"name": {"required": "名前を書いてください。"}},
)


class RegisterForm(BaseRegisterForm):
    """A new place, as it was told: registered and not published.

    Two places of one name in one district are most often one: `is_another` is asked for only then.
    """

    district = forms.ModelChoiceField(label="地区", queryset=None, required=False, empty_label="まだわからない")
    activities = forms.MultipleChoiceField(
        label="すること", choices=Activity, required=False, widget=forms.CheckboxSelectMultiple
    )
    is_another = forms.BooleanField(label="別の場所です", required=False)
    field_order = ["name", "district"]

    def __init__(self, *args, proposal, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user
        told = proposal.told
        self.fields["district"].queryset = districts_of(user, timezone.localdate())
        self.initial = told | {
            "name": told.get("name") or told.get("venue_name", ""),
            "address": told.get("town", ""),
            "district": proposal.district_id,
        }
        self.fields["note"] = note_field()

    def clean(self):
        data = super().clean()
        if self.errors or data["is_another"]:
            return data
        if place := place_called(data["name"], data["district"], self.user):
            address = reverse("workbench:place", args=[place.pk])
            self.add_error("is_another", format_html(IS_ANOTHER, address, place))
        return data

    def carried(self):
        """(what `register_place` takes of fields, rules)."""
        values = {name: value for name, value in self.cleaned_data.items() if name not in ("note", "is_another")}
        values["schedule_text"], rules = rules_and_rest(values["schedule_text"])
        return values, rules

    def _post_clean(self):
        """The action writes, not the form."""


def amount_in(fee):
    """The sum, where the words say nothing else: the one that was recorded is no longer true."""
    written = unicodedata.normalize("NFKC", fee).strip()
    if written == "無料":
        return 0
    found = YEN.fullmatch(written)
    return int(found[1].replace(",", "")) if found else None


def rules_and_rest(text):
    """(the words to keep, the rules they say): words that rules say wholly need not be kept beside them."""
    reading = read(text)
    return ("" if reading.rules and not reading.text_left else text), reading.rules


def note_field():
    return forms.CharField(
        label="送った人への ひとこと",
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="なくてもかまいません。連絡先があれば、結果といっしょに伝わります。",
    )


class AnswerForm(forms.Form):
    answer = forms.CharField(
        label="答え",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="例）電話でたしかめたところ、いまの のせ方のとおりでした。",
    )


class AsideForm(forms.Form):
    reason = forms.CharField(
        label="わけ", max_length=200, help_text="職員だけが見ます。例）同じ知らせがもうある、いたずら"
    )
    wants_reply = forms.BooleanField(label="のせなかったことを、送った人に知らせる", required=False, initial=True)


def districts_of(user, on):
    """Where `user` may register places, in the city's order."""
    districts = District.objects.order_by("position")
    return districts if user.works_everywhere else districts.filter(pk__in=user.assignments.on(on).values("district"))
