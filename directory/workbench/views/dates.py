"""One small page a dated fact: ask, act, say what was done and what may come next."""

from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from directory.places import actions
from directory.places.doors import own_place
from directory.places.models import Place
from directory.startup.actions import record_grant
from directory.workbench import forms
from kayoiba.accounts.doors import requires
from kayoiba.accounts.roles import Can
from kayoiba.tools.notices import tell

REFUSALS = {
    actions.NotKnown: "その日には、把握している場ではありません。日にちをたしかめてください。",
    actions.AlreadyKnown: "その日には、もう把握しています。終わった日より後の日にしてください。",
    actions.AlreadyPaused: "その間には、もう休止があります。先にその休止を終わらせてください。",
    actions.NotPaused: "その日は休止していません。日にちをたしかめてください。",
    actions.MovedSince: "把握した日か、さいごに地区をかえた日より前です。その日か、それより後の日にしてください。",
}


def act(request, place, form, *, heading, button, action, done, then=(), warning=""):
    """Show `form` or, when it is valid, call `action` with its values; what it refuses becomes the form's error.

    `then` is the next step on offer, the name of an address of the place and words.
    """
    if form.is_valid():
        try:
            action(place=place, by=request.user, at=timezone.now(), **form.cleaned_data)
        except tuple(REFUSALS) as refusal:
            form.add_error(None, REFUSALS[type(refusal)])
        else:
            return _leave(request, place, done, then)
    context = {"place": place, "form": form, "heading": heading, "button": button, "warning": warning}
    return render(request, "directory/workbench/act.html", context)


def _leave(request, place, done, then):
    """Back to the page of the place, or to the list where the place has gone over to someone else."""
    if not Place.objects.in_care_of(request.user).filter(pk=place.pk).exists():
        tell(request, f"「{place}」は、{place.district}地区の担当に渡しました。ここからは見えなくなります。")
        return redirect("workbench:places")
    name, words = then or ("", "")
    tell(request, done, then=(reverse(name, args=[place.pk]), words) if then else None)
    return redirect("workbench:place", place.pk)


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
        done="確認を記録しました。掲載中なら、住民にも確認した日が見えます。",
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
        then=("workbench:place_resume", "まちがいなら、休みを終える"),
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
        then=("workbench:place_check", "ほかの内容も確かめたら、確認を記録する"),
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
        done="終わった場にしました。",
        then=("workbench:place_come_back", "まちがいなら、また始まった場にする"),
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
        done="また把握している場にしました。住民のページには、掲載すると出ます。",
        then=("workbench:place_publish", "掲載する"),
    )


@requires(Can.PLACE_WRITE)
def place_move(request, pk):
    place = own_place(request.user, pk)
    initial = {"district": place.district, "school_district": place.school_district}
    return act(
        request,
        place,
        forms.MoveForm(request.POST or None, today=timezone.localdate(), initial=initial),
        heading="地区・学区をかえる",
        button="地区・学区をかえる",
        action=_move,
        done="地区・学区をかえました。",
        then=("workbench:place_move", "まちがいなら、またかえる"),
        warning="前の年度の数は、そのときの地区のまま残ります。受けもちでない地区にかえると、その地区の担当に渡ります。",
    )


def _move(*, place, on, district, school_district, by, at):
    actions.place_in(place=place, district=district, school_district=school_district, from_date=on, by=by, at=at)


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
        then=("workbench:place_grant", "ほかの年度も記録する"),
    )
