"""What is written down in a hall, with one hand free: everything but what was found may stay empty."""

from hashlib import sha256
from uuid import uuid4, uuid5

from django import forms

from directory.areas.queries import districts_of
from directory.places.vocabulary import PauseReason
from directory.visits.actions import Find, Shot, Stop
from directory.visits.models import Treasure, Visit
from directory.visits.queries import places_to_note
from kayoiba.tools.fields import CHOOSE, WRITE, DayField, LongSelect
from kayoiba.tools.pictures import PictureField

FOUND = Visit.Found
STAFF_ALONE = "職員だけが読みます。人の名前や からだのことは、いるときだけに。3年たつと消えます"


def long_text(label, *, rows=3, **options):
    return forms.CharField(label=label, max_length=2000, widget=forms.Textarea(attrs={"rows": rows}), **options)


class PressedOnce(forms.Form):
    """A button pressed twice sends the same words under the same `request_id`; other words are one more."""

    request_id = forms.UUIDField(required=False, widget=forms.HiddenInput, initial=uuid4)

    def pressed(self):
        typed = self.cleaned_data.copy()
        if picture := typed.get("picture"):
            typed["picture"] = sha256(picture.files[max(picture.files)]).hexdigest()
        return uuid5(self.cleaned_data["request_id"] or uuid4(), repr(sorted(typed.items())))


class VisitForm(PressedOnce):
    """What was found at `place`; a rest and an end are asked about where they were chosen."""

    how = forms.ChoiceField(label="どうやって", choices=Visit.How, widget=forms.RadioSelect, error_messages=CHOOSE)
    found = forms.ChoiceField(label="どうでしたか", choices=FOUND, widget=forms.RadioSelect, error_messages=CHOOSE)

    reason = forms.ChoiceField(label="休みのわけ", choices=PauseReason, widget=forms.RadioSelect, required=False)
    since = DayField(label="いつから", required=False, help_text="空けると、行った日から")
    until = DayField(label="休みの最後の日", required=False, help_text="まだわからなければ空けておきます")
    word = forms.CharField(
        label="住民へのひとこと", max_length=200, required=False, help_text="例）電話での声かけは続けています"
    )

    ended_because = forms.CharField(
        label="終わったわけ", max_length=200, required=False, help_text="例）世話人の引っこし、会場がなくなった"
    )
    ended_on = DayField(label="終わった日", required=False, help_text="この日から数にはいりません。空けると、行った日")

    on = DayField(label="行った日・聞いた日", error_messages=WRITE)
    note = long_text("メモ", required=False, help_text=STAFF_ALONE)

    picture = PictureField(label="写真", required=False, help_text="住民に見せるのは、掲載のときに聞いてからです")
    alternative = forms.CharField(
        label="何が写っていますか", max_length=200, required=False, help_text="例）円になって体操をする10人ほど"
    )
    kind = forms.ChoiceField(
        label="宝物", choices=Treasure.Kind, required=False, widget=forms.RadioSelect, help_text=STAFF_ALONE
    )
    text = long_text("見つけたこと", rows=2, required=False)
    next_on = DayField(label="つぎに行く日", required=False)

    def __init__(self, *args, place, plan, today, **kwargs):
        ahead = plan.planned_on if plan and plan.planned_on > today else None
        initial = {"how": Visit.How.VISIT, "on": today, "next_on": ahead}
        super().__init__(*args, initial=initial, **kwargs)
        self.place, self.today = place, today
        self.fields["on"].widget.attrs["max"] = today.isoformat()

    def besides(self):
        """What few visits bring; the page keeps it folded."""
        return [self[name] for name in ("picture", "alternative", "kind", "text", "next_on")]

    def besides_open(self):
        return any(field.errors or field.value() for field in self.besides())

    def clean_on(self):
        return self._not_after_today("on")

    def clean_since(self):
        return self._not_after_today("since")

    def clean_ended_on(self):
        return self._not_after_today("ended_on")

    def _not_after_today(self, name):
        if self.cleaned_data[name] and self.cleaned_data[name] > self.today:
            raise forms.ValidationError("きょうまでの日にしてください。")
        return self.cleaned_data[name]

    def clean_next_on(self):
        if self.cleaned_data["next_on"] and self.cleaned_data["next_on"] < self.today:
            raise forms.ValidationError("きょうか、きょうより後の日にしてください。")
        return self.cleaned_data["next_on"]

    def clean(self):
        data = super().clean()
        on = data.get("on")
        if data.get("found") == FOUND.PAUSED and on:
            self._clean_rest(data, data.get("since") or on)
        if data.get("found") == FOUND.ENDED:
            self._clean_end(data)
        if bool(data.get("kind")) != bool(data.get("text")) and "kind" not in self.errors:
            self.add_error("text" if data.get("kind") else "kind", "宝物は、なにかをえらんで、ことばも書いてください。")
        return data

    def _clean_rest(self, data, since):
        if not data.get("reason") and not self.place.pauses.holding(data["on"]).exists():
            self.add_error("reason", CHOOSE["required"])
        if data.get("until") and data["until"] < since:
            self.add_error("until", "最後の日は、休みはじめの日より後にしてください。")

    def _clean_end(self, data):
        if not data.get("ended_because"):
            self.add_error("ended_because", WRITE["required"])
        if data.get("next_on"):
            self.add_error("next_on", "終わった場です。つぎに行く日は空けてください。")

    def values(self):
        """What `record_visit` takes, of a valid form."""
        data = self.cleaned_data
        told = {name: data[name] for name in ("how", "on", "found", "note", "next_on")}
        return told | {
            "stop": self._stop(),
            "find": Find(data["kind"], data["text"]) if data["text"] else None,
            "shot": Shot(data["picture"], data["alternative"]) if data["picture"] else None,
            "request_id": self.pressed(),
        }

    def _stop(self):
        data = self.cleaned_data
        if data["found"] == FOUND.ENDED:
            return Stop(data["ended_because"], data["ended_on"] or data["on"])
        if data["found"] == FOUND.PAUSED:
            return Stop(data["reason"], data["since"] or data["on"], data["until"], data["word"])
        return None


