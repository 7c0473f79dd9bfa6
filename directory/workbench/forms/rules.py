"""When a place meets, entered by ticks: one small form a rule."""

import re
import unicodedata

from django import forms

from directory.places.schedule import DAY_ENDS, LAST, Rule, read
from directory.places.vocabulary import Weekday
from kayoiba.tools.fields import DayField, TimeInput

WEEKS = [(1, "第1"), (2, "第2"), (3, "第3"), (4, "第4"), (5, "第5"), (LAST, "最終")]
MONTHS = [(month, f"{month}月") for month in range(1, 13)]
NO_DAY = "曜日（または毎月の日にち）をえらんでください。わからなければ「いつ（ことばで）」に書けます。"
RARE = ("months", "days", "fortnightly", "anchor", "valid_from", "valid_to")
BESIDES = ("weeks", "start", "end", "off_on_holidays", "months", "fortnightly", "anchor", "valid_from", "valid_to")
TICKS = forms.CheckboxSelectMultiple


class RuleForm(forms.Form):
    """One rule. Nothing ticked is no rule; `rule()` gives the `Rule` of a valid form, or None."""

    weekdays = forms.MultipleChoiceField(label="曜日", choices=Weekday, required=False, widget=TICKS)
    weeks = forms.TypedMultipleChoiceField(
        label="第何週", choices=WEEKS, coerce=int, required=False, widget=TICKS, help_text="えらばなければ 毎週"
    )
    start = forms.TimeField(label="はじまり", required=False, widget=TimeInput)
    end = forms.TimeField(label="おわり", required=False, widget=TimeInput)
    off_on_holidays = forms.BooleanField(label="祝日は休み", required=False)
    months = forms.TypedMultipleChoiceField(
        label="月", choices=MONTHS, coerce=int, required=False, widget=TICKS, help_text="えらばなければ 毎月"
    )
    days = forms.CharField(label="毎月の日にち", required=False, help_text="曜日のかわりに。例）10、20、30")
    fortnightly = forms.BooleanField(label="隔週", required=False)
    anchor = DayField(label="隔週の、ある開催日", required=False, help_text="1日わかれば、次の日付が出せます")
    valid_from = DayField(label="この日から", required=False)
    valid_to = DayField(label="この日まで", required=False)

    @property
    def is_rare(self):
        """Something is wrong or filled in among what few rules need."""
        return any(self[name].errors or self[name].value() for name in RARE)

    def clean_days(self):
        text = unicodedata.normalize("NFKC", self.cleaned_data["days"])
        days = [int(number) for number in re.findall(r"\d+", text)]
        if any(not 1 <= day <= 31 for day in days) or re.sub(r"[\d\s,、・.日]", "", text):
            raise forms.ValidationError("日にちは 1〜31 の数字を「、」で区切って書いてください。例）10、20、30")
        return tuple(sorted(set(days)))

    def clean(self):
        data = super().clean()
        weekdays, days = data.get("weekdays"), data.get("days")
        if weekdays and days:
            self.add_error("days", "曜日か日にちの、どちらか一方にしてください。")
        if days and data.get("fortnightly"):
            self.add_error("fortnightly", "隔週は 曜日と いっしょに使います。日にちのときは はずしてください。")
        if any(data.get(name) for name in BESIDES) and not weekdays and not days and "days" not in self.errors:
            self.add_error("weekdays", NO_DAY)
        start, end = data.get("start"), data.get("end")
        if start is not None and end is not None and start >= end and end != DAY_ENDS:
            self.add_error("end", "おわりの時刻は、はじまりより後にしてください。")
        if data.get("valid_from") and data.get("valid_to") and data["valid_from"] > data["valid_to"]:
            self.add_error("valid_to", "この日までは、この日からより後にしてください。")
        return data

    def rule(self):
        data = self.cleaned_data
        if not data.get("weekdays") and not data.get("days"):
            return None
        lists = {name: tuple(data[name]) for name in ("weekdays", "weeks", "months", "days")}
        rest = ("start", "end", "off_on_holidays", "fortnightly", "anchor", "valid_from", "valid_to")
        exceptions = tuple(self.initial.get("except_days", ()))
        return Rule(**lists, except_days=exceptions, **{name: data[name] for name in rest})


class BaseRuleFormSet(forms.BaseFormSet):
    def get_form_kwargs(self, index):
        """A spare form that says what has been written down meanwhile is not an empty one."""
        return super().get_form_kwargs(index) | {"empty_permitted": False}

    def add_fields(self, form, index):
        super().add_fields(form, index)
        if "DELETE" in form.fields:
            form.fields["DELETE"].label = "このきまりを消す"

    def rules(self):
        """The rules of a valid form set, without the empty ones and those to be removed."""
        kept = [form for form in self.forms if form not in self.deleted_forms]
        return [rule for form in kept if (rule := form.rule())]

    def rules_before(self):
        """Those it started from."""
        return [row["rule"] for row in self.initial or ()]

    def are_other_than(self, sentence):
        """Somebody ticks or has ticked other rules than the sentence said; a new sentence leaves them as they are."""
        before = self.rules_before()
        ticked = self.rules() if self.is_bound and self.is_valid() else before
        return bool(ticked) and not ticked == before == list(read(sentence).rules)


RuleFormSet = forms.formset_factory(
    RuleForm, formset=BaseRuleFormSet, extra=1, max_num=12, can_delete=True, can_delete_extra=False
)


def initial_of(rules):
    """What `RuleFormSet` starts from, given rows of MeetingRule."""
    for row in rules:
        rule = Rule.from_model(row)
        yield {**vars(rule), "rule": rule, "days": "、".join(str(day) for day in rule.days)}
