import datetime as dt

import pytest

from directory.groups.models import Group
from directory.places.actions import check_place
from directory.places.models import Kind, Listing
from directory.places.schedule import Rule
from directory.places.vocabulary import CheckedHow, Precision, Reach, Signup
from tests.factories.places import AT, TODAY, a_district, a_listing, a_place, a_school


@pytest.fixture
def a_full_listing(city):
    """With everything that the API can tell, but nothing of the place's own point."""
    district = a_district()
    place = a_place(
        "呉妹サロン",
        reading="くれせさろん",
        introduction="お茶を飲みます。",
        bring="うわばき",
        kinds=[Kind.objects.create(slug="salon", name="ふれあいサロン", position=1, national_activity="tea")],
        activities=["tea", "song"],
        group=Group.objects.create(name="呉妹の会"),
        district=district,
        school_district=a_school(district=district),
        venue_name="呉妹分館",
        address="真備町尾崎1",
        lat=34.6,
        lng=133.7,
        rules=[Rule(weekdays=("Tu",), weeks=(2, 4), start=dt.time(10), end=dt.time(11, 30))],
        target="65歳以上",
        reach=Reach.SCHOOL,
        capacity=20,
        signup=Signup.FIRST,
        fee_amount=100,
        newcomers_welcome=True,
        parking=True,
        wheelchair=True,
        step_free=False,
        contact_name="世話人",
        contact_phone="0860000000",
        contact_hours="平日の昼",
        contact_email="salon@example.com",
    )
    check_place(place=place, how=CheckedHow.PHONE, on=TODAY, by=None, at=AT)
    return a_listing(place, precision=Precision.ADDRESS)


@pytest.fixture
def copies(a_full_listing):
    """Makes as many listings as are asked for, all alike but for their number."""

    def make(count):
        told = {field.attname: getattr(a_full_listing, field.attname) for field in Listing._meta.concrete_fields}
        first = a_full_listing.number
        Listing.objects.bulk_create(Listing(**told | {"number": first + more}) for more in range(1, count))

    return make
