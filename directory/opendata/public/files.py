"""Every file of the register, written as it is fetched."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, StreamingHttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from directory.areas.models import PublishedArea
from directory.opendata.conditional import if_changed
from directory.opendata.edition import Edition
from directory.opendata.files import BY_NAME
from directory.opendata.queries import published_areas


def edition_for(request: HttpRequest, city: PublishedArea | None) -> Edition:
    return Edition.of(city, root=request.build_absolute_uri("/").rstrip("/"), today=timezone.localdate())


@login_not_required
@require_safe
@if_changed
def file(request: HttpRequest, name: str) -> StreamingHttpResponse:
    """One of `FILES`. Pages of other sites may read it too: it is the same for everybody."""
    found = BY_NAME.get(name)
    if found is None:
        raise Http404
    headers = {
        "Content-Disposition": f'attachment; filename="{found.name}"',
        "Access-Control-Allow-Origin": "*",
    }
    edition = edition_for(request, published_areas().city)
    return StreamingHttpResponse(found.written(edition), content_type=found.content_type, headers=headers)
