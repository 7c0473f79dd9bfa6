"""The published schemas of HSDS 3.0, which are not ours to copy: REAL_DATA names the folder that holds `hsds`."""

import datetime as dt
import json
import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

FOLDER = Path(os.environ.get("REAL_DATA", "nowhere"), "hsds", "schema")
LISTED = {
    "services": "compiled/service_list.json",
    "service_at_locations": "compiled/service_at_location_list.json",
    "organizations": "compiled/organization_list.json",
    "locations": "location.json",
    "taxonomies": "taxonomy.json",
    "taxonomy_terms": "taxonomy_term.json",
}
FULL = {
    "services": "compiled/service.json",
    "service_at_locations": "service_at_location.json",
    "organizations": "organization.json",
    "locations": "location.json",
    "taxonomies": "taxonomy.json",
    "taxonomy_terms": "taxonomy_term.json",
}
"""Their own, not what the published openapi.json names for service_at_locations: that is the schema of a service."""
IN_FULL = {
    "services": {"full": "true"},
    "service_at_locations": {"full": "true"},
    "organizations": {"full_service": "true"},
}
"""How the full form is asked of a list; the others have one form."""
FORMATS = FormatChecker()


@FORMATS.checks("date-time", raises=ValueError)
def _is_a_moment(value: object) -> bool:
    return not isinstance(value, str) or dt.datetime.fromisoformat(value).tzinfo is not None


@FORMATS.checks("uri", raises=ValueError)
def _is_an_address(value: object) -> bool:
    return not isinstance(value, str) or (value.isascii() and bool(urlsplit(value).scheme))


@cache
def validator(name: str) -> Draft202012Validator:
    """Of one file of the folder; what it refers to is looked up beside it."""
    beside = [(file.name, _resource(file)) for file in FOLDER.glob("*.json")]
    schema = json.loads((FOLDER / name).read_text())
    return Draft202012Validator(schema, registry=Registry().with_resources(beside), format_checker=FORMATS)


def faults(name: str, record: dict[str, Any]) -> Iterator[str]:
    """Where a record is not as the schema of that name says."""
    for error in validator(name).iter_errors(record):
        yield f"{record['id']} {error.json_path}: {error.message}"


def _resource(file: Path) -> Resource[Any]:
    return Resource.from_contents(json.loads(file.read_text()), default_specification=DRAFT202012)
