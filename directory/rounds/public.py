"""The operator's answer, without an account: whoever holds the link of a place may read what is asked of that place.

This is the one open page that reads working tables. A link is made for one place and one round, expires, and can be
withdrawn; it shows what the questions ask for and nothing else: `TestByLink` in tests/house/test_public_copy.py.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from directory.proposals.queries import published_districts
from directory.proposals.senders import sender_mark
from directory.rounds.actions.answers import NoLongerAsked, TooMuch, receive_answer
from directory.rounds.codes import find_by_code, find_by_token, note_wrong_code, token_of, too_many_wrong_codes
from directory.rounds.forms.answers import AnswerForm, CodeForm
from directory.rounds.models import Answer, Invitation
from directory.rounds.queries.answers import last_answer, parts_of
from directory.rounds.questions import present

WRONG_CODE = "このコードでは ひらけません。手紙を もう一度 見てください。しめきりを すぎたコードも ひらけません。"
WAIT = "まちがったコードが つづいたので、いまは ひらけません。1時間ほど おいて もう一度 ためすか、電話してください。"
TOO_MUCH = "きょうは なんども 答えていただいたので、ここからは もう送れません。お手数ですが、電話で教えてください。"

page = require_http_methods(["GET", "HEAD", "POST"])


def by_link(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """The address is the key: it is not handed on, not kept by browsers and not found by searching.

    No page elsewhere can forge a POST to an address it does not know; and browsers that are told not to hand it on
    send 「Origin: null」, which the usual guard against forging takes for a stranger.
    """

    @login_not_required
    @csrf_exempt
    @page
    @never_cache
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        answer = view(request, *args, **kwargs)
        answer["Referrer-Policy"] = "no-referrer"
        answer["X-Robots-Tag"] = "noindex, nofollow"
        return answer

    return guarded


@by_link
def answer(request: HttpRequest, token: str) -> HttpResponse:
    now = timezone.localtime()
    invitation = find_by_token(token, on=now.date())
    if invitation is None:
        return _closed(request)
    form = _form(request, invitation)
    context = {"invitation": invitation, "place": invitation.place, "form": form, "last": last_answer(invitation)}
    same = "same" in request.POST
    if request.method == "POST" and (same or form.is_valid()):
        told = form.seen if same else form.told()
        try:
            _receive(invitation, form, told=told, same_as_before=same, at=now)
        except NoLongerAsked:
            return _closed(request)
        except TooMuch:
            return _ask(request, context | {"refusal": TOO_MUCH, "districts": _phones()})
        return redirect("rounds:answer", token)
    return _ask(request, context)


def _form(request: HttpRequest, invitation: Invitation) -> AnswerForm:
    """Filled in with the record; where an answer waits, with that."""
    on = timezone.localdate()
    now = present(invitation.place, invitation.round.fiscal_year, on=on)
    waiting = invitation.answers.waiting().first()
    shown = now | waiting.told if waiting else now
    return AnswerForm(request.POST or None, invitation=invitation, now=now, shown=shown, on=on)


def _receive(invitation: Invitation, form: AnswerForm, **told: Any) -> Answer:
    ticket = {"request_id": form.request_id, "seen": form.seen}
    return receive_answer(invitation=invitation, channel=Answer.Channel.LINK, **ticket, **told)


def _ask(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    """What we have, or thanks for what was answered; the questions where something is to be changed."""
    form = context["form"]
    changes = "change" in request.GET or (form.is_bound and "same" not in request.POST)
    template = "directory/rounds/answer_form.html" if changes else "directory/rounds/answer.html"
    return render(request, template, context | {"parts": parts_of(form.initial)})


def _closed(request: HttpRequest) -> HttpResponse:
    """The same whatever the reason: nobody learns whether there was such a link."""
    return render(request, "directory/rounds/answer_gone.html", {"districts": _phones()}, status=404)


@login_not_required
@page
@never_cache
def enter_code(request: HttpRequest) -> HttpResponse:
    form = CodeForm(request.POST or None)
    if form.is_valid() and (invitation := _opened_by(form, request)):
        return redirect("rounds:answer", token_of(invitation))
    return render(request, "directory/rounds/answer_code.html", {"form": form, "districts": _phones()})


def _opened_by(form: CodeForm, request: HttpRequest) -> Invitation | None:
    """Where nothing is opened, the form says why."""
    now = timezone.localtime()
    mark = sender_mark(request, now)
    if too_many_wrong_codes(mark, at=now):
        form.add_error("code", WAIT)
        return None
    invitation = find_by_code(form.cleaned_data["code"], on=now.date())
    if invitation is None:
        note_wrong_code(mark, at=now)
        form.add_error("code", WRONG_CODE)
    return invitation


def _phones() -> list[Any]:
    return [area for area in published_districts() if area.contact_phone]
