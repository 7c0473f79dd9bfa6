import datetime as dt
import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from directory.counts.figures import FIGURES, Year
from tests.factories.places import a_district, a_place, a_school

pytestmark = pytest.mark.django_db

YEAR = Year(2021, dt.date(2021, 10, 1))


def counts(**options):
    out = StringIO()
    call_command("counts", stdout=out, **options)
    return out.getvalue()


def numbers(key, **options):
    document = json.loads(counts(json=True, **options))
    return {
        figure["area"]: figure["value"]
        for figure in document["figures"]
        if figure["key"] == key and figure["category"] is None
    }


def test_each_area_has_one_mark_and_no_place_is_missing():
    mabi, funao = a_district(), a_district("funao", "船穂")
    school = a_school(district=mabi)
    a_place(district=mabi, school_district=school)
    a_place(district=funao, school_district=school)
    a_place(district=funao)
    a_place()

    assert numbers("places.known", fiscal_year=2021) == {
        None: 4,
        "mabi": 1,
        "funao": 2,
        "district:unset": 1,
        "m-01": 2,
        "school:unset": 2,
    }


def test_the_document_names_its_year_its_day_and_every_figure():
    document = json.loads(counts(fiscal_year=2021, as_of="2021-10-01", json=True))

    assert (document["fiscal_year"], document["as_of"]) == (2021, "2021-10-01")
    whole = [figure for figure in document["figures"] if figure["area"] is None and figure["category"] is None]
    assert whole == [
        {
            "key": figure.key,
            "name": figure.name,
            "area": None,
            "category": None,
            "value": figure.value(YEAR, {}, None),
        }
        for figure in FIGURES
    ]


def test_a_place_counts_from_its_day_until_the_day_it_ended():
    a_place(known_from=dt.date(2021, 10, 1))

    assert numbers("places.known", fiscal_year=2021, as_of="2021-09-30")[None] == 0
    assert numbers("places.known", fiscal_year=2021, as_of="2021-10-01")[None] == 1


def test_people_read_the_same_in_sentences():
    a_place(district=a_district())

    text = counts(fiscal_year=2021)

    assert text.startswith(
        "令和3年度（2021年度） 2022-03-31 の終わり（いまの記録から数えた値）\n"
        "市全体：把握している通いの場 1、うち補助金対象サロン 0、"
    )


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        ({"fiscal_year": 2999}, "まだ始まっていない年度です。"),
        ({"fiscal_year": 1980}, "1989年度（平成元年度）から数えられます。"),
        ({"fiscal_year": 2021, "as_of": "2021-03-31"}, "2021-04-01 から 2022-03-31 までの日にしてください。"),
        ({"fiscal_year": 2021, "as_of": "きのう"}, "日付は 2021-10-01 のように書いてください。"),
    ],
)
def test_what_cannot_be_counted_is_refused_in_words(options, reason):
    with pytest.raises(CommandError, match=reason):
        counts(**options)
