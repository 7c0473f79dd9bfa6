import datetime as dt

import pytest
from django import forms
from django.http import QueryDict
from django.utils import timezone
from pytest_django.asserts import assertHTMLEqual

from directory.groups.models import Group
from directory.places.schedule import DAY_ENDS, LAST, Rule
from directory.places.vocabulary import FieldGroup, Precision, VenueType
from directory.workbench.forms import MoveForm, PlaceForm, PublishForm, RuleFormSet
from directory.workbench.forms.dates import CheckForm, ComeBackForm, EndForm, GrantForm, PauseForm, ResumeForm
from directory.workbench.forms.rules import initial_of
from tests.factories.people import a_person
from tests.factories.places import TODAY, a_district, a_place, a_school, a_town

DAY = dt.timedelta(days=1)


def rules_of(*ticked, kept=()):
    """The form set as a browser sends it, from one mapping a rule."""
    data = QueryDict(mutable=True)
    data.update({"rules-TOTAL_FORMS": str(len(ticked)), "rules-INITIAL_FORMS": str(len(kept))})
    for number, fields in enumerate(ticked):
        for name, value in fields.items():
            data.setlist(f"rules-{number}-{name}", value if isinstance(value, list) else [value])
    return RuleFormSet(data, prefix="rules", initial=kept)


class TestRules:
    def test_second_and_fourth_tuesdays_are_ticked(self):
        rules = rules_of({"weekdays": ["Tu"], "weeks": ["2", "4"], "start": "10:00", "end": "11:30"})

        assert rules.is_valid()
        assert rules.rules() == [Rule(weekdays=("Tu",), weeks=(2, 4), start=dt.time(10), end=dt.time(11, 30))]

    def test_an_evening_may_end_with_the_day(self):
        rules = rules_of({"weekdays": ["Sa"], "start": "20:00", "end": "00:00"})

        assert rules.is_valid()
        assert rules.rules() == [Rule(weekdays=("Sa",), start=dt.time(20), end=DAY_ENDS)]

    def test_nothing_ticked_is_no_rule(self):
        rules = rules_of({})

        assert rules.is_valid()
        assert rules.rules() == []

    def test_one_more_rule_may_be_said_in_the_spare_form(self):
        rules = rules_of({"weekdays": ["Mo", "Fr"]}, {"weekdays": ["Su"], "weeks": [str(LAST)]})

        assert rules.is_valid()
        assert rules.rules() == [Rule(weekdays=("Mo", "Fr")), Rule(weekdays=("Su",), weeks=(LAST,))]

    @pytest.mark.parametrize("written", ["10、20、30", "１０日・２０日・３０日", "30 10,20"])
    def test_days_of_the_month_are_read_as_people_write_them(self, written):
        rules = rules_of({"days": written})

        assert rules.is_valid()
        assert rules.rules() == [Rule(days=(10, 20, 30))]

    @pytest.mark.parametrize(
        ("ticked", "wrong"),
        [
            ({"start": "10:00"}, "weekdays"),
            ({"days": "1", "fortnightly": "on"}, "fortnightly"),
            ({"weeks": ["2"]}, "weekdays"),
            ({"fortnightly": "on"}, "weekdays"),
            ({"anchor": "2026-11-18"}, "weekdays"),
            ({"valid_from": "2026-11-18"}, "weekdays"),
            ({"valid_to": "2026-11-18"}, "weekdays"),
            ({"off_on_holidays": "on"}, "weekdays"),
            ({"weekdays": ["Tu"], "days": "10"}, "days"),
            ({"days": "32"}, "days"),
            ({"days": "月末"}, "days"),
            ({"weekdays": ["Tu"], "start": "11:00", "end": "10:00"}, "end"),
            ({"weekdays": ["Tu"], "valid_from": "2026-12-01", "valid_to": "2026-11-01"}, "valid_to"),
            ({"weekdays": ["Tu"], "fortnightly": "on", "anchor": "0026-11-18"}, "anchor"),
            ({"weekdays": ["Tu"], "valid_from": "0026-11-18"}, "valid_from"),
            ({"weekdays": ["Tu"], "valid_to": "9999-12-31"}, "valid_to"),
        ],
    )
    def test_what_makes_no_rule_is_said_where_it_is_wrong(self, ticked, wrong):
        rules = rules_of(ticked)

        assert not rules.is_valid()
        assert list(rules.forms[0].errors) == [wrong]

    @pytest.mark.django_db
    def test_rules_come_back_as_they_were_with_what_ticks_cannot_say(self):
        kept = Rule(
            weekdays=("We",),
            fortnightly=True,
            anchor=dt.date(2026, 11, 18),
            off_on_holidays=True,
            except_days=({"months": [8]},),
        )
        initial = list(initial_of(a_place(rules=[kept]).rules.all()))

        sent = {"weekdays": ["We"], "fortnightly": "on", "anchor": "2026-11-18", "off_on_holidays": "on"}
        rules = rules_of(sent, {}, kept=initial)

        assert rules.is_valid()
        assert rules.rules() == [kept]

    @pytest.mark.django_db
    def test_a_rule_can_be_removed(self):
        initial = list(initial_of(a_place(rules=[Rule(weekdays=("We",)), Rule(days=(10,))]).rules.all()))

        rules = rules_of({"weekdays": ["We"], "DELETE": "on"}, {"days": "10"}, {}, kept=initial)

        assert rules.is_valid()
        assert rules.rules() == [Rule(days=(10,))]


