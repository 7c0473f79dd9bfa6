"""Telling us, without an account: fill in, read once more, send. Every step is a plain page; nothing is kept before."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from directory.areas.models import PublishedArea
from directory.places.models import Listing
from directory.proposals import queries
from directory.proposals.actions import TooMuch, receive_proposal
from directory.proposals.forms.telling import CorrectForm, ProposeForm, TellingForm
from directory.proposals.senders import Ticket, sender_mark

ONCE_MORE = "もう一度「送る」を押してください。まだ送っていません。"
TOO_MUCH = "きょうは たくさんの知らせをいただいたので、ここからは送れません。お手数ですが、電話で教えてください。"

page = require_http_methods(["GET", "HEAD", "POST"])


@login_not_required
@page
def propose(request: HttpRequest) -> HttpResponse:
    districts = queries.published_districts()
    form = ProposeForm(request.POST or None, districts=districts, initial={"ticket": Ticket(timezone.now())})
    chosen = form["district"].value()
    context = {"form": form} | whom_to_ring(districts, chosen)
    sent_on = redirect(f"{reverse('proposals:thanks')}{f'?district={chosen}' if chosen else ''}")
    return _ask_read_send(request, "directory/proposals/propose.html", context) or sent_on


@login_not_required
@page
def correct(request: HttpRequest, number: int) -> HttpResponse:
    listing = Listing.objects.filter(number=number).first()
    if listing is None:
        if request.method != "POST" or not queries.was_listed(number):
            raise Http404
        listing = queries.no_longer_listed(number)
    phones = whom_to_ring(queries.published_districts(), listing.district_slug)
    first = {"ticket": Ticket(timezone.now())}
    form = CorrectForm(request.POST or None, listing=listing, district=phones["nearest"], initial=first)
    context = {"form": form, "place": listing} | phones
    sent_on = redirect("proposals:correct_thanks", number)
    return _ask_read_send(request, "directory/proposals/correct.html", context) or sent_on


def _ask_read_send(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse | None:
    """The page that asks, then the one that says it back; None once that is sent."""
    form: TellingForm = context["form"]
    if not form.is_valid() or "back" in request.POST:
        return render(request, template, context | {"start": request.POST.get("back", "") or form.wrong_step()})
    refusal = ""
    if "send" in request.POST:
        refusal = _refuse_machines(form) or _receive(request, form)
        if not refusal:
            return None
    context |= {"refusal": refusal, "is_too_much": refusal == TOO_MUCH}
    return render(request, "directory/proposals/check.html", context)


def _refuse_machines(form: TellingForm) -> str:
    """Whoever is quicker than a reader, or fills in what nobody sees, presses once more; a machine does not."""
    ticket = form.read_ticket()
    if ticket and not ticket.is_too_young(timezone.now()) and not form.cleaned_data["website"]:
        return ""
    form.mend(Ticket(timezone.now()))
    return ONCE_MORE


def _receive(request: HttpRequest, form: TellingForm) -> str:
    now = timezone.now()
    try:
        receive_proposal(**form.proposal(), sender_mark=sender_mark(request, now), at=now)
    except TooMuch:
        return TOO_MUCH
    return ""


@login_not_required
@require_safe
def thanks(request: HttpRequest) -> HttpResponse:
    context = whom_to_ring(queries.published_districts(), request.GET.get("district", ""))
    return render(request, "directory/proposals/thanks.html", context)


@login_not_required
@require_safe
def correct_thanks(request: HttpRequest, number: int) -> HttpResponse:
    listings = Listing.objects.only("name", "district_slug")
    listing = listings.filter(number=number).first() or queries.no_longer_listed(number)
    phones = whom_to_ring(queries.published_districts(), listing.district_slug)
    return render(request, "directory/proposals/thanks.html", {"place": listing} | phones)


def whom_to_ring(districts: list[PublishedArea], slug: str | None) -> dict[str, Any]:
    """All who can be rung, and the one of the district in question where it is known and has a number."""
    nearest = next((area for area in districts if area.slug == slug and area.contact_phone), None)
    return {"nearest": nearest, "districts": [area for area in districts if area.contact_phone]}
