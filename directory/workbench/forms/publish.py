"""Asking, once per field group, what may be shown."""

from dataclasses import replace
from uuid import UUID

from django import forms

from directory.places.publishing import Answer, has_moved_since_asked
from directory.places.vocabulary import AgreedHow, FieldGroup, Precision
from kayoiba.tools.fields import WRITE, DayField

EXACTLY = [*((value, f"{label}出してよい") for value, label in Precision.choices), ("no", "地区だけ（場所は出さない）")]
NOTHING_YET = "まだ書いていません"
YES_NO = [("yes", "出してよい"), ("no", "出さない")]
PHOTOS_CHANGED = "この画面をひらいたあとに、写真がかわりました。いまの写真を見て、もう一度聞いてください。"


class PublishForm(forms.Form):
    """The answers of one place, and the edit of it that was asked about. A private home starts at 小学校区."""

    OF_A_HOME = "個人宅です。番地や町名は、はっきり「よい」と聞いたときだけにしてください。"

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
    photos = forms.TypedMultipleChoiceField(
        label="写真（出してよい写真に印）",
        coerce=UUID,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="顔のわかる人には、その人にも聞いてください。子どもは、保護者にも聞いてください",
        error_messages={"invalid_choice": PHOTOS_CHANGED},
    )
    how = forms.ChoiceField(label="どのように聞きましたか", choices=AgreedHow, widget=forms.RadioSelect, initial="oral")
    agreed_by = forms.CharField(label="答えた人（役で）", max_length=60, required=False, help_text="例）代表、世話人")
    agreed_on = DayField(label="聞いた日", error_messages=WRITE)

    def __init__(self, *args, today, places=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["agreed_on"].initial = today
        for place in places:
            edited_at = forms.DateTimeField(required=False, widget=forms.HiddenInput, initial=place.edited_at)
            self.fields[f"edited_at_{place.pk}"] = edited_at
        self._ask_about(places)

    def seen(self, place):
        """The last edit of `place` that a valid form was filled in with."""
        return self.cleaned_data[f"edited_at_{place.pk}"]

    def see(self, place, places):
        """What was answered stays, and is asked anew about `places` as they are since the last edit of `place`."""
        self.data = self.data.copy()
        self.data[f"edited_at_{place.pk}"] = place.edited_at.isoformat()
        self._ask_about(places)

    def _ask_about(self, places):
        if len(places) == 1:
            self._say_what_shows(*places)
        self._ask_about_photos(places)
        if any(place.is_private_home for place in places):
            venue = self.fields["venue"]
            venue.initial = Precision.SCHOOL
            venue.help_text = self.OF_A_HOME

    def _say_what_shows(self, place):
        """Each answer says what would be seen, or that there is nothing to see yet."""
        shown = {
            Precision.ADDRESS: f"{place.venue_name} {place.address} {place.building}",
            Precision.TOWN: str(place.town or ""),
            Precision.SCHOOL: f"{place.school_district}小学校区" if place.school_district else "",
        }
        exactly = [(value, f"{label}（{shown[value].strip() or NOTHING_YET}）") for value, label in Precision.choices]
        self.fields["venue"].choices = [*exactly, EXACTLY[-1]]
        if place.group:
            yes = f"出してよい（運営団体の名前「{place.group}」も出ます）"
            self.fields["introduction"].choices = [("yes", yes), YES_NO[1]]
        contact = " ".join(filter(None, (place.contact_name, place.contact_phone))) or NOTHING_YET
        self.fields["contact"].choices = [("yes", f"出してよい（{contact}）"), YES_NO[1]]

    def _ask_about_photos(self, places):
        """One place's, each by itself; where there are none, nothing is asked."""
        photos = list(places[0].photos.in_order()) if len(places) == 1 and "photos" in self.fields else []
        if photos:
            self.fields["photos"].choices = [(photo.key.hex, photo) for photo in photos]
            self.fields["photos"].initial = [photo.key.hex for photo in photos if photo.public_key]
        else:
            self.fields.pop("photos", None)

    def clean_agreed_on(self):
        if self.cleaned_data["agreed_on"] > self.today:
            raise forms.ValidationError("聞いた日は、きょうまでの日にしてください。")
        return self.cleaned_data["agreed_on"]

    def agreed_photos(self):
        """The keys of the photographs that may be shown, of a valid form."""
        return self.cleaned_data.get("photos", [])

    def answers(self):
        """The answers of a valid form, one a field group; about photographs only where there are any."""
        data = self.cleaned_data
        precision = "" if data["venue"] == "no" else data["venue"]
        agreed = {
            FieldGroup.INTRODUCTION: data["introduction"] == "yes",
            FieldGroup.VENUE: bool(precision),
            FieldGroup.CONTACT: data["contact"] == "yes",
        }
        if "photos" in self.fields:
            agreed[FieldGroup.PHOTO] = bool(data["photos"])
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


class PublishManyForm(PublishForm):
    """The answers that hold for many alike. Nobody is refused in passing, and no private home shown exactly.

    Photographs are asked about one by one.
    """

    OF_A_HOME = (
        "個人宅は、まとめて掲載するときは小学校区までになります。もっとくわしく出すときは、1か所ずつ聞いてください。"
    )

    photos = None

    def __init__(self, *args, places, **kwargs):
        super().__init__(*args, places=places, **kwargs)
        if any(place.group_id for place in places):
            self.fields["introduction"].help_text = "運営団体の名前も、いっしょに出ます"

    def clean_introduction(self):
        if self.cleaned_data["introduction"] == "no":
            raise forms.ValidationError("出さないという答えは、1か所ずつ、その場のページで記録してください。")
        return self.cleaned_data["introduction"]

    def answers_of(self, place):
        """The answers of a valid form as they hold for `place`."""
        at_most = Precision.SCHOOL if place.is_private_home else ""
        return [
            replace(answer, precision=answer.precision and (at_most or answer.precision)) for answer in self.answers()
        ]


def proposed(place, consents):
    """What `PublishForm` starts from, given the latest consent of each field group: the answers of last time.

    Of a venue that is another by now nothing was said.
    """
    asked = {group.value: consent for group, consent in consents.items() if consent}
    if has_moved_since_asked(place, asked.get(FieldGroup.VENUE)):
        del asked[FieldGroup.VENUE]
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
