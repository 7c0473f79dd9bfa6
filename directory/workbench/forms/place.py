from uuid import uuid4

from django import forms
from django.forms import modelform_factory

from directory.places.actions import POINT, VENUE
from directory.places.models import Kind, Place
from directory.places.vocabulary import Activity, NationalActivity
from directory.workbench.queries import districts_of, school_districts_of, towns_of
from kayoiba.tools.fields import DayField, LongSelect, NumberField, WebAddressField, YesNoUnknownField
from kayoiba.tools.kana import to_hiragana
from kayoiba.tools.saying import half_width_phone

FACTS = (
    "newcomers_welcome visit_welcome men_welcome children_welcome food_served food_allowed transport parking "
    "wheelchair step_free handrail western_toilet chairs air_conditioning"
)
SECTIONS = [
    ("name", "なまえと地区", "name reading district school_district known_from"),
    ("when", "いつ", "schedule_text"),
    ("where", "どこ", "venue_name venue_type town address building directions lat lng"),
    ("what", "どんなところ", "introduction menu activities kinds target alias group_name started_on"),
    ("contact", "公開してよい連絡先", "contact_name contact_phone contact_hours contact_email url"),
    ("join", "参加するには", "fee fee_amount signup signup_note bring capacity reach reach_note conditions"),
    ("facts", "ようす", FACTS),
    ("internal", "内部だけの情報", "internal_contact internal_phone operator_type check_every notes"),
    ("national", "国の調査のために", "main_activity other_activities"),
]
JAPAN = {"lat": (20, 46), "lng": (122, 154)}
CHECK_EVERY = [("", "ふつう（12か月）"), (3, "3か月"), (6, "6か月"), (24, "24か月")]
DECLARED = {"district", "school_district", "known_from", "kinds", "activities", "other_activities", "group_name"}
CHOSEN = "main_activity operator_type reach signup venue_type"
PLAIN = [name for _, _, names in SECTIONS for name in names.split() if name not in DECLARED]

BasePlaceForm = modelform_factory(
    Place,
    fields=PLAIN,
    field_classes={
        **dict.fromkeys(FACTS.split(), YesNoUnknownField),
        "url": WebAddressField,
        "started_on": DayField,
        "fee_amount": NumberField,
        "capacity": NumberField,
    },
    widgets={
        "introduction": forms.Textarea(attrs={"rows": 4}),
        "menu": forms.Textarea(attrs={"rows": 2}),
        "schedule_text": forms.Textarea(attrs={"rows": 2}),
        "directions": forms.Textarea(attrs={"rows": 2}),
        "notes": forms.Textarea(attrs={"rows": 3}),
        "town": LongSelect,
        "contact_phone": forms.TextInput(attrs={"inputmode": "tel"}),
    },
    labels={"town": "町名"},
    error_messages={"name": {"required": "名前を書いてください。"}},
    help_texts={
        "reading": "さがすときと五十音の順に使います",
        "schedule_text": "話すとおりに。例）第2・第4火曜 10時〜11時半 祝日休み",
        "town": "「町名まで出してよい」のときに、この町名だけが出ます",
        "address": "番地まで。公開は、掲載のときに聞いた範囲までです",
        "fee_amount": "数字だけ。無料は 0",
        "contact_name": "個人名でなく役で。例）サロン世話人",
        "internal_phone": "職員だけが見ます",
        "notes": "聞いたこと、気づいたことを自由に",
    },
)


