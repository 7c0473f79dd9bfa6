"""Suspending a whole district for one reason, and resuming it: what is done is shown place by place before."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from directory.places import suspensions
from directory.places.models import Place
from directory.places.suspensions import NobodyMeets, affected, resume_places, suspend_places
from directory.workbench import queries
from directory.workbench.forms.suspensions import READY, ResumeTickedForm, SuspendForm, SuspendTickedForm
from kayoiba.accounts.doors import requires
from kayoiba.accounts.roles import Can
from kayoiba.tools.notices import tell

NOBODY_MEETS = "えらんだ場は、もう どれも休みか、終わった場です。"


@requires(Can.PLACE_WRITE)
def suspension_list(request):
    context = {"suspensions": suspensions.suspensions_of(request.user, on=timezone.localdate())}
    return render(request, "directory/workbench/suspensions.html", context)


@requires(Can.PLACE_WRITE)
def suspension_new(request):
    """Two steps, the first of them in the address: whom it would reach is read before anything is written."""
    today = timezone.localdate()
    _, reason, note = READY.get(request.GET.get("ready"), ("", "", ""))
    asked = SuspendForm(
        request.GET if "from_date" in request.GET else None,
        districts=queries.districts_of(request.user, on=today),
        everywhere=request.user.works_everywhere,
        initial={"from_date": today, "reason": reason, "note": note},
    )
    if not asked.is_valid():
        ready = [(word, name) for word, (name, _, _) in READY.items()]
        return render(request, "directory/workbench/suspension_new.html", {"form": asked, "ready": ready})
    return _check(request, asked)


def _check(request, asked):
    """Which places exactly; any may be left out."""
    district, mine = asked.cleaned_data["district"], Place.objects.in_care_of(request.user)
    reached = affected(mine.filter(district=district) if district else mine, from_date=asked.cleaned_data["from_date"])
    form = SuspendTickedForm(request.POST or None, places=mine)
    if form.is_valid() and (suspension := _suspend(asked, form, request.user)):
        count = suspension.pauses.values("place").distinct().count()
        resume = reverse("workbench:suspension_resume", args=[suspension.pk])
        done = f"{count}か所を休みにしました。住民のページでも休みと出ます。"
        tell(request, done, then=(resume, "まちがいなら、休みを終える"))
        return redirect("workbench:suspensions")
    begins = {place: spans[0][0] for place, spans in reached.days.items()}
    context = {"asked": asked, "form": form, "reached": reached, "rows": _rows(request, begins)}
    return render(request, "directory/workbench/suspension_check.html", context)


def _rows(request, places):
    """Each place, the day told with it, and whether it is ticked: all are until somebody has chosen."""
    chosen = request.POST.getlist("places") if request.method == "POST" else [str(place.pk) for place in places]
    return [(place, day, str(place.pk) in chosen) for place, day in places.items()]


def _suspend(asked, form, user):
    """The suspension, or None where the form now says why there is none."""
    try:
        return suspend_places(**asked.cleaned_data, **form.cleaned_data, by=user, at=timezone.now())
    except NobodyMeets:
        form.add_error(None, NOBODY_MEETS)
    return None


@requires(Can.PLACE_WRITE)
def suspension_resume(request, pk):
    today = timezone.localdate()
    suspension = suspensions.suspensions_of(request.user, on=today).filter(pk=pk).first()
    if suspension is None:
        raise Http404
    mine = Place.objects.in_care_of(request.user)
    form = ResumeTickedForm(request.POST or None, places=mine, suspension=suspension, today=today)
    if form.is_valid():
        resumed = resume_places(suspension=suspension, **form.cleaned_data, by=request.user, at=timezone.now())
        done = f"{len(resumed)}か所の休みを終えました。住民のページにも 次の日どりが出ます。"
        tell(request, done if resumed else "えらんだ場は、もう休みを終えています。")
        return redirect("workbench:suspensions")
    resting = dict.fromkeys(suspensions.resting_by(suspension, request.user, on=today))
    context = {"suspension": suspension, "form": form, "rows": _rows(request, resting)}
    return render(request, "directory/workbench/suspension_resume.html", context)
