from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from directory.workbench.completeness import coaching
from directory.workbench.handover.queries import near
from directory.workbench.queries import board_numbers, districts_of, meeting_today, search_places
from directory.workbench.waiting import Waiting, what_waits
from kayoiba.accounts.doors import requires
from kayoiba.accounts.roles import Can
from kayoiba.tools.saying import say_date

FIRST_FEW = 5


@requires(Can.PLACE_READ)
def board(request):
    today = timezone.localdate()
    numbers = board_numbers(request.user, on=today)
    nearly = search_places(request.user, on=today, status="incomplete")[:FIRST_FEW]
    context = {
        "asking": [_leading(status, count) for status, count in numbers if status.asks],
        "standing": [_leading(status, count) for status, count in numbers if not status.asks],
        "waiting": list(what_waits(request.user, on=today)) if request.user.may(Can.PLACE_WRITE) else [],
        "oldest": search_places(request.user, on=today, status="stale")[:FIRST_FEW],
        "nearly": [(place, coaching(place.missing)) for place in nearly],
        "handovers": [(handover, _say_handover(handover)) for handover in near(request.user, on=today)],
        "meetings": meeting_today(request.user, on=today),
        "districts": districts_of(request.user, on=today),
        "today": today,
    }
    return render(request, "directory/workbench/board.html", context)


def _leading(status, count):
    return Waiting(status.name, count, reverse("workbench:places", query={"status": status.code}))


def _say_handover(handover):
    districts = "・".join(district.name for district in handover.districts.all())
    passes = f"{handover.giver.name}さんから {handover.taker.name}さんへ 引き継ぎます。"
    return f"{say_date(handover.on)}から、{districts}地区を {passes}"
