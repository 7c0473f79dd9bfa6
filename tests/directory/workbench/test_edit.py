"""The form of a place while others save theirs: both are kept, and where they clash, somebody is asked."""

import pytest
from django.urls import reverse
from django.utils import timezone

from directory.groups.models import Group
from directory.places.actions import edit_place
from directory.places.models import Kind, Place
from directory.places.schedule import Rule
from directory.places.versions import values_now
from kayoiba.accounts.models import AuditEvent
from tests.factories.people import a_person
from tests.factories.places import a_place, a_town

pytestmark = pytest.mark.django_db(transaction=True)

NO_RULES = {"rules-TOTAL_FORMS": "0", "rules-INITIAL_FORMS": "0"}


@pytest.fixture
def coordinator(client):
    person = a_person("coordinator", name="山田")
    client.force_login(person)
    return person


def address(place):
    return reverse("workbench:place_edit", args=[place.pk])


def opened(client, place):
    """What the form sends if nobody types anything into it."""
    page = client.get(address(place))
    form, rules = page.context["form"], page.context["rules"]
    sent = {name: form[name].value() for name in form.fields if form[name].value() not in (None, "", [])}
    sent |= {"rules-TOTAL_FORMS": len(rules.forms), "rules-INITIAL_FORMS": len(rules.initial or [])}
    for rule in rules:
        sent |= {f"{rule.prefix}-{name}": rule[name].value() for name in rule.fields if rule[name].value()}
    return sent


def meanwhile(place, **changes):
    """三宅 saves her form."""
    rules = changes.pop("rules", None)
    miyake = a_person("lead", name="三宅")
    edit_place(place=place, changes=changes, rules=rules, by=miyake, at=timezone.now())


def text_of(page):
    return " ".join(page.content.decode().split())


class TestDifferentFields:
    def test_both_are_kept_and_the_notice_says_what_the_other_changed(self, client, coordinator):
        place = a_place("呉妹の会", fee="100円", contact_phone="086-000-0000")
        sent = opened(client, place)
        meanwhile(place, contact_phone="086-000-1111", lat=34.6, lng=133.7)

        page = client.post(address(place), {**sent, "fee": "無料"}, follow=True)

        place.refresh_from_db()
        assert (place.fee, place.contact_phone, place.lat) == ("無料", "086-000-1111", 34.6)
        assert "ほかの人が なおした 地図の位置・公開してよい電話 は、そのまま残しました。" in text_of(page)

    def test_rules_that_the_other_wrote_stay(self, client, coordinator):
        place = a_place("呉妹の会", rules=[Rule(weekdays=("Tu",), except_days=({"months": [8]},))])
        sent = opened(client, place)
        fridays = [Rule(weekdays=("Fr",)), Rule(weekdays=("Tu",), except_days=({"months": [12]},))]
        meanwhile(place, rules=fridays)

        client.post(address(place), {**sent, "fee": "無料"})

        place.refresh_from_db()
        assert (place.fee, list(values_now(place)["rules"])) == ("無料", fridays)

    def test_a_button_pressed_twice_saves_once_and_says_so_twice(self, client, coordinator):
        place = a_place("呉妹の会", fee="100円")
        sent = {**opened(client, place), "group_name": "新しい会"}

        pages = [client.post(address(place), sent, follow=True) for _ in range(2)]

        assert ["「呉妹の会」をなおしました" in text_of(page) for page in pages] == [True, True]
        assert not any("そのまま残しました" in text_of(page) for page in pages)
        assert AuditEvent.objects.filter(verb="place.edited").count() == 1

    def test_whoever_saved_in_another_window_is_not_somebody_else(self, client, coordinator):
        place = a_place("呉妹の会")
        sent = opened(client, place)
        edit_place(place=place, changes={"fee": "200円"}, by=coordinator, at=timezone.now())

        page = client.post(address(place), {**sent, "menu": "茶話会"}, follow=True)

        assert "自分が 前に なおした 参加費 は、そのまま残しました。" in text_of(page)


