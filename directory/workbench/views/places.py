"""The working list, one place, registering and editing."""

from django.core.paginator import Paginator
from django.db import IntegrityError, transaction
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from directory.groups.actions import group_named
from directory.places import actions
from directory.places.models import EditedSince, Kind, Place
from directory.places.publishing import has_moved_since_asked
from directory.places.schedule import OneDay, Rest, Rule, next_meetings, say_rules, with_days
from directory.places.schedule.frequency import frequency_band
from directory.places.vocabulary import FieldGroup
from directory.proposals.queries import waiting_about
from directory.workbench import queries
from directory.workbench.facts import differences, sections_of
from directory.workbench.forms import PlaceForm, RuleFormSet
from directory.workbench.forms.rules import initial_of
from directory.workbench.views.shared import own_place, tell
from directory.workbench.wording import say_event
from kayoiba.accounts.doors import requires
from kayoiba.accounts.roles import Can

PER_PAGE = 50
ASK_AGAIN = "会場がかわりました。場所を出してよいか、もう一度聞いてください。"
EDITED_SINCE = (
    "このページを開いたあとに、{}この場をなおしました。ここに書いたものは、まだ保存していません。"
    "下を見くらべて、ここに書いたほうでよければ、もう一度「保存する」を押してください。"
)
NAMESAKE = (
    'この地区に「<a href="{}">{}</a>」が もう登録されています。'
    "ちがう場なら、町名などを足して 見分けられる名前にしてください。"
)
REGISTERED_ALREADY = (
    '「{}」は もう登録してあります。書きたしたことは、その場の「<a href="{}">なおす</a>」から入れてください。'
)


@requires(Can.PLACE_READ)
def place_list(request):
    today = timezone.localdate()
    districts = list(queries.districts_of(request.user, on=today))
    kinds = list(Kind.objects.order_by("position"))
    offered = {
        "district": {"none", *(district.slug for district in districts)},
        "status": {status.code for status in queries.statuses()},
        "kind": {kind.slug for kind in kinds},
    }
    chosen = {name: _one_of(values, request.GET.get(name)) for name, values in offered.items()}
    words = request.GET.get("words", "")
    places = queries.search_places(request.user, on=today, words=words, **chosen)
    page = Paginator(places, PER_PAGE).get_page(request.GET.get("page"))
    query = request.GET.copy()
    query.pop("page", None)
    context = {
        "page": page,
        "pickable": request.user.may(Can.PLACE_PUBLISH) and any(_pickable(place) for place in page),
        "query": f"{query.urlencode()}&" if query else "",
        "words": words,
        "chosen": chosen,
        "today": today,
        "narrowed": any(chosen.values()),
        "statuses": queries.statuses(),
        "districts": districts,
        "kinds": kinds,
    }
    return render(request, "directory/workbench/places.html", context)


def _one_of(offered, value):
    """What an address asks for and the list does not offer narrows nothing."""
    return value if value in offered else ""


def _pickable(place):
    """May be ticked in the list, to be published with others."""
    return place.is_known and not place.is_listed


@requires(Can.PLACE_READ)
def place_detail(request, pk):
    now = timezone.localtime()
    place = queries.one_place(request.user, pk, on=now.date())
    if place is None:
        raise Http404
    rules = [Rule.from_model(row) for row in place.rules.all()]
    consents = queries.latest_consents(place)
    moved = place.is_known and has_moved_since_asked(place, consents[FieldGroup.VENUE])
    context = {
        "place": place,
        "asks_again": ASK_AGAIN if moved else "",
        "proposals": waiting_about(place) if request.user.may(Can.PLACE_WRITE) else [],
        "said": say_rules(rules),
        "meetings": _upcoming(place, rules, now) if place.is_known else [],
        "frequency": frequency_band(rules, now.date()),
        "consents": consents,
        "sections": list(sections_of(place)),
        "past": [(event, say_event(event)) for event in queries.past_of(place)[:30]],
        "today": now.date(),
    }
    return render(request, "directory/workbench/place.html", context)


def _upcoming(place, rules, now):
    days = map(OneDay.from_model, place.days_apart)
    rests = [Rest(pause.from_date, pause.until) for pause in place.pauses.all()]
    return next_meetings(with_days(rules, days), now, 3, rests)


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


@requires(Can.PLACE_WRITE)
def place_edit(request, pk):
    now = timezone.localtime()
    place = own_place(request.user, pk)
    form = PlaceForm(request.POST or None, instance=place, user=request.user, on=now.date())
    as_kept = list(initial_of(place.rules.order_by("position", "pk")))
    rules = RuleFormSet(request.POST or None, prefix="rules", initial=as_kept)
    context = {"form": form, "rules": rules, "place": place}
    if request.method == "POST" and form.is_valid() & rules.is_valid():
        try:
            _edit(place, form, rules, by=request.user, at=now)
        except EditedSince:
            # A button pressed twice finds all of it written down: nothing differs, and it is saved.
            if differing := list(differences(place, form, rules)):
                context |= _edited_since(place, form, request.user) | {"differences": differing}
                return render(request, "directory/workbench/place_form.html", context)
        _say_what_was_edited(request, place)
        return redirect("workbench:place", place.pk)
    return render(request, "directory/workbench/place_form.html", context)


@transaction.atomic
def _edit(place, form, rules, *, by, at):
    changes, kinds, meeting_rules = entered(form, rules)
    seen = form.cleaned_data["edited_at"]
    actions.edit_place(place=place, changes=changes, kinds=kinds, rules=meeting_rules, by=by, at=at, seen=seen)


def _say_what_was_edited(request, place):
    done = f"「{place}」をなおしました。"
    if has_moved_since_asked(place, queries.latest_consents(place)[FieldGroup.VENUE]):
        publish = reverse("workbench:place_publish", args=[place.pk])
        tell(request, f"{done}{ASK_AGAIN}", then=(publish, "掲載の答えを書く"))
    else:
        check = reverse("workbench:place_check", args=[place.pk])
        tell(request, done, then=(check, "ほかの内容も確かめたら、確認を記録する"))


def _edited_since(place, form, user):
    """Who edited it meanwhile; what is saved once more is written over that."""
    seen = form.cleaned_data["edited_at"]
    edits = queries.past_of(place).filter(verb="place.edited", at__gt=seen)
    somebody_else = any(event.by_id != user.pk for event in edits)
    form.add_error(None, EDITED_SINCE.format("ほかの人が" if somebody_else else "自分で"))
    form.see(place.edited_at)
    return {"edits": [(event, say_event(event)) for event in edits]}


def entered(form, rules):
    """(fields of Place with the group, kinds, meeting rules) of valid forms."""
    group = group_named(form.cleaned_data["group_name"])
    return form.values() | {"group": group}, form.cleaned_data["kinds"], rules.rules()