class PlanForm(forms.Form):
    on = DayField(label="行く日", error_messages=WRITE)

    def __init__(self, *args, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["on"].widget.attrs["min"] = today.isoformat()

    def clean_on(self):
        if self.cleaned_data["on"] < self.today:
            raise forms.ValidationError("きょうか、きょうより後の日にしてください。")
        return self.cleaned_data["on"]


class TreasureForm(PressedOnce):
    kind = forms.ChoiceField(
        label="なにを見つけましたか", choices=Treasure.Kind, widget=forms.RadioSelect, error_messages=CHOOSE
    )
    text = long_text("見つけたこと", error_messages=WRITE, help_text=STAFF_ALONE)
    place = forms.ModelChoiceField(
        label="場", queryset=None, required=False, empty_label="場をえらばない", widget=LongSelect
    )
    district = forms.ModelChoiceField(
        label="地区",
        queryset=None,
        required=False,
        empty_label="地区をえらばない",
        help_text="場をえらぶと、その場の地区になります",
    )
    on = DayField(label="見つけた日", error_messages=WRITE)

    def __init__(self, *args, user, today, noted=None, **kwargs):
        """`noted` is the place it is of already, which may have ended."""
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["place"].queryset = places_to_note(user, on=today, besides=noted and noted.pk)
        self.fields["district"].queryset = districts_of(user, on=today)
        self.fields["on"].initial = today
        self.fields["on"].widget.attrs["max"] = today.isoformat()

    def clean_on(self):
        if self.cleaned_data["on"] > self.today:
            raise forms.ValidationError("きょうまでの日にしてください。")
        return self.cleaned_data["on"]

    def values(self):
        return {name: self.cleaned_data[name] for name in ("kind", "text", "place", "district", "on")}
