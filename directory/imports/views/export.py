"""The list of one's own places, to be edited in Excel and taken in again."""

import io

from django.http import FileResponse
from django.utils import timezone

from directory.imports.own_list import write_list
from directory.places.models import Place
from kayoiba.accounts.doors import requires
from kayoiba.accounts.roles import Can


@requires(Can.PLACE_WRITE)
def export(request):
    """Of one district where its slug (or `none`) is asked for, as in the working list."""
    now = timezone.localtime()
    places = Place.objects.in_care_of(request.user).known_on(now.date())
    district = request.GET.get("district", "")
    if district == "none":
        places = places.filter(district__isnull=True)
    elif district:
        places = places.filter(district__slug=district)
    file = io.BytesIO()
    write_list(file, places, at=now)
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename=f"通いの場の一覧_{now:%Y-%m-%d}.xlsx")
