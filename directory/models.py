"""The tables of the directory, slice by slice, for Django alone. Code imports from the slice."""

from directory.areas.models import (
    Assignment,
    District,
    Municipality,
    Population,
    PublishedArea,
    SchoolDistrict,
    Town,
)
from directory.counts.models import Stay
from directory.groups.models import Group
from directory.imports.models import Import, SourceRow
from directory.places.models import (
    Check,
    Consent,
    Kind,
    KnownPeriod,
    ListedPeriod,
    Listing,
    ListingHat,
    ListingMeeting,
    MeetingRule,
    Pause,
    Place,
    PlaceArea,
    PlaceKind,
)
from directory.startup.models import Grant

__all__ = [
    "Assignment",
    "Check",
    "Consent",
    "District",
    "Grant",
    "Group",
    "Import",
    "Kind",
    "KnownPeriod",
    "ListedPeriod",
    "Listing",
    "ListingHat",
    "ListingMeeting",
    "MeetingRule",
    "Municipality",
    "Pause",
    "Place",
    "PlaceArea",
    "PlaceKind",
    "Population",
    "PublishedArea",
    "SchoolDistrict",
    "SourceRow",
    "Stay",
    "Town",
]
