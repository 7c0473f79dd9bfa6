from django import forms
from django.core.exceptions import NON_FIELD_ERRORS

from directory.areas.models import District
from directory.places.models import Synonym
from kayoiba.tools.kana import fold
from kayoiba.tools.saying import phone_digits


class ContactForm(forms.ModelForm):
    class Meta:
        model = District
        fields = ["contact_name", "contact_phone", "contact_hours"]
        help_texts = {
            "contact_name": "電話に出る人を役で。例 生活支援コーディネーター（真備事務所）",
            "contact_phone": "例 086-000-0000",
            "contact_hours": "例 平日 午前8時30分〜午後5時15分",
        }

    def clean_contact_phone(self):
        """A number that residents press: one, and one that can be dialled."""
        phone = self.cleaned_data["contact_phone"]
        if phone and not phone_digits(phone):
            raise forms.ValidationError("電話番号を1つだけ、086-000-0000 のように書いてください。")
        return phone


class SynonymForm(forms.ModelForm):
    class Meta:
        model = Synonym
        fields = ["also", "word"]
        error_messages = {NON_FIELD_ERRORS: {"unique_together": "そのいいかえは もうあります。"}}
        help_texts = {
            "also": "住民が「さがす」に入れることば。 例）エクササイズ",
            "word": "場の名前や紹介に書いてあることば。 例）体操",
        }

    def clean(self):
        data = super().clean()
        for name in ("word", "also"):
            if data.get(name) and not fold(data[name]):
                self.add_error(name, "文字か数字で入れてください。")
        if not self.errors and fold(data["word"]) == fold(data["also"]):
            self.add_error("also", "書き方がちがうだけの同じことばです。足さなくても見つかります。")
        return data
