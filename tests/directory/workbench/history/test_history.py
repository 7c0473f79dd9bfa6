"""The page that tells everything that changed of a place, and putting it back to what it was."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from directory.groups.models import Group
from directory.places import actions
from directory.places.models import Kind, Listing, Place
from directory.places.publishing import withdraw_place
from directory.places.schedule import OneDay, Rule
from directory.places.vocabulary import CheckedHow, PauseReason
from directory.startup.actions import record_grant
from directory.workbench.history.queries import BY_ITSELF, past_of
from kayoiba.accounts.models import AuditEvent
from tests.factories.people import a_person
from tests.factories.places import AT, TODAY, a_district, a_listing, a_place, a_school, a_town

pytestmark = pytest.mark.django_db(transaction=True)

NOW = {"by": None, "at": AT}
TUESDAYS, FRIDAYS = Rule(weekdays=("Tu",), start=dt.time(10)), Rule(weekdays=("Fr",))
LATER = AT + dt.timedelta(hours=1)


@pytest.fixture
def coordinator(client):
    person = a_person("coordinator", a_district(), name="山田")
    client.force_login(person)
    return person


def changes_of(place, number=0):
    """(label, before, after) of an entry, the newest being 0."""
    return [(change.label, change.old, change.new) for change in past_of(place)[number].changes]


def history(client, place, **query):
    return client.get(reverse("workbench:place_history", args=[place.pk], query=query))


def text_of(page):
    return " ".join(page.content.decode().split())


class TestWhatIsTold:
    def test_an_edit_by_whom_when_and_from_what_to_what(self, client, coordinator):
        place = a_place(fee="100円", parking=None)
        actions.edit_place(place=place, changes={"fee": "無料", "parking": True}, by=coordinator, at=LATER)

        (entry, first) = past_of(place)
        assert (entry.by_name, entry.at, entry.said) == ("山田", LATER, ["なおしました（参加費・駐車場）"])
        assert changes_of(place) == [("参加費", "100円", "無料"), ("駐車場", "", "有")]
        assert first.said == ["登録しました"]

    def test_the_first_entry_tells_what_was_written_down_at_first(self):
        school = a_school(district=a_district())
        place = a_place("呉妹の会", district=a_district(), school_district=school, rules=[TUESDAYS])

        assert changes_of(place) == [
            ("名前", "", "呉妹の会"),
            ("開催のきまり", "", "毎週 火曜日 午前10時から"),
            ("把握", "", "令和2年4月1日から"),
            ("地区・学区", "", "令和2年4月1日から 真備 呉妹小学校区"),
        ]

    def test_rules_and_kinds_are_said_as_a_whole(self):
        salon, cafe = (
            Kind.objects.create(slug=slug, name=name, position=number, national_activity="tea")
            for number, (slug, name) in enumerate([("salon", "サロン"), ("cafe", "カフェ")])
        )
        place = a_place(rules=[TUESDAYS], kinds=[salon])
        actions.edit_place(place=place, changes={}, rules=[TUESDAYS, FRIDAYS], kinds=[salon, cafe], **NOW)

        assert changes_of(place) == [
            ("開催のきまり", "毎週 火曜日 午前10時から", "毎週 火曜日 午前10時から\n毎週 金曜日"),
            ("種類", "サロン", "サロン・カフェ"),
        ]

    def test_a_group_and_a_town_are_said_by_name_and_a_point_once(self):
        place = a_place(group=Group.objects.create(name="呉妹の会"))
        actions.edit_place(place=place, changes={"group": None, "town": a_town(), "lat": 34.6, "lng": 133.7}, **NOW)

        assert changes_of(place) == [
            ("町名", "", "真備町尾崎"),
            ("地図の位置", "", "34.60000, 133.70000"),
            ("運営団体", "呉妹の会", ""),
        ]

    def test_cells_that_nobody_understood_are_told_one_by_one(self):
        place = a_place(source_text={"備考": "送迎あり", "印": "○"})
        actions.edit_place(place=place, changes={"source_text": {"印": "○"}, "transport": True}, **NOW)

        assert ("読み取れなかった欄 備考", "送迎あり", "") in changes_of(place)

    def test_everything_that_belongs_to_a_place_has_its_words(self):
        place = a_place(district=a_district())
        a_listing(place)
        assert ("掲載の答え（会場・場所）", "", "出してよい 小学校区まで 口頭 令和8年11月24日") in changes_of(place)
        assert ("掲載", "", "令和8年11月24日から") in changes_of(place)

        actions.pause_place(place=place, from_date=TODAY, until=None, reason=PauseReason.VENUE, note="工事", **NOW)
        assert changes_of(place) == [("休み", "", "令和8年11月24日から 会場 工事")]
        actions.resume_place(place=place, on=TODAY + dt.timedelta(days=7), **NOW)
        assert changes_of(place)[0][2] == "令和8年11月24日から 令和8年11月30日まで 会場 工事"

        actions.except_day(place=place, day=OneDay(TODAY, meets=True, start=dt.time(10)), **NOW)
        assert changes_of(place) == [("休み・臨時の日", "", "令和8年11月24日 ひらく 午前10時から")]
        actions.drop_exception(place=place, on=TODAY, **NOW)
        assert changes_of(place)[0][1:] == ("令和8年11月24日 ひらく 午前10時から", "")

        record_grant(place=place, fiscal_year=2026, status="applied", **NOW)
        record_grant(place=place, fiscal_year=2026, status="decided", amount=30000, **NOW)
        assert changes_of(place) == [("令和8年度の助成", "申請", "決定 30,000円")]

        actions.place_in(place=place, district=None, school_district=None, from_date=TODAY, **NOW)
        assert changes_of(place) == [("地区・学区", "", "令和8年11月24日から 地区未設定")]

        actions.check_place(place=place, how=CheckedHow.VISIT, on=TODAY, **NOW)
        assert past_of(place)[0].said == ["確認しました（訪問）"]

        withdraw_place(place=place, reason="申し出", **NOW)
        assert changes_of(place) == [
            ("掲載", "令和8年11月24日から", "令和8年11月24日から 令和8年11月24日にやめた 申し出")
        ]
        actions.end_place(place=place, on=TODAY, reason="解散", **NOW)
        assert ("把握", "令和2年4月1日から", "令和2年4月1日から 令和8年11月24日に終わった 解散") in changes_of(place)

    def test_what_nobody_said_was_the_system(self):
        place = a_place()
        Place.objects.filter(pk=place.pk).update(fee="無料")

        entry = past_of(place)[0]
        assert (entry.by_name, entry.said) == ("システム", [BY_ITSELF])

    def test_a_long_text_shows_what_went_and_what_came_in_it(self, client, coordinator):
        before = "お茶を飲みながら、季節の歌をうたいます。はじめての人も、気軽にどうぞ。手ぶらでかまいません。"
        place = a_place(introduction=before)
        actions.edit_place(place=place, changes={"introduction": before.replace("季節の歌", "昔の歌")}, **NOW)

        page = text_of(history(client, place))

        assert '<del><span class="unseen">（消えた）</span>季節</del>' in page
        assert '<ins><span class="unseen">（加わった）</span>昔</ins>' in page

    def test_the_internal_is_told_to_those_of_the_district_alone(self, client, coordinator):
        place = a_place(district=a_district("kurashiki", "倉敷"), internal_phone="090-0000-0000")

        assert history(client, place).status_code == 404


class TestRestoring:
    @pytest.fixture
    def place(self):
        salon = Kind.objects.create(slug="salon", name="サロン", position=1, national_activity="tea")
        return a_place(
            "呉妹の会", fee="100円", rules=[TUESDAYS], kinds=[salon], lat=34.6, lng=133.7, venue_name="集会所"
        )

    @pytest.fixture
    def version(self, place):
        return past_of(place)[0].version

    def spoil(self, place):
        changes = {"fee": "無料", "introduction": "いたずら", "venue_name": "公民館"}
        actions.edit_place(place=place, changes=changes, rules=[], kinds=[], by=None, at=LATER)

    def address(self, place, version):
        return reverse("workbench:place_restore", args=[place.pk, version])

    def restore(self, client, place, version):
        stamp = client.get(self.address(place, version)).context["seen"]["edited_at"].value()
        return client.post(self.address(place, version), {"edited_at": stamp}, follow=True)

    def state(self):
        place = Place.objects.get()
        rules = [Rule.from_model(row) for row in place.rules.all()]
        return place.fee, place.introduction, place.venue_name, place.lat, rules, place.kinds.count()

    def test_it_is_said_first_what_would_change(self, client, coordinator, place, version):
        self.spoil(place)

        page = client.get(self.address(place, version))

        assert [(change.label, change.old, change.new) for change in page.context["changes"]] == [
            ("開催のきまり", "", "毎週 火曜日 午前10時から"),
            ("会場", "公民館", "集会所"),
            ("地図の位置", "", "34.60000, 133.70000"),
            ("紹介", "いたずら", ""),
            ("種類", "", "サロン"),
            ("参加費", "無料", "100円"),
        ]

    def test_everything_is_as_it_was_and_the_history_goes_on(self, client, coordinator, place, version):
        before = self.state()
        self.spoil(place)

        page = self.restore(client, place, version)

        assert self.state() == before
        assert "「呉妹の会」を 2026年11月24日 10:00 の内容に もどしました。" in text_of(page)
        assert len(past_of(place)) == 3
        line = AuditEvent.objects.get(verb="place.restored")
        assert (line.by_name, line.detail) == ("山田", {"version": version})

    def test_it_can_be_undone_the_same_way(self, client, coordinator, place, version):
        self.spoil(place)
        spoilt, after = past_of(place)[0].version, self.state()
        self.restore(client, place, version)

        self.restore(client, place, spoilt)

        assert self.state() == after

    def test_districts_dates_answers_and_the_listing_stay(self, client, coordinator, place, version):
        listing = a_listing(place)
        actions.place_in(place=place, district=a_district(), school_district=None, from_date=TODAY, **NOW)
        self.spoil(place)

        self.restore(client, place, version)

        assert Place.objects.get().district == a_district()
        assert Listing.objects.get(number=listing.number).fee == "100円"

    def test_what_somebody_wrote_meanwhile_is_seen_before_it_goes(self, client, coordinator, place, version):
        self.spoil(place)
        stamp = client.get(self.address(place, version)).context["seen"]["edited_at"].value()
        actions.edit_place(place=place, changes={"bring": "はし"}, by=None, at=timezone.now())

        page = client.post(self.address(place, version), {"edited_at": stamp})

        assert Place.objects.get().bring == "はし"
        assert "持ち物" in [change.label for change in page.context["changes"]]

    def test_without_a_stamp_nothing_is_written(self, client, coordinator, place, version):
        self.spoil(place)

        assert client.post(self.address(place, version), {}).status_code == 200
        assert Place.objects.get().fee == "無料"

    def test_what_is_so_already_has_no_button(self, client, coordinator, place, version):
        page = client.get(self.address(place, version))

        assert "いまの内容と同じです" in text_of(page)
        assert "この内容にもどす" not in text_of(page)

    def test_the_version_of_another_place_is_not_there(self, client, coordinator, place, version):
        other = a_place()

        assert client.get(self.address(other, version)).status_code == 404

    def test_the_history_leads_to_every_version_but_the_one_that_stands(self, client, coordinator, place, version):
        self.spoil(place)
        record_grant(place=place, fiscal_year=2026, status="decided", **NOW)

        page = text_of(history(client, place))

        spoilt = past_of(place)[1].version
        assert (self.address(place, version) in page, self.address(place, spoilt) in page) == (True, False)

    def test_whoever_only_reads_is_offered_nothing(self, client, place, version):
        client.force_login(a_person("office"))
        self.spoil(place)

        assert "この時の内容にもどす" not in text_of(history(client, place))


@pytest.mark.parametrize("rows", [1, 3, 300])
def test_the_page_costs_the_same_however_much_has_happened(client, coordinator, rows, django_assert_num_queries):
    place = a_place(group=Group.objects.create(name="会"), town=a_town())
    for number in range(rows):
        actions.edit_place(place=place, changes={"fee": f"{number}円"}, rules=[TUESDAYS], by=coordinator, at=LATER)

    with django_assert_num_queries(21):
        page = history(client, place)

    assert page.context["page"].paginator.count == rows + 1
    assert len(page.context["page"]) == min(rows + 1, 50)
