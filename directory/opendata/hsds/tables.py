"""The tables of Open Referral HSDS 3.0, with as many of their fields as the public copy can fill.

The names are those of https://docs.openreferral.org/en/3.0/hsds/schema_reference.html; what is ours beside them is said
at its place. A field without a default is always there, any other only where something is known. Records are written
by `as_json`, and `openapi` tells their shape from the same fields.
"""

import datetime as dt
from dataclasses import MISSING, dataclass, fields
from typing import Any, Literal
from uuid import UUID

Status = Literal["active", "temporarily closed"]


@dataclass(frozen=True, kw_only=True)
class Taxonomy:
    id: UUID
    name: str
    description: str


@dataclass(frozen=True, kw_only=True)
class TaxonomyTerm:
    id: UUID
    code: str
    name: str
    description: str
    taxonomy: str
    taxonomy_detail: Taxonomy
    taxonomy_id: UUID
    language: str


@dataclass(frozen=True, kw_only=True)
class Attribute:
    id: UUID
    link_id: UUID
    link_type: str
    link_entity: str
    taxonomy_term_id: UUID
    taxonomy_term: TaxonomyTerm


@dataclass(frozen=True, kw_only=True)
class Phone:
    id: UUID
    number: str
    type: str
    description: str = ""


@dataclass(frozen=True, kw_only=True)
class Contact:
    id: UUID
    name: str
    phones: list[Phone]


@dataclass(frozen=True, kw_only=True)
class Schedule:
    """`bymonth` is ours, and what RFC 5545 says by that name: HSDS has no word for a rule of some months."""

    id: UUID
    service_id: UUID
    location_id: UUID
    service_at_location_id: UUID
    timezone: int
    description: str
    valid_from: dt.date | None = None
    valid_to: dt.date | None = None
    dtstart: dt.date | None = None
    until: dt.date | None = None
    count: int | None = None
    wkst: Literal["MO"] | None = None
    freq: Literal["WEEKLY", "MONTHLY"] | None = None
    interval: int | None = None
    byday: str = ""
    bymonthday: str = ""
    bymonth: str = ""
    opens_at: str = ""
    closes_at: str = ""
    schedule_link: str
    notes: str = ""


@dataclass(frozen=True, kw_only=True)
class Address:
    """HSDS wants a postal code, which nobody has published: it is empty."""

    id: UUID
    location_id: UUID
    address_1: str
    city: str
    state_province: str
    postal_code: str
    country: str
    address_type: Literal["physical"]


@dataclass(frozen=True, kw_only=True)
class Accessibility:
    id: UUID
    location_id: UUID
    description: str
    details: Literal["有", "無"]


@dataclass(frozen=True, kw_only=True)
class LocationListed:
    """There is a point only where one was agreed to."""

    id: UUID
    location_type: Literal["physical"]
    organization_id: UUID
    name: str = ""
    description: str = ""
    transportation: str = ""
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True, kw_only=True)
class Location(LocationListed):
    addresses: list[Address]
    accessibility: list[Accessibility]


@dataclass(frozen=True, kw_only=True)
class CostOption:
    id: UUID
    service_id: UUID
    option: str
    currency: Literal["JPY"]
    amount: int | None = None


@dataclass(frozen=True, kw_only=True)
class ServiceArea:
    id: UUID
    service_id: UUID
    name: str
    description: str = ""


@dataclass(frozen=True, kw_only=True)
class OrganizationListed:
    id: UUID
    name: str
    description: str


@dataclass(frozen=True, kw_only=True)
class ServiceChanged:
    """What `minimal` asks for."""

    id: UUID
    modified_date: dt.datetime


@dataclass(frozen=True, kw_only=True)
class ServiceListed:
    id: UUID
    organization_id: UUID
    name: str
    alternate_name: str = ""
    description: str = ""
    url: str
    email: str = ""
    status: Status
    application_process: str = ""
    fees_description: str = ""
    eligibility_description: str = ""
    assured_date: dt.date | None = None
    alert: str = ""
    last_modified: dt.datetime
    organization: OrganizationListed


@dataclass(frozen=True, kw_only=True)
class ServiceThere:
    """A service at a location, as a service holds it."""

    id: UUID
    service_id: UUID
    location_id: UUID
    location: Location


@dataclass(frozen=True, kw_only=True)
class Service(ServiceListed):
    phones: list[Phone]
    contacts: list[Contact]
    schedules: list[Schedule]
    service_areas: list[ServiceArea]
    service_at_locations: list[ServiceThere]
    cost_options: list[CostOption]
    attributes: list[Attribute]


@dataclass(frozen=True, kw_only=True)
class ServiceAtLocationListed:
    id: UUID
    service_id: UUID
    location_id: UUID
    location: LocationListed
    service: ServiceListed


@dataclass(frozen=True, kw_only=True)
class ServiceAtLocation(ServiceAtLocationListed):
    location: Location
    phones: list[Phone]
    contacts: list[Contact]
    schedules: list[Schedule]
    attributes: list[Attribute]


@dataclass(frozen=True, kw_only=True)
class Organization(OrganizationListed):
    phones: list[Phone]
    services: list[ServiceListed]


@dataclass(frozen=True, kw_only=True)
class OrganizationFull(OrganizationListed):
    """What `full_service` asks for."""

    phones: list[Phone]
    services: list[Service]


AnyOrganization = Organization | OrganizationFull


@dataclass(frozen=True, kw_only=True)
class Page:
    """`size` is how many there are on this page; `contents` are records of one table."""

    total_items: int
    total_pages: int
    page_number: int
    size: int
    first_page: bool
    last_page: bool
    empty: bool
    contents: list[Any]


@dataclass(frozen=True, kw_only=True)
class Api:
    version: Literal["3.0"]
    profile: str
    openapi_url: str


@dataclass(frozen=True, kw_only=True)
class Refusal:
    """`error` says what to do."""

    error: str


def as_json(value: Any) -> Any:
    """A record, or plain data, as JSON has it; what is not known is left out, days and moments are ISO."""
    if isinstance(value, list):
        return [as_json(one) for one in value]
    if isinstance(value, dict):
        return {name: as_json(one) for name, one in value.items()}
    if isinstance(value, (UUID, str)):
        return str(value)
    if isinstance(value, dt.date):
        return value.isoformat()
    if value is None or isinstance(value, (int, float)):
        return value
    told = {field: getattr(value, field.name) for field in fields(value)}
    return {
        field.name: as_json(one) for field, one in told.items() if field.default is MISSING or one not in (None, "")
    }
