import datetime as dt
import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from directory.finder.queries import DAYS, NO_DISTRICT, WHENS, Areas, Point, Search
from directory.places.schedule import LOOK_AHEAD
from directory.places.vocabulary import Activity, Weekday
from kayoiba.tools.kana import fold

TIMES = {"am": "午前", "pm": "午後"}
WHEN = {"today": "きょう", "tomorrow": "あした", "week": "この1週間"}
TRAITS = {
    "newcomers": "はじめての人 歓迎",
    "wheelchair": "車いす",
    "parking": "駐車場",
    "transport": "送迎",
    "free": "無料",
    "men": "男の人 歓迎",
    "children": "子ども 歓迎",
}
ORDERS = {"near": "近い順", "next": "次にひらく順", "name": "五十音順"}
AT_A_GLANCE = 30
"""More districts than this are chosen from a list that opens."""
A_YEAR = dt.timedelta(days=366)
DEGREES = re.compile(r"(-?[0-9]{1,2}(?:\.[0-9]{1,3})?),(-?[0-9]{1,3}(?:\.[0-9]{1,3})?)")


class KnownChoices(forms.MultipleChoiceField):
    """Several of the choices; what is none of them is not there."""

    def __init__(self, **options: Any):
        super().__init__(required=False, widget=forms.CheckboxSelectMultiple, **options)

    def clean(self, value: list[str] | None) -> tuple[str, ...]:
        told = set(value or ())
        return tuple(choice for choice, _ in self.choices if choice in told)


class DateOrWhenField(forms.DateField):
    """A day of the calendar, or a word of WHENS that moves along with it."""

    def to_python(self, value: Any) -> Any:
        return value if value in WHENS else super().to_python(value)


class PointField(forms.CharField):
    """A point in degrees, no finer than three decimals: an address is kept in many places."""

    def clean(self, value: Any) -> Point | None:
        if not value:
            return None
        degrees = DEGREES.fullmatch(str(value))
        point = Point(*map(float, degrees.groups())) if degrees else None
        if point is None or abs(point.lat) > 90 or abs(point.lng) > 180:
            raise ValidationError(self.error_messages["invalid"])
        return point


class SearchForm(forms.Form):
    """The search in an address. Nothing is refused: what cannot be read is left out and told in `remarks`."""

    q = forms.CharField(
        label="ことばでさがす",
        help_text="例）カラオケ、つらじま",
        required=False,
        max_length=100,
        error_messages={"max_length": "ことばは100文字までにしてください。"},
    )
    district = forms.ChoiceField(
        label="どこで",
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": "その地区はありません。市ぜんぶから さがしています。"},
    )
    school = forms.ChoiceField(
        label="小学校区",
        required=False,
        error_messages={"invalid_choice": "その小学校区は ここにはありません。小学校区をきめずに さがしています。"},
    )
    day = KnownChoices(label="曜日", choices=tuple(zip(DAYS, Weekday.labels, strict=True)))
    time = KnownChoices(label="午前・午後", choices=tuple(TIMES.items()))
    activity = KnownChoices(label="なにを", choices=Activity.choices)
    date = DateOrWhenField(
        label="日にち",
        required=False,
        input_formats=["%Y-%m-%d"],
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": "日にちが読めません。日にちをきめずに さがしています。"},
    )
    near = PointField(
        required=False,
        widget=forms.HiddenInput,
        error_messages={"invalid": "いまいる場所が 読めません。場所をきめずに さがしています。"},
    )
    order = forms.ChoiceField(choices=(("", ""), *ORDERS.items()), required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, areas: Areas, today: dt.date, **options: Any):
        super().__init__(*args, **options)
        self.today = today
        self.fields["with"] = KnownChoices(label="あるとよいこと", choices=tuple(TRAITS.items()))  # a word of Python
        names = [(district.slug, district.name) for district in areas.districts]
        if len(names) > AT_A_GLANCE:
            self.fields["district"].widget = forms.Select()
        self.fields["district"].choices = [("", "市ぜんぶ"), *names, (NO_DISTRICT, "地区未設定")]
        district = self.data.get("district", "")
        schools = areas.schools_in(district) if areas.district(district) else areas.schools
        self.fields["school"].choices = [("", "きめない"), *((school.slug, school.name) for school in schools)]

    def clean_q(self) -> tuple[str, ...]:
        words = tuple(dict.fromkeys(self.cleaned_data["q"].split()))
        known = tuple(word for word in words if fold(word))
        if words and not known:
            raise ValidationError("さがすことばは 文字か数字で入れてください。")
        return known

    def clean_date(self) -> dt.date | str | None:
        date = self.cleaned_data["date"]
        if not date or date in WHENS:
            return date
        if not self.today - A_YEAR <= date <= self.today + dt.timedelta(days=LOOK_AHEAD):
            raise ValidationError("その日のことは わかりません。日にちをきめずに さがしています。")
        return date

    @property
    def search(self) -> Search:
        self.full_clean()
        told = self.cleaned_data
        times, date = told.get("time", ()), told.get("date")
        return Search(
            words=told.get("q", ()),
            district=told.get("district", ""),
            school=told.get("school", ""),
            days=told.get("day", ()),
            time=times[0] if len(times) == 1 else "",
            activities=told.get("activity", ()),
            traits=told.get("with", ()),
            date=date if isinstance(date, dt.date) else None,
            when=date if isinstance(date, str) else "",
            near=told.get("near"),
            order=told.get("order", ""),
        )

    @property
    def remarks(self) -> list[str]:
        return [remark for remarks in self.errors.values() for remark in remarks]
