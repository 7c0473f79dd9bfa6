"""Registering a place, from nothing or from another place."""

from django.db import IntegrityError, transaction
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from directory.places import actions
from directory.places.doors import own_place
from directory.places.models import Place
from directory.places.photos import add_photo
from directory.workbench import queries
from directory.workbench.copying import rules_to_begin_with, to_begin_with
from directory.workbench.facts import differences
from directory.workbench.forms import PlaceForm, RuleFormSet
from directory.workbench.forms.entered import entered
from directory.workbench.forms.photos import FirstPhotoForm
from directory.workbench.understood import understood
from directory.workbench.views.place_form import show_form
from kayoiba.accounts.doors import requires
from kayoiba.accounts.roles import Can
from kayoiba.tools.notices import tell

NAMESAKE = (
    'この地区に「<a href="{}">{}</a>」が もう登録されています。'
    "ちがう場なら、町名などを足して 見分けられる名前にしてください。"
)
REGISTERED_ALREADY = (
    '「{}」は もう登録してあります。書きたしたことは、その場の「<a href="{}">なおす</a>」から入れてください。'
)
COPIED = "「{}」の内容を うつしました。名前、ふりがな、日付、連絡先の人は うつしていません。"
MOST_FOUND = 10
LONGEST_KEY = 9  # digits; `copy` comes from an address, and a longer one is nobody's key


@requires(Can.PLACE_WRITE)
def place_new(request):
    now = timezone.localtime()
    source = _to_copy(request)
    form = PlaceForm(request.POST or None, user=request.user, on=now.date(), initial=_initial(request, source, now))
    rules = RuleFormSet(request.POST or None, prefix="rules", initial=rules_to_begin_with(source) if source else None)
    photo = FirstPhotoForm(request.POST or None, request.FILES or None)
    if request.method == "POST":
        valid = form.is_valid() & rules.is_valid() & photo.is_valid() and _is_new(form, request.user, now.date())
        if valid and (place := _register_once(form, rules, photo, by=request.user, at=now)):
            _say_what_was_registered(request, place, rules, now)
            return redirect("workbench:place", place.pk)
        photo.say_taken_off()
    more = {"draft": "place-new", **_to_choose_from(request, now)}
    if source:
        more = {"draft": f"place-like-{source.pk}", "copied": COPIED.format(source)}
    return show_form(request, form=form, rules=rules, photo=photo, **more)


def _to_copy(request):
    """The place that the new one is to be like, if one is named."""
    key = request.GET.get("copy", "")
    return own_place(request.user, int(key)) if key.isdecimal() and len(key) <= LONGEST_KEY else None


def _to_choose_from(request, now):
    """Places that may be copied, for whoever looks for one by `words`."""
    words = request.GET.get("words", "").strip()
    found = queries.search_places(request.user, on=now.date(), words=words)[:MOST_FOUND] if words else []
    return {"words": words, "found": found}


def _initial(request, source, now):
    if source:
        return to_begin_with(source) | {"known_from": now.date()}
    districts = queries.districts_of(request.user, on=now.date())
    return {"known_from": now.date(), "district": districts[0] if len(districts) == 1 else None}


def _say_what_was_registered(request, place, rules, now):
    read = "" if rules.rules() else understood(place.schedule_text, now=now)  # what was ticked needs no reading
    publish = reverse("workbench:place_publish", args=[place.pk])
    tell(request, f"「{place}」を登録しました。{read}掲載すると、住民がさがせます。", then=(publish, "掲載する"))


def _is_new(form, user, today):
    """Two places of one name in one district are most often one, written down by two people."""
    name, district, pressed = (form.cleaned_data[field] for field in ("name", "district", "request_id"))
    namesake = queries.places_of(user, on=today).filter(is_known=True, name=name, district=district).first()
    if namesake is None or (pressed and namesake.request_id == pressed):
        return True
    form.add_error("name", format_html(NAMESAKE, reverse("workbench:place", args=[namesake.pk]), namesake))
    return False


def _register_once(form, rules, photo, *, by, at):
    """A button pressed twice registers one place; a page brought back and sent with another name, one more.

    One more it is too where the first was removed meanwhile.

    None where it was brought back and something was added: the form says that this is not kept.
    """
    name, pressed = form.cleaned_data["name"], form.cleaned_data["request_id"]
    if Place.with_removed.filter(request_id=pressed).exclude(name=name, removed_at=None).exists():
        pressed = None
    try:
        return _register(form, rules, photo, request_id=pressed, by=by, at=at)
    except IntegrityError:
        place = Place.objects.get(request_id=pressed)
    if not any(differences(place, form, rules)):
        return place
    form.add_error(None, format_html(REGISTERED_ALREADY, place, reverse("workbench:place_edit", args=[place.pk])))
    return None


@transaction.atomic
def _register(form, rules, photo, *, by, at, **request):
    values, kinds, meeting_rules = entered(form, rules)
    dated = {name: form.cleaned_data[name] for name in ("known_from", "district", "school_district")}
    place = actions.register_place(**values, **dated, kinds=kinds, rules=meeting_rules, by=by, at=at, **request)
    if picture := photo.cleaned_data["picture"]:
        add_photo(place=place, picture=picture, alternative=photo.cleaned_data["alternative"], by=by, at=at)
    return place
