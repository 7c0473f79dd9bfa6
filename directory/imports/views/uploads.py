"""A file is sent, waited for, looked at, and what came of it told."""

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from directory.areas.models import Municipality
from directory.imports import queries, uploading
from directory.imports.forms import ColumnsForm, UploadForm
from directory.imports.models import Upload
from directory.imports.wording import say_taken
from kayoiba.accounts.doors import requires
from kayoiba.accounts.roles import Can
from kayoiba.tools.notices import tell

PER_PAGE = 50
PUBLISHED_AT_ONCE = 400
"""Two fields each: a form of more than a thousand is not taken."""

GONE = "「{}」を 捨てました。記録は なにも かわっていません。"


@requires(Can.PLACE_WRITE)
@require_safe
def uploads(request):
    page = Paginator(queries.uploads_of(request.user), PER_PAGE).get_page(request.GET.get("page"))
    numbers = queries.numbers_of(page)
    context = {"page": page, "sent": [(upload, _said_of(upload, numbers[upload.pk])) for upload in page]}
    return render(request, "directory/imports/uploads.html", context)


def _said_of(upload, numbers):
    """「新しい 34・変わった 5」."""
    return "・".join(f"{name} {numbers[outcome]:,}" for outcome, name in queries.NAMES.items() if outcome in numbers)


@requires(Can.PLACE_WRITE)
def upload_new(request):
    form = UploadForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        return redirect("imports:upload", _receive(form, by=request.user).pk)
    context = {"form": form, "senders": queries.senders()}
    return render(request, "directory/imports/new.html", context)


def _receive(form, *, by):
    told = dict(form.cleaned_data)
    file = told.pop("file")
    city = Municipality.objects.get(code=settings.MUNICIPALITY)
    return uploading.receive(
        file_name=file.name, content=file.read(), municipality=city, by=by, at=timezone.now(), **told
    )


def own_upload(user, pk):
    """The upload if `user` may see it; what somebody else sent is 404."""
    if upload := queries.own_upload(user, pk):
        return upload
    raise Http404


@requires(Can.PLACE_WRITE)
@require_safe
def upload(request, pk):
    upload = own_upload(request.user, pk)
    pages = {
        Upload.State.READING: _waiting,
        Upload.State.WRITING: _waiting,
        Upload.State.UNDOING: _waiting,
        Upload.State.FAILED: _failed,
        Upload.State.READY: _preview,
        Upload.State.DONE: _done,
    }
    return pages[upload.state](request, upload)


def _waiting(request, upload):
    context = {"upload": upload, "is_stalled": uploading.is_stalled(upload, at=timezone.now())}
    return render(request, "directory/imports/waiting.html", context)


def _failed(request, upload):
    context = {"upload": upload, "can_be_read_again": uploading.can_be_read_again(upload)}
    return render(request, "directory/imports/failed.html", context)


def _preview(request, upload):
    shelves = queries.shelves_of(upload)
    asked, number = _asked(request, upload)
    offered = [shelf.outcome for shelf in shelves] or [""]
    outcome = asked if asked in offered else offered[0]
    page = Paginator(queries.rows_on(upload, outcome), PER_PAGE).get_page(number)
    places = queries.resembled(request.user, page)
    context = {
        "upload": upload,
        "columns": ColumnsForm(upload=upload),
        "shelves": shelves,
        "outcome": outcome,
        "page": page,
        "rows": [
            (row, [places[pk] for pk in dict.fromkeys([*row.alike, row.same_as_id]) if pk in places]) for row in page
        ],
        "query": f"show={outcome}&",
        "taken": say_taken({shelf.outcome: shelf.chosen for shelf in shelves}),
        "tickable": outcome in queries.TAKEN,
    }
    return render(request, "directory/imports/preview.html", context)


def _asked(request, upload):
    """(the shelf, the page), named in the address or those of a row that is named there."""
    if request.GET.get("at", "").isdecimal() and (found := queries.where_is(upload, int(request.GET["at"]))):
        outcome, before = found
        return outcome, before // PER_PAGE + 1
    return request.GET.get("show"), request.GET.get("page")


def _done(request, upload):
    page = Paginator(queries.taken_in(upload), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "upload": upload,
        "page": page,
        "rows": queries.with_own_places(request.user, page),
        "shelves": [shelf for shelf in queries.shelves_of(upload) if shelf.outcome in queries.TAKEN],
        "left_aside": queries.left_aside(upload)[:PER_PAGE],
        "may_be_listed": queries.that_may_be_listed(request.user, upload)[:PUBLISHED_AT_ONCE],
        "may_not_be_listed": queries.that_may_not_be_listed(request.user, upload),
    }
    return render(request, "directory/imports/done.html", context)


@requires(Can.PLACE_WRITE)
@require_safe
def upload_progress(request, pk):
    """For the script of the waiting page."""
    upload = own_upload(request.user, pk)
    is_stalled = uploading.is_stalled(upload, at=timezone.now())
    return JsonResponse({"state": upload.state, "read": upload.read, "total": upload.total, "stalled": is_stalled})


@requires(Can.PLACE_WRITE)
@require_POST
def upload_again(request, pk):
    uploading.begin_again(own_upload(request.user, pk), by=request.user, at=timezone.now())
    return redirect("imports:upload", pk)


@requires(Can.PLACE_WRITE)
@require_POST
def upload_drop(request, pk):
    upload = own_upload(request.user, pk)
    if not uploading.drop(upload, by=request.user, at=timezone.now()):
        return redirect("imports:upload", pk)
    tell(request, GONE.format(upload.file_name), then=(reverse("imports:upload_new"), "べつの一覧を 送る"))
    return redirect("imports:uploads")
