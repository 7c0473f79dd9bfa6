"""What operators answered: typed in from paper, waiting, beside the record, accepted."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from directory.places.actions import AlreadyKnown, AlreadyPaused, NotKnown, NotPaused
from directory.places.models import EditedSince
from directory.rounds.actions import answers as actions
from directory.rounds.carrying import MoreByAgeThanCame
from directory.rounds.forms.accepting import AcceptForm, AsideForm, ManyForm
from directory.rounds.forms.answers import AnswerForm, CodeForm
from directory.rounds.models import Answer
from directory.rounds.queries import answers as queries
from directory.rounds.queries.rounds import own_invitation
from directory.rounds.questions import QUESTIONS, differing, present, said
from kayoiba.accounts.doors import requires
from kayoiba.accounts.roles import Can
from kayoiba.tools.notices import tell

PER_PAGE = 50
EDITED_SINCE = "このページを開いたあとに、この場が なおされました。いまの記録を見て、よければ もう一度押してください。"
NOTHING_TICKED = "取り入れるところを えらんでください。どれも取り入れないときは「見送る」にします。"
DATES_FORBID = "この日からは 記録できません。場のページで 休み・終わりを記録して、ここの しるしを はずしてください。"
PART_EXCEEDS_WHOLE = (
    "このままでは、男女・年齢の人数の合計が 参加者（実人数）より 多くなります。"
    "参加者（実人数）と 男女・年齢は、いっしょに 取り入れるか、いっしょに そのままにしてください。"
)
SETTLED = "この回答は、もう すんでいます（{}）。いまの操作は していません。"
NO_LONGER_ASKED = "この調査は もう終わっています。打ちこんだ回答は 記録していません。場のページで なおしてください。"
NO_SUCH_PAPER = "このコードの お願いは 見つかりません。受けもちの地区の、いまの調査の手紙か、もう一度 見てください。"
WEB_YES = "「ホームページにのせてよい」という答えです。まだ掲載していません。"


@requires(Can.PLACE_WRITE)
@require_safe
def answers(request):
    page = Paginator(queries.waiting_answers(request.user), PER_PAGE).get_page(request.GET.get("page"))
    rows = queries.beside_the_record(page, on=timezone.localdate())
    context = {"page": page, "rows": rows, "pickable": any(not row.differs for row in rows)}
    return render(request, "directory/rounds/answers.html", context)


@requires(Can.PLACE_WRITE)
@require_POST
def answers_accept(request):
    """Those ticked in the queue, or the one whose button it was; what differs from the record has to be read."""
    form = ManyForm(_chosen(request), waiting=queries.waiting_answers(request.user))
    if not form.is_valid():
        messages.error(request, "取り入れる回答を えらんでください。えらんだ回答は、もう すんでいるかもしれません。")
        return redirect("rounds:answers")
    chosen = list(form.cleaned_data["answers"])
    accepted = actions.accept_as_they_are(answers=chosen, by=request.user, at=timezone.now())
    left = len(chosen) - len(accepted)
    done = f"{len(accepted)}件を取り入れて、確認した日を 記録しました。" if accepted else ""
    tell(request, done + (f"{left}件は 記録とちがうので、1件ずつ 見てください。" if left else ""))
    return redirect("rounds:answers")


def _chosen(request):
    one = request.POST.get("one")
    return {"answers": [one]} if one else request.POST


@requires(Can.PLACE_WRITE)
def told(request, pk):
    answer = _own(request.user, pk)
    if answer.state != Answer.State.WAITING:
        return _settled_already(request, answer) if request.method == "POST" else _show_settled(request, answer)
    form = AcceptForm(request.POST or None, answer=answer, now=_now(answer))
    if "ticks" in request.POST:
        form.tick(request.POST["ticks"])
    elif form.is_valid():
        try:
            return _accept(request, answer, form)
        except actions.SettledAlready:
            return _settled_already(request, answer)
        except EditedSince:
            form = AcceptForm(request.POST, answer=answer, now=_now(answer))
            form.see(answer.invitation.place.edited_at)
            form.add_error(None, EDITED_SINCE)
        except actions.NothingAccepted:
            form.add_error(None, NOTHING_TICKED)
        except MoreByAgeThanCame:
            form.add_error(None, PART_EXCEEDS_WHOLE)
        except (AlreadyKnown, AlreadyPaused, NotKnown, NotPaused):
            form.add_error("accept_state", DATES_FORBID)
    return _show_waiting(request, answer, form)


def _accept(request, answer, form):
    values = form.values()
    left = [name for name in form.differs if name not in values]
    seen = form.cleaned_data["edited_at"]
    actions.accept_answer(answer=answer, values=values, seen=seen, by=request.user, at=timezone.now())
    place = answer.invitation.place
    checked = "" if actions.contradict_what_is_read(left) else "確認した日を 記録しました。"
    done = f"「{place}」の回答を {'取り入れて、' if checked else '取り入れました。'}{checked}"
    done += f"{'・'.join(QUESTIONS[name].heading for name in left)}は そのままです。" if left else ""
    if values.get("web_agreed") and form.now["web_agreed"] is not True and request.user.may(Can.PLACE_PUBLISH):
        tell(request, done + WEB_YES, then=(reverse("workbench:place_publish", args=[place.pk]), "掲載する"))
    else:
        tell(request, done, then=(reverse("workbench:place", args=[place.pk]), "場のページを見る"))
    return redirect("rounds:answers")


@requires(Can.PLACE_WRITE)
@require_POST
def told_aside(request, pk):
    answer = _own(request.user, pk)
    form = AsideForm(request.POST)
    if not form.is_valid():
        return _show_waiting(request, answer, AcceptForm(answer=answer, now=_now(answer)), aside=form)
    try:
        actions.put_answer_aside(answer=answer, **form.cleaned_data, by=request.user, at=timezone.now())
    except actions.SettledAlready:
        return _settled_already(request, answer)
    tell(request, f"「{answer.invitation.place}」の回答を 見送りました。記録は そのままです。")
    return redirect("rounds:answers")


def _own(user, pk):
    if answer := queries.own_answer(user, pk):
        return answer
    raise Http404


def _now(answer):
    return present(answer.invitation.place, answer.invitation.round.fiscal_year, on=timezone.localdate())


def _show_waiting(request, answer, form, aside=None):
    context = {"answer": answer, "place": answer.invitation.place, "form": form, "aside": aside or AsideForm()}
    return render(request, "directory/rounds/told.html", context)


def _show_settled(request, answer):
    differs = differing(answer.told, answer.seen)
    pairs = [(QUESTIONS[name].heading, said(name, answer.told[name]), name in answer.accepted) for name in differs]
    context = {"answer": answer, "place": answer.invitation.place, "pairs": pairs}
    return render(request, "directory/rounds/told_settled.html", context)


def _settled_already(request, answer):
    answer = _own(request.user, answer.pk)
    by = f"{answer.settled_by.name}：" if answer.settled_by else ""
    messages.info(request, SETTLED.format(f"{by}{answer.get_state_display()}"))
    return redirect("rounds:told", answer.pk)


@requires(Can.PLACE_WRITE)
def answers_find(request):
    """The paper in hand, found by its code."""
    form = CodeForm(request.POST or None)
    form.fields["code"].widget.attrs["autofocus"] = True
    if form.is_valid():
        if invitation := queries.invitation_of_code(request.user, form.cleaned_data["code"]):
            return redirect("rounds:answer_type", invitation.pk)
        form.add_error("code", NO_SUCH_PAPER)
    return render(request, "directory/rounds/answers_find.html", {"form": form})


@requires(Can.PLACE_WRITE)
def answer_type(request, pk):
    """What is on paper, or said on the telephone, typed in for the operator."""
    today = timezone.localdate()
    invitation = own_invitation(request.user, pk, on=today)
    if invitation is None:
        raise Http404
    channel = _channel(request)
    now = present(invitation.place, invitation.round.fiscal_year, on=today)
    waiting = invitation.answers.waiting().first()
    shown = now | waiting.told if waiting else now
    form = AnswerForm(request.POST or None, invitation=invitation, now=now, shown=shown, on=today)
    same = "same" in request.POST
    if request.method == "POST" and (same or form.is_valid()):
        try:
            return _keep_typed(request, invitation, form, channel=channel, same=same)
        except actions.NoLongerAsked:
            form.add_error(None, NO_LONGER_ASKED)
    context = {
        "invitation": invitation,
        "place": invitation.place,
        "form": form,
        "channel": channel,
        "waiting": waiting,
    }
    return render(request, "directory/rounds/answer_type.html", context)


def _channel(request):
    asked = request.POST.get("channel") or request.GET.get("channel")
    return Answer.Channel.PHONE if asked == Answer.Channel.PHONE else Answer.Channel.PAPER


def _keep_typed(request, invitation, form, *, channel, same):
    answer = actions.receive_answer(
        invitation=invitation,
        channel=channel,
        told=form.seen if same else form.told(),
        same_as_before=same,
        request_id=form.request_id,
        seen=form.seen,
        typed_by=request.user,
        at=timezone.now(),
    )
    done = f"「{invitation.place}」の回答を 受け取りました（{channel.label}）。まだ 記録に 入っていません。"
    tell(request, done, then=(reverse("rounds:told", args=[answer.pk]), "見て 取り入れる"))
    on_the_phone = channel == Answer.Channel.PHONE
    return redirect("rounds:invitation", invitation.pk) if on_the_phone else redirect("rounds:answers_find")
