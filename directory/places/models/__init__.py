from directory.places.models.consent import Check, Consent
from directory.places.models.dates import KnownPeriod, ListedPeriod, Pause, PlaceArea, Suspension
from directory.places.models.listing import (
    Listing,
    ListingEnded,
    ListingHat,
    ListingMeeting,
    ListingPause,
    ListingPhoto,
    ListingWithdrawn,
)
from directory.places.models.photo import Photo
from directory.places.models.place import EditedSince, Kind, OfPlaceOrDistrictQuerySet, Place, PlaceKind
from directory.places.models.schedule import MeetingException, MeetingFrequency, MeetingRule
from directory.places.models.synonym import Synonym

__all__ = [
    "Check",
    "Consent",
    "EditedSince",
    "Kind",
    "KnownPeriod",
    "ListedPeriod",
    "Listing",
    "ListingEnded",
    "ListingHat",
    "ListingMeeting",
    "ListingPause",
    "ListingPhoto",
    "ListingWithdrawn",
    "MeetingException",
    "MeetingFrequency",
    "MeetingRule",
    "OfPlaceOrDistrictQuerySet",
    "Pause",
    "Photo",
    "Place",
    "PlaceArea",
    "PlaceKind",
    "Suspension",
    "Synonym",
]
