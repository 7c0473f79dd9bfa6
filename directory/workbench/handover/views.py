from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from directory.workbench.handover import actions, queries
from directory.workbench.handover.forms import HandoverForm
from directory.workbench.people.queries import people_for
from kayoiba.accounts.doors import requires
from kayoiba.accounts.roles import Can
from kayoiba.tools.notices import tell
from kayoiba.tools.saying import say_date

NOTHING = "その日に受けもっている地区がありません。日にちをたしかめてください。"
BEGUN = "もう引き継ぎの日をすぎています。もどすときは、もう一度 引き継ぎを決めてください。"
PASSED_ON = "引き継ぐ人が、さらに べつの人への引き継ぎを決めています。さきに そちらを取りやめてください。"


@requires(Can.PEOPLE_MANAGE)
def person_handover(request, pk):
    giver = get_object_or_404(people_for(request.user).at_work(), pk=pk)
    today = timezone.localdate()
    form = HandoverForm(request.POST or None, takers=queries.takers(giver), today=today)
    if form.is_valid():
        try:
            handover = actions.hand_over(giver=giver, by=request.user, at=timezone.now(), **form.cleaned_data)
        except actions.NothingToPass:
            form.add_error("on", NOTHING)
        else:
            done = f"{say_date(handover.on)}から、{handover.taker.name}さんに引き継ぎます。"
            tell(request, done, then=(reverse("workbench:handover", args=[handover.pk]), "引き継ぎ書を見る"))
            return redirect("workbench:person", giver.pk)
    on = form["on"].initial
    context = {
        "giver": giver,
        "form": form,
        "districts": [assignment.district for assignment in queries.passing_assignments(giver, on=on)],
        "counts": queries.counts_of(giver, on=on),
    }
    return render(request, "directory/workbench/handover/new.html", context)


@requires(Can.PLACE_READ)
@require_safe
def handover(request, pk):
    handover = get_object_or_404(queries.handovers_of(request.user), pk=pk)
    today = timezone.localdate()
    context = {
        "handover": handover,
        "districts": handover.districts.order_by("position"),
        "sheet": queries.sheet(handover, request.user, on=today),
        "is_coming": handover.on > today,
        "today": today,
    }
    return render(request, "directory/workbench/handover/sheet.html", context)


@requires(Can.PEOPLE_MANAGE)
@require_POST
def call_off(request, pk):
    handover = get_object_or_404(queries.handovers_of(request.user), pk=pk)
    try:
        actions.call_off(handover=handover, by=request.user, at=timezone.now())
    except actions.BegunAlready:
        messages.error(request, BEGUN)
    except actions.PassedOn:
        messages.error(request, PASSED_ON)
    else:
        tell(request, f"引き継ぎを取りやめました。これからも {handover.giver.name}さんの受けもちです。")
    return redirect("workbench:person", handover.giver_id)