class TestTheSameField:
    @pytest.fixture
    def place(self):
        return a_place("呉妹の会", fee="100円")

    @pytest.fixture
    def clashing(self, client, coordinator, place):
        """The page that answers a form whose fee clashes with 三宅's, and what the form sent."""
        sent = {**opened(client, place), "fee": "無料", "notes": "鍵は公民館", "group_name": "新しい会"}
        meanwhile(place, fee="200円", bring="はし", town=a_town("真備町箭田"))
        return client.post(address(place), sent), sent

    def test_nothing_is_saved_and_both_are_shown_with_who_and_when(self, place, clashing):
        page, _ = clashing

        place.refresh_from_db()
        assert (place.fee, place.notes, Group.objects.exists()) == ("200円", "", False)
        (clash,) = page.context["clashes"]
        assert clash[1:] == ("参加費", [("参加費", "無料")], [("参加費", "200円")])
        (edit,) = page.context["edits"]
        assert (edit[0].by_name, edit[1]) == ("三宅", "なおしました（持ち物・参加費・町名）")

    def test_what_was_typed_stays_and_the_boxes_of_the_others_fields_show_what_it_is_now(self, clashing):
        page, _ = clashing

        form = page.context["form"]
        assert (form["notes"].value(), form["fee"].value(), form["bring"].value()) == ("鍵は公民館", "無料", "はし")
        assert '<option value="' + str(form["town"].value()) + '" selected>真備町箭田' in text_of(page)
        assert page.context["kept"] == [("町名", "真備町箭田"), ("持ち物", "はし")]

    def shown(self, page, sent):
        """What the button sends from there: the boxes as they are shown, and which version was judged."""
        return {**sent, "bring": "はし", "town": page.context["form"]["town"].value(), "judged": page.context["judged"]}

    @pytest.mark.parametrize(("answer", "fee"), [("mine", "無料"), ("theirs", "200円")])
    def test_whoever_chooses_saves_everything(self, client, place, clashing, answer, fee):
        page, sent = clashing

        done = client.post(address(place), {**self.shown(page, sent), "holds-fee": answer}, follow=True)

        place.refresh_from_db()
        assert (place.fee, place.notes, place.bring, place.group.name) == (fee, "鍵は公民館", "はし", "新しい会")
        assert "なおしました" in text_of(done)

    def test_a_third_word_is_written_into_the_box(self, client, place, clashing):
        page, sent = clashing

        client.post(address(place), {**self.shown(page, sent), "fee": "150円", "holds-fee": "mine"})

        place.refresh_from_db()
        assert place.fee == "150円"

    def test_whoever_does_not_choose_is_asked_again(self, client, place, clashing):
        page, sent = clashing

        again = client.post(address(place), self.shown(page, sent))

        place.refresh_from_db()
        assert (again.status_code, place.fee) == (200, "200円")
        assert [clash[1] for clash in again.context["clashes"]] == ["参加費"]

    def test_a_third_edit_in_between_is_shown_before_an_answer_counts(self, client, place, clashing):
        page, sent = clashing
        edit_place(place=place, changes={"fee": "300円"}, by=None, at=timezone.now())

        again = client.post(address(place), {**self.shown(page, sent), "holds-fee": "mine"})

        place.refresh_from_db()
        assert place.fee == "300円"
        assert [clash[3] for clash in again.context["clashes"]] == [[("参加費", "300円")]]

    def test_of_two_clashes_the_one_that_is_answered_stays_answered(self, client, coordinator):
        place = a_place("呉妹の会", fee="100円", menu="歌")
        sent = {**opened(client, place), "fee": "無料", "menu": "茶話会"}
        meanwhile(place, fee="200円", menu="体操")
        page = client.post(address(place), sent)

        again = client.post(address(place), {**sent, "judged": page.context["judged"], "holds-menu": "theirs"})

        assert {clash[1]: clash[0].answer for clash in again.context["clashes"]} == {"参加費": "", "内容": "theirs"}
        assert 'value="theirs" checked' in text_of(again)

    def test_kinds_choices_and_rules_clash_in_words(self, client, coordinator):
        salon = Kind.objects.create(slug="salon", name="サロン", position=1, national_activity="tea")
        cafe = Kind.objects.create(slug="cafe", name="カフェ", position=2, national_activity="tea")
        place = a_place("呉妹の会", parking=None)
        sent = opened(client, place)
        sent |= {"kinds": [salon.pk], "parking": "no", "rules-TOTAL_FORMS": 1, "rules-0-weekdays": ["Tu"]}
        edit = {"changes": {"parking": True}, "kinds": [cafe], "rules": [Rule(weekdays=("Fr",))]}
        edit_place(place=place, **edit, by=None, at=timezone.now())

        page = client.post(address(place), sent)

        said = {label: (mine[0][1], theirs[0][1]) for _, label, mine, theirs in page.context["clashes"]}
        assert said == {
            "駐車場": ("無", "有"),
            "種類": ("サロン", "カフェ"),
            "開催のきまり": ("毎週 火曜日", "毎週 金曜日"),
        }


@pytest.mark.parametrize("stamp", [{}, {"edited_at": "2001-01-01T00:00:00+09:00"}])
def test_a_form_that_does_not_say_when_it_was_opened_is_shown_again_with_a_stamp(client, coordinator, stamp):
    place = a_place("呉妹の会", fee="100円")
    sent = {**NO_RULES, "name": "呉妹の会", "fee": "無料", **stamp}

    page = client.post(address(place), sent)
    place.refresh_from_db()
    assert (page.status_code, place.fee) == (200, "100円")
    assert page.context["differences"] == [("参加費", "無料", "100円")]

    again = {**sent, "edited_at": page.context["form"]["edited_at"].value()}
    assert client.post(address(place), again).status_code == 302
    assert Place.objects.get().fee == "無料"
