"""Publishing one place or many, and taking one down."""

from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from directory.places.models import Place
from directory.places.publishing import NotAgreed, NotKnown, publish_place, withdraw_place
from directory.workbench.forms import ManyForm, PublishForm, WithdrawForm
from directory.workbench.forms.publish import proposed
from directory.workbench.queries import latest_consents, may_name_somebody
from directory.workbench.views.dates import act
from directory.workbench.views.shared import own_place, tell
from kayoiba.accounts.doors import requires
from kayoiba.accounts.roles import Can

NOT_AGREED = "名前と紹介を「出してよい」と聞いてから掲載できます。口頭でかまいません。"
NOT_KNOWN = "終わった場です。先に「また始まった」を記録してください。"


@requires(Can.PLACE_PUBLISH)
def place_publish(request, pk):
    place = own_place(request.user, pk)
    form = PublishForm(
        request.POST or None,
        places=[place],
        today=timezone.localdate(),
        initial=proposed(latest_consents(place)),
    )
    if form.is_valid():
        refused = _publish_all([place], form.answers(), by=request.user)
        if not refused:
            public = reverse("finder:place", args=[place.number])
            tell(request, f"「{place}」を掲載しました。", then=(public, "住民のページを見る"))
            return redirect("workbench:place", place.pk)
        form.add_error(None, refused)
    context = {"place": place, "form": form, "warnings": may_name_somebody(place)}
    return render(request, "directory/workbench/publish.html", context)


@requires(Can.PLACE_PUBLISH)
def place_withdraw(request, pk):
    place = own_place(request.user, pk)
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


@requires(Can.PLACE_PUBLISH)
def publish_many(request):
    """Two steps by POST: the ticked places come from the list, then the answers that hold for all of them."""
    chosen = ManyForm(request.POST or None, places=Place.objects.in_care_of(request.user).by_reading())
    if not chosen.is_valid():
        messages.error(request, "掲載する場を、一覧でえらんでください。")
        return redirect(_unlisted())
    places = list(chosen.cleaned_data["places"])
    answering = "introduction" in request.POST
    form = PublishForm(request.POST if answering else None, places=places, today=timezone.localdate())
    if form.is_valid():
        refused = _publish_all(places, form.answers(), by=request.user)
        if not refused:
            tell(request, f"{len(places)}か所を掲載しました。", then=(_unlisted(), "まだ掲載していない場を見る"))
            return redirect("workbench:places")
        form.add_error(None, refused)
    warned = [(place, fields) for place in places if (fields := may_name_somebody(place))]
    context = {"places": places, "form": form, "warned": warned}
    return render(request, "directory/workbench/publish_many.html", context)


def _unlisted():
    return reverse("workbench:places", query={"status": "unlisted"})


def _publish_all(places, answers, *, by):
    """Publish all of them or none; returns why not, or an empty text."""
    try:
        with transaction.atomic():
            for place in places:
                publish_place(place=place, answers=answers, by=by, at=timezone.now())
    except NotAgreed:
        return NOT_AGREED
    except NotKnown:
        return f"「{place}」は{NOT_KNOWN}"
    return ""
