"""The city's own words for kinds of 通いの場, from `fixtures/reference/kinds.csv`."""

from directory.areas.loading import REFERENCE, read_rows
from directory.places.models import Kind
from directory.places.vocabulary import NationalActivity


def load_kinds() -> None:
    """Load the kinds; loading again changes what differs."""
    for row in read_rows(REFERENCE / "kinds.csv"):
        Kind.objects.update_or_create(
            slug=row["slug"],
            defaults={
                "name": row["name"],
                "position": int(row["position"]),
                "national_activity": NationalActivity(row["national_activity"]),
            },
        )
