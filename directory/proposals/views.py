"""The coordinator's queue, and one proposal beside the record."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.views.decorators.http import require_POST, require_safe

from directory.places.models import EditedSince, Listing
from directory.places.publishing import agreed_groups, has_moved_since_asked
from directory.places.vocabulary import Activity, FieldGroup
from directory.proposals import actions, queries
from directory.proposals.forms.settling import AcceptForm, AnswerForm, AsideForm, RegisterForm
from directory.proposals.letters import send_outcome
from directory.proposals.models import Part
from kayoiba.accounts.doors import requires
from kayoiba.accounts.roles import Can

PER_PAGE = 50
EDITED_SINCE = "このページを開いたあとに、この場が なおされました。いまの記録を見て、よければ もう一度押してください。"
ASK_AGAIN = "会場がかわりました。場所を出してよいか、もう一度聞いてください。"
NO_POINT = "前の会場の、地図の位置は 消しました。"
SETTLED = "この知らせは、もう すんでいます（{}）。いまの操作は していません。"


@requires(Can.PLACE_WRITE)
@require_safe
def queue(request):
    shelf = next((shelf for shelf in queries.SHELVES if shelf.code == request.GET.get("show")), queries.SHELVES[0])
    page = Paginator(queries.on_shelf(request.user, shelf), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "shelf": shelf,
        "numbers": queries.numbers(request.user),
        "page": page,
        "query": f"show={shelf.code}&",
    }
    return render(request, "directory/proposals/queue.html", context)


@requires(Can.PLACE_WRITE)
@require_safe
def proposal(request, pk):
    return _show(request, _own(request.user, pk))


@requires(Can.PLACE_WRITE)
@require_POST
def accept(request, pk):
    proposal = _own(request.user, pk)
    if not proposal.is_waiting:
        return _settled_already(request, proposal)
    form = _accept_form(request.user, proposal, request.POST)
    if not form.is_valid():
        return _show(request, proposal, accept=form)
    carry = _register if proposal.kind == proposal.Kind.NEW else _correct
    try:
        done, then = carry(proposal, form, answer=form.cleaned_data["note"], by=request.user, at=timezone.now())
    except actions.SettledAlready:
        return _settled_already(request, proposal)
    except EditedSince:
        form = _accept_form(request.user, proposal, request.POST)
        form.see(proposal.place.edited_at)
        form.add_error(None, EDITED_SINCE)
        return _show(request, proposal, accept=form)
    return _leave(request, proposal, done, then)


def _register(proposal, form, **settling):
    fields, rules = form.carried()
    place = actions.accept_new(proposal=proposal, fields=fields, rules=rules, **settling)
    publish = reverse("workbench:place_publish", args=[place.pk])
    return f"「{place}」を登録しました。まだ公開していません。運営する人に聞いてから掲載します。", (publish, "掲載する")


def _correct(proposal, form, **settling):
    changes, rules = form.carried()
    ticked = {"accepted": form.accepted(), "seen": form.cleaned_data["edited_at"]}
    had_point = proposal.place.lat is not None
    actions.accept_correction(proposal=proposal, changes=changes, rules=rules, **ticked, **settling)
    done = _say_taken(proposal, form.accepted())
    if had_point and proposal.place.lat is None:
        done += NO_POINT
    if has_moved_since_asked(proposal.place, agreed_groups(proposal.place).get(FieldGroup.VENUE)):
        return f"{done}{ASK_AGAIN}", (reverse("workbench:place_publish", args=[proposal.place_id]), "掲載の答えを書く")
    return done, (reverse("workbench:place", args=[proposal.place_id]), "場のページを見る")


def _say_taken(proposal, accepted):
    taken, left = ("・".join(part.label for part in parts) for parts in _divided(proposal, accepted))
    done = f"「{proposal.place}」に {taken}を取り入れました。"
    return f"{done}{left}は そのままです。" if left else done


def _divided(proposal, taken):
    """The parts that were told, (taken, left)."""
    told = [part for part in Part if part in proposal.told or part in taken]
    return [part for part in told if part in taken], [part for part in told if part not in taken]


@requires(Can.PLACE_WRITE)
@require_POST
def answer(request, pk):
    return _settle(request, pk, AnswerForm(request.POST), "answer", actions.answer_proposal, "答えを記録しました。")


@requires(Can.PLACE_WRITE)
@require_POST
def aside(request, pk):
    return _settle(request, pk, AsideForm(request.POST), "aside", actions.put_aside, "見送りました。")


def _settle(request, pk, form, name, action, done):
    proposal = _own(request.user, pk)
    if not form.is_valid():
        return _show(request, proposal, **{name: form})
    try:
        action(proposal=proposal, by=request.user, at=timezone.now(), **form.cleaned_data)
    except actions.SettledAlready:
        return _settled_already(request, proposal)
    return _leave(request, proposal, done)


@requires(Can.PLACE_WRITE)
@require_POST
def replied(request, pk):
    """Somebody has rung up whoever sent it."""
    actions.note_reply(proposal=_own(request.user, pk), by=request.user, at=timezone.now())
    messages.success(request, "送った人に伝えたことを 記録しました。")
    return redirect("proposals:queue")


def _own(user, pk):
    if proposal := queries.own_proposal(user, pk):
        return proposal
    raise Http404


def _show(request, proposal, **forms):
    shown = _of_a_waiting_one(request.user, proposal, **forms) if proposal.is_waiting else _of_a_settled_one(proposal)
    context = {"proposal": proposal, "activities": _activities(proposal), **shown}
    return render(request, "directory/proposals/proposal.html", context)


def _of_a_waiting_one(user, proposal, *, accept=None, answer=None, aside=None):
    return {
        "standing": queries.standing(proposal.place, timezone.localdate()) if proposal.place else "",
        "accept": accept or _accept_form(user, proposal),
        "answer": answer or AnswerForm(),
        "aside": aside or AsideForm(),
        "namesakes": queries.namesakes(proposal, user),
    }


def _of_a_settled_one(proposal):
    taken, left = _divided(proposal, queries.taken_parts(proposal))
    return {"taken": [part.label for part in taken], "left": [part.label for part in left]}


def _activities(proposal):
    return "・".join(Activity(code).label for code in proposal.told.get("activities", []) if code in Activity.values)


def _accept_form(user, proposal, data=None):
    if proposal.kind == proposal.Kind.NEW:
        return RegisterForm(data, proposal=proposal, user=user)
    return AcceptForm(data, proposal=proposal, recorded=queries.recorded(proposal.place))


def _settled_already(request, proposal):
    proposal = _own(request.user, proposal.pk)
    by = f"{proposal.settled_by.name}：" if proposal.settled_by else ""
    messages.info(request, SETTLED.format(f"{by}{proposal.get_state_display()}"))
    return redirect("proposals:proposal", proposal.pk)


def _leave(request, proposal, done, then=()):
    """To the queue; where somebody waits for a call, to the page with the number."""
    if send_outcome(proposal, link=_public_address(request, proposal)):
        actions.note_reply(proposal=proposal, by=request.user, at=timezone.now())
        done += "どうなったかを、送った人に メールで知らせました。"
    link = format_html('<br><a href="{}">{}</a>', *then) if then else ""
    messages.success(request, format_html("{}{}", done, link))
    proposal.refresh_from_db()
    return redirect("proposals:proposal", proposal.pk) if proposal.owes_reply else redirect("proposals:queue")


def _public_address(request, proposal):
    number = proposal.place.number if proposal.place else None
    if number is None or not Listing.objects.filter(number=number).exists():
        return ""
    return request.build_absolute_uri(reverse("finder:place", args=[number]))
