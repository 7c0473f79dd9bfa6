"""The OpenAPI document (3.1) of this API: every answer described from the fields that it is written from."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import MISSING, dataclass, fields, is_dataclass
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints
from uuid import UUID

from django.urls import reverse

from directory.opendata import licence
from directory.opendata.edition import Edition
from directory.opendata.hsds import asking, tables
from directory.opendata.hsds.asking import Parameter

VERSION = "1.0"
SIMPLE = {
    str: {"type": "string"},
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
    UUID: {"type": "string", "format": "uuid"},
    dt.date: {"type": "string", "format": "date"},
    dt.datetime: {"type": "string", "format": "date-time"},
}
ABOUT = """\
市が掲載している通いの場を、Open Referral HSDS 3.0 の形で出します。読むためだけのもので、どのサイトからも読めます。

ひとつの場が、ひとつの service と ひとつの location です。organization は 場をひらく団体で、
名前が公開されていない場は 市の名前でのせています。
掲載をやめたものは 404 になり、changes.atom にその知らせが出ます。
公表されている API に加えて、locations と schedule の bymonth があります。
住所に郵便番号はなく（空の文字列）、位置（latitude、longitude）は 公開してよいと言われた場だけです。"""


@dataclass(frozen=True)
class Collection:
    """`parameters` of the list and of one; `rows` the records that the list may hold, `one` those with an address."""

    name: str
    called: str
    parameters: Sequence[Parameter]
    rows: tuple[type, ...]
    one: tuple[type, ...]
    parameters_of_one: Sequence[Parameter] = ()


COLLECTIONS = (
    Collection(
        "services",
        "場",
        asking.SERVICES,
        (tables.ServiceListed, tables.Service, tables.ServiceChanged),
        (tables.Service,),
    ),
    Collection(
        "service_at_locations",
        "場と場所のむすびつき",
        asking.SERVICE_AT_LOCATIONS,
        (tables.ServiceAtLocationListed, tables.ServiceAtLocation),
        (tables.ServiceAtLocation,),
    ),
    Collection("locations", "場所", asking.LOCATIONS, (tables.Location,), (tables.Location,)),
    Collection(
        "organizations",
        "団体",
        asking.ORGANIZATIONS,
        (tables.OrganizationListed, tables.Organization, tables.OrganizationFull),
        (tables.Organization, tables.OrganizationFull),
        (asking.FULL_SERVICE,),
    ),
    Collection("taxonomies", "分類", asking.LIST, (tables.Taxonomy,), (tables.Taxonomy,)),
    Collection("taxonomy_terms", "分類の用語", asking.TERMS, (tables.TaxonomyTerm,), (tables.TaxonomyTerm,)),
)


def document(edition: Edition) -> dict[str, Any]:
    paths = {
        "/": {"get": _reading("API について", "api", tables.Api)},
        "/openapi.json": {"get": _reading("この文書", "openapi", dict)},
    }
    for some in COLLECTIONS:
        paths[f"/{some.name}"] = {"get": _listing(some)}
        paths[f"/{some.name}/{{id}}"] = {"get": _one(some)}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": f"{edition.title}（HSDS 3.0）",
            "version": VERSION,
            "description": ABOUT,
            "license": {"name": licence.NAME, "url": licence.ADDRESS},
        },
        "servers": [{"url": f"{edition.root}{reverse('opendata:api')}".rstrip("/")}],
        "paths": paths,
        "components": {"schemas": dict(sorted(_components(_told()).items()))},
    }


def _listing(some: Collection) -> dict[str, Any]:
    """A page whose contents are of one kind or another, by what was asked."""
    page = {"allOf": [_schema(tables.Page), {"properties": {"contents": {"type": "array", "items": _any(some.rows)}}}]}
    told = _operation(f"{some.called}の一覧", f"list_{some.name}", some.parameters, page)
    first = {"operationId": f"get_{some.name}", "parameters": {"id": "$response.body#/contents/0/id"}}
    told["responses"]["200"]["links"] = {"first": first}
    return told


def _one(some: Collection) -> dict[str, Any]:
    told = _operation(f"{some.called}ひとつ", f"get_{some.name}", some.parameters_of_one, _any(some.one))
    identifier = {"name": "id", "in": "path", "required": True, "schema": SIMPLE[UUID]}
    missing = _answer("この id のものは ありません。", _schema(tables.Refusal))
    return {
        **told,
        "parameters": [identifier, *told["parameters"]],
        "responses": {**told["responses"], "404": missing},
    }


def _reading(summary: str, name: str, record: type) -> dict[str, Any]:
    return _operation(summary, f"get_{name}", (), {"type": "object"} if record is dict else _schema(record))


def _operation(summary: str, name: str, parameters: Sequence[Parameter], schema: dict[str, Any]) -> dict[str, Any]:
    return {
        "summary": summary,
        "operationId": name,
        "parameters": [
            {"name": one.name, "in": "query", "description": one.says, "schema": one.schema} for one in parameters
        ],
        "responses": {
            "200": _answer("見つかったもの", schema),
            "400": _answer("指定が読めません。どう書くかを error で伝えます。", _schema(tables.Refusal)),
        },
    }


def _answer(description: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"description": description, "content": {"application/json": {"schema": schema}}}


def _told() -> set[type]:
    """The records that answers begin with."""
    return {tables.Api, tables.Page, tables.Refusal, *(one for some in COLLECTIONS for one in (*some.rows, *some.one))}


def _components(records: Iterable[type]) -> dict[str, Any]:
    """Each of the records, and whatever they hold."""
    found: dict[str, Any] = {}
    waiting = list(records)
    while waiting:
        record = waiting.pop()
        if record.__name__ not in found:
            hints = get_type_hints(record)
            found[record.__name__] = _object(record, hints)
            waiting += [part for hint in hints.values() for part in (hint, *get_args(hint)) if is_dataclass(part)]
    return found


def _object(record: type, hints: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "required": [field.name for field in fields(record) if field.default is MISSING],
        "properties": {field.name: _schema(hints[field.name]) for field in fields(record)},
    }


def _any(records: Sequence[type]) -> dict[str, Any]:
    return _schema(records[0]) if len(records) == 1 else {"anyOf": [_schema(record) for record in records]}


def _schema(hint: Any) -> dict[str, Any]:
    """Of one type: what may be None is left out where it is."""
    if is_dataclass(hint):
        return {"$ref": f"#/components/schemas/{hint.__name__}"}
    if get_origin(hint) is Literal:
        return {"type": "string", "enum": list(get_args(hint))}
    if get_origin(hint) is list:
        return {"type": "array", "items": {} if get_args(hint) == (Any,) else _schema(*get_args(hint))}
    if get_origin(hint) in (Union, UnionType):
        return _schema(next(part for part in get_args(hint) if part is not NoneType))
    return SIMPLE[hint]
