from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page, require_safe

from directory.finder import queries
from directory.places.photo_files import published_name, read
from kayoiba.tools.pictures import SIZES


@login_not_required
@require_safe
@cache_control(public=True, no_cache=True)
@conditional_page
def photo(request: HttpRequest, photo_name: str, size: int) -> HttpResponse:
    """One that may be shown. Whoever keeps it asks each time whether it still may be: what is withdrawn is gone."""
    may_be_shown = size in SIZES and queries.is_shown(photo_name)
    data = read(published_name(photo_name, size)) if may_be_shown else None
    if data is None:
        raise Http404
    return HttpResponse(data, content_type="image/jpeg")
