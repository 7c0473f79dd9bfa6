"""A listing as a service at one location, and who runs it as an organization."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.utils import timezone
from django.utils.encoding import iri_to_uri

from directory.areas.models import PublishedArea
from directory.finder.queries import rest_on
from directory.finder.wording.listing import FACILITIES, label, say_fee, say_school
from directory.finder.wording.place import say_signup, say_welcomes
from directory.finder.wording.rests import say_pauses
from directory.opendata.edition import Edition
from directory.opendata.hsds import tables
from directory.opendata.hsds.ids import Ids, Table
from directory.opendata.hsds.schedules import schedules_of
from directory.opendata.hsds.taxonomy import Vocabulary
from directory.places.models import Listing
from directory.places.vocabulary import Precision, Reach
from kayoiba.tools.saying import say_phone, yes_no_unknown

PRECISION = {
    Precision.ADDRESS: "番地まで 公開しています。",
    Precision.TOWN: "町名まで 公開しています。位置は 町の代表点です。",
    Precision.SCHOOL: "小学校区まで 公開しています。",
}
OF_A_GROUP = "通いの場を ひらいている団体。"
OF_THE_CITY = "団体の名前が わからない通いの場を、市の名前で のせています。"
ON_THE_WAY = ("parking", "transport")
"""Facilities that say how to get there; the rest are of the location itself."""
AT_THE_TABLE = ("food_served", "food_allowed")
"""Facilities that say nothing of access."""


@dataclass(frozen=True)
class Records:
    """What is written of the city's listings on the day of the edition."""

    edition: Edition
    city: PublishedArea | None

    @property
    def ids(self) -> Ids:
        return Ids(self.edition.code)

    @cached_property
    def vocabulary(self) -> Vocabulary:
        return Vocabulary(self.ids, self.edition.city)

    def service_listed(self, listing: Listing) -> tables.ServiceListed:
        return tables.ServiceListed(**self._service(listing))

    def service_changed(self, listing: Listing) -> tables.ServiceChanged:
        service = self.ids.of(Table.SERVICE, listing.number)
        return tables.ServiceChanged(id=service, modified_date=timezone.localtime(listing.updated_at))

    def service(self, listing: Listing) -> tables.Service:
        return tables.Service(
            **self._service(listing),
            **self._meeting(listing),
            service_areas=self._service_areas(listing),
            service_at_locations=[tables.ServiceThere(**self._link(listing), location=self.location(listing))],
            cost_options=self._cost_options(listing),
        )

    def service_at_location_listed(self, listing: Listing) -> tables.ServiceAtLocationListed:
        location = tables.LocationListed(**self._location(listing))
        return tables.ServiceAtLocationListed(
            **self._link(listing), location=location, service=self.service_listed(listing)
        )

    def service_at_location(self, listing: Listing) -> tables.ServiceAtLocation:
        return tables.ServiceAtLocation(
            **self._link(listing),
            **self._meeting(listing),
            location=self.location(listing),
            service=self.service_listed(listing),
        )

    def location(self, listing: Listing) -> tables.Location:
        return tables.Location(
            **self._location(listing),
            addresses=self._addresses(listing),
            accessibility=self._accessibility(listing),
        )

    def organization_listed(self, name: str) -> tables.OrganizationListed:
        """The group of this name; of what is run by nobody that has one, the city that tells of it."""
        described = OF_A_GROUP if name else OF_THE_CITY
        return tables.OrganizationListed(
            id=self.ids.named(Table.ORGANIZATION, name),
            name=name or self.edition.city,
            description=described,
        )

    def organization(self, name: str, listings: Iterable[Listing], *, full_service: bool) -> tables.AnyOrganization:
        told = {**vars(self.organization_listed(name)), "phones": [] if name else self._phones_of_the_city()}
        if full_service:
            return tables.OrganizationFull(**told, services=[self.service(listing) for listing in listings])
        return tables.Organization(**told, services=[self.service_listed(listing) for listing in listings])

    def _service(self, listing: Listing) -> dict[str, object]:
        today = self.edition.today
        return {
            "id": self.ids.of(Table.SERVICE, listing.number),
            "organization_id": self.ids.named(Table.ORGANIZATION, listing.group_name),
            "name": listing.name,
            "alternate_name": listing.alias or listing.reading,
            "description": _lines(listing.introduction, listing.menu, listing.bring and f"もちもの {listing.bring}"),
            "url": iri_to_uri(listing.url) or self.edition.page(listing.number),
            "email": listing.contact_email,
            "status": "temporarily closed" if rest_on(listing, today) else "active",
            "application_process": say_signup(listing),
            "fees_description": say_fee(listing),
            "eligibility_description": _eligibility(listing),
            "assured_date": listing.checked_on,
            "alert": "\n".join(say_pauses(listing, today)),
            "last_modified": timezone.localtime(listing.updated_at),
            "organization": self.organization_listed(listing.group_name),
        }

    def _meeting(self, listing: Listing) -> dict[str, object]:
        return {
            "phones": self._phones(listing),
            "contacts": self._contacts(listing),
            "schedules": schedules_of(listing, self.ids, self.edition),
            "attributes": self.vocabulary.attributes(listing),
        }

    def _link(self, listing: Listing) -> dict[str, object]:
        return {
            "id": self.ids.of(Table.SERVICE_AT_LOCATION, listing.number),
            "service_id": self.ids.of(Table.SERVICE, listing.number),
            "location_id": self.ids.of(Table.LOCATION, listing.number),
        }

    def _location(self, listing: Listing) -> dict[str, object]:
        on_the_way = (name for name in ON_THE_WAY if getattr(listing, name))
        area = "・".join(part for part in (listing.district_name, say_school(listing.school_name)) if part)
        return {
            "id": self.ids.of(Table.LOCATION, listing.number),
            "location_type": "physical",
            "organization_id": self.ids.named(Table.ORGANIZATION, listing.group_name),
            "name": listing.venue_name or listing.address or area,
            "description": _lines(area, listing.directions, PRECISION.get(listing.precision, "")),
            "transportation": "、".join(f"{FACILITIES[name]}あり" for name in on_the_way),
            "latitude": listing.lat,
            "longitude": listing.lng,
        }

    def _addresses(self, listing: Listing) -> list[tables.Address]:
        if not listing.address:
            return []
        return [
            tables.Address(
                id=self.ids.of(Table.ADDRESS, listing.number),
                location_id=self.ids.of(Table.LOCATION, listing.number),
                address_1=listing.address,
                city=self.edition.city,
                state_province=self.edition.prefecture,
                postal_code="",
                country="JP",
                address_type="physical",
            )
        ]

    def _accessibility(self, listing: Listing) -> list[tables.Accessibility]:
        """What is known: 「手すり 有」, 「段差がない 無」. Of what nobody asked there is no row."""
        return [
            tables.Accessibility(
                id=self.ids.of(Table.ACCESSIBILITY, listing.number, position),
                location_id=self.ids.of(Table.LOCATION, listing.number),
                description=described,
                details=yes_no_unknown(getattr(listing, name)),
            )
            for position, (name, described) in enumerate(FACILITIES.items())
            if name not in (*ON_THE_WAY, *AT_THE_TABLE) and getattr(listing, name) is not None
        ]

    def _phones(self, listing: Listing) -> list[tables.Phone]:
        if not listing.contact_phone:
            return []
        phone, number = self.ids.of(Table.PHONE, listing.number), say_phone(listing.contact_phone)
        return [tables.Phone(id=phone, number=number, type="voice", description=listing.contact_hours)]

    def _contacts(self, listing: Listing) -> list[tables.Contact]:
        if not listing.contact_name:
            return []
        contact = self.ids.of(Table.CONTACT, listing.number)
        return [tables.Contact(id=contact, name=listing.contact_name, phones=self._phones(listing))]

    def _service_areas(self, listing: Listing) -> list[tables.ServiceArea]:
        """From where people may come, as far as somebody has said so."""
        names = {
            Reach.CITY: self.edition.city,
            Reach.DISTRICT: listing.district_name,
            Reach.SCHOOL: say_school(listing.school_name),
        }
        described = label(Reach, listing.reach)
        if not described and not listing.reach_note:
            return []
        return [
            tables.ServiceArea(
                id=self.ids.of(Table.SERVICE_AREA, listing.number),
                service_id=self.ids.of(Table.SERVICE, listing.number),
                name=names.get(listing.reach) or listing.reach_note or described,
                description="　".join(part for part in (described, listing.reach_note) if part),
            )
        ]

    def _cost_options(self, listing: Listing) -> list[tables.CostOption]:
        fee = say_fee(listing)
        if not fee:
            return []
        option, service = (self.ids.of(table, listing.number) for table in (Table.COST_OPTION, Table.SERVICE))
        return [tables.CostOption(id=option, service_id=service, option=fee, currency="JPY", amount=listing.fee_amount)]

    def _phones_of_the_city(self) -> list[tables.Phone]:
        if self.city is None or not self.city.contact_phone:
            return []
        phone = self.ids.of(Table.PHONE, 0)
        described = _lines(self.city.contact_name, self.city.contact_hours)
        return [tables.Phone(id=phone, number=say_phone(self.city.contact_phone), type="voice", description=described)]


def _eligibility(listing: Listing) -> str:
    welcomes, capacity = say_welcomes(listing), listing.capacity
    return _lines(
        listing.target,
        label(Reach, listing.reach),
        listing.reach_note,
        listing.conditions,
        f"{welcomes} 歓迎" if welcomes else "",
        f"定員 {capacity}人" if capacity else "",
    )


def _lines(*parts: str) -> str:
    return "\n".join(part for part in parts if part)
