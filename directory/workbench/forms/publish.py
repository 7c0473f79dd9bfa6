"""Asking, once per field group, what may be shown."""

from django import forms

from directory.places.publishing import Answer
from directory.places.vocabulary import AgreedHow, FieldGroup, Precision
from directory.workbench.forms.fields import WRITE, DayField

EXACTLY = [*((value, f"{label}出してよい") for value, label in Precision.choices), ("no", "地区だけ（場所は出さない）")]
NOTHING_YET = "まだ書いていません"
YES_NO = [("yes", "出してよい"), ("no", "出さない")]


class PublishForm(forms.Form):
    """The answers of one place, or of many alike. A private home among `places` starts at 小学校区."""

    introduction = forms.ChoiceField(label="名前・紹介・日時", choices=YES_NO, widget=forms.RadioSelect, initial="yes")
    venue = forms.ChoiceField(
        label="会場・場所",
        choices=EXACTLY,
        widget=forms.RadioSelect,
        initial="no",
    )
    contact = forms.ChoiceField(
        label="電話・連絡先",
        choices=YES_NO,
        widget=forms.RadioSelect,
        initial="no",
        help_text="出さないときは、地区のコーディネーターの電話を出します",
    )
    how = forms.ChoiceField(label="どのように聞きましたか", choices=AgreedHow, widget=forms.RadioSelect, initial="oral")
    agreed_by = forms.CharField(label="答えた人（役で）", max_length=60, required=False, help_text="例）代表、世話人")
    agreed_on = DayField(label="聞いた日", error_messages=WRITE)

    def __init__(self, *args, today, places=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["agreed_on"].initial = today
        if len(places) == 1:
            self._say_what_shows(*places)
        if any(place.is_private_home for place in places):
            venue = self.fields["venue"]
            venue.initial = Precision.SCHOOL
            venue.help_text = "個人宅です。番地や町名は、はっきり「よい」と聞いたときだけにしてください。"

    def _say_what_shows(self, place):
        """Each answer says what would be seen, or that there is nothing to see yet."""
        shown = {
            Precision.ADDRESS: f"{place.venue_name} {place.address} {place.building}",
            Precision.TOWN: str(place.town or ""),
            Precision.SCHOOL: f"{place.school_district}小学校区" if place.school_district else "",
        }
        exactly = [(value, f"{label}（{shown[value].strip() or NOTHING_YET}）") for value, label in Precision.choices]
        self.fields["venue"].choices = [*exactly, EXACTLY[-1]]
        contact = " ".join(filter(None, (place.contact_name, place.contact_phone))) or NOTHING_YET
        self.fields["contact"].choices = [("yes", f"出してよい（{contact}）"), YES_NO[1]]

    def clean_agreed_on(self):
        if self.cleaned_data["agreed_on"] > self.today:
            raise forms.ValidationError("聞いた日は、きょうまでの日にしてください。")
        return self.cleaned_data["agreed_on"]

    def answers(self):
        """The answers of a valid form, one a field group."""
        data = self.cleaned_data
        precision = "" if data["venue"] == "no" else data["venue"]
        agreed = {
            FieldGroup.INTRODUCTION: data["introduction"] == "yes",
            FieldGroup.VENUE: bool(precision),
            FieldGroup.CONTACT: data["contact"] == "yes",
        }
        return [
            Answer(
                field_group=group,
                agreed=yes,
                how=data["how"],
                agreed_on=data["agreed_on"],
                precision=precision if group == FieldGroup.VENUE else "",
                agreed_by=data["agreed_by"],
            )
            for group, yes in agreed.items()
        ]


def proposed(consents):
    """What `PublishForm` starts from, given the latest consent of each field group: the answers of last time."""
    asked = {group.value: consent for group, consent in consents.items() if consent}
    initial = {group: "yes" if consent.agreed else "no" for group, consent in asked.items()}
    if venue := asked.get(FieldGroup.VENUE):
        initial["venue"] = venue.precision or "no"
    if introduction := asked.get(FieldGroup.INTRODUCTION):
        initial |= {"how": introduction.how, "agreed_by": introduction.agreed_by}
    return initial


class WithdrawForm(forms.Form):
    reason = forms.CharField(label="わけ", max_length=200, help_text="例）運営者からの申し出", error_messages=WRITE)


class ManyForm(forms.Form):
    """The places ticked in the list; only those the reader may change are kept."""

    places = forms.ModelMultipleChoiceField(queryset=None)

    def __init__(self, *args, places, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["places"].queryset = places
        self.fields["places"].error_messages["required"] = "掲載する場を、一覧でえらんでください。"
