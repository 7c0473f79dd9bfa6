"""Adding photographs of a place, and saying what is on them."""

from uuid import uuid4

from django import forms

from directory.places.models import Photo
from kayoiba.tools.pictures import PictureField

ALTERNATIVE = "何が写っていますか"
LONGEST = Photo._meta.get_field("alternative").max_length


class PhotoForm(forms.Form):
    """One photograph; `key` is the same however often the button is pressed."""

    picture = PictureField(label="写真", help_text="カメラで撮るか、アルバムから 1枚えらびます")
    alternative = forms.CharField(
        label=ALTERNATIVE,
        max_length=LONGEST,
        required=False,
        help_text="目の見えない人に 読み上げられます。例）公民館の入口、体操をする人たち",
    )
    key = forms.UUIDField(required=False, widget=forms.HiddenInput, initial=uuid4)


class FirstPhotoForm(PhotoForm):
    """One that may come along with a new place."""

    TAKEN_OFF = "写真は もう一度 えらんでください（なおすところが あると、えらんだ写真は はずれます）。"

    picture = PictureField(
        label="写真", required=False, help_text="カメラで撮るか、アルバムから 1枚えらびます。あとからでも 足せます"
    )
    key = None

    def say_taken_off(self):
        """No browser keeps a chosen file while the form is put right."""
        if self.files.get("picture") and not self.errors.get("picture"):
            self.add_error("picture", self.TAKEN_OFF)


class AlternativesForm(forms.Form):
    """What is on each photograph of a place, all on one page."""

    def __init__(self, *args, photos, **kwargs):
        super().__init__(*args, **kwargs)
        self.photos = photos
        for photo in photos:
            self.fields[photo.key.hex] = forms.CharField(
                label=ALTERNATIVE, max_length=LONGEST, required=False, initial=photo.alternative
            )

    def rows(self):
        """Each photograph with the field that says what is on it."""
        return [(photo, self[photo.key.hex]) for photo in self.photos]

    def said(self):
        """Of a valid form each photograph that was told of, and what is on it."""
        return [(photo, self.cleaned_data[photo.key.hex]) for photo in self.photos if photo.key.hex in self.data]
