"""Standing in a hall: what is listed, what is found, and what to do about it; and the day of the next visit."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from directory.places.actions import AlreadyPaused, NotKnown
from directory.places.doors import own_place
from directory.places.photos import MOST, TooManyPhotos
from directory.visits.actions import drop_plan, plan_visit, record_visit
from directory.visits.forms import PlanForm, VisitForm
from directory.visits.models import Visit
from directory.visits.queries import in_short, listed_now, plan_of
from kayoiba.accounts.doors import requires
from kayoiba.accounts.roles import Can
from kayoiba.tools.notices import tell
from kayoiba.tools.saying import say_date

REFUSALS = {
    NotKnown: ("on", "その日には、把握している場ではありません。日にちをたしかめてください。"),
    AlreadyPaused: ("since", "その間には、もう休止があります。日にちをたしかめてください。"),
    TooManyPhotos: (
        "picture",
        f"この場の写真は {MOST}枚までです。写真のページで、いらない写真を取りのぞいてください。",
    ),
}
STANDS = "記録しました。掲載の内容は、{}に確認したことになりました。"
DONE = {
    Visit.Found.AS_LISTED: (STANDS, "", ""),
    Visit.Found.CHANGED: ("記録しました。かわったところを なおしてください。", "workbench:place", "いまは なおさない"),
    Visit.Found.PAUSED: (
        f"{STANDS}住民のページでは お休みです。",
        "workbench:place_resume",
        "まちがいなら、休みを終える",
    ),
    Visit.Found.ENDED: (
        "記録して、終わった場にしました。",
        "workbench:place_come_back",
        "まちがいなら、また始まった場にする",
    ),
}


@requires(Can.PLACE_WRITE)
def visit(request, place):
    place, today = own_place(request.user, place), timezone.localdate()
    if request.method != "POST" and not place.known_periods.holding(today).exists():
        messages.error(request, "終わった場です。先に「また始まった」を記録してください。")
        return redirect("workbench:place", place.pk)
    plan, listing = plan_of(place), listed_now(place)
    form = VisitForm(request.POST or None, request.FILES or None, place=place, plan=plan, today=today)
    if form.is_valid() and _recorded(place, form, by=request.user):
        return _leave(request, place, form.cleaned_data)
    context = {
        "place": place,
        "listing": listing,
        "in_short": list(in_short(place, listing, on=today)),
        "plan": plan,
        "today": today,
        "form": form,
    }
    return render(request, "directory/visits/visit.html", context)


def _recorded(place, form, *, by):
    """Whether it went; what hinders it becomes the form's error."""
    try:
        record_visit(place=place, by=by, at=timezone.now(), **form.values())
    except tuple(REFUSALS) as refusal:
        form.add_error(*REFUSALS[type(refusal)])
    return form.is_valid()


def _leave(request, place, told):
    """To the page of the place, or to its form where something has changed."""
    done, name, words = DONE[told["found"]]
    act = "訪問" if told["how"] == Visit.How.VISIT else "電話"
    said = f"{act}を{done.format(say_date(told['on']))}"
    if told["next_on"]:
        said += f"つぎは {say_date(told['next_on'])}に行きます。"
    tell(request, said, then=(reverse(name, args=[place.pk]), words) if name else None)
    return redirect("workbench:place_edit" if told["found"] == Visit.Found.CHANGED else "workbench:place", place.pk)


@requires(Can.PLACE_WRITE)
def visit_plan(request, place):
    place, today = own_place(request.user, place), timezone.localdate()
    plan = plan_of(place)
    form = PlanForm(request.POST or None, today=today, initial={"on": plan and plan.planned_on})
    if form.is_valid():
        plan_visit(place=place, by=request.user, at=timezone.now(), **form.cleaned_data)
        said = f"「{place}」に {say_date(form.cleaned_data['on'])}に行く予定です。"
        tell(request, said, then=(reverse("visits:visits"), "行く予定をぜんぶ見る"))
        return redirect("workbench:place", place.pk)
    return render(request, "directory/visits/plan.html", {"place": place, "plan": plan, "form": form})


@requires(Can.PLACE_WRITE)
@require_POST
def visit_drop(request, place):
    place = own_place(request.user, place)
    drop_plan(place=place, by=request.user, at=timezone.now())
    again = reverse("visits:visit_plan", args=[place.pk])
    tell(request, f"「{place}」に行く予定を 取りやめました。", then=(again, "また予定する"))
    return redirect("visits:visits")