@pytest.mark.django_db
class TestPlace:
    @pytest.fixture
    def coordinator(self):
        return a_person("coordinator", a_district())

    def form(self, user, **data):
        return PlaceForm({"name": "呉妹の会", **data}, user=user, on=TODAY)

    def test_a_name_is_enough_and_it_is_known_from_today(self, coordinator):
        form = self.form(coordinator)

        assert form.is_valid()
        assert form.cleaned_data["known_from"] == TODAY

    def test_without_a_name_it_is_refused(self, coordinator):
        assert list(self.form(coordinator, name=" ").errors) == ["name"]

    def test_a_district_of_others_is_refused(self, coordinator):
        kurashiki = a_district("kurashiki", "倉敷")

        assert list(self.form(coordinator, district=kurashiki.pk).errors) == ["district"]

    def test_a_school_district_brings_its_district(self, coordinator):
        form = self.form(coordinator, school_district=a_school(district=a_district()).pk)

        assert form.is_valid()
        assert form.cleaned_data["district"] == a_district()

    def test_a_school_district_of_another_district_is_refused(self):
        kurashiki = a_district("kurashiki", "倉敷")
        school = a_school(district=a_district())

        form = self.form(a_person("lead"), district=kurashiki.pk, school_district=school.pk)

        assert form.errors == {"school_district": ["呉妹小学校区は真備地区です。どちらかをかえてください。"]}

    def test_nothing_is_known_from_tomorrow(self, coordinator):
        assert list(self.form(coordinator, known_from=TODAY + DAY).errors) == ["known_from"]

    def test_a_slip_in_a_year_is_told(self, coordinator):
        form = self.form(coordinator, known_from="0026-11-24", started_on="1026-04-01")

        assert form.errors == {
            "known_from": ["年をたしかめてください。1900年より前の日は使えません。"],
            "started_on": ["年をたしかめてください。1900年より前の日は使えません。"],
        }

    def test_a_number_that_no_column_holds_is_told(self, coordinator):
        form = self.form(coordinator, fee_amount="99999999999", capacity="-1")

        assert form.errors["fee_amount"] == ["数字が大きすぎます。けたをたしかめてください。"]
        assert list(form.errors) == ["fee_amount", "capacity"]

    def test_katakana_of_a_reading_become_hiragana(self, coordinator):
        form = self.form(coordinator, reading="クレセ の カイ")

        assert form.is_valid()
        assert form.values()["reading"] == "くれせ の かい"

    def test_lines_end_as_they_are_kept(self, coordinator):
        form = self.form(coordinator, introduction="お茶を飲みます\r\n歌います")

        assert form.is_valid()
        assert form.values()["introduction"] == "お茶を飲みます\n歌います"

    def test_yes_no_and_unknown_are_three_answers(self, coordinator):
        form = self.form(coordinator, parking="yes", wheelchair="no", chairs="")

        assert form.is_valid()
        values = form.values()
        assert (values["parking"], values["wheelchair"], values["chairs"]) == (True, False, None)

    def test_what_is_dated_is_not_edited(self, coordinator):
        form = PlaceForm({"name": "呉妹の会"}, instance=a_place(), user=coordinator, on=TODAY)

        assert {"district", "school_district", "known_from"} & set(form.fields) == set()

    def test_its_own_town_may_stay_though_it_lies_in_another_district(self, coordinator):
        far = a_town("中庄", district=a_district("kurashiki", "倉敷"))
        sent = {"name": "呉妹の会", "town": far.pk}

        form = PlaceForm(sent, instance=a_place(town=far), user=coordinator, on=TODAY)

        assert form.is_valid()
        assert form.values()["town"] == far
        assert list(self.form(coordinator, town=far.pk).errors) == ["town"]

    def test_the_group_is_asked_for_among_what_is_shown(self, coordinator):
        sections = {s["code"]: [field.name for field in s["fields"]] for s in self.form(coordinator).sections()}

        assert "group_name" in sections["what"]
        assert "公開されます" in self.form(coordinator)["group_name"].help_text

    def test_a_choice_among_hundreds_is_written_as_djangos_own(self, coordinator):
        field = PlaceForm({"name": "", "town": a_town("尾崎 <西>").pk}, user=coordinator, on=TODAY)["town"]

        assertHTMLEqual(str(field), field.as_widget(forms.Select(choices=field.field.choices)))

    def test_a_section_with_something_wrong_says_so(self, coordinator):
        form = self.form(coordinator, contact_email="ちがう")

        assert [section["code"] for section in form.sections() if section["is_wrong"]] == ["contact"]

    def test_a_section_says_how_much_of_it_is_filled_in(self, coordinator):
        place = a_place(fee="無料", fee_amount=None, bring="湯のみ", parking=False)
        form = PlaceForm(instance=place, user=coordinator, on=TODAY)

        filled = {section["code"]: section["filled"] for section in form.sections()}
        assert (filled["join"], filled["facts"], filled["where"]) == (2, 1, 0)


