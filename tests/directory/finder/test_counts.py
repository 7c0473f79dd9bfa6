"""The numbers beside the choices, as the script asks for them."""

import pytest

from directory.places.schedule import Rule
from directory.places.vocabulary import Activity
from tests.directory.finder.reading import chips, found
from tests.factories.places import a_district, a_listing

TUESDAYS = Rule(weekdays=("Tu",))


def test_every_option_says_what_it_would_leave(client, city):
    a_listing(district=city, rules=[TUESDAYS], activities=[Activity.TEA], parking=True)
    a_listing(district=a_district("kurashiki", "倉敷"), activities=[Activity.SHOGI])

    told = client.get("/places/counts/?district=mabi&activity=tea").json()

    assert told["total"] == 1
    assert told["options"]["district"] == {"": 1, "kurashiki": 0, "mabi": 1}
    assert told["options"]["day"] == {"mon": 0, "tue": 1, "wed": 0, "thu": 0, "fri": 0, "sat": 0, "sun": 0}
    assert told["options"]["activity"]["tea"] == 1
    assert told["options"]["activity"]["shogi"] == 0
    assert told["options"]["with"]["parking"] == 1
    assert told["options"]["date"] == {"today": 1, "tomorrow": 0, "week": 1}


def test_the_script_is_told_what_the_page_says(client, city):
    a_listing(district=city, rules=[TUESDAYS])
    a_listing(rules=[Rule(weekdays=("We",))])

    page, told = client.get("/places/?day=tue"), client.get("/places/counts/?day=tue").json()

    assert told["total"] == found(page)
    for name, options in told["options"].items():
        assert (
            options.items()
            <= {
                value: int(face.split()[-1]) for value, face in chips(page, name).items() if face[-1].isdecimal()
            }.items()
        )


def test_what_cannot_be_read_is_left_out(client):
    a_listing()

    assert client.get("/places/counts/?district=tokyo&near=here&date=\0").json()["total"] == 1


@pytest.mark.parametrize("rows", [1, 3, 300])
def test_counting_asks_the_database_twice(client, city, rows, django_assert_num_queries):
    for _ in range(rows):
        a_listing(district=city, rules=[TUESDAYS])

    with django_assert_num_queries(2):
        client.get("/places/counts/?district=mabi")
