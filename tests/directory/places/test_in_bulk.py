import pytest

from directory.places.in_bulk import register_places
from directory.places.models import Kind, Place
from kayoiba.accounts.models import AuditEvent
from tests.factories.places import AT, TODAY, a_district, a_place

pytestmark = pytest.mark.django_db


def everything_about(place: Place) -> list[object]:
    return [
        {name: value for name, value in vars(place).items() if name not in ("_state", "id")},
        list(place.kinds.order_by("pk")),
        list(place.known_periods.values_list("from_date", "until")),
        list(place.areas.values_list("from_date", "district", "school_district")),
        list(AuditEvent.objects.filter(subject_id=place.pk).values_list("verb", "by_name", "at", "subject_name")),
        Place.pgh_event_model.objects.filter(pgh_obj=place).count(),
    ]


def test_a_place_registered_among_many_is_as_one_registered_alone():
    kind = Kind.objects.create(slug="salon", name="サロン", position=1, national_activity="tea")
    fields = {"name": "呉妹サロン", "reading": "くれせ", "district": a_district(), "kinds": [kind], "fee": "100円"}
    alone = a_place(**fields, known_from=TODAY)

    first, second = register_places([{"name": "朝の会"}, fields], known_from=TODAY, by=None, at=AT)

    assert first.name == "朝の会"
    assert everything_about(Place.objects.get(pk=second.pk)) == everything_about(Place.objects.get(pk=alone.pk))


def test_many_places_take_as_many_statements_as_one(django_assert_num_queries):
    for count in (1, 50):
        with django_assert_num_queries(6):
            register_places([{"name": f"場{number}"} for number in range(count)], known_from=TODAY, by=None, at=AT)