class PlaceForm(BasePlaceForm):
    """A place with whatever is known: only the name is needed. Choices of areas are those of `user` on that day."""

    kinds = forms.ModelMultipleChoiceField(
        label="種類", queryset=Kind.objects.order_by("position"), required=False, widget=forms.CheckboxSelectMultiple
    )
    activities = forms.MultipleChoiceField(
        label="すること", choices=Activity, required=False, widget=forms.CheckboxSelectMultiple
    )
    other_activities = forms.MultipleChoiceField(
        label="そのほかの活動", choices=NationalActivity, required=False, widget=forms.CheckboxSelectMultiple
    )
    group_name = forms.CharField(
        label="運営団体", max_length=120, required=False, help_text="紹介といっしょに公開されます"
    )
    check_every = forms.TypedChoiceField(
        label="確認の間かく（月）", choices=CHECK_EVERY, coerce=int, empty_value=None, required=False
    )
    district = forms.ModelChoiceField(label="地区", queryset=None, required=False, empty_label="まだわからない")
    school_district = forms.ModelChoiceField(
        label="小学校区", queryset=None, required=False, empty_label="まだわからない", widget=LongSelect
    )
    known_from = DayField(label="把握した日", required=False, help_text="この日から数にはいります。空けると きょう")
    edited_at = forms.DateTimeField(required=False, widget=forms.HiddenInput)
    request_id = forms.UUIDField(required=False, widget=forms.HiddenInput, initial=uuid4)

    def __init__(self, *args, user, on, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["district"].queryset = districts_of(user, on=on)
        self.fields["school_district"].queryset = school_districts_of(user, on=on)
        self.fields["town"].queryset = towns_of(user, on=on, besides=self.instance.town_id)
        self.fields["town"].empty_label = "まだわからない"
        for name in CHOSEN.split():
            self.fields[name].choices = [("", "まだわからない"), *self.fields[name].choices[1:]]
        self.fields["known_from"].widget.attrs["max"] = on.isoformat()
        self.on = on
        if self.instance.pk:
            for field in ("district", "school_district", "known_from"):
                del self.fields[field]  # dated facts: they change by their own verbs
            del self.fields["request_id"]
            self.fields["kinds"].initial = self.instance.kinds.all()
            self.fields["activities"].initial = self.instance.activities
            self.fields["other_activities"].initial = self.instance.other_activities
            self.fields["group_name"].initial = self.instance.group.name if self.instance.group else ""
            self.fields["edited_at"].initial = self.instance.edited_at
        else:
            del self.fields["edited_at"]

    def sections(self):
        """The sections in the order of the page."""
        for code, heading, names in SECTIONS:
            fields = [self[name] for name in names.split() if name in self.fields]
            filled = sum(bool(field.value()) for field in fields)
            is_wrong = any(field.errors for field in fields)
            yield {"code": code, "heading": heading, "fields": fields, "filled": filled, "is_wrong": is_wrong}

    def areas(self):
        """Where each town lies, (lat, lng, key of its district), and each school district its district's key."""
        schools = self.fields["school_district"].queryset if "school_district" in self.fields else ()
        towns = self.fields["town"].queryset
        return {
            "towns": {town.pk: (town.lat, town.lng, town.district_id) for town in towns},
            "schools": {school.pk: school.district_id for school in schools},
        }

    def see(self, edited_at):
        """What was typed stays, and knows now of the edit at that moment."""
        self.data = self.data.copy()
        self.data["edited_at"] = edited_at.isoformat()

    def show(self, values):
        """What was typed stays, but in the fields of Place among `values`, which show these."""
        self.data = self.data.copy()
        for name, value in values.items():
            name, value = ("group_name", str(value or "")) if name == "group" else (name, value)
            if name in self.fields:
                shown = self.fields[name].prepare_value(value)
                self.data.setlist(name, shown if isinstance(shown, list) else ["" if shown is None else shown])

    def clean_reading(self):
        return to_hiragana(self.cleaned_data["reading"])

    def clean_contact_phone(self):
        return half_width_phone(self.cleaned_data["contact_phone"])

    def clean_internal_phone(self):
        return half_width_phone(self.cleaned_data["internal_phone"])

    def clean_known_from(self):
        known_from = self.cleaned_data["known_from"] or self.on
        if known_from > self.on:
            raise forms.ValidationError("把握した日は、きょうまでの日にしてください。")
        return known_from

    def clean_lat(self):
        return self._in_japan("lat")

    def clean_lng(self):
        return self._in_japan("lng")

    def _in_japan(self, name):
        degrees, (least, most) = self.cleaned_data[name], JAPAN[name]
        if degrees is not None and not least <= degrees <= most:
            raise forms.ValidationError(f"日本の中の位置は {least}〜{most} の数字です。地図で しめしなおしてください。")
        return degrees

    def clean(self):
        data = super().clean()
        if {"lat", "lng"} <= data.keys() and (data["lat"] is None) != (data["lng"] is None):
            self.add_error("lat", "緯度と経度は、両方を書くか、両方を空けてください。")
        if self._differ(VENUE) and not self._differ(POINT):
            data |= dict.fromkeys(POINT)  # a point belongs to the venue it was taken at
        school, district = data.get("school_district"), data.get("district")
        if school and school.district and not district:
            data["district"] = school.district
        elif school and school.district and school.district != district:
            self.add_error(
                "school_district", f"{school}小学校区は{school.district}地区です。どちらかをかえてください。"
            )
        return data

    def _differ(self, names):
        """Does any of these say something else than the form began with?"""
        return any((self.cleaned_data.get(name) or None) != (self.initial.get(name) or None) for name in names)

    def values(self):
        """The fields of Place in a valid form; dated facts, kinds and the group are asked for by name."""
        return {name: self.cleaned_data[name] for name in [*PLAIN, "activities", "other_activities"]}

    def _clean_fields(self):
        """Browsers send lines in an ending of their own, which would make a text look changed."""
        super()._clean_fields()
        for name, value in self.cleaned_data.items():
            if isinstance(value, str):
                self.cleaned_data[name] = value.replace("\r\n", "\n")

    def _post_clean(self):
        """The action writes, not the form: the instance stays as the database has it."""
