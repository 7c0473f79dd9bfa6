"""The places of a round, one by one: its letter, its link, the calls."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from directory.rounds.actions import rounds as actions
from directory.rounds.forms.rounds import CallForm, RenewForm, WithdrawForm
from directory.rounds.queries import rounds as queries
from directory.rounds.queries.answers import parts_of
from directory.rounds.questions import present
from directory.rounds.views.doors import own_invitation, round_or_404, while_open
from directory.rounds.whom import caller_of
from kayoiba.accounts.doors import requires
from kayoiba.accounts.roles import Can
from kayoiba.tools.notices import tell

PER_PAGE = 50


@requires(Can.ROUND_READ)
@require_safe
def invitation_list(request, fiscal_year):
    today = timezone.localdate()
    round = round_or_404(fiscal_year)
    areas = queries.areas_of(request.user, on=today)
    standing = queries.standing_called(request.GET.get("state"))
    district = next((area.slug for area in areas if area.slug == request.GET.get("district")), "")
    words = request.GET.get("words", "")
    found = queries.search_invitations(request.user, round, on=today, district=district, standing=standing, words=words)
    query = request.GET.copy()
    query.pop("page", None)
    context = {
        "round": round,
        "page": Paginator(found, PER_PAGE).get_page(request.GET.get("page")),
        "query": f"{query.urlencode()}&" if query else "",
        "words": words,
        "district": district,
        "standing": standing,
        "standings": queries.EVERY_STANDING,
        "areas": areas,
        "today": today,
    }
    return render(request, "directory/rounds/invitations.html", context)


@requires(Can.ROUND_READ)
@require_safe
def invitation(request, pk):
    return _show(request, own_invitation(request.user, pk))


@requires(Can.ROUND_READ)
@require_POST
@while_open
def invitation_withdraw(request, pk):
    invitation = own_invitation(request.user, pk)
    form = WithdrawForm(request.POST)
    if not form.is_valid():
        return _show(request, invitation, withdraw=form)
    actions.withdraw_link(invitation=invitation, **form.cleaned_data, by=request.user, at=timezone.now())
    messages.success(request, f"「{invitation.place}」のリンクを止めました。手紙の QRコードと コードは ひらきません。")
    return redirect("rounds:invitation", pk)


@requires(Can.ROUND_READ)
@require_POST
@while_open
def invitation_renew(request, pk):
    invitation = own_invitation(request.user, pk)
    form = RenewForm(request.POST)
    if form.is_valid():
        actions.renew_link(invitation=invitation, **form.cleaned_data, by=request.user, at=timezone.now())
        done = "新しいリンクにしました。前の手紙では ひらきません。"
        tell(request, done, then=(reverse("rounds:invitation_letter", args=[pk]), "新しい手紙をひらく（PDF）"))
    return redirect("rounds:invitation", pk)


@requires(Can.ROUND_READ)
@require_POST
@while_open
def invitation_call(request, pk):
    invitation = own_invitation(request.user, pk)
    form = CallForm(request.POST)
    if not form.is_valid():
        return _show(request, invitation, call=form)
    actions.note_call(invitation=invitation, **form.cleaned_data, by=request.user, at=timezone.now())
    messages.success(request, f"「{invitation.place}」に 電話したことを 記録しました。")
    if "sheet" in request.POST:
        area = queries.area_of(invitation.place)
        return redirect(f"{reverse('rounds:calls', args=[invitation.round.fiscal_year, area.slug])}#call-{pk}")
    return redirect("rounds:invitation", pk)


def _show(request, invitation, *, withdraw=None, call=None):
    today = timezone.localdate()
    values = present(invitation.place, invitation.round.fiscal_year, on=today)
    context = {
        "invitation": invitation,
        "place": invitation.place,
        "round": invitation.round,
        "caller": caller_of(invitation.place),
        "parts": parts_of(values),
        "withdraw": withdraw or WithdrawForm(),
        "renew": RenewForm(initial={"seen": invitation.version}),
        "call": call or CallForm(initial={"note": invitation.call_note}),
        "today": today,
    }
    return render(request, "directory/rounds/invitation.html", context)
