"""The page on which a place is written down, new or not."""

from django.shortcuts import render
from django.utils import timezone

from directory.finder.public.tiles import TILES, with_tiles
from directory.workbench.hints import likely_places
from directory.workbench.understood import understood

MEANWHILE = dict.fromkeys(("edits", "clashes", "judged", "kept", "differences"), "")
"""What there is to say of edits that others have made; most often nothing."""


@with_tiles
def show_form(request, *, form, rules, place=None, photo=None, draft="", **more):
    """The form in its steps, with what is said of what it holds; `draft` is what its draft is called."""
    now, sentence = timezone.localtime(), form["schedule_text"].value() or ""
    are_other = rules.are_other_than(form.initial.get("schedule_text", ""))
    steps = list(_steps(form, rules, photo))
    context = {
        "form": form,
        "rules": rules,
        "place": place,
        "photo": photo,
        "draft": draft or f"place-{place.pk}",
        "steps": steps,
        "start": next((step["code"] for step in steps if step["is_wrong"]), ""),
        "likely": _likely(request.user, form, now) if place is None and form.is_bound else [],
        "understood": understood("" if are_other else sentence, now=now),
        "rules_are_other": are_other,
        "areas": form.areas(),
        "tiles": TILES,
        "copied": "",
        "words": "",
        "found": [],
        **MEANWHILE,
        **more,
    }
    return render(request, "directory/workbench/place_form.html", context)


def _steps(form, rules, photo):
    """The sections, what is wrong among the ticked rules in its own, and the photograph behind the telephone."""
    for section in form.sections():
        wrong_rules = section["code"] == "when" and rules.is_bound and rules.total_error_count()
        yield section | {"is_wrong": section["is_wrong"] or bool(wrong_rules)}
        if section["code"] == "contact" and photo:
            yield {"code": "photo", "heading": "写真", "filled": 0, "is_wrong": bool(photo.errors)}


def _likely(user, form, now):
    said = form.cleaned_data
    name, town, group = said.get("name", ""), said.get("town"), said.get("group_name", "")
    return likely_places(user, name=name, town=town, group=group, besides=None, on=now.date()) if name else []
