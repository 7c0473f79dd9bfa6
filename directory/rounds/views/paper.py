"""What goes out on paper: letters, reminders, the sheet to call from."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from directory.rounds.actions import rounds as actions
from directory.rounds.calls import calls_to_make
from directory.rounds.codes import token_of
from directory.rounds.letters import Ways, letters
from directory.rounds.mails import send_reminder
from directory.rounds.models import Invitation
from directory.rounds.queries import rounds as queries
from directory.rounds.views.doors import (
    open_round_or_404,
    own_area,
    own_invitation,
    round_or_404,
    round_to_print,
    while_open,
)
from kayoiba.accounts.doors import requires
from kayoiba.accounts.roles import Can
from kayoiba.tools.notices import tell

NOBODY_TO_WRITE_TO = "{}には、まだ答えていない場が ありません。手紙は つくりませんでした。"
NOBODY_REMINDED = "{}には、もう一度お願いした場で まだ答えていない所が ありません。"


@requires(Can.ROUND_READ)
@require_safe
@never_cache
@while_open
def area_letters(request, fiscal_year, district):
    """To all of a district that have not answered yet."""
    round, area = round_to_print(fiscal_year), own_area(request.user, district)
    chosen = _silent(request.user, round, area)
    if not chosen:
        messages.info(request, NOBODY_TO_WRITE_TO.format(area.name))
        return redirect("rounds:round", fiscal_year)
    return _pdf(request, round, chosen, f"調査の手紙_{fiscal_year}_{area.name}.pdf")


@requires(Can.ROUND_READ)
@require_safe
@never_cache
@while_open
def area_reminders(request, fiscal_year, district):
    """To those that were asked once more and have not answered since."""
    round, area = round_to_print(fiscal_year), own_area(request.user, district)
    chosen = [(number, one) for number, one in _silent(request.user, round, area) if one.reminded_on]
    if not chosen:
        messages.info(request, NOBODY_REMINDED.format(area.name))
        return redirect("rounds:round", fiscal_year)
    return _pdf(request, round, chosen, f"もう一度のお願い_{fiscal_year}_{area.name}.pdf", again=True)


@requires(Can.ROUND_READ)
@require_safe
@never_cache
@while_open
def invitation_letter(request, pk):
    """One letter again, with the number it has among those of its district."""
    invitation = own_invitation(request.user, pk)
    round, area = round_to_print(invitation.round.fiscal_year), queries.area_of(invitation.place)
    lying = queries.numbered(request.user, round, area, on=timezone.localdate())
    chosen = [(number, one) for number, one in lying if one == invitation]
    if not chosen:
        raise Http404
    return _pdf(request, round, chosen, f"調査の手紙_{chosen[0][0]}.pdf")


@requires(Can.ROUND_READ)
@while_open
def area_remind(request, fiscal_year, district):
    """Asking once more: whom it would be, and the press that writes it down."""
    today = timezone.localdate()
    round, area = open_round_or_404(fiscal_year), own_area(request.user, district)
    silent = [one for _, one in _silent(request.user, round, area)]
    if request.method == "POST":
        _note(request, round, silent)
        done = f"{area.name}の {len(silent)}か所に もう一度お願いすることを 記録しました。手紙を 印刷してください。"
        tell(request, done, then=(reverse("rounds:reminders", args=[fiscal_year, district]), "手紙をひらく（PDF）"))
        return redirect("rounds:remind", fiscal_year, district)
    context = {
        "round": round,
        "area": area,
        "today": today,
        "silent": silent,
        "before": [one for one in silent if one.reminded_on],
        "by_mail": _within_reach_of_mail(silent, today),
    }
    return render(request, "directory/rounds/remind.html", context)


@requires(Can.ROUND_READ)
@require_POST
@while_open
def area_mail(request, fiscal_year, district):
    """Written down before it is sent, so that two people who press at once send one mail."""
    round, area = open_round_or_404(fiscal_year), own_area(request.user, district)
    silent = [one for _, one in _silent(request.user, round, area)]
    reminded = _note(request, round, _within_reach_of_mail(silent, timezone.localdate()))
    failed = [one for one in reminded if not send_reminder(one, link=_ways(request).link(token_of(one)))]
    actions.take_reminders_back(reminded=failed, by=request.user, at=timezone.now())
    if len(reminded) > len(failed):
        messages.success(request, f"{len(reminded) - len(failed)}か所に メールで もう一度お願いしました。")
    if failed:
        names = "・".join(one.place.name for one in failed)
        messages.error(request, f"{names}には 送れませんでした。手紙か電話で お願いしてください。")
    return redirect("rounds:remind", fiscal_year, district)


def _within_reach_of_mail(silent, today):
    """Nobody is written to twice a day, or about a link that no longer opens."""
    return [
        one
        for one in silent
        if one.place.contact_email and one.has_link and one.reminded_on != today <= one.round.answer_by
    ]


def _note(request, round, chosen):
    among = Invitation.objects.filter(pk__in=[one.pk for one in chosen])
    return actions.note_reminders(round=round, among=among, by=request.user, at=timezone.now())


@requires(Can.ROUND_READ)
@require_safe
def area_calls(request, fiscal_year, district):
    today = timezone.localdate()
    round, area = round_or_404(fiscal_year), own_area(request.user, district)
    calls = calls_to_make(_silent(request.user, round, area), round, on=today)
    context = {"round": round, "area": area, "calls": calls, "today": today}
    return render(request, "directory/rounds/calls.html", context)


def _silent(user, round, area):
    lying = queries.numbered(user, round, area, on=timezone.localdate())
    return [(number, one) for number, one in lying if one.answer_state is None]


def _pdf(request, round, chosen, name, *, again=False):
    pdf = letters(chosen, round=round, ways=_ways(request), again=again, now=timezone.localtime())
    headers = {"Content-Disposition": content_disposition_header(False, name)}
    return HttpResponse(pdf, content_type="application/pdf", headers=headers)


def _ways(request):
    return Ways(
        link=lambda token: request.build_absolute_uri(reverse("rounds:answer", args=[token])),
        typing=request.build_absolute_uri(reverse("rounds:enter_code")),
    )
