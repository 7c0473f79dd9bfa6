"""One small page a dated fact: ask, act, say what was done."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone

from directory.places import actions
from directory.startup.actions import record_grant
from directory.workbench import forms
from directory.workbench.views.places import own_place
from kayoiba.accounts.doors import requires
from kayoiba.accounts.roles import Can


def act(request, place, form, *, heading, button, action, done, warning=""):
    """Show `form` or, when it is valid, call `action` with its values; what the action refuses becomes the form's error."""
    if form.is_valid():
        try:
            action(place=place, by=request.user, at=timezone.now(), **form.cleaned_data)
        except tuple(REFUSALS) as refusal:
            form.add_error(None, REFUSALS[type(refusal)])
        else:
            messages.success(request, done)
            return redirect("workbench:place", place.pk)
    context = {"place": place, "form": form, "heading": heading, "button": button, "warning": warning}
    return render(request, "directory/workbench/act.html", context)


REFUSALS = {
    actions.NotKnown: "その日には、把握している場ではありません。日にちをたしかめてください。",
    actions.AlreadyKnown: "その日には、もう把握しています。終わった日より後の日にしてください。",
    actions.AlreadyPaused: "その間には、もう休止があります。先にその休止を終わらせてください。",
    actions.NotPaused: "その日は休止していません。日にちをたしかめてください。",
}


@requires(Can.PLACE_WRITE)
def place_check(request, pk):
    place = own_place(request.user, pk)
    return act(
        request,
        place,
        forms.CheckForm(request.POST or None, today=timezone.localdate()),
        heading="掲載の内容を確認した",
        button="確認を記録する",
        action=actions.check_place,
        done="確認を記録しました。住民にも確認した日が見えます。",
    )


@requires(Can.PLACE_WRITE)
def place_pause(request, pk):
    place = own_place(request.user, pk)
    return act(
        request,
        place,
        forms.PauseForm(request.POST or None, initial={"from_date": timezone.localdate()}),
        heading="休みにする",
        button="休みにする",
        action=actions.pause_place,
        done="休みにしました。住民のページでも休みと出ます。",
    )


@requires(Can.PLACE_WRITE)
def place_resume(request, pk):
    place = own_place(request.user, pk)
    return act(
        request,
        place,
        forms.ResumeForm(request.POST or None, today=timezone.localdate()),
        heading="また集まりはじめる",
        button="休みを終える",
        action=actions.resume_place,
        done="休みを終えました。",
    )


@requires(Can.PLACE_WRITE)
def place_end(request, pk):
    place = own_place(request.user, pk)
    return act(
        request,
        place,
        forms.EndForm(request.POST or None, today=timezone.localdate()),
        heading="終わった場にする",
        button="終わった場にする",
        action=actions.end_place,
        done="終わった場にしました。また始まったら「また始まった」で戻せます。",
        warning="住民のページからは消え、この日から把握の数にはいりません。記録は残り、また始まったら戻せます。",
    )


@requires(Can.PLACE_WRITE)
def place_come_back(request, pk):
    place = own_place(request.user, pk)
    return act(
        request,
        place,
        forms.ComeBackForm(request.POST or None, today=timezone.localdate()),
        heading="また始まった",
        button="また始まった場にする",
        action=actions.bring_back_place,
        done="また把握している場にしました。掲載するには「掲載する」を押してください。",
    )


@requires(Can.PLACE_WRITE)
def place_move(request, pk):
    place = own_place(request.user, pk)
    today = timezone.localdate()
    initial = {"district": place.district, "school_district": place.school_district}
    return act(
        request,
        place,
        forms.MoveForm(request.POST or None, user=request.user, today=today, initial=initial),
        heading="地区・学区をかえる",
        button="地区・学区をかえる",
        action=_move,
        done="地区・学区をかえました。",
        warning="前の年度の数は、そのときの地区のまま残ります。",
    )


def _move(*, place, on, district, school_district, by, at):
    actions.place_in(
        place=place, district=district, school_district=school_district, from_date=on, by=by, at=at
    )


@requires(Can.PLACE_WRITE)
def place_grant(request, pk):
    place = own_place(request.user, pk)
    return act(
        request,
        place,
        forms.GrantForm(request.POST or None, today=timezone.localdate()),
        heading="助成を記録する",
        button="助成を記録する",
        action=record_grant,
        done="助成を記録しました。",
    )
