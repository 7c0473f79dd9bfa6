"""Editing a place: nobody writes over what somebody else has written meanwhile."""

from django.db import transaction
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from directory.places import actions
from directory.places.doors import own_place
from directory.places.models import EditedSince
from directory.places.publishing import has_moved_since_asked
from directory.places.vocabulary import FieldGroup
from directory.workbench import queries
from directory.workbench.facts import differences
from directory.workbench.forms import PlaceForm, RuleFormSet
from directory.workbench.forms.entered import entered
from directory.workbench.forms.rules import initial_of
from directory.workbench.wording import ASK_AGAIN, say_event
from kayoiba.accounts.doors import requires
from kayoiba.accounts.roles import Can
from kayoiba.tools.notices import tell

EDITED_SINCE = (
    "このページを開いたあとに、{}この場をなおしました。ここに書いたものは、まだ保存していません。"
    "下を見くらべて、ここに書いたほうでよければ、もう一度「保存する」を押してください。"
)


@requires(Can.PLACE_WRITE)
def place_edit(request, pk):
    now = timezone.localtime()
    place = own_place(request.user, pk)
    form = PlaceForm(request.POST or None, instance=place, user=request.user, on=now.date())
    as_kept = list(initial_of(place.rules.order_by("position", "pk")))
    rules = RuleFormSet(request.POST or None, prefix="rules", initial=as_kept)
    context = {"form": form, "rules": rules, "place": place}
    if request.method == "POST" and form.is_valid() & rules.is_valid():
        try:
            _edit(place, form, rules, by=request.user, at=now)
        except EditedSince:
            # A button pressed twice finds all of it written down: nothing differs, and it is saved.
            if differing := list(differences(place, form, rules)):
                context |= _edited_since(place, form, request.user) | {"differences": differing}
                return render(request, "directory/workbench/place_form.html", context)
        _say_what_was_edited(request, place)
        return redirect("workbench:place", place.pk)
    return render(request, "directory/workbench/place_form.html", context)


@transaction.atomic
def _edit(place, form, rules, *, by, at):
    changes, kinds, meeting_rules = entered(form, rules)
    seen = form.cleaned_data["edited_at"]
    actions.edit_place(place=place, changes=changes, kinds=kinds, rules=meeting_rules, by=by, at=at, seen=seen)


def _say_what_was_edited(request, place):
    done = f"「{place}」をなおしました。"
    if has_moved_since_asked(place, queries.latest_consents(place)[FieldGroup.VENUE]):
        publish = reverse("workbench:place_publish", args=[place.pk])
        tell(request, f"{done}{ASK_AGAIN}", then=(publish, "掲載の答えを書く"))
    else:
        check = reverse("workbench:place_check", args=[place.pk])
        tell(request, done, then=(check, "ほかの内容も確かめたら、確認を記録する"))


def _edited_since(place, form, user):
    """Who edited it meanwhile; what is saved once more is written over that."""
    seen = form.cleaned_data["edited_at"]
    edits = queries.past_of(place).filter(verb="place.edited", at__gt=seen)
    somebody_else = any(event.by_id != user.pk for event in edits)
    form.add_error(None, EDITED_SINCE.format("ほかの人が" if somebody_else else "自分で"))
    form.see(place.edited_at)
    return {"edits": [(event, say_event(event)) for event in edits]}
