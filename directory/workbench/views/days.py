"""休み・臨時: days of a place that have their own word, written down and taken back."""

from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from directory.places import actions
from directory.places.doors import own_place
from directory.workbench import forms
from directory.workbench.views.dates import act
from kayoiba.accounts.doors import requires
from kayoiba.accounts.roles import Can
from kayoiba.tools.notices import tell
from kayoiba.tools.saying import say_date


@requires(Can.PLACE_WRITE)
def place_day(request, pk):
    place = own_place(request.user, pk)
    form = forms.DayForm(request.POST or None, today=timezone.localdate())
    return act(
        request,
        place,
        form,
        heading="休み・臨時の日を書く",
        button="この日を書く",
        action=lambda place, by, at, **_: actions.except_day(place=place, day=form.day, by=by, at=at),
        done="休み・臨時の日を書きました。掲載中なら、住民のページとカレンダーにも出ます。",
        then=("workbench:place_day", "ほかの日も書く"),
        warning="この日だけは、いつものきまりのかわりに、ここに書いたことがあてはまります。",
    )


@requires(Can.PLACE_WRITE)
@require_POST
def place_day_drop(request, pk):
    """Said twice, or of a day that nobody wrote down, it changes nothing."""
    place = own_place(request.user, pk)
    form = forms.DropDayForm(request.POST)
    if form.is_valid():
        on = form.cleaned_data["on"]
        actions.drop_exception(place=place, on=on, by=request.user, at=timezone.now())
        again = reverse("workbench:place_day", args=[place.pk])
        tell(request, f"{say_date(on)}は、いつものきまりどおりです。", then=(again, "まちがいなら、もう一度書く"))
    return redirect("workbench:place", place.pk)
