"""What anybody may tell us, in steps. A valid form says in `proposal()` what `receive_proposal` takes."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator
from django.utils.safestring import mark_safe

from directory.areas.models import PublishedArea
from directory.places.models import Listing
from directory.places.vocabulary import Activity
from directory.proposals.models import Part, Proposal
from directory.proposals.queries import district_named, listed, place_listed_as, understood
from directory.proposals.senders import Ticket
from kayoiba.tools.saying import BETWEEN_DIGITS, phone_digits, say_phone

NOT_KNOWN = "わからない"
RECOGNISED_BY = "「場所の名前」か「どんなところ」の、どちらか1つだけは 書いてください。"
SOMETHING = mark_safe('<a href="#id_wrong_schedule">ちがうところ</a>を、1つはえらんでください。')
IS_MAIL = EmailValidator("メールアドレスが読めません。例）tanaka@example.jp")
NO_TELEPHONE = "電話番号は、市外局番から 10けたか 11けたです。もう一度 かぞえてみてください。"
ONLY_WRONG = "ちがう（正しいことは わからない）"


@dataclass(frozen=True)
class Step:
    """`code` is its place in the address of the page; `fields` are bound ones."""

    code: str
    heading: str
    fields: list[forms.BoundField]


def text(label: str, at_most: int, **options: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=at_most, required=False, **options)


def telephone(written: str) -> str:
    """A number in half width with hyphens. Digits alone have to make one; words are left as they are."""
    usual = unicodedata.normalize("NFKC", written)
    if BETWEEN_DIGITS.sub("", usual).isdigit() and not phone_digits(usual):
        raise ValidationError(NO_TELEPHONE)
    return say_phone(usual)


def seen(line: str) -> str:
    """What can be seen of it: blanks once, and no sign that hides or turns round what follows."""
    letters = (letter for letter in " ".join(line.split()) if unicodedata.category(letter) not in ("Cc", "Cf"))
    return "".join(letters)


class TellingForm(forms.Form):
    """Who tells, which may be left out, and what keeps machines off: a box nobody sees, and the ticket.

    The forms made of it say in `told()` what of the rest is kept, by part.
    """

    STEPS: list[tuple[str, str, str]] = []
    SCHEDULE = ""

    relation = forms.ChoiceField(
        label="あなたの場所ですか", choices=Proposal.Relation, widget=forms.RadioSelect, required=False
    )
    sender_name = text("お名前", 60, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    sender_contact = text(
        "電話番号か メール",
        120,
        help_text="お返事がほしいときだけ 書いてください。",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    website = forms.CharField(required=False, label="ここには書かないでください")
    ticket = forms.CharField(required=False, widget=forms.HiddenInput)

    def steps(self) -> list[Step]:
        return [Step(code, heading, [self[name] for name in names.split()]) for code, heading, names in self.STEPS]

    def wrong_step(self) -> str:
        """The first one that has something to be put right, else nothing."""
        return next((step.code for step in self.steps() if any(field.errors for field in step.fields)), "")

    def read_ticket(self) -> Ticket | None:
        return Ticket.read(self.cleaned_data["ticket"])

    def mend(self, ticket: Ticket) -> None:
        """The second press finds what the first one lacked. A ticket that was too young grows older meanwhile."""
        self.data = self.data.copy()
        self.data["website"] = ""
        if self.read_ticket() is None:
            self.data["ticket"] = str(ticket)

    def clean_sender_contact(self) -> str:
        contact = self.cleaned_data["sender_contact"]
        if "@" not in contact:
            return telephone(contact)
        IS_MAIL(contact)
        return contact

    def sent(self) -> list[tuple[str, str]]:
        """(name, value) of all that was typed, to be carried along unseen."""
        return [(name, value) for name in self.fields for value in self.data.getlist(name)]

    def proposal(self) -> dict[str, Any]:
        """What `receive_proposal` takes of a valid form that has its ticket."""
        sender = {name: self.cleaned_data[name] for name in ("relation", "sender_name", "sender_contact")}
        return {"request_id": self.read_ticket().request_id, "told": self.told(), **sender}

    def said(self) -> Iterator[tuple[Step, list[tuple[str, str]], str]]:
        """(step, (label, words) of what is filled in, how the schedule was read), to be read before sending."""
        for step in self.steps():
            rows = [(self.call(field), said) for field in step.fields if (said := self.say(field.name))]
            schedule = self.cleaned_data[self.SCHEDULE] if self[self.SCHEDULE] in step.fields else ""
            yield step, rows, understood(schedule)

    def call(self, field: forms.BoundField) -> str:
        return str(field.label)

    def say(self, name: str) -> str:
        value = self.cleaned_data.get(name)
        if isinstance(value, list):
            return "・".join(Activity(code).label for code in value)
        if isinstance(self.fields[name], forms.ChoiceField):
            return dict(self.fields[name].choices).get(value, "") if value else ""
        return value or ""

    def _clean_fields(self) -> None:
        """Several lines stand only in a box for several. An address of mail has been read already, as it was typed."""
        super()._clean_fields()
        for name, value in self.cleaned_data.items():
            if isinstance(value, str):
                lines = value.splitlines() if isinstance(self.fields[name].widget, forms.Textarea) else [value]
                self.cleaned_data[name] = "\n".join(map(seen, lines)).strip()


class ProposeForm(TellingForm):
    """A place we do not know. Only something to recognise it by is needed."""

    STEPS = [
        ("where", "どこで", "district town venue_name"),
        ("when", "いつ", "schedule_text"),
        ("what", "なにを", "name activities menu"),
        ("who", "だれに聞くか", "relation sender_name sender_contact"),
    ]
    SCHEDULE = "schedule_text"
    FIELDS = ("name", "town", "venue_name", "schedule_text", "activities", "menu")

    district = forms.ChoiceField(label="地区", widget=forms.RadioSelect, required=False)
    town = text("町の名前", 60, help_text="例）真備町尾崎")
    venue_name = text("どんなところ", 120, help_text="例）呉妹分館、神社のよこの集会所、うちの庭")
    schedule_text = text(
        "いつ集まりますか",
        500,
        help_text="いつものことばで。例）毎月 第2・第4火曜 10時から、天気のよい朝",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    name = text("場所の名前", 120, help_text="名前がなければ 空けておきます。例）おしゃべり広場、朝の体操")
    activities = forms.MultipleChoiceField(
        label="すること（いくつでも）", choices=Activity, required=False, widget=forms.CheckboxSelectMultiple
    )
    menu = text("ほかにすること", 200, help_text="例）グラウンドゴルフ、カラオケ")

    def __init__(self, *args, districts, **kwargs):
        super().__init__(*args, **kwargs)
        choices = [(district.slug, district.name) for district in districts]
        self.fields["district"].choices = [*choices, ("", NOT_KNOWN)]

    def clean(self):
        data = super().clean()
        if not any(data.get(name) for name in ("name", "venue_name")) and not self.errors:
            self.add_error("venue_name", RECOGNISED_BY)
        return data

    def told(self):
        return {name: value for name in self.FIELDS if (value := self.cleaned_data[name])}

    def proposal(self):
        return super().proposal() | {"district": district_named(self.cleaned_data["district"])}


class CorrectForm(TellingForm):
    """What is wrong of a listed place: for each part a tick, and a box for what is right where somebody knows it."""

    STEPS = [
        ("what", "ちがうところ", "schedule venue phone fee ended other"),
        ("who", "あなたのこと", "relation sender_name sender_contact"),
    ]
    SCHEDULE = Part.SCHEDULE.value
    BOXES = {
        Part.SCHEDULE: ("正しい日時（わかれば）", "例）毎月 第1火曜 10時から"),
        Part.VENUE: ("正しい場所（わかれば）", "例）呉妹分館にかわりました"),
        Part.PHONE: ("正しい電話（わかれば）", "例）086-000-0000"),
        Part.FEE: ("正しい費用（わかれば）", "例）1回 200円"),
        Part.ENDED: ("いつごろから、なぜ（わかれば）", "例）春から。世話をする人が引っこしたので"),
        Part.OTHER: ("どんなこと", "気づいたことを 自由に 書いてください。"),
    }

    def __init__(self, *args, listing: Listing, district: PublishedArea | None, **kwargs):
        super().__init__(*args, **kwargs)
        self.number = listing.number
        self.listed = listed(listing)
        self.district = district
        for part in Part:
            label, hint = self.BOXES[part]
            self.fields[part.value] = text(label, 500, help_text=hint, widget=self._box(part))
            tick = part.label if part in (Part.ENDED, Part.OTHER) else f"{part.label}がちがう"
            self.fields[f"wrong_{part.value}"] = forms.BooleanField(label=tick, required=False)

    def _box(self, part: Part) -> forms.Widget:
        asked = {"placeholder": " "}  # the style asks whether anything is written
        if part == Part.PHONE:
            return forms.TextInput(attrs=asked | {"type": "tel", "inputmode": "tel", "autocomplete": "off"})
        return forms.Textarea(attrs=asked | {"rows": 2})

    def parts(self):
        """(tick, box, what the page of the place shows now) of each part."""
        shown = self.listed | {Part.PHONE: self.listed[Part.PHONE] or self._shown_instead()}
        return [(self[f"wrong_{part.value}"], self[part.value], shown.get(part, "")) for part in Part]

    def _shown_instead(self) -> str:
        """A place without a number of its own shows that of its district."""
        if self.district is None or not self.district.contact_phone:
            return ""
        return f"{self.district.name}の係 {say_phone(self.district.contact_phone)}"

    def clean_phone(self) -> str:
        return telephone(self.cleaned_data["phone"])

    def clean(self):
        data = super().clean()
        if not self.errors and not self.told():
            self.add_error(None, SOMETHING)
        return data

    def told(self):
        """A text without its tick counts too; a tick without a text says only that it is wrong."""
        data = self.cleaned_data
        return {part.value: data[part.value] for part in Part if data[part.value] or data[f"wrong_{part.value}"]}

    def proposal(self):
        seen = {part: self.listed.get(part, "") for part in self.told()}
        return super().proposal() | {"place": place_listed_as(self.number), "seen": seen}

    def call(self, field):
        return Part(field.name).label if field.name in Part.values else super().call(field)

    def say(self, name):
        if name not in Part.values:
            return super().say(name)
        return self.cleaned_data[name] or (ONLY_WRONG if name in self.told() else "")
