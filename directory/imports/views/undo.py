"""Taking an import back."""

from django.shortcuts import redirect, render
from django.utils import timezone

from directory.imports import undoing, uploading
from directory.imports.models import Upload
from directory.imports.views.uploads import own_upload
from kayoiba.accounts.doors import requires
from kayoiba.accounts.roles import Can


@requires(Can.PLACE_WRITE)
def upload_undo(request, pk):
    """First what would become of each place, then so."""
    upload = own_upload(request.user, pk)
    if upload.state != Upload.State.DONE or upload.origin is None or upload.origin.undone_at:
        return redirect("imports:upload", pk)
    now = timezone.now()
    if request.method == "POST":
        uploading.begin_to_undo(upload, by=request.user, at=now)
        return redirect("imports:upload", pk)
    context = {"upload": upload, "undone": undoing.foresee(origin=upload.origin, by=request.user, at=now)}
    return render(request, "directory/imports/undo.html", context)