@pytest.mark.django_db
class TestPublish:
    SENT = {"introduction": "yes", "venue": "no", "contact": "no", "how": "oral", "agreed_on": TODAY.isoformat()}

    def test_each_field_group_has_its_answer(self):
        form = PublishForm({**self.SENT, "venue": "town", "agreed_by": "代表"}, today=TODAY)

        assert form.is_valid()
        assert [(a.field_group, a.agreed, a.precision, a.agreed_by) for a in form.answers()] == [
            (FieldGroup.INTRODUCTION, True, "", "代表"),
            (FieldGroup.VENUE, True, "town", "代表"),
            (FieldGroup.CONTACT, False, "", "代表"),
        ]

    def test_nobody_agrees_tomorrow(self):
        form = PublishForm({**self.SENT, "agreed_on": (TODAY + DAY).isoformat()}, today=TODAY)

        assert list(form.errors) == ["agreed_on"]

    def test_nobody_agreed_in_the_year_26(self):
        form = PublishForm({**self.SENT, "agreed_on": "0026-11-24"}, today=TODAY)

        assert list(form.errors) == ["agreed_on"]

    def test_a_private_home_starts_at_its_school_district(self):
        form = PublishForm(places=[a_place(), a_place(venue_type=VenueType.HOME)], today=TODAY)

        assert form["venue"].value() == Precision.SCHOOL

    def test_each_answer_says_what_would_be_seen(self):
        group = Group.objects.create(name="呉妹の会")
        place = a_place(town=a_town(), group=group, contact_name="世話人", contact_phone="086-000-0000")

        form = PublishForm(places=[place], today=TODAY)

        assert [label for _, label in form.fields["venue"].choices] == [
            "番地まで（まだ書いていません）",
            "町名まで（真備町尾崎）",
            "小学校区まで（まだ書いていません）",
            "地区だけ（場所は出さない）",
        ]
        assert form.fields["introduction"].choices[0] == ("yes", "出してよい（運営団体の名前「呉妹の会」も出ます）")
        assert form.fields["contact"].choices[0] == ("yes", "出してよい（世話人 086-000-0000）")


class TestDates:
    def test_a_pause_ends_on_or_after_the_day_it_begins(self):
        sent = {"from_date": TODAY, "until": TODAY - DAY, "reason": "venue"}

        assert list(PauseForm(sent).errors) == ["until"]
        assert PauseForm({**sent, "until": TODAY}).is_valid()

    def test_a_pause_lies_within_the_next_ten_years(self):
        sent = {"from_date": TODAY, "reason": "venue"}

        assert PauseForm({**sent, "until": timezone.localdate().replace(day=1) + 3650 * DAY}).is_valid()
        assert PauseForm({**sent, "until": "9999-12-31"}).errors == {
            "until": ["年をたしかめてください。10年より先の日は使えません。"]
        }

    @pytest.mark.parametrize("form", [CheckForm, ComeBackForm, EndForm, ResumeForm])
    def test_a_slip_in_a_year_is_told(self, form):
        sent = {"on": "0026-11-24", "how": "phone", "reason": "引っこし"}

        assert form(sent, today=TODAY).errors == {"on": ["年をたしかめてください。1900年より前の日は使えません。"]}

    def test_an_amount_that_no_column_holds_is_told(self):
        sent = {"fiscal_year": 2026, "status": "decided", "amount": "99999999999"}

        assert GrantForm(sent, today=TODAY).errors == {"amount": ["数字が大きすぎます。けたをたしかめてください。"]}

    def test_nothing_is_checked_tomorrow(self):
        assert list(CheckForm({"on": TODAY + DAY, "how": "phone"}, today=TODAY).errors) == ["on"]

    def test_a_grant_may_be_of_next_year(self):
        assert GrantForm({"fiscal_year": 2027, "status": "applied"}, today=TODAY).is_valid()
        assert not GrantForm({"fiscal_year": 2028, "status": "applied"}, today=TODAY).is_valid()

    @pytest.mark.django_db
    def test_a_place_may_be_handed_over_to_any_district(self):
        kurashiki = a_district("kurashiki", "倉敷")

        form = MoveForm({"on": TODAY, "district": kurashiki.pk}, today=TODAY)

        assert form.is_valid()
        assert form.cleaned_data["district"] == kurashiki

    @pytest.mark.django_db
    def test_it_is_not_moved_into_a_school_district_of_another_district(self):
        sent = {"on": TODAY, "district": a_district("kurashiki", "倉敷").pk}
        school = a_school(district=a_district())

        assert list(MoveForm({**sent, "school_district": school.pk}, today=TODAY).errors) == ["school_district"]


@pytest.mark.django_db
def test_nothing_in_the_form_of_a_place_is_a_row_of_dashes():
    form = PlaceForm(user=a_person("lead"), on=TODAY)

    assert "---" not in str(form)
    assert str(form).count(">まだわからない<") == 8
