"""Each component with the least that may be passed, and what it then says. Unknown names raise (tests/settings.py)."""

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template.loader import render_to_string


class PlaceForm(forms.Form):
    name = forms.CharField(label="名前", help_text="みなさんが呼んでいる名前で")
    days = forms.MultipleChoiceField(
        label="曜日", choices=[("mon", "月"), ("tue", "火")], widget=forms.CheckboxSelectMultiple, required=False
    )
    agreed = forms.BooleanField(label="口頭で聞きました")
    back = forms.CharField(widget=forms.HiddenInput, required=False)


def ui(component, **passed):
    return " ".join(render_to_string(f"ui/{component}.html", passed).split())


def test_a_field_ties_its_hint_and_its_error_to_the_input():
    page = ui("field", field=PlaceForm({})["name"])

    assert 'aria-describedby="id_name_helptext id_name_error"' in page
    assert 'id="id_name_helptext"' in page
    assert 'id="id_name_error"> <p>＊' in page


def test_a_field_says_that_it_is_required_only_when_asked_to():
    field = PlaceForm()["name"]

    assert ["※必須" in ui("field", field=field), "※必須" in ui("field", field=field, required=True)] == [False, True]


def test_several_choices_are_chips_within_a_named_group():
    page = ui("field", field=PlaceForm({"days": ["tue"]})["days"], week=True)

    assert '<fieldset id="id_days"' in page
    assert page.count('class="chip"') == 2
    assert 'value="tue" id="id_days_1" checked>' in page


def test_a_hidden_field_is_nothing_but_its_input():
    assert ui("field", field=PlaceForm()["back"]) == '<input type="hidden" name="back" id="id_back">'


def test_a_box_to_tick_stands_before_its_sentence():
    page = ui("field", field=PlaceForm()["agreed"])

    assert page.index('type="checkbox"') < page.index("口頭で聞きました")


def test_the_summary_of_errors_leads_to_each_field_and_is_silent_while_all_is_well():
    wrong = ui("errors", form=PlaceForm({}))

    assert '<a href="#id_name">名前</a>' in wrong
    assert ui("errors", form=PlaceForm()) == ""


@pytest.mark.parametrize(("number", "words"), [(1, ["next"]), (2, ["prev", "next"]), (3, ["prev"])])
def test_the_first_and_the_last_page_lead_nowhere_beyond(number, words):
    page = ui("pages", page=Paginator(range(58), 20).page(number), query="day=tue&", list="さがした結果")

    assert [word for word in ["prev", "next"] if f'rel="{word}"' in page] == words
    assert 'aria-label="さがした結果のページ"' in page


def test_a_single_page_needs_no_paging():
    assert ui("pages", page=Paginator(range(3), 20).page(1), query="", list="さがした結果") == ""


def test_a_place_of_which_little_is_known_still_has_a_card():
    page = ui("result", place={"number": 7, "name": "友達の家の井戸端会議", "href": "/places/7/"})

    assert '<article class="result" data-place="7">' in page
    assert "日どりは お問い合わせください" in page
    assert "電話" not in page


def test_a_card_says_that_its_check_is_old():
    place = {"number": 7, "name": "畑の会", "href": "/places/7/", "checked": "昨年6月に電話で確認", "is_stale": True}

    assert "確認が古い情報です。昨年6月に電話で確認" in ui("result", place=place)


def test_a_fact_nobody_knows_is_not_a_no():
    assert "わからない" in ui("fact", label="車いす", value="")


def test_a_telephone_number_can_be_touched():
    page = ui("phone", number="086-000-0000", who="代表の中島さん", hours="平日 午前9時〜午後5時")

    assert 'href="tel:0860000000"' in page
    assert "代表の中島さんが出ます。 <span>受付 平日 午前9時〜午後5時</span>" in page


def test_a_telephone_number_is_said_with_hyphens_however_it_was_written():
    assert '<span class="phone-number">086-000-0000</span>' in ui("phone", number="０８６０００００００")


def test_what_is_not_one_telephone_number_is_said_and_not_dialled():
    page = ui("phone", number="公民館の窓口へ")

    assert "公民館の窓口へ" in page
    assert "tel:" not in page


def test_a_choice_with_nothing_behind_it_says_zero():
    counted = ui("chip", type="radio", name="district", value="funao", label="船穂", count=0)

    assert '<span class="chip-count">0</span>' in counted
    assert "chip-count" not in ui("chip", type="radio", name="time", value="am", label="午前")


@pytest.mark.parametrize(
    ("component", "passed", "said"),
    [
        ("crumbs", {"trail": [("場", "/workbench/places/")], "here": "畑の会"}, '<a href="/workbench/places/">場</a>'),
        ("empty", {"title": "真備の火曜には見つかりません"}, "<h2>真備の火曜には見つかりません</h2>"),
        ("notice", {"text": "登録しました。", "tone": "success"}, 'role="status"'),
        ("notice", {"text": "登録できません。", "tone": "error"}, 'role="alert"'),
        ("savebar", {"word": "登録する"}, '<button type="submit" class="button">登録する</button>'),
        ("form", {"form": PlaceForm(), "word": "登録する", "back": ""}, '<label class="field-label" for="id_name">'),
        ("status", {"tone": "known", "word": "掲載中"}, '<span class="status status-known">掲載中</span>'),
        ("tile", {"name": "activity", "value": "tea", "activity": "tea", "label": "お茶"}, "img/drawings.svg#tea"),
    ],
)
def test_a_component_is_content_with_the_least(component, passed, said):
    assert said in ui(component, **passed)
