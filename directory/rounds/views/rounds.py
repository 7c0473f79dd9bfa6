"""The rounds of all years, and how far one is."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from directory.places.models import Place
from directory.rounds.actions import rounds as actions
from directory.rounds.forms.rounds import ChangeRoundForm, OpenRoundForm
from directory.rounds.queries import rounds as queries
from directory.rounds.views.doors import open_round_or_404, round_or_404, while_open
from kayoiba.accounts.doors import requires
from kayoiba.accounts.roles import Can
from kayoiba.tools.fiscal import fiscal_year_name

THAT_YEAR = "この年度の調査は もうあります。ほかの年度をえらんでください。"


@requires(Can.ROUND_READ)
@require_safe
def round_list(request):
    rounds = queries.rounds_of(request.user, on=timezone.localdate())
    return render(request, "directory/rounds/rounds.html", {"rounds": rounds, "today": timezone.localdate()})


@requires(Can.ROUND_RUN)
def round_new(request):
    form = OpenRoundForm(request.POST or None, had=queries.years_had())
    if form.is_valid():
        try:
            round = actions.open_round(**form.cleaned_data, by=request.user, at=timezone.now())
        except actions.RoundThatYear:
            form.add_error("fiscal_year", THAT_YEAR)
        else:
            asked = round.invitations.count()
            year = fiscal_year_name(round.fiscal_year)
            messages.success(request, f"{year}の調査を はじめました。{asked}か所の 手紙を 地区ごとに 印刷できます。")
            return redirect("rounds:round", round.fiscal_year)
    context = {"form": form, "places": Place.objects.known_on(timezone.localdate()).count()}
    return render(request, "directory/rounds/round_new.html", context)


@requires(Can.ROUND_READ)
@require_safe
def round_progress(request, fiscal_year):
    today = timezone.localdate()
    round = round_or_404(fiscal_year)
    lines, whole = queries.progress(request.user, round, on=today)
    context = {
        "round": round,
        "today": today,
        "lines": [(area, [(way, counts[way.code]) for way in queries.STANDINGS]) for area, counts in lines],
        "whole": [(way, whole[way.code]) for way in queries.STANDINGS],
        "more": [(way, whole[way.code]) for way in queries.MORE_STANDINGS if whole[way.code]],
        "standings": queries.STANDINGS,
        "newcomers": 0 if round.is_closed else queries.newcomers(request.user, round, on=today).count(),
    }
    return render(request, "directory/rounds/round.html", context)


@requires(Can.ROUND_RUN)
@while_open
def round_edit(request, fiscal_year):
    round = open_round_or_404(fiscal_year)
    form = ChangeRoundForm(request.POST or None, initial={"answer_by": round.answer_by, "greeting": round.greeting})
    if form.is_valid():
        actions.change_round(round=round, **form.cleaned_data, by=request.user, at=timezone.now())
        messages.success(request, "しめきりと お願いのことばを かえました。これから印刷する手紙に 出ます。")
        return redirect("rounds:round", fiscal_year)
    return render(request, "directory/rounds/round_edit.html", {"form": form, "round": round})


@requires(Can.ROUND_RUN)
@while_open
def round_close(request, fiscal_year):
    round = open_round_or_404(fiscal_year)
    if request.method == "POST":
        actions.close_round(round=round, by=request.user, at=timezone.now())
        done = f"{fiscal_year_name(fiscal_year)}の調査を 終えました。手紙の QRコードと コードは もう使えません。"
        messages.success(request, done)
        return redirect("rounds:round", fiscal_year)
    _, whole = queries.progress(request.user, round, on=timezone.localdate())
    return render(request, "directory/rounds/round_close.html", {"round": round, "whole": whole})


@requires(Can.ROUND_READ)
@require_POST
@while_open
def round_newcomers(request, fiscal_year):
    """Whoever looks after a place that was registered meanwhile may ask it too."""
    round = open_round_or_404(fiscal_year)
    mine = Place.objects.in_care_of(request.user)
    asked = actions.ask_newcomers(round=round, places=mine, by=request.user, at=timezone.now())
    if asked:
        done = f"あとから登録した {asked}か所にも お願いします。手紙は 場のページから 1通ずつ つくれます。"
        messages.success(request, done)
    else:
        messages.info(request, "すべての場に もうお願いしています。")
    return redirect("rounds:round", fiscal_year)
