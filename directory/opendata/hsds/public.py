"""The API at its addresses: https://docs.openreferral.org/en/3.0/hsds/api_reference.html, and `locations` beside it."""

import datetime as dt
from collections.abc import Callable, Iterable
from typing import Any
from uuid import UUID

from django.urls import reverse

from directory.opendata.hsds import asking, queries, tables
from directory.opendata.hsds.answering import NotThere, answering
from directory.opendata.hsds.ids import Table
from directory.opendata.hsds.openapi import document
from directory.opendata.hsds.records import Records
from directory.places.models import Listing


@answering()
def api(records: Records) -> tables.Api:
    edition = records.edition
    described = f"{edition.root}{reverse('opendata:openapi')}"
    return tables.Api(version="3.0", profile=edition.address, openapi_url=described)


@answering()
def openapi(records: Records) -> dict[str, Any]:
    return document(records.edition)


@answering(*asking.SERVICES)
def services(records: Records, *, full: bool, minimal: bool, per_page: int | None, **asked: Any) -> tables.Page:
    write = records.service_changed if minimal else records.service if full else records.service_listed
    size = per_page or (asking.MOST_CHANGES if minimal else asking.ROWS)
    return _listings(records, write, per_page=size, **asked)


@answering()
def service(records: Records, service_id: UUID) -> tables.Service:
    return records.service(_listing(records, Table.SERVICE, service_id))


@answering(*asking.SERVICE_AT_LOCATIONS)
def service_at_locations(records: Records, *, full: bool, **asked: Any) -> tables.Page:
    write = records.service_at_location if full else records.service_at_location_listed
    return _listings(records, write, **asked)


@answering()
def service_at_location(records: Records, service_at_location_id: UUID) -> tables.ServiceAtLocation:
    return records.service_at_location(_listing(records, Table.SERVICE_AT_LOCATION, service_at_location_id))


@answering(*asking.LOCATIONS)
def locations(records: Records, **asked: Any) -> tables.Page:
    return _listings(records, records.location, **asked)


@answering()
def location(records: Records, location_id: UUID) -> tables.Location:
    return records.location(_listing(records, Table.LOCATION, location_id))


@answering(*asking.ORGANIZATIONS)
def organizations(
    records: Records, *, search: str, page: int, per_page: int, full: bool, full_service: bool, **_: Any
) -> tables.Page:
    found = queries.page_of(queries.groups(search, city=records.edition.city), page, per_page)
    if not full and not full_service:
        return found.written(records.organization_listed)
    run = queries.run_by(found.rows)
    return found.written(lambda name: records.organization(name, run[name], full_service=full_service))


@answering(asking.FULL_SERVICE)
def organization(records: Records, organization_id: UUID, *, full_service: bool) -> tables.AnyOrganization:
    group = records.ids.key(Table.ORGANIZATION, organization_id)
    listings = list(queries.services(group=group)) if group else []
    if not listings:
        raise NotThere
    return records.organization(listings[0].group_name, listings, full_service=full_service)


@answering(*asking.LIST)
def taxonomies(records: Records, *, search: str, page: int, per_page: int, **_: Any) -> tables.Page:
    found = [row for row in records.vocabulary.taxonomies() if search in row.name + row.description]
    return queries.page_of(found, page, per_page).written()


@answering()
def taxonomy(records: Records, taxonomy_id: UUID) -> tables.Taxonomy:
    return _the_one(records.vocabulary.taxonomies(), taxonomy_id)


@answering(*asking.TERMS)
def taxonomy_terms(
    records: Records,
    *,
    search: str,
    page: int,
    per_page: int,
    taxonomy_id: UUID | None,
    parent_id: UUID | None,
    **_: Any,
) -> tables.Page:
    terms = [] if parent_id else records.vocabulary.terms(queries.kinds())
    found = [row for row in terms if search in row.name and taxonomy_id in (None, row.taxonomy_id)]
    return queries.page_of(found, page, per_page).written()


@answering()
def taxonomy_term(records: Records, taxonomy_term_id: UUID) -> tables.TaxonomyTerm:
    return _the_one(records.vocabulary.terms(queries.kinds()), taxonomy_term_id)


def _listings(
    records: Records,
    write: Callable[[Listing], Any],
    *,
    search: str,
    page: int,
    per_page: int,
    modified_after: dt.datetime | None,
    organization_id: UUID | None,
    taxonomy_term_id: UUID | None = None,
    taxonomy_id: UUID | None = None,
    **_: Any,
) -> tables.Page:
    found = queries.services(
        words=search.split(),
        since=modified_after,
        group=organization_id and records.ids.key(Table.ORGANIZATION, organization_id),
        having=queries.having(records.vocabulary, term=taxonomy_term_id, taxonomy=taxonomy_id),
    )
    return queries.page_of(found, page, per_page).written(write)


def _listing(records: Records, table: Table, pk: UUID) -> Listing:
    number = records.ids.number(table, pk)
    listing = queries.listing(number) if number else None
    if listing is None:
        raise NotThere
    return listing


def _the_one(rows: Iterable[Any], pk: UUID) -> Any:
    found = next((row for row in rows if row.id == pk), None)
    if found is None:
        raise NotThere
    return found
