"""Checking many places at once."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from directory.places.actions import check_places
from directory.workbench.forms import CheckForm, ManyForm
from directory.workbench.queries import places_of
from kayoiba.accounts.doors import requires
from kayoiba.accounts.roles import Can
from kayoiba.tools.notices import tell


@requires(Can.PLACE_WRITE)
def check_many(request):
    """Two steps by POST: the ticked places come from the list, then when and how all of them were checked."""
    today = timezone.localdate()
    chosen = ManyForm(request.POST or None, places=places_of(request.user, on=today).by_reading())
    if not chosen.is_valid():
        messages.error(request, "確認した場を、一覧でえらんでください。")
        return redirect("workbench:places")
    ticked = list(chosen.cleaned_data["places"])
    places = [place for place in ticked if place.is_known]
    left_out = _say_left_out([place for place in ticked if not place.is_known])
    if not places:
        messages.error(request, left_out)
        return redirect("workbench:places")
    form = CheckForm(request.POST if "on" in request.POST else None, today=today)
    if form.is_valid():
        new = check_places(places=places, by=request.user, at=timezone.now(), **form.cleaned_data)
        _say_what_was_checked(request, len(new), len(places) - len(new), left_out)
        return redirect("workbench:places")
    context = {"ticked": ticked, "places": places, "left_out": left_out, "form": form}
    return render(request, "directory/workbench/check_many.html", context)


def _say_left_out(ended):
    names = "".join(f"「{place}」" for place in ended)
    return f"{names}は終わった場なので、のぞきました。" if ended else ""


def _say_what_was_checked(request, new, before, left_out):
    done = f"{new}か所の確認を記録しました。" if new else ""
    again = f"{before}か所は、もう記録してありました。" if before else ""
    stale = reverse("workbench:places", query={"status": "stale"})
    tell(request, f"{done}{again}{left_out}", then=(stale, "確認が古い場を見る"))
