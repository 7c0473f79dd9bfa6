"""Whatever is looked for by an id is found by an index, however many listings there are."""

import pytest
from django.db import connection
from django.db.models import Q

from directory.opendata.hsds import queries
from directory.opendata.hsds.ids import key_of


@pytest.mark.parametrize(
    ("asked", "index"),
    [
        ({"group": key_of("呉妹の会")}, "listing_by_group"),
        ({"having": Q(kinds__contains=["ふれあいサロン"])}, "listing_kinds"),
        ({"having": Q(activities__contains=["tea"])}, "listing_activities"),
        ({"words": ["呉妹"]}, "listing_grams"),
    ],
)
def test_listings_are_found_by_an_index(db, asked, index):
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_indexscan = off")  # as of a full table

        plan = queries.services(**asked).explain()

    assert index in plan
