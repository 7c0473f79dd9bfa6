import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone

from directory.areas.models import District, PublishedArea
from directory.places.models import Listing, Place
from directory.places.saying import say_fee, say_when
from directory.places.schedule import Rule, say_rules
from directory.places.schedule.reading import read
from directory.proposals.models import Part, Proposal
from kayoiba.accounts.models import AuditEvent, User
from kayoiba.tools.kana import spellings

A_DAY_FROM_ONE_SENDER = 20
A_DAY_ABOUT_ONE_PLACE = 15
A_DAY_IN_ALL = 300
"""Generous: a library, or all customers of a telephone company, may have one address."""

NAMESAKES_SHOWN = 5
NO_LONGER_LISTED = "もう のっていない場所"


def published_districts() -> list[PublishedArea]:
    """The districts with whom to ring, in the city's order."""
    return list(PublishedArea.objects.filter(level=PublishedArea.Level.DISTRICT).order_by("position"))


def listed(listing: Listing) -> dict[str, str]:
    """What is said of each part that may be wrong, in the words of the public copy."""
    rules = [Rule.from_json(rule) for rule in listing.rules]
    where = [listing.venue_name, listing.address, f"{listing.school_name}小学校区" if listing.school_name else ""]
    return {
        Part.SCHEDULE: say_when(rules, listing.schedule_text),
        Part.VENUE: " ".join(filter(None, where)),
        Part.PHONE: listing.contact_phone,
        Part.FEE: say_fee(listing.fee, listing.fee_amount),
    }


def was_listed(number: int) -> bool:
    return Place.objects.filter(number=number).exists()


def no_longer_listed(number: int) -> Listing:
    """Stands for a place that was withdrawn while somebody wrote about it, so that what was written is not lost."""
    return Listing(number=number, name=NO_LONGER_LISTED)


def recorded(place: Place) -> dict[str, str]:
    """The same parts as staff know them."""
    rules = [Rule.from_model(row) for row in place.rules.order_by("position", "pk")]
    return {
        Part.SCHEDULE: say_when(rules, place.schedule_text),
        Part.VENUE: " ".join(filter(None, [place.venue_name, place.address, place.building])),
        Part.PHONE: place.contact_phone,
        Part.FEE: say_fee(place.fee, place.fee_amount),
    }


def understood(schedule: str) -> str:
    """What is read of the words people say a schedule in, said again; nothing where they are no rule to us."""
    return say_rules(read(schedule).rules)


def is_too_much(*, mark: str, place: Place | None, at: dt.datetime) -> bool:
    """Has that day brought as much as one sender, one place or all of us can bear?

    Somebody known to be new that day is heard all the same: a few who flood us do not silence everybody.
    """
    midnight = timezone.localtime(at).replace(hour=0, minute=0, second=0, microsecond=0)
    counts = Proposal.objects.filter(sent_at__gte=midnight).aggregate(
        in_all=Count("pk"),
        from_here=Count("pk", filter=Q(sender_mark=mark)),
        of_place=Count("pk", filter=Q(place=place)),
    )
    if mark and not counts["from_here"]:
        return False
    return (
        counts["in_all"] >= A_DAY_IN_ALL
        or (mark != "" and counts["from_here"] >= A_DAY_FROM_ONE_SENDER)
        or (place is not None and counts["of_place"] >= A_DAY_ABOUT_ONE_PLACE)
    )


@dataclass(frozen=True)
class Shelf:
    """One way of looking at the queue: its word in the address, its name, the rows that belong."""

    code: str
    name: str
    rows: Q


WAITING = Q(state=Proposal.State.WAITING)
OWED_A_REPLY = ~WAITING & ~Q(sender_contact="") & Q(replied_at__isnull=True, wants_reply=True)
SHELVES = (
    Shelf("waiting", "待っている", WAITING),
    Shelf("reply", "返事がまだ", OWED_A_REPLY),
    Shelf("settled", "すんだ", ~WAITING),
)


def numbers(user: User) -> list[tuple[Shelf, int]]:
    """How many of the user's proposals each shelf holds, in one query."""
    counts = {shelf.code: Count("pk", filter=shelf.rows) for shelf in SHELVES}
    counted = Proposal.objects.in_care_of(user).aggregate(**counts)
    return [(shelf, counted[shelf.code]) for shelf in SHELVES]


def on_shelf(user: User, shelf: Shelf) -> QuerySet[Proposal]:
    """By district as the city has them, those of none last; the oldest first."""
    position = Coalesce("place__district__position", "district__position")
    rows = Proposal.objects.in_care_of(user).filter(shelf.rows).select_related("place__district", "district")
    return rows.annotate(position=position).order_by(F("position").asc(nulls_last=True), "sent_at", "pk")


def taken_parts(proposal: Proposal) -> list[Part]:
    """The parts of a settled correction that were carried into the record."""
    lines = AuditEvent.objects.filter(subject_kind="proposal", subject_id=proposal.pk, detail__has_key="parts")
    taken = [part for line in lines for part in line.detail["parts"]]
    return [part for part in Part if part in taken]


def standing(place: Place, on: dt.date) -> str:
    """What stands against changing what residents read of it: nothing, where it is listed."""
    if not place.known_periods.holding(on).exists():
        return "この場は 終わっています。"
    return "" if Listing.objects.filter(number=place.number).exists() else "この場は いま掲載していません。"


def waiting_about(place: Place) -> QuerySet[Proposal]:
    return Proposal.objects.filter(WAITING, place=place).order_by("sent_at", "pk")


def own_proposal(user: User, pk: int) -> Proposal | None:
    """The proposal with what its page shows, or None where it is not the user's to see."""
    rows = Proposal.objects.in_care_of(user)
    return rows.select_related("place__district", "district", "settled_by").filter(pk=pk).first()


def namesakes(proposal: Proposal, user: User) -> list[Place]:
    """Known places whose name holds the told one, or is held by it: most often the same place."""
    told = spellings(proposal.told.get("name", ""))
    if not any(told):
        return []
    return [place for place in _known_places(user) if _share(told, spellings(place.name))][:NAMESAKES_SHOWN]


def place_called(name: str, district: District | None, user: User) -> Place | None:
    """A known place of the district that has this name, however it is spelled."""
    told = {*spellings(name)} - {""}
    places = _known_places(user).filter(district=district)
    return next((place for place in places if told & {*spellings(place.name)}), None)


def _known_places(user: User) -> QuerySet[Place]:
    places = Place.objects.in_care_of(user).known_on(timezone.localdate()).by_reading().only("name", "district")
    return places.select_related("district")


def _share(some: list[str], others: list[str]) -> bool:
    return any(one in other or other in one for one in some for other in others if one and other)


def district_named(slug: str) -> District | None:
    return District.objects.filter(slug=slug).first()


def place_listed_as(number: int) -> Place:
    return Place.objects.get(number=number)
