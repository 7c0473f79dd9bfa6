"""Taking an import back."""

from django.shortcuts import redirect

from directory.imports.models import Upload
from directory.imports.views.uploads import own_upload
from kayoiba.accounts.doors import requires
from kayoiba.accounts.roles import Can


@requires(Can.PLACE_WRITE)
def upload_undo(request, pk):
    upload = own_upload(request.user, pk)
    if upload.state != Upload.State.DONE:
        return redirect("imports:upload", pk)
