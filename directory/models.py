"""The tables of the directory, slice by slice, for Django alone. Code imports from the slice."""

from directory.areas.models import (
    Assignment,
    District,
    Handover,
    Municipality,
    Population,
    PublishedArea,
    SchoolDistrict,
    Town,
)
from directory.counts.models import Stay
from directory.groups.models import Group
from directory.imports.models import Import, Sender, SourceRow, Upload, UploadRow
from directory.pages.models import PublishedPage
from directory.places.models import (
    Check,
    Consent,
    Kind,
    KnownPeriod,
    ListedPeriod,
    Listing,
    ListingEnded,
    ListingHat,
    ListingMeeting,
    ListingPause,
    ListingPhoto,
    MeetingException,
    MeetingRule,
    Pause,
    Photo,
    Place,
    PlaceArea,
    PlaceKind,
    Suspension,
    Synonym,
)
from directory.proposals.models import Proposal
from directory.rounds.models import Answer, Invitation, Round, WrongCode, YearlyReport
from directory.startup.models import Grant
from directory.visits.models import Treasure, Visit
from directory.workbench.drafts.models import Draft

__all__ = [
    "Answer",
    "Assignment",
    "Check",
    "Consent",
    "District",
    "Draft",
    "Grant",
    "Group",
    "Handover",
    "Import",
    "Invitation",
    "Kind",
    "KnownPeriod",
    "ListedPeriod",
    "Listing",
    "ListingEnded",
    "ListingHat",
    "ListingMeeting",
    "ListingPause",
    "ListingPhoto",
    "MeetingException",
    "MeetingRule",
    "Municipality",
    "Pause",
    "Photo",
    "Place",
    "PlaceArea",
    "PlaceKind",
    "Population",
    "Proposal",
    "PublishedArea",
    "PublishedPage",
    "Round",
    "SchoolDistrict",
    "Sender",
    "SourceRow",
    "Stay",
    "Suspension",
    "Synonym",
    "Town",
    "Treasure",
    "Upload",
    "UploadRow",
    "Visit",
    "WrongCode",
    "YearlyReport",
]
