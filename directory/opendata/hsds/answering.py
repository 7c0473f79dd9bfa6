"""The manner of every answer: JSON for good news and bad, open to pages of any site, for reading alone."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

from directory.finder.queries import published_areas
from directory.opendata.conditional import if_changed
from directory.opendata.edition import Edition
from directory.opendata.hsds.asking import Parameter, Refused, read_all, read_id
from directory.opendata.hsds.records import Records
from directory.opendata.hsds.tables import Refusal, as_json

SAFE = ("GET", "HEAD")
NOT_THERE = "この id のものは ありません。掲載をやめたか、はじめから ありません。"


class NotThere(Exception):
    """Nothing that is shown has this id."""


def answering(*parameters: Parameter) -> Callable[..., Any]:
    """Make an open view of a function that is given the records and what was asked, by name, and returns what to tell.

    It may raise NotThere. What is not asked in a way that can be answered never reaches it.
    """

    def decorate(view: Callable[..., Any]) -> Callable[..., HttpResponse]:
        @login_not_required
        @csrf_exempt  # nothing is written here: a POST is told so in JSON
        @wraps(view)
        def answer(request: HttpRequest, **taken: str) -> HttpResponse:
            if request.method not in SAFE:
                said = "この API は 読むためだけのものです。GET を使ってください。"
                return _refuse(405, said, {"Allow": ", ".join(SAFE)})
            try:
                asked = read_all(parameters, request.GET)
            except Refused as refusal:
                return _refuse(400, str(refusal))
            return if_changed(_told(view))(request, taken, asked)

        return answer

    return decorate


def _told(view: Callable[..., Any]) -> Callable[..., HttpResponse]:
    def told(request: HttpRequest, taken: dict[str, str], asked: dict[str, Any]) -> HttpResponse:
        try:
            ids = {name: _id(text) for name, text in taken.items()}
            return _json(as_json(view(_records(request), **ids, **asked)))
        except NotThere:
            return _refuse(404, NOT_THERE)

    return told


def _id(text: str) -> UUID:
    try:
        return read_id(text)
    except ValueError as error:
        raise NotThere from error


def _records(request: HttpRequest) -> Records:
    city = published_areas().city
    root = request.build_absolute_uri("/").rstrip("/")
    return Records(Edition.of(city, root=root, today=timezone.localdate()), city)


def _refuse(status: int, said: str, headers: dict[str, str] | None = None) -> HttpResponse:
    return _json(as_json(Refusal(error=said)), status=status, headers=headers)


def _json(data: Any, *, status: int = 200, headers: dict[str, str] | None = None) -> HttpResponse:
    told = {"Access-Control-Allow-Origin": "*", **(headers or {})}
    return JsonResponse(data, status=status, headers=told, json_dumps_params={"ensure_ascii": False})
