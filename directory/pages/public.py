from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from directory.pages import queries
from directory.pages.markdown import render as markdown
from kayoiba.tools.qr import qr


@login_not_required
@require_safe
def page(request: HttpRequest, page: str) -> HttpResponse:
    written = queries.page_of(page)
    if written is None:
        raise Http404
    context = {
        "page": written,
        "body": markdown(written.body),
        "qr": qr(request.build_absolute_uri(request.path)),
    }
    return render(request, "directory/pages/page.html", context)
