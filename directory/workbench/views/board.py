from django.shortcuts import render
from django.utils import timezone

from directory.workbench.queries import board_numbers, districts_of
from kayoiba.accounts.doors import requires
from kayoiba.accounts.roles import Can


@requires(Can.PLACE_READ)
def board(request):
    today = timezone.localdate()
    context = {
        "numbers": board_numbers(request.user, on=today),
        "districts": districts_of(request.user, on=today),
        "today": today,
    }
    return render(request, "directory/workbench/board.html", context)
