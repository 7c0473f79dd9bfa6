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
from directory.pages.models import PublishedPage
from directory.places.models import (
    Check,
    Consent,
    Kind,
    KnownPeriod,
    ListedPeriod,
    Listing,
    ListingHat,
    ListingMeeting,
    ListingPause,
    MeetingException,
    MeetingRule,
    Pause,
    Place,
    PlaceArea,
    PlaceKind,
    Synonym,
)
from directory.proposals.models import Proposal
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
    "ListingPause",
    "MeetingException",
    "MeetingRule",
    "Municipality",
    "Pause",
    "Place",
    "PlaceArea",
    "PlaceKind",
    "Population",
    "Proposal",
    "PublishedArea",
    "PublishedPage",
    "SchoolDistrict",
    "SourceRow",
    "Stay",
    "Synonym",
    "Town",
]
