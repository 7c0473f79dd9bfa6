"""宝物: the field notebook. Written in the hall, read by the coordinators of the district."""

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from directory.areas.queries import districts_of
from directory.visits.actions import edit_treasure, note_treasure, throw_away_treasure
from directory.visits.forms import TreasureForm
from directory.visits.models import Treasure
from directory.visits.queries import place_asked_for, treasures_of
from kayoiba.accounts.doors import requires
from kayoiba.accounts.roles import Can
from kayoiba.tools.notices import tell

PER_PAGE = 50


@requires(Can.PLACE_WRITE)
def treasures(request):
    """`?place=` shows those of a place, and a new one is of it."""
    today, place = timezone.localdate(), place_asked_for(request.user, request.GET.get("place"))
    form = TreasureForm(request.POST or None, user=request.user, today=today, noted=place, initial={"place": place})
    if form.is_valid():
        note_treasure(request_id=form.pressed(), by=request.user, at=timezone.now(), **form.values())
        return _leave(request, form, "宝物を書きとめました。")
    districts = list(districts_of(request.user, on=today))
    chosen = _chosen(request, districts)
    words = request.GET.get("words", "")
    found = treasures_of(request.user, place=place, words=words, **chosen)
    query = request.GET.copy()
    query.pop("page", None)
    context = {
        "form": form,
        "page": Paginator(found, PER_PAGE).get_page(request.GET.get("page")),
        "query": f"{query.urlencode()}&" if query else "",
        "words": words,
        "chosen": chosen,
        "place": place,
        "narrowed": bool(place or words) or any(chosen.values()),
        "districts": districts,
        "kinds": Treasure.Kind.choices,
        "today": today,
    }
    return render(request, "directory/visits/treasures.html", context)


def _chosen(request, districts):
    """What an address asks for and the page does not offer narrows nothing."""
    offered = {"district": {"none", *(district.slug for district in districts)}, "kind": set(Treasure.Kind.values)}
    return {name: value if (value := request.GET.get(name)) in values else "" for name, values in offered.items()}


def _leave(request, form, done):
    """Back to where one came from: the page of the place, else the notebook."""
    place = form.cleaned_data["place"]
    if place:
        another = reverse("visits:treasures", query={"place": place.pk})
        tell(request, done, then=(another, "もうひとつ書く"))
        return redirect("workbench:place", place.pk)
    tell(request, done)
    return redirect("visits:treasures")


@requires(Can.PLACE_WRITE)
def treasure_edit(request, pk):
    treasure, today = _own(request.user, pk), timezone.localdate()
    initial = {name: getattr(treasure, name) for name in ("kind", "text", "place", "district")}
    initial["on"] = treasure.noted_on
    form = TreasureForm(request.POST or None, user=request.user, today=today, noted=treasure.place, initial=initial)
    if form.is_valid():
        edit_treasure(treasure=treasure, by=request.user, at=timezone.now(), **form.values())
        tell(request, "宝物を なおしました。")
        return redirect("visits:treasures")
    return render(request, "directory/visits/treasure_edit.html", {"treasure": treasure, "form": form})


@requires(Can.PLACE_WRITE)
def treasure_delete(request, pk):
    treasure = _own(request.user, pk)
    if request.method == "POST":
        throw_away_treasure(treasure=treasure, by=request.user, at=timezone.now())
        tell(request, "宝物を消しました。")
        return redirect("visits:treasures")
    return render(request, "directory/visits/treasure_delete.html", {"treasure": treasure})


def _own(user, pk):
    """Whoever looks after its place or district may mend it: it was handed over with them."""
    treasure = Treasure.objects.in_care_of(user).select_related("place__district", "district").filter(pk=pk).first()
    if treasure is None:
        raise Http404
    return treasure
