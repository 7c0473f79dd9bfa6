"""元の一覧から、読み取れなかった欄: each is moved to where it belongs, or has been seen."""

from django.db import transaction
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from directory.imports.fields import Unfit, label
from directory.imports.forms import CellForm
from directory.imports.placing import OFFERED, NoSuchCell, drop_cell, write_cell
from directory.places.doors import own_place
from directory.places.models import EditedSince, Place
from kayoiba.accounts.doors import requires
from kayoiba.accounts.roles import Can
from kayoiba.tools.notices import tell

EDITED_SINCE = "このページを開いたあとに、この場が なおされました。いまの内容を見て、よければ もう一度押してください。"
GONE = "その欄は、もう ほかの人が書きうつしたか、消しています。"


@requires(Can.PLACE_WRITE)
def place_unread(request, pk):
    """All cells; a POST deals with one of them."""
    place = own_place(request.user, pk)
    form = CellForm(request.POST or None)
    if form.is_valid():
        before = _version(place)
        try:
            said = _deal_with(place, form, by=request.user)
        except Unfit as unfit:
            form.add_error("field", str(unfit))
        except (EditedSince, NoSuchCell) as stale:
            form.add_error(None, GONE if isinstance(stale, NoSuchCell) else EDITED_SINCE)
            place = own_place(request.user, pk)
        else:
            back = reverse("workbench:place_restore", args=[pk, before])
            tell(request, said, then=(back, "まちがいなら、もどす"))
            return redirect("workbench:place", pk)
    return render(request, "directory/imports/unread_page.html", {"place": place, "form": form, "fields": OFFERED})


@transaction.atomic
def _deal_with(place, form, *, by):
    """What was done, in words."""
    heading, name, seen = form.cleaned_data["heading"], form.cleaned_data["field"], form.cleaned_data["edited_at"]
    done = {"place": place, "heading": heading, "seen": seen, "by": by, "at": timezone.now()}
    if form.cleaned_data["act"] == CellForm.DROP:
        drop_cell(**done)
        return f"「{heading}」を消しました。"
    write_cell(name=name, **done)
    return f"「{heading}」を、「{label(name)}」に書きうつしました。"


def _version(place):
    """The key of the version that stands, to go back to."""
    return Place.pgh_event_model.objects.filter(pgh_obj_id=place.pk).latest("pgh_id").pk
