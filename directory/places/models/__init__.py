from directory.places.models.consent import Check, Consent
from directory.places.models.dates import KnownPeriod, ListedPeriod, Pause, PlaceArea
from directory.places.models.listing import Listing, ListingHat, ListingMeeting, ListingPause
from directory.places.models.place import EditedSince, Kind, Place, PlaceKind
from directory.places.models.schedule import MeetingException, MeetingRule
from directory.places.models.synonym import Synonym

__all__ = [
    "Check",
    "Consent",
    "EditedSince",
    "Kind",
    "KnownPeriod",
    "ListedPeriod",
    "Listing",
    "ListingHat",
    "ListingMeeting",
    "ListingPause",
    "MeetingException",
    "MeetingRule",
    "Pause",
    "Place",
    "PlaceArea",
    "PlaceKind",
    "Synonym",
]
