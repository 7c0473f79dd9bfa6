"""The photographs of a place: adding them, saying what is on them, their order, taking them away."""

from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST, require_safe

from directory.places.doors import own_photo, own_place
from directory.places.photo_files import private_name, read
from directory.places.photos import MOST, TooManyPhotos, add_photo, bring_forward, describe_photo, drop_photo
from directory.workbench.forms.photos import AlternativesForm, PhotoForm
from kayoiba.accounts.doors import requires
from kayoiba.accounts.roles import Can
from kayoiba.tools.notices import tell
from kayoiba.tools.pictures import SIZES

TOO_MANY = f"写真は {MOST}枚までです。いまの写真を 1枚とりのぞいてから、加えてください。"


@requires(Can.PLACE_WRITE)
def photos(request, pk):
    place = own_place(request.user, pk)
    form = PhotoForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        try:
            add_photo(place=place, by=request.user, at=timezone.now(), **form.cleaned_data)
        except TooManyPhotos:
            form.add_error(None, TOO_MANY)
        else:
            publish = reverse("workbench:place_publish", args=[pk])
            tell(
                request,
                "写真を加えました。住民には まだ見えません。",
                then=(publish, "出してよいと聞いたら、掲載の答えを書く"),
            )
            return redirect("workbench:photos", pk)
    return _page(request, place, form, _alternatives(place))


@requires(Can.PLACE_WRITE)
@require_POST
def photos_describe(request, pk):
    """Whichever button was pressed, what was typed is kept; `forward` is the key of the one to be brought forward."""
    place = own_place(request.user, pk)
    alternatives = _alternatives(place, request.POST)
    if not alternatives.is_valid():
        return _page(request, place, PhotoForm(), alternatives)
    forward = request.POST.get("forward")
    with transaction.atomic():
        for photo, words in alternatives.said():
            describe_photo(photo=photo, alternative=words, by=request.user, at=timezone.now())
            if photo.key.hex == forward:
                bring_forward(photo=photo, by=request.user, at=timezone.now())
    tell(request, "写真を 前にうつしました。" if forward else "写真の説明を 保存しました。")
    return redirect("workbench:photos", pk)


def _alternatives(place, data=None):
    return AlternativesForm(data, photos=place.photos.in_order(), auto_id="photo_%s")


def _page(request, place, form, alternatives):
    context = {"place": place, "form": form, "alternatives": alternatives, "rows": alternatives.rows(), "most": MOST}
    return render(request, "directory/workbench/photos.html", context)


@requires(Can.PLACE_WRITE)
def photo_drop(request, photo_key):
    photo = own_photo(request.user, photo_key)
    if request.method == "POST":
        drop_photo(photo=photo, by=request.user, at=timezone.now())
        tell(request, "写真を とりのぞきました。")
        return redirect("workbench:photos", photo.place_id)
    return render(request, "directory/workbench/photo_drop.html", {"photo": photo, "place": photo.place})


@requires(Can.PLACE_READ)
@require_safe
@cache_control(private=True, max_age=3600)
def photo(request, photo_key, size):
    own = own_photo(request.user, photo_key)
    data = read(private_name(own.key, size)) if size in SIZES else None
    if data is None:
        raise Http404
    return HttpResponse(data, content_type="image/jpeg")
