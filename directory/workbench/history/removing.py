"""What should never have been written down: taken out, looked through, brought back."""

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from directory.places.models import Place
from directory.places.removal import KEPT_FOR, NotRemoved, bring_back_removed, remove_place
from directory.workbench.history.forms import RemoveForm
from directory.workbench.history.removed import own_removed, removed_places
from kayoiba.accounts.doors import requires
from kayoiba.accounts.roles import Can
from kayoiba.tools.notices import tell

PER_PAGE = 50
TOO_LATE = "「{}」は、もうもどしてあるか、30日を過ぎて消えています。"


@requires(Can.PLACE_REMOVE)
def place_remove(request, pk):
    place = Place.with_removed.in_care_of(request.user).filter(pk=pk).first()
    if place is None:
        raise Http404
    if place.removed_at:  # a button pressed twice
        return redirect("workbench:removed")
    form = RemoveForm(request.POST or None)
    if form.is_valid():
        remove_place(place=place, reason=form.cleaned_data["reason"], by=request.user, at=timezone.now())
        removed = reverse("workbench:removed")
        tell(request, f"「{place}」を取り消しました。30日の間は もどせます。", then=(removed, "まちがいなら、もどす"))
        return redirect("workbench:places")
    return render(request, "directory/workbench/remove.html", {"place": place, "form": form})


@requires(Can.PLACE_REMOVE)
def removed(request):
    now = timezone.now()
    page = Paginator(removed_places(request.user, at=now), PER_PAGE).get_page(request.GET.get("page"))
    rows = [(place, (place.removed_at + KEPT_FOR - now).days) for place in page]
    return render(request, "directory/workbench/removed.html", {"page": page, "rows": rows})


@requires(Can.PLACE_REMOVE)
@require_POST
def removed_bring_back(request, pk):
    place = own_removed(request.user, pk)
    if place is None:
        raise Http404
    try:
        bring_back_removed(place=place, by=request.user, at=timezone.now())
    except NotRemoved:
        tell(request, TOO_LATE.format(place))
        return redirect("workbench:removed")
    done = f"「{place}」を もどしました。住民のページには、掲載すると出ます。"
    tell(request, done, then=(reverse("workbench:place", args=[place.pk]), "この場を見る"))
    return redirect("workbench:removed")
