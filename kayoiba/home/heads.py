"""Answers to HEAD, which some bots and link checkers ask: gunicorn warns of every one that brings a body."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase


def without_body(get_response: Callable[[HttpRequest], HttpResponseBase]):
    """Middleware, above those that count the letters of the body."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        if request.method != "HEAD":
            return response
        if response.streaming:
            response.streaming_content = ()
        else:
            response.content = b""
        return response

    return middleware
