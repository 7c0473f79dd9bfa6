"""What forms say, whichever form it is."""

from django import forms

COLD = ("このフィールド", "この値", "有効な", "正しく", "候補")


class AnyForm(forms.Form):
    name = forms.CharField(max_length=3)
    people = forms.IntegerField(min_value=0)
    day = forms.DateField()
    time = forms.TimeField()
    mail = forms.EmailField()
    url = forms.URLField(assume_scheme="https")
    one = forms.ChoiceField(choices=[("a", "あ")])
    several = forms.MultipleChoiceField(choices=[("a", "あ")])


def said(**entered):
    return {name: errors[0] for name, errors in AnyForm(entered).errors.items()}


def test_what_is_missing_is_asked_for():
    assert set(said().values()) == {"書いてください。", "えらんでください。"}


def test_what_cannot_be_read_is_answered_with_how_to_write_it():
    wrong = {"name": "呉妹の会", "people": "-1", "url": "ああ", "one": "b", "several": "b"}

    page = said(**wrong, day="きのう", time="朝", mail="tanaka")

    assert page["name"] == "3文字までにしてください（いまは4文字です）。"
    assert page["people"] == "0以上の数にしてください。"
    assert not [sentence for sentence in page.values() if any(word in sentence for word in COLD)]
