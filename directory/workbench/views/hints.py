"""What the form of a place is told while somebody types into it."""

from django.http import JsonResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.http import require_POST

from directory.workbench.forms.hints import HintForm
from directory.workbench.hints import likely_places, reading_hint
from directory.workbench.understood import understood
from kayoiba.accounts.doors import requires
from kayoiba.accounts.roles import Can


@requires(Can.PLACE_WRITE)
@require_POST
def place_hints(request):
    """A reading, and fragments of the page: likely duplicates, and how the sentence of when is read.

    A POST that only reads: what is being typed belongs into no address, and so into no proxy's log.
    """
    now = timezone.localtime()
    said = HintForm(request.POST, user=request.user, on=now.date()).said()
    name, sentence = said["name"], said.pop("schedule")
    places = likely_places(request.user, **said, on=now.date()) if name else []
    likely = render_to_string("directory/workbench/likely.html", {"places": places})
    when = render_to_string("directory/workbench/when_read.html", {"understood": understood(sentence, now=now)})
    answer = {"reading": reading_hint(name) if name else "", "likely": likely.strip(), "when": when.strip()}
    return JsonResponse(answer, headers={"Cache-Control": "no-store"})
