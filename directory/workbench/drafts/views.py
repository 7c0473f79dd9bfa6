"""Keeping a draft while somebody types. Everybody has only their own, under any name."""

from django.http import Http404, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from directory.workbench.drafts.actions import keep_draft
from kayoiba.accounts.doors import requires
from kayoiba.accounts.roles import Can

KEPT_NOWHERE = {"csrfmiddlewaretoken", "draft"}
LONGEST_NAME = 60


@requires(Can.PLACE_WRITE)
@require_POST
@never_cache
def draft(request, form):
    """Takes the form as its button would send it; nothing at all drops the draft."""
    if len(form) > LONGEST_NAME:
        raise Http404
    at = timezone.localtime()
    pairs = [(name, value) for name, values in request.POST.lists() for value in values]
    sent = [(_storable(name), _storable(value)) for name, value in pairs if name not in KEPT_NOWHERE]
    keep_draft(user=request.user, form=form, typed=sent, at=at)
    return JsonResponse({"saved": f"{at:%-H:%M}" if sent else ""})


def _storable(text):
    """Without the letter that no database holds."""
    return text.replace("\0", "")
