from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from directory.workbench.handover.queries import handovers_about
from directory.workbench.people import actions, queries
from directory.workbench.people.forms import ChangeForm, InviteForm, known_of
from kayoiba.accounts import actions as accounts
from kayoiba.accounts.doors import requires
from kayoiba.accounts.letters import send_invitation
from kayoiba.accounts.queries import invitation_path
from kayoiba.accounts.roles import Can

NOBODY_LEFT = "職員を招ける人が ほかにいません。先に だれかの役割を 管理 にしてください。"


@requires(Can.PEOPLE_MANAGE)
def person_list(request):
    people = queries.people_for(request.user)
    return render(request, "directory/workbench/people/list.html", {"people": people})


@requires(Can.PEOPLE_MANAGE)
def person_new(request):
    form = InviteForm(request.POST or None, by=request.user)
    if form.is_valid():
        try:
            person = actions.invite(**form.cleaned_data, by=request.user, at=timezone.now())
        except accounts.UsernameTaken:
            form.add_error("username", "このユーザー名は もう使われています。")
        else:
            return _hand_over_link(request, person)
    return render(request, "directory/workbench/people/new.html", {"form": form})


@requires(Can.PEOPLE_MANAGE)
@never_cache
def person(request, pk):
    """Whoever has no password yet has a link, made anew each time the page is shown: nothing keeps it."""
    person = _person(request, pk)
    context = {
        "person": person,
        "link": _link(request, person) if person.waits_for_password else "",
        "handovers": handovers_about(person),
        "today": timezone.localdate(),
    }
    return render(request, "directory/workbench/people/detail.html", context)


@requires(Can.PEOPLE_MANAGE)
def person_edit(request, pk):
    person = _colleague(request, pk)
    form = ChangeForm(request.POST or None, initial=known_of(person), by=request.user)
    if form.is_valid():
        try:
            actions.change(person=person, **form.cleaned_data, by=request.user, at=timezone.now())
        except accounts.Oneself:
            form.add_error("role", "ご自分の役割は 自分では下げられません。ほかの管理の人に頼んでください。")
        except accounts.LastManager:
            form.add_error("role", NOBODY_LEFT)
        else:
            messages.success(request, f"{person.name}さんの登録を直しました。")
            return redirect("workbench:person", pk)
    return render(request, "directory/workbench/people/edit.html", {"form": form, "person": person})


@requires(Can.PEOPLE_MANAGE)
@require_POST
def person_link(request, pk):
    person = _colleague(request, pk)
    try:
        accounts.renew_link(person=person, by=request.user, at=timezone.now())
    except accounts.Oneself:
        messages.error(request, "ご自分のパスワードは「パスワードをかえる」から かえてください。")
        return redirect("workbench:person", pk)
    return _hand_over_link(request, person)


@requires(Can.PEOPLE_MANAGE)
@require_POST
def person_leave(request, pk):
    person = _person(request, pk)
    try:
        actions.leave(person=person, by=request.user, at=timezone.now())
    except accounts.Oneself:
        messages.error(request, "ご自分を退職にはできません。ほかの管理の人に頼んでください。")
    except accounts.LastManager:
        messages.error(request, NOBODY_LEFT)
    else:
        messages.success(request, f"{person.name}さんを退職にしました。名前は記録に残ります。")
    return redirect("workbench:person", pk)


@requires(Can.PEOPLE_MANAGE)
@require_POST
def person_come_back(request, pk):
    person = _person(request, pk)
    accounts.welcome_back(person=person, by=request.user, at=timezone.now())
    messages.success(request, f"{person.name}さんが復職しました。受けもつ地区を選びなおしてください。")
    return redirect("workbench:person", pk)


def _person(request, pk):
    return get_object_or_404(queries.people_for(request.user), pk=pk)


def _colleague(request, pk):
    return get_object_or_404(queries.people_for(request.user).at_work(), pk=pk)


def _link(request, person):
    return request.build_absolute_uri(invitation_path(person))


def _hand_over_link(request, person):
    if send_invitation(person, link=_link(request, person), by=request.user):
        messages.success(request, f"{person.name}さんに、パスワードを決めるリンクを メールで送りました。")
    else:
        messages.success(request, f"下のリンクを {person.name}さんに渡してください。")
    return redirect("workbench:person", person.pk)
