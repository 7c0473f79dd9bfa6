from django import forms

from kayoiba.tools.pictures import PictureField

TAKEN_OFF = "写真は もう一度 えらんでください（なおすところが あると、えらんだ写真は はずれます）。"


class FirstPhotoForm(forms.Form):
    """A photograph that comes along with a new place."""

    picture = PictureField(label="写真", required=False, help_text="顔が わかる人には、のせてよいかを 聞いてください")
    alternative = forms.CharField(
        label="何の写真ですか",
        max_length=200,
        required=False,
        help_text="目の見えない方に 読みあげます。例）輪になって 歌う 8人",
    )

    def say_taken_off(self):
        """No browser keeps a chosen file while the form is put right."""
        if self.files.get("picture") and not self.errors.get("picture"):
            self.add_error("picture", TAKEN_OFF)
