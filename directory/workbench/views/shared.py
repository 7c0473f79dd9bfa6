"""What the pages of places have in common."""

from django.contrib import messages
from django.http import Http404
from django.utils.html import format_html

from directory.places.models import Place


def own_place(user, pk):
    """The place if `user` looks after it; what belongs to someone else is 404."""
    place = Place.objects.in_care_of(user).filter(pk=pk).first()
    if place is None:
        raise Http404
    return place


def tell(request, text, *, then=""):
    """Say on the next page what was done; `then` is the next step, a pair of address and words."""
    link = format_html('<br><a href="{}">{}</a>', *then) if then else ""
    messages.success(request, format_html("{}{}", text, link))
