"""What somebody has typed and not sent: kept for them alone, and only until it is sent."""

import datetime as dt

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from directory.areas.models import Assignment
from directory.places.models import Place
from directory.workbench.drafts.actions import MOST_OF_ONE_PERSON, forget_drafts, keep_draft
from directory.workbench.drafts.models import Draft
from directory.workbench.drafts.queries import draft_of
from tests.factories.people import a_person
from tests.factories.places import AT, a_district, a_place

pytestmark = pytest.mark.django_db

NO_RULES = {"rules-TOTAL_FORMS": "1", "rules-INITIAL_FORMS": "0"}
TYPED = [["name", "呉妹の会"], ["kinds", "1"], ["kinds", "2"]]


def keep(client, form="place-new", **typed):
    return client.post(reverse("workbench:draft", args=[form]), typed)


def page_of(client, name, *args):
    return client.get(reverse(f"workbench:{name}", args=args))


def test_what_is_typed_is_kept_with_every_value_and_the_time_is_told(client, coordinator):
    answer = keep(client, name="呉妹の会", kinds=["1", "2"], csrfmiddlewaretoken="x", draft="place-new")

    draft = draft_of(coordinator, "place-new")
    assert draft.typed == TYPED
    now = timezone.localtime(draft.saved_at)
    assert answer.json() == {"saved": f"{now.hour}:{now.minute:02}"}
    assert "no-store" in answer["Cache-Control"]


def test_what_was_typed_last_is_the_draft_and_nothing_typed_is_none(client, coordinator):
    for name in ("呉妹", "呉妹の会"):
        keep(client, name=name)
    kept = [draft.typed for draft in Draft.objects.all()]

    answer = keep(client)

    assert kept == [[["name", "呉妹の会"]]]
    assert (answer.json(), Draft.objects.exists()) == ({"saved": ""}, False)


def test_a_letter_that_no_database_holds_is_left_out_and_a_name_it_has_no_room_for_is_nobodys(client, coordinator):
    keep(client, **{"na\0me": "呉妹\0の会"})

    assert draft_of(coordinator, "place-new").typed == [["name", "呉妹の会"]]
    assert keep(client, form="x" * 61).status_code == 404


def test_of_too_many_the_oldest_make_room(coordinator):
    for number in range(MOST_OF_ONE_PERSON + 2):
        keep_draft(user=coordinator, form=f"place-{number}", typed=TYPED, at=AT + dt.timedelta(minutes=number))

    assert Draft.objects.count() == MOST_OF_ONE_PERSON
    assert draft_of(coordinator, "place-1") is None


def test_there_is_one_draft_a_form_and_person(coordinator):
    keep_draft(user=coordinator, form="place-new", typed=TYPED, at=AT)

    with pytest.raises(IntegrityError), transaction.atomic():
        Draft.objects.create(user=coordinator, form="place-new", saved_at=AT)


def test_the_form_brings_back_its_draft_and_no_browser_keeps_the_page(client, coordinator):
    keep_draft(user=coordinator, form="place-new", typed=TYPED, at=AT)

    page = page_of(client, "place_new")

    assert '"typed": [["name", "\\u5449\\u59b9\\u306e\\u4f1a"]' in page.content.decode()
    assert "no-store" in page["Cache-Control"]


def test_nobody_sees_anothers_draft(client, coordinator):
    keep_draft(user=a_person("coordinator", a_district()), form="place-new", typed=TYPED, at=AT)

    assert '<script id="draft" type="application/json">{}</script>' in page_of(client, "place_new").content.decode()


def test_a_draft_of_a_place_that_is_no_longer_theirs_is_out_of_reach(client, coordinator):
    place = a_place(district=a_district())
    keep(client, form=f"place-{place.pk}", notes="鍵は公民館")
    Assignment.objects.update(until=timezone.localdate())

    assert page_of(client, "place_edit", place.pk).status_code == 404


def test_sending_the_form_drops_its_draft_and_no_other(client, coordinator):
    for form in ("place-new", "visit-12"):
        keep(client, form=form, name="呉妹の会")

    client.post(reverse("workbench:place_new"), {"name": "呉妹の会", "draft": "place-new", **NO_RULES})

    assert Place.objects.count() == 1
    assert [draft.form for draft in Draft.objects.all()] == ["visit-12"]


def test_a_form_that_has_to_be_put_right_keeps_its_draft(client, coordinator):
    keep(client, notes="鍵は公民館")

    client.post(reverse("workbench:place_new"), {"name": "", "draft": "place-new", **NO_RULES})

    assert draft_of(coordinator, "place-new").typed == [["notes", "鍵は公民館"]]


def test_being_asked_to_sign_in_drops_no_draft(client, coordinator):
    keep(client, name="呉妹の会")
    client.logout()

    client.post(reverse("workbench:place_new"), {"name": "呉妹の会", "draft": "place-new", **NO_RULES})

    assert draft_of(coordinator, "place-new")


def test_thirty_days_after_the_last_word_it_is_forgotten(coordinator):
    for days, form in ((29, "place-1"), (30, "place-2")):
        keep_draft(user=coordinator, form=form, typed=TYPED, at=AT - dt.timedelta(days=days))

    assert forget_drafts(at=AT) == 1
    assert [draft.form for draft in Draft.objects.all()] == ["place-1"]


def test_the_daily_command_forgets_drafts(coordinator, capsys):
    keep_draft(user=coordinator, form="place-1", typed=TYPED, at=timezone.now() - dt.timedelta(days=31))

    call_command("forget")

    assert not Draft.objects.exists()
    assert "30日さわっていない書きかけを、1件 消しました。" in capsys.readouterr().out
