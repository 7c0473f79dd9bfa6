from django import forms
from django.forms import modelform_factory

from directory.places.models import Kind, Place
from directory.places.vocabulary import Activity, NationalActivity
from directory.workbench.forms.fields import DateInput, WebAddressField, YesNoUnknownField
from directory.workbench.queries import districts_of, school_districts_of
from kayoiba.tools.kana import to_hiragana

FACTS = (
    "newcomers_welcome visit_welcome men_welcome children_welcome food_served food_allowed transport parking "
    "wheelchair step_free handrail western_toilet chairs air_conditioning"
).split()
SECTIONS = [
    ("name", "なまえと地区", "name reading district school_district known_from"),
    ("what", "どんなところ", "introduction menu kinds activities target alias started_on"),
    ("when", "いつ", "schedule_text"),
    ("where", "どこ", "venue_name venue_type address building directions"),
    ("join", "参加するには", "fee fee_amount bring signup signup_note capacity reach reach_note conditions"),
    ("facts", "ようす", " ".join(FACTS)),
    ("contact", "公開してよい連絡先", "contact_name contact_phone contact_hours contact_email url"),
    ("internal", "内部だけの情報（公開されません）", "internal_contact internal_phone group_name operator_type notes"),
    ("national", "国の調査のために", "main_activity other_activities"),
]

BasePlaceForm = modelform_factory(
    Place,
    fields=[
        *"name reading alias introduction menu main_activity operator_type started_on venue_name venue_type".split(),
        *"address building directions schedule_text target reach reach_note conditions capacity signup".split(),
        *"signup_note fee fee_amount bring contact_name contact_phone contact_hours contact_email url".split(),
        *"internal_contact internal_phone notes".split(),
        *FACTS,
    ],
    field_classes={**dict.fromkeys(FACTS, YesNoUnknownField), "url": WebAddressField},
    widgets={
        "introduction": forms.Textarea(attrs={"rows": 4}),
        "menu": forms.Textarea(attrs={"rows": 2}),
        "schedule_text": forms.Textarea(attrs={"rows": 2}),
        "directions": forms.Textarea(attrs={"rows": 2}),
        "notes": forms.Textarea(attrs={"rows": 3}),
        "contact_phone": forms.TextInput(attrs={"inputmode": "tel"}),
        "started_on": DateInput,
    },
    help_texts={
        "reading": "さがすときと五十音の順に使います",
        "schedule_text": "曜日で書けないことも、そのまま残ります。例）8月は休み、友引のとき",
        "address": "公開は、掲載のときに聞いた範囲までです",
        "fee_amount": "数字だけ。無料は 0",
        "contact_name": "個人名でなく役で。例）サロン世話人",
        "internal_phone": "職員だけが見ます",
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
    group_name = forms.CharField(label="運営団体", max_length=120, required=False)
    district = forms.ModelChoiceField(label="地区", queryset=None, required=False, empty_label="まだわからない")
    school_district = forms.ModelChoiceField(
        label="小学校区", queryset=None, required=False, empty_label="まだわからない"
    )
    known_from = forms.DateField(label="把握した日", widget=DateInput, help_text="この日から数にはいります")

    def __init__(self, *args, user, on, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["district"].queryset = districts_of(user, on=on)
        self.fields["school_district"].queryset = school_districts_of(user, on=on)
        self.fields["known_from"].widget.attrs["max"] = on.isoformat()
        self.on = on
        if self.instance.pk:
            for field in ("district", "school_district", "known_from"):
                del self.fields[field]  # dated facts: they change by their own verbs
            self.fields["kinds"].initial = self.instance.kinds.all()
            self.fields["activities"].initial = self.instance.activities
            self.fields["other_activities"].initial = self.instance.other_activities
            self.fields["group_name"].initial = self.instance.group.name if self.instance.group else ""

    def sections(self):
        """(code, heading, bound fields) in the order of the page."""
        for code, heading, names in SECTIONS:
            yield code, heading, [self[name] for name in names.split() if name in self.fields]

    def clean_reading(self):
        return to_hiragana(self.cleaned_data["reading"])

    def clean_known_from(self):
        known_from = self.cleaned_data["known_from"]
        if known_from > self.on:
            raise forms.ValidationError("把握した日は、きょうまでの日にしてください。")
        return known_from

    def clean(self):
        data = super().clean()
        school, district = data.get("school_district"), data.get("district")
        if school and school.district and not district:
            data["district"] = school.district
        elif school and school.district and school.district != district:
            self.add_error("school_district", f"{school}小学校区は{school.district}地区です。地区か学区をなおしてください。")
        return data

    def values(self):
        """The fields of Place in a valid form; dated facts, kinds and the group have their own names in `cleaned_data`."""
        plain = {*self._meta.fields, "activities", "other_activities"}
        return {name: value for name, value in self.cleaned_data.items() if name in plain}

    def _post_clean(self):
        """The action writes, not the form: the instance stays as the database has it."""
