import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, models, transaction
from django.test.utils import isolate_apps

from kayoiba.tools.constraints import one_of, ordered, together

MONDAY, TUESDAY = dt.date(2026, 11, 23), dt.date(2026, 11, 24)


@pytest.fixture
def booking(db):
    """A table of its own, gone with the test."""
    with isolate_apps("kayoiba"):

        class Booking(models.Model):
            first = models.DateField(null=True)
            last = models.DateField(null=True)
            lat = models.FloatField(null=True)
            lng = models.FloatField(null=True)
            state = models.CharField(max_length=10, default="OPEN")

            class Meta:
                app_label = "kayoiba"
                constraints = [
                    ordered("first", "last", name="booking_dates_are_ordered"),
                    together("lat", "lng", name="booking_lat_and_lng"),
                    one_of("state", ("OPEN", "CLOSED"), name="booking_state_is_known"),
                ]

        with connection.schema_editor() as editor:
            editor.create_model(Booking)
        yield Booking


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"first": MONDAY},
        {"last": MONDAY},
        {"first": MONDAY, "last": MONDAY},
        {"first": MONDAY, "last": TUESDAY},
        {"lat": 34.6, "lng": 133.8},
        {"lat": 0, "lng": 0},
        {"state": "CLOSED"},
    ],
)
def test_what_may_be_is_kept(booking, fields):
    booking(**fields).validate_constraints()
    booking.objects.create(**fields)

    assert booking.objects.count() == 1


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"first": TUESDAY, "last": MONDAY}, "booking_dates_are_ordered"),
        ({"lat": 34.6}, "booking_lat_and_lng"),
        ({"lng": 133.8}, "booking_lat_and_lng"),
        ({"state": "LOST"}, "booking_state_is_known"),
        ({"state": ""}, "booking_state_is_known"),
    ],
)
def test_what_cannot_be_is_refused_by_the_form_and_by_the_database(booking, fields, name):
    with pytest.raises(ValidationError):
        booking(**fields).validate_constraints()
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        booking.objects.create(**fields)
