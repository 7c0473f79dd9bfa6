"""Every record in every form, held against the published schemas of HSDS 3.0 where somebody has them."""

import os

import pytest

from directory.places.actions import except_day, pause_place
from directory.places.models import Place
from directory.places.schedule import OneDay, Rule
from directory.places.vocabulary import PauseReason, Precision
from tests.directory.opendata.hsds.asking import ROOT, told
from tests.directory.opendata.hsds.published import FULL, IN_FULL, LISTED, faults
from tests.factories.places import AT, TODAY, a_listing, a_town

pytestmark = pytest.mark.skipif("REAL_DATA" not in os.environ, reason="REAL_DATA names no folder")


@pytest.fixture
def many(a_full_listing):
    """Places of every kind: with everything and with nothing, at rest, at each precision, with every rule."""
    full = Place.objects.get()
    pause_place(place=full, from_date=TODAY, until=None, reason=PauseReason.SEASON, by=None, at=AT)
    except_day(place=full, day=OneDay(TODAY, meets=True), by=None, at=AT)
    a_listing(schedule_text="月に2回くらい", town=a_town(lat=34.6, lng=133.7), precision=Precision.TOWN)
    a_listing(rules=[Rule(days=(5, 15), months=(4, 5)), Rule(weekdays=("We",), fortnightly=True, anchor=TODAY)])


@pytest.mark.parametrize("name", LISTED)
def test_every_record_is_valid(client, many, name):
    listed = told(client, name)["contents"]
    full = told(client, name, **IN_FULL.get(name, {}))["contents"]
    ones = [client.get(f"{ROOT}{name}/{row['id']}").json() for row in listed]

    found = [fault for row in listed for fault in faults(LISTED[name], row)]
    found += [fault for row in [*full, *ones] for fault in faults(FULL[name], row)]

    assert listed
    assert found == []


def test_a_record_without_its_name_is_found_out(client, many):
    row = told(client, "services")["contents"][0]
    del row["name"]

    assert [fault.split(": ")[1] for fault in faults(LISTED["services"], row)] == ["'name' is a required property"]
