"""Editing a place: what others have written meanwhile is kept, and where it clashes, both are shown."""

from contextlib import suppress

from django.core.exceptions import ValidationError
from django.db import transaction
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from directory.places.doors import own_place
from directory.places.merging import Clashes, NeverSeen, edit_beside_others
from directory.places.publishing import has_moved_since_asked
from directory.places.versions import version_edited_at
from directory.places.vocabulary import FieldGroup
from directory.workbench import queries
from directory.workbench.facts import differences
from directory.workbench.forms import PlaceForm, RuleFormSet
from directory.workbench.forms.entered import entered
from directory.workbench.forms.rules import initial_of
from directory.workbench.history.changes import label_of_clash, said_of
from directory.workbench.views.place_form import show_form
from directory.workbench.wording import ASK_AGAIN, say_event
from kayoiba.accounts.doors import requires
from kayoiba.accounts.roles import Can
from kayoiba.tools.notices import tell

HOLDS = "holds-"
CLASHES = (
    "このページを開いたあとに、{}同じところをなおしました。まだ何も保存していません。"
    "どちらにするか えらんで、もう一度「保存する」を押してください。"
)
NEVER_SEEN = (
    "このページを いつ開いたのか わからないので、まだ保存していません。"
    "記録と見くらべて、ここに書いたほうでよければ、もう一度「保存する」を押してください。"
)


@requires(Can.PLACE_WRITE)
def place_edit(request, pk):
    now = timezone.localtime()
    place = own_place(request.user, pk)
    seen = _stamp(request.POST, "edited_at")
    form, rules = _forms(request, place, seen, now.date())
    more = {}
    if request.method == "POST" and form.is_valid() & rules.is_valid():
        try:
            kept = _edit(place, form, rules, seen, by=request.user, at=now)
        except NeverSeen:
            form.add_error(None, NEVER_SEEN)
            form.see(place.edited_at)
            more = {"differences": list(differences(place, form, rules))}
        except Clashes as clashes:
            more = _both(place, form, clashes.merged, _edits_since(place, seen), request.user)
        else:
            _say_what_was_edited(request, place, kept, seen)
            return redirect("workbench:place", place.pk)
    return show_form(request, form=form, rules=rules, place=place, **more)


def _stamp(data, name):
    """The moment that a hidden field names, if it names one."""
    with suppress(ValidationError):
        return PlaceForm.base_fields["edited_at"].clean(data.get(name))


def _forms(request, place, seen, today):
    """What was sent is compared with what the page was filled with, and not with what stands by now."""
    before = version_edited_at(place, seen) if seen else None
    filled_with = before.place if before else place
    rules_before = before.rules if before else place.rules.order_by("position", "pk")
    form = PlaceForm(request.POST or None, instance=filled_with, user=request.user, on=today)
    return form, RuleFormSet(request.POST or None, prefix="rules", initial=list(initial_of(rules_before)))


@transaction.atomic
def _edit(place, form, rules, seen, *, by, at):
    changes, kinds, meeting_rules = entered(form, rules)
    answers = {name.removeprefix(HOLDS): word for name, word in form.data.items() if name.startswith(HOLDS)}
    return edit_beside_others(
        place=place,
        values=changes | {"kinds": tuple(kinds), "rules": tuple(meeting_rules)},
        seen=seen,
        answers=answers,
        judged=_stamp(form.data, "judged"),
        by=by,
        at=at,
    )


def _edits_since(place, seen):
    return list(queries.past_of(place).filter(verb__in=["place.edited", "place.restored"], at__gt=seen))


def _say_what_was_edited(request, place, kept, seen):
    done = f"「{place}」をなおしました。"
    if kept:
        labels = "・".join(label for label, _ in said_of(kept))
        done += f"{_who(_edits_since(place, seen), request.user)}なおした {labels} は、そのまま残しました。"
    if has_moved_since_asked(place, queries.latest_consents(place)[FieldGroup.VENUE]):
        publish = reverse("workbench:place_publish", args=[place.pk])
        tell(request, f"{done}{ASK_AGAIN}", then=(publish, "掲載の答えを書く"))
    else:
        check = reverse("workbench:place_check", args=[place.pk])
        tell(request, done, then=(check, "ほかの内容も確かめたら、確認を記録する"))


def _who(edits, user):
    return "自分が 前に " if edits and all(event.by_id == user.pk for event in edits) else "ほかの人が "


def _both(place, form, merged, edits, user):
    """Both words of each clash; the boxes of what only others changed show what these wrote."""
    form.add_error(None, CLASHES.format(_who(edits, user)))
    form.show(merged.kept)
    return {
        "edits": [(event, say_event(event)) for event in edits],
        "clashes": [
            (clash, label_of_clash(clash), said_of(clash.mine), said_of(clash.theirs)) for clash in merged.clashes
        ],
        "kept": said_of(merged.kept),
        "judged": place.edited_at.isoformat(),
    }
