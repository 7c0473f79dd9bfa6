"""Registering a place."""

from django.db import IntegrityError, transaction
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from directory.places import actions
from directory.places.models import Place
from directory.workbench import queries
from directory.workbench.facts import differences
from directory.workbench.forms import PlaceForm, RuleFormSet
from directory.workbench.forms.entered import entered
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


@requires(Can.PLACE_WRITE)
def place_new(request):
    now = timezone.localtime()
    districts = queries.districts_of(request.user, on=now.date())
    initial = {"known_from": now.date(), "district": districts[0] if len(districts) == 1 else None}
    form = PlaceForm(request.POST or None, user=request.user, on=now.date(), initial=initial)
    rules = RuleFormSet(request.POST or None, prefix="rules")
    sent = request.method == "POST" and form.is_valid() & rules.is_valid() and _is_new(form, request.user, now.date())
    if sent and (place := _register_once(form, rules, by=request.user, at=now)):
        publish = reverse("workbench:place_publish", args=[place.pk])
        tell(request, f"「{place}」を登録しました。掲載すると、住民がさがせます。", then=(publish, "掲載する"))
        return redirect("workbench:place", place.pk)
    context = {"form": form, "rules": rules, "place": None}
    return render(request, "directory/workbench/place_form.html", context)


def _is_new(form, user, today):
    """Two places of one name in one district are most often one, written down by two people."""
    name, district, pressed = (form.cleaned_data[field] for field in ("name", "district", "request_id"))
    namesake = queries.places_of(user, on=today).filter(is_known=True, name=name, district=district).first()
    if namesake is None or (pressed and namesake.request_id == pressed):
        return True
    form.add_error("name", format_html(NAMESAKE, reverse("workbench:place", args=[namesake.pk]), namesake))
    return False


def _register_once(form, rules, *, by, at):
    """A button pressed twice registers one place; a page brought back and sent with another name, one more.

    None where it was brought back and something was added: the form says that this is not kept.
    """
    name, pressed = form.cleaned_data["name"], form.cleaned_data["request_id"]
    if Place.objects.filter(request_id=pressed).exclude(name=name).exists():
        pressed = None
    try:
        return _register(form, rules, request_id=pressed, by=by, at=at)
    except IntegrityError:
        place = Place.objects.get(request_id=pressed)
    if not any(differences(place, form, rules)):
        return place
    form.add_error(None, format_html(REGISTERED_ALREADY, place, reverse("workbench:place_edit", args=[place.pk])))
    return None


@transaction.atomic
def _register(form, rules, **request):
    values, kinds, meeting_rules = entered(form, rules)
    dated = {name: form.cleaned_data[name] for name in ("known_from", "district", "school_district")}
    return actions.register_place(**values, **dated, kinds=kinds, rules=meeting_rules, **request)
