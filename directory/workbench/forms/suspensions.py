"""まとめて休み: whom, from when and why; then which places exactly; and their meeting again."""

import datetime as dt
from uuid import uuid4

from django import forms

from directory.areas.models import District
from directory.places.vocabulary import Continues, PauseReason
from directory.workbench.forms.dates import CONTINUES, day
from kayoiba.tools.fields import CHOOSE
from kayoiba.tools.fiscal import era_date

ALL = "all"
A_YEAR = dt.timedelta(days=365)
READY = {
    "flood": ("豪雨・災害", PauseReason.DISASTER, "豪雨のため、安全がたしかめられるまで お休みします。"),
    "epidemic": ("感染症", PauseReason.EPIDEMIC, "感染症が広がっているため、おさまるまで お休みします。"),
    "venue": ("会場が閉まる", PauseReason.VENUE, "会場が閉まっているため お休みします。"),
}
"""What has happened, by its word in the address: its name, the reason, and a note that can be changed."""


class SuspendForm(forms.Form):
    """Whoever works everywhere may choose the whole city."""

    district = forms.ChoiceField(label="どの地区を", widget=forms.RadioSelect, error_messages=CHOOSE)
    from_date = day("休みはじめ")
    reason = forms.ChoiceField(label="わけ", choices=PauseReason, widget=forms.RadioSelect, error_messages=CHOOSE)
    note = forms.CharField(
        label="ひとこと",
        max_length=200,
        required=False,
        help_text="住民にも見えます。例）公民館がまた開いたら はじめます",
    )
    continues = forms.MultipleChoiceField(**CONTINUES)

    def __init__(self, *args, districts, everywhere, **kwargs):
        super().__init__(*args, **kwargs)
        self.districts = {district.slug: district for district in districts}
        names = [(slug, district.name) for slug, district in self.districts.items()]
        self.fields["district"].choices = [*names, *([(ALL, "市のぜんぶ")] if everywhere else [])]

    def clean_district(self) -> District | None:
        """None is the whole city."""
        return self.districts.get(self.cleaned_data["district"])

    @property
    def reason_label(self):
        return PauseReason(self.cleaned_data["reason"]).label

    @property
    def continues_label(self):
        return "・".join(Continues(what).label for what in self.cleaned_data["continues"])


class TickedForm(forms.Form):
    """The places that are ticked of those on the page."""

    places = forms.ModelMultipleChoiceField(
        label="場",
        queryset=None,
        error_messages={
            "required": "1か所も えらばれていません。印をつけてください。",
            "invalid_choice": "この画面をひらいたあとに、担当がかわった場があります。もう一度えらんでください。",
        },
    )

    def __init__(self, *args, places, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["places"].queryset = places


class SuspendTickedForm(TickedForm):
    request_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)


class ResumeTickedForm(TickedForm):
    """The day is one of the suspension's: one long before or after is a slip of the pen."""

    on = day("また集まりはじめる日")

    def __init__(self, *args, suspension, today, **kwargs):
        super().__init__(*args, initial={"on": today}, **kwargs)
        self.first, self.last = min(suspension.from_date, today), today + A_YEAR

    def clean_on(self):
        if not self.first <= self.cleaned_data["on"] <= self.last:
            raise forms.ValidationError(f"{era_date(self.first)}から 1年先までの日にしてください。")
        return self.cleaned_data["on"]
