from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from directory.finder import queries
from directory.finder.forms import AT_A_GLANCE
from directory.finder.public.asked import asked_for
from directory.finder.wording.options import options_of


@login_not_required
@require_safe
def counts(request: HttpRequest) -> JsonResponse:
    """For static/js/live-counts.js: how many places a search finds, and how many each option would leave."""
    now = timezone.localtime()
    areas, form = asked_for(request, now)
    search = form.search
    facets = queries.facets(search, now=now, districts=len(areas.districts) <= AT_A_GLANCE)
    options = {
        name: {option.value: option.count for option in some if option.count is not None}
        for name, some in options_of(form, search, facets).items()
    }
    return JsonResponse({"total": facets.total, "options": options})
