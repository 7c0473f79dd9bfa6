from django.shortcuts import render
from django.utils import timezone

from directory.proposals.queries import numbers as proposal_numbers
from directory.workbench.queries import board_numbers, districts_of, meeting_today
from kayoiba.accounts.doors import requires
from kayoiba.accounts.roles import Can


@requires(Can.PLACE_READ)
def board(request):
    today = timezone.localdate()
    numbers = board_numbers(request.user, on=today)
    context = {
        "asking": [(status, count) for status, count in numbers if status.asks],
        "standing": [(status, count) for status, count in numbers if not status.asks],
        "meetings": meeting_today(request.user, on=today),
        "proposals": proposal_numbers(request.user)[:2] if request.user.may(Can.PLACE_WRITE) else [],
        "districts": districts_of(request.user, on=today),
        "today": today,
    }
    return render(request, "directory/workbench/board.html", context)
