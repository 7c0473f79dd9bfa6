"""Putting a file right before it is taken in: its columns, its rows, which of them, and then all of it."""

from functools import wraps

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from directory.imports import uploading
from directory.imports.forms import ChoosingForm, ColumnsForm, RowForm
from directory.imports.models import Upload
from directory.imports.queries import NAMES
from directory.imports.views.uploads import own_upload
from kayoiba.accounts.doors import requires
from kayoiba.accounts.roles import Can
from kayoiba.tools.notices import tell

SAVED_FIRST = "えらびかたを のこしました。数を たしかめて、もう一度 押してください。"
NOT_NOW = "ほかの人か、べつの画面が、いま この一覧を 読んでいます。いまの操作は していません。"
STILL_READING = "いま この一覧を 読んでいます。書いたことは のこっています。少しして、もう一度 押してください。"
COLUMNS_SAID = "列の読み方を なおして、読みなおしました。"
REMEMBERED = "「{}」の つぎの一覧でも、そう読みます。"
ROW_SAID = "{}を なおして、読みなおしました。"
AS_IN_FILE = "{}を ファイルの とおりに もどしました。"


def _ready(request, pk):
    """The upload while it may be put right; None, and a word of it, while somebody is at it or it is done."""
    upload = own_upload(request.user, pk)
    if upload.state == Upload.State.READY:
        return upload
    messages.info(request, NOT_NOW)
    return None


def once_ready(view):
    """Somebody may have begun to read it between looking and writing."""

    @wraps(view)
    def wrapped(request, pk):
        try:
            return view(request, pk)
        except uploading.NotReady:
            messages.info(request, NOT_NOW)
            return redirect("imports:upload", pk)

    return wrapped


@requires(Can.PLACE_WRITE)
@require_POST
@once_ready
def upload_columns(request, pk):
    if upload := _ready(request, pk):
        form = ColumnsForm(request.POST, upload=upload)
        if form.is_valid() and (corrected := form.corrected()):
            uploading.correct_columns(upload, meanings=corrected, at=timezone.now())
            remembered = REMEMBERED.format(upload.sender) if upload.sender else ""
            tell(request, COLUMNS_SAID + remembered)
    return redirect("imports:upload", pk)


@requires(Can.PLACE_WRITE)
@require_POST
@once_ready
def upload_choose(request, pk):
    """What is chosen on the page is kept, whichever button was pressed; only then what the button says."""
    if not (upload := _ready(request, pk)):
        return redirect("imports:upload", pk)
    form = ChoosingForm(request.POST, upload=upload)
    pressed, shown = request.POST.get("do"), request.POST.get("show", "")
    if form.is_valid():
        if pressed in ("all", "none"):
            uploading.tick_all(upload, outcome=shown, chosen=pressed == "all")
        elif not _keep(upload, form, at=timezone.now()) and pressed == "take_in":
            uploading.begin_to_take_in(upload, by=request.user, at=timezone.now())
            return redirect("imports:upload", pk)
        elif pressed == "take_in":
            messages.info(request, SAVED_FIRST)
    query = {"show": shown, "page": request.POST.get("page", "1")}
    return redirect(reverse("imports:upload", args=[pk], query=query))


def _keep(upload, form, *, at):
    """Whether anything was said that is not known yet."""
    taken, left = form.ticked()
    uploading.tick(upload, taken=taken, left=left)
    said = list(form.said())
    uploading.say_which(upload, said=said, at=at)
    return bool(taken or left or said)


@requires(Can.PLACE_WRITE)
def upload_row(request, pk, position):
    upload = own_upload(request.user, pk)
    row = upload.rows.select_related("place", "same_as").filter(position=position).first()
    if row is None:
        raise Http404
    if upload.state not in (Upload.State.READY, Upload.State.READING):
        messages.info(request, NOT_NOW)
        return redirect("imports:upload", pk)
    headings = [column["heading"] for column in upload.columns if column["sheet"] == row.sheet]
    form = RowForm(request.POST or None, row=row, headings=headings)
    if form.is_valid():
        corrections = {} if "restore" in request.POST else form.corrections()
        try:
            uploading.correct_row(row, corrections=corrections, at=timezone.now())
        except uploading.NotReady:
            form.add_error(None, STILL_READING)
        else:
            tell(request, (ROW_SAID if corrections else AS_IN_FILE).format(row))
            return redirect(_at(pk, position))
    context = {
        "upload": upload,
        "row": row,
        "form": form,
        "outcome": NAMES[row.outcome],
        "back": _at(pk, position),
    }
    return render(request, "directory/imports/row.html", context)


def _at(pk, position):
    """The row in the preview, wherever it stands by now."""
    return f"{reverse('imports:upload', args=[pk], query={'at': position})}#row-{position}"
