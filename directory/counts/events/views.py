from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from directory.counts.areas import CITY
from directory.counts.events.actions import add_event, remove_event
from directory.counts.events.forms import EventForm
from directory.counts.events.queries import events_of
from directory.counts.models import YearEvent
from kayoiba.accounts.doors import requires
from kayoiba.accounts.roles import Can
from kayoiba.tools.notices import tell


@requires(Can.COUNTS_CLOSE)
def events(request: HttpRequest) -> HttpResponse:
    form = EventForm(request.POST or None, initial=request.GET.dict())
    if form.is_valid():
        event = add_event(**form.cleaned_data, by=request.user, at=timezone.now())
        tell(request, f"「{event.words}」を 書きくわえました。", then=(reverse("counts:index"), "グラフで見る"))
        return redirect("counts:events")
    context = {"form": form, "events": events_of(CITY).reverse()}
    return render(request, "directory/counts/events/events.html", context)


@requires(Can.COUNTS_CLOSE)
@require_POST
def event_drop(request: HttpRequest, pk: int) -> HttpResponse:
    event = get_object_or_404(YearEvent.objects.select_related("district"), pk=pk)
    asked = {"on": event.on, "words": event.words, "district": event.district.slug if event.district else ""}
    remove_event(event=event, by=request.user, at=timezone.now())
    again = reverse("counts:events", query=asked)
    tell(request, f"「{event.words}」を とりのぞきました。", then=(again, "まちがいなら、もう一度書く"))
    return redirect("counts:events")
