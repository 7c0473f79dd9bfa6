"""The tag of `{% load drafts %}`, which templates/directory/workbench/draft.html uses."""

from django import template
from django.utils import timezone

from directory.workbench.drafts.queries import draft_of

register = template.Library()


@register.simple_tag(takes_context=True)
def draft(context, form, of):
    """Name and content of the reader's draft of a form, of which there may be one for each thing (`of`)."""
    request = context["request"]
    name = f"{form}-{of}" if of else form
    kept = draft_of(request.user, name)
    request.holds_a_draft = True
    at = timezone.localtime(kept.saved_at) if kept else None
    said = {"typed": kept.typed, "at": at.timestamp() * 1000, "said": say_moment(at)} if kept else {}
    return {"name": name, "kept": said}


def say_moment(at):
    """「10時42分」 of today, 「11月23日 10時42分」 of another day."""
    day = "" if at.date() == timezone.localdate() else f"{at.month}月{at.day}日 "
    return f"{day}{at.hour}時{at.minute}分"
