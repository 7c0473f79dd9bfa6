"""What a place was: read, and written down again."""

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from directory.places.doors import own_place
from directory.places.models import EditedSince
from directory.places.restoring import restore_version
from directory.places.versions import values_now, version_of
from directory.workbench.history.changes import changes_between
from directory.workbench.history.forms import EDITED_SINCE, RestoreForm
from directory.workbench.history.queries import past_of
from kayoiba.accounts.doors import requires
from kayoiba.accounts.roles import Can
from kayoiba.tools.notices import tell
from kayoiba.tools.saying import say_moment

PER_PAGE = 50


@requires(Can.PLACE_READ)
def place_history(request, pk):
    place = own_place(request.user, pk)
    entries = past_of(place)
    context = {
        "place": place,
        "page": Paginator(entries, PER_PAGE).get_page(request.GET.get("page")),
        "now": next((entry.version for entry in entries if entry.version), None),
    }
    return render(request, "directory/workbench/history.html", context)


@requires(Can.PLACE_WRITE)
def place_restore(request, pk, version):
    place = own_place(request.user, pk)
    then = version_of(place, version)
    if then is None:
        raise Http404
    form = RestoreForm(request.POST or None)
    if form.is_valid():
        try:
            seen = form.cleaned_data["edited_at"]
            restore_version(place=place, version=then, seen=seen, by=request.user, at=timezone.now())
        except EditedSince:
            form.add_error(None, EDITED_SINCE)
        else:
            done = f"「{place}」を {say_moment(then.place.edited_at)} の内容に もどしました。"
            history = reverse("workbench:place_history", args=[place.pk])
            tell(request, done, then=(history, "まちがいなら、履歴から またもどす"))
            return redirect("workbench:place", place.pk)
    context = {
        "place": place,
        "version": then,
        "form": form,
        "seen": RestoreForm(initial={"edited_at": place.edited_at}),
        "changes": changes_between(values_now(place), then.values),
    }
    return render(request, "directory/workbench/restore.html", context)
