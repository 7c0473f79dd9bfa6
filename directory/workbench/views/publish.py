"""Publishing one place or many, and taking one down."""

from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from directory.places.doors import own_place
from directory.places.models import EditedSince
from directory.places.publishing import NotKnown, publish_place, withdraw_place
from directory.workbench.forms import ManyForm, PublishForm, PublishManyForm, WithdrawForm
from directory.workbench.forms.publish import proposed
from directory.workbench.queries import latest_consents, may_name_somebody, places_of, refusing_among
from directory.workbench.views.dates import act
from kayoiba.accounts.doors import requires
from kayoiba.accounts.roles import Can
from kayoiba.tools.notices import tell

NOT_KNOWN = "終わった場です。先に「また始まった」を記録してください。"
EDITED_SINCE = "この画面をひらいたあとに、場の内容がかわりました。いまの内容を見て、もう一度聞いてください。"


@requires(Can.PLACE_PUBLISH)
def place_publish(request, pk):
    place = own_place(request.user, pk)
    form = PublishForm(
        request.POST or None,
        places=[place],
        today=timezone.localdate(),
        initial=proposed(place, latest_consents(place)),
    )
    if form.is_valid():
        try:
            asked = {"answers": form.answers(), "photos": form.agreed_photos(), "seen": form.seen(place)}
            listing = publish_place(place=place, **asked, by=request.user, at=timezone.now())
        except NotKnown:
            form.add_error(None, f"「{place}」は{NOT_KNOWN}")
        except EditedSince:
            form.add_error(None, EDITED_SINCE)
            form.see(place, [place])
        else:
            _say_what_was_done(request, place, listing)
            return redirect("workbench:place", place.pk)
    context = {"place": place, "form": form, "warnings": may_name_somebody(place)}
    return render(request, "directory/workbench/publish.html", context)


def _say_what_was_done(request, place, listing):
    if listing:
        public = reverse("finder:place", args=[listing.number])
        tell(request, f"「{place}」を掲載しました。", then=(public, "住民のページを見る"))
    else:
        again = reverse("workbench:place_publish", args=[place.pk])
        said = f"「{place}」は出さない、という答えを記録しました。住民のページには出ていません。"
        tell(request, said, then=(again, "まちがいなら、答えをかえる"))


@requires(Can.PLACE_PUBLISH)
def place_withdraw(request, pk):
    place = own_place(request.user, pk)
    if not place.known_periods.holding(timezone.localdate()).exists():
        return _say_no_more(request, place)
    return act(
        request,
        place,
        WithdrawForm(request.POST or None),
        heading="掲載をやめる",
        button="掲載をやめる",
        action=withdraw_place,
        done="掲載をやめました。また掲載すると、同じ番号で出ます。",
        then=("workbench:place_publish", "まちがいなら、また掲載する"),
        warning="住民のページからすぐに消えます。記録は残り、いつでもまた掲載できます。",
    )


def _say_no_more(request, place):
    """Of a place that has ended not even that is told."""
    return act(
        request,
        place,
        WithdrawForm(request.POST or None),
        heading="終わったことを 知らせるのをやめる",
        button="知らせるのをやめる",
        action=withdraw_place,
        done="名前でさがした住民に、終わったことを知らせるのをやめました。",
        warning="名前でさがした住民には、終わった日から2年のあいだ「終わりました」と出ます。それをやめます。",
    )


@requires(Can.PLACE_PUBLISH)
def publish_many(request):
    """Two steps by POST: the ticked places come from the list, then the answers that hold for all of them."""
    mine = places_of(request.user, on=timezone.localdate()).select_related("group").by_reading()
    chosen = ManyForm(request.POST or None, places=mine)
    if not chosen.is_valid():
        messages.error(request, "掲載する場を、一覧でえらんでください。")
        return redirect(_unlisted())
    ticked = list(chosen.cleaned_data["places"])
    places, left_out = _divided(ticked)
    if not places:
        messages.error(request, left_out)
        return redirect(_unlisted())
    answering = "introduction" in request.POST
    form = PublishManyForm(request.POST if answering else None, places=places, today=timezone.localdate())
    if form.is_valid() and _publish_all(places, form, by=request.user):
        done = f"{len(places)}か所を掲載しました。{left_out}"
        tell(request, done, then=(_unlisted(), "まだ掲載していない場を見る"))
        return redirect("workbench:places")
    context = {
        "ticked": ticked,
        "places": places,
        "left_out": left_out,
        "form": form,
        "warned": [(place, fields) for place in places if (fields := may_name_somebody(place))],
    }
    return render(request, "directory/workbench/publish_many.html", context)


def _unlisted():
    return reverse("workbench:places", query={"status": "unlisted"})


def _divided(ticked):
    """(the places to ask about, a sentence on those that are not): an answer of one's own is not written over."""
    refusing = refusing_among(ticked)
    refused = [place for place in ticked if place.pk in refusing]
    listed = [place for place in ticked if place.is_listed and place.pk not in refusing]
    said = _named(refused, "「出さない」という答えがあるので、のぞきました。1か所ずつ聞いてください。")
    said += _named(listed, "もう掲載しているので、のぞきました。")
    return [place for place in ticked if place not in (*refused, *listed)], said


def _named(places, what):
    return f"{''.join(f'「{place}」' for place in places)}は{what}" if places else ""


def _publish_all(places, form, *, by):
    """Publish all of them or none, and then let the form name the first that hinders it; returns whether it went."""
    try:
        with transaction.atomic():
            for place in places:
                asked = {"answers": form.answers_of(place), "seen": form.seen(place)}
                publish_place(place=place, **asked, by=by, at=timezone.now())
    except NotKnown:
        form.add_error(None, f"「{place}」は{NOT_KNOWN}")
    except EditedSince:
        page = reverse("workbench:place", args=[place.pk])
        form.add_error(None, format_html('「<a href="{}">{}</a>」：{}', page, place, EDITED_SINCE))
        form.see(place, places)
    return form.is_valid()
