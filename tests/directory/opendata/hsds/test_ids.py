import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.groups.models import Group
from directory.opendata.hsds.ids import Ids, Table, key_of
from directory.places.models import Listing
from directory.places.models.listing import group_key
from tests.factories.places import a_listing

OURS, OTHERS = Ids("332020"), Ids("331007")
numbers = st.integers(1, 2**31 - 1)


def test_an_id_can_be_read_by_whoever_knows_how():
    assert str(OURS.of(Table.SERVICE, 7)) == "3320206b-6179-8001-8000-000000000007"
    assert str(OURS.of(Table.SCHEDULE, 7, 2)) == "3320206b-6179-8004-8002-000000000007"


@given(st.sampled_from(Table), numbers, st.integers(0, 0xFFF))
def test_an_id_is_a_uuid_of_version_8(table, number, position):
    known = OURS.of(table, number, position)

    assert (known.version, known.variant) == (8, uuid.RFC_4122)


@given(st.sampled_from(Table), numbers)
def test_an_id_leads_back_to_the_number_of_its_own_table_and_city(table, number):
    known = OURS.of(table, number)

    assert {other: OURS.number(other, known) for other in Table} == dict.fromkeys(Table) | {table: number}
    assert OTHERS.number(table, known) is None
    assert OURS.number(table, OURS.of(table, number, 1)) is None


@given(st.uuids())
def test_the_id_of_somebody_else_names_nothing(known):
    assert OURS.number(Table.SERVICE, known) is None
    assert OURS.key(Table.ORGANIZATION, known) == ""


@pytest.mark.django_db
def test_a_group_is_known_by_the_same_digits_in_python_and_in_sql():
    a_listing(group=Group.objects.create(name="呉妹の会"))

    known = OURS.named(Table.ORGANIZATION, "呉妹の会")

    assert Listing.objects.values_list(group_key(), flat=True).get() == key_of("呉妹の会")
    assert OURS.key(Table.ORGANIZATION, known) == key_of("呉妹の会")
