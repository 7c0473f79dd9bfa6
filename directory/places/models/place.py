import pghistory
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from directory.areas.models import Assignment, District, SchoolDistrict, Town
from directory.groups.models import Group
from directory.places import vocabulary as words
from directory.places.models.dates import KnownPeriod, ListedPeriod
from kayoiba.tools.constraints import together


class EditedSince(Exception):
    """Somebody else has edited the place since it was seen."""


class Kind(models.Model):
    """One of the city's own words for a 通いの場 (サロン, カフェ …), with the national activity it counts as."""

    slug = models.SlugField("英字名", max_length=40, unique=True)
    name = models.CharField("名称", max_length=40, unique=True)
    position = models.PositiveSmallIntegerField("並び順")
    national_activity = models.CharField("国の活動区分", max_length=20, choices=words.NationalActivity)

    class Meta:
        verbose_name = "種類"

    def __str__(self):
        return self.name


class PlaceQuerySet(models.QuerySet):
    def in_care_of(self, user):
        """What `user` looks after today: the assigned districts and every place without a district."""
        if user.works_everywhere:
            return self
        today = timezone.localdate()
        mine = Assignment.objects.on(today).filter(user=user, district=OuterRef("district"))
        return self.filter(Q(district__isnull=True) | Exists(mine))

    def known_on(self, date):
        return self.filter(Exists(KnownPeriod.objects.holding(date).filter(place=OuterRef("pk"))))

    def listed_on(self, date):
        return self.filter(Exists(ListedPeriod.objects.holding(date).filter(place=OuterRef("pk"))))

    def by_reading(self):
        return self.order_by("sort_key", "pk")


class ThoseThatStand(models.Manager):
    """Without what the office has removed, which for 30 days can come back."""

    def get_queryset(self):
        return super().get_queryset().filter(removed_at__isnull=True)


@pghistory.track()
class Place(models.Model):
    """通いの場 as staff know it. Almost everything is optional; nothing here is public but through `publish`.

    `district` and `school_district` are today's; `PlaceArea` has them by date and `actions.place_in` keeps the two
    the same. Null booleans are 有・無・わからない.
    """

    number = models.PositiveIntegerField("公開番号", unique=True, null=True, blank=True)
    name = models.CharField("名前", max_length=120)
    reading = models.CharField("ふりがな", max_length=200, blank=True)
    sort_key = models.CharField("五十音の鍵", max_length=700, blank=True, db_collation="C")
    alias = models.CharField("通称", max_length=120, blank=True)
    introduction = models.TextField("紹介", blank=True)
    menu = models.TextField("内容", blank=True)
    kinds = models.ManyToManyField(Kind, through="PlaceKind", related_name="places", verbose_name="種類")
    activities = ArrayField(
        models.CharField(max_length=20, choices=words.Activity),
        default=list,
        blank=True,
        verbose_name="すること",
    )
    main_activity = models.CharField("主な活動", max_length=20, choices=words.NationalActivity, blank=True)
    other_activities = ArrayField(
        models.CharField(max_length=20, choices=words.NationalActivity),
        default=list,
        blank=True,
        verbose_name="そのほかの活動",
    )

    group = models.ForeignKey(Group, models.PROTECT, null=True, blank=True, related_name="places")
    operator_type = models.CharField("運営主体", max_length=20, choices=words.OperatorType, blank=True)
    started_on = models.DateField("活動のはじまり", null=True, blank=True)

    district = models.ForeignKey(District, models.PROTECT, null=True, blank=True, related_name="places")
    school_district = models.ForeignKey(SchoolDistrict, models.PROTECT, null=True, blank=True, related_name="places")
    town = models.ForeignKey(Town, models.PROTECT, null=True, blank=True, related_name="places")
    venue_name = models.CharField("会場", max_length=120, blank=True)
    venue_type = models.CharField("会場の種類", max_length=20, choices=words.VenueType, blank=True)
    address = models.CharField("住所", max_length=200, blank=True)
    building = models.CharField("建物名・部屋", max_length=120, blank=True)
    lat = models.FloatField("緯度", null=True, blank=True)
    lng = models.FloatField("経度", null=True, blank=True)
    directions = models.TextField("行き方", blank=True)

    schedule_text = models.TextField("いつ（ことばで）", blank=True)

    target = models.CharField("対象", max_length=200, blank=True)
    reach = models.CharField("参加できる範囲", max_length=20, choices=words.Reach, blank=True)
    reach_note = models.CharField("範囲について", max_length=200, blank=True)
    conditions = models.CharField("参加の条件", max_length=200, blank=True)
    capacity = models.PositiveIntegerField("定員", null=True, blank=True)
    signup = models.CharField("予約", max_length=10, choices=words.Signup, blank=True)
    signup_note = models.CharField("予約について", max_length=200, blank=True)
    fee = models.CharField("参加費", max_length=200, blank=True)
    fee_amount = models.PositiveIntegerField("1回の参加費（円）", null=True, blank=True, help_text="無料は0")
    bring = models.CharField("持ち物", max_length=200, blank=True)

    newcomers_welcome = models.BooleanField("はじめての人 歓迎", null=True)
    visit_welcome = models.BooleanField("見学できる", null=True)
    men_welcome = models.BooleanField("男の人 歓迎", null=True)
    children_welcome = models.BooleanField("子ども 歓迎", null=True)
    food_served = models.BooleanField("飲食が出る", null=True)
    food_allowed = models.BooleanField("飲食の持ち込み", null=True)
    transport = models.BooleanField("送迎", null=True)
    parking = models.BooleanField("駐車場", null=True)
    wheelchair = models.BooleanField("車いす", null=True)
    step_free = models.BooleanField("段差なし", null=True)
    handrail = models.BooleanField("手すり", null=True)
    western_toilet = models.BooleanField("洋式トイレ", null=True)
    chairs = models.BooleanField("いす席", null=True)
    air_conditioning = models.BooleanField("エアコン", null=True)

    contact_name = models.CharField("連絡先の名前（役で）", max_length=60, blank=True)
    contact_phone = models.CharField("公開してよい電話", max_length=30, blank=True)
    contact_hours = models.CharField("電話に出る時間", max_length=60, blank=True)
    contact_email = models.EmailField("公開してよいメール", blank=True)
    url = models.URLField("ホームページ", max_length=300, blank=True)

    internal_contact = models.CharField("代表者・世話人", max_length=120, blank=True)
    internal_phone = models.CharField("内部の電話", max_length=120, blank=True)
    notes = models.TextField("取材メモ", blank=True)
    source_id = models.CharField("元の一覧の番号", max_length=120, blank=True)
    district_text = models.CharField("元の一覧の地区", max_length=120, blank=True)
    source_text = models.JSONField("読み取れなかった欄", default=dict, blank=True)

    check_every = models.PositiveSmallIntegerField(
        "確認の間かく（月）", null=True, blank=True, help_text="空けると12か月"
    )
    removed_at = models.DateTimeField("取り消し", null=True, blank=True)

    request_id = models.UUIDField("登録の申しこみ", unique=True, null=True, blank=True)
    created_at = models.DateTimeField("登録")
    edited_at = models.DateTimeField("さいごの編集")

    objects = ThoseThatStand.from_queryset(PlaceQuerySet)()
    with_removed = PlaceQuerySet.as_manager()

    class Meta:
        verbose_name = "通いの場"
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="place_has_a_name"),
            together("lat", "lng", name="place_lat_and_lng"),
        ]
        indexes = [
            models.Index(fields=["sort_key", "id"], name="place_by_reading"),
            models.Index(
                fields=["source_id"],
                name="place_by_source_id",
                condition=~Q(source_id=""),
            ),
            GinIndex(fields=["activities"], name="place_activities"),
            models.Index(fields=["removed_at"], name="place_removed", condition=Q(removed_at__isnull=False)),
        ]

    def __str__(self):
        return self.name

    @property
    def is_private_home(self):
        return self.venue_type == words.VenueType.HOME

    def claim(self, *, seen=None):
        """Read the place anew and keep others waiting until the transaction ends; every verb begins with it.

        A copy of the place that somebody read before, in a form or in another request, can then undo nothing.
        `seen` is the last edit that whoever acts knew of, where they looked at the place first: raises EditedSince.
        """
        with_areas = Place.objects.select_related("group", "town", "district", "school_district")
        self.refresh_from_db(from_queryset=with_areas.select_for_update(of=("self",)))
        if seen and self.edited_at != seen:
            raise EditedSince


@pghistory.track()
class PlaceKind(models.Model):
    place = models.ForeignKey(Place, models.CASCADE)
    kind = models.ForeignKey(Kind, models.PROTECT)

    class Meta:
        verbose_name = "場の種類"
        constraints = [models.UniqueConstraint(fields=["place", "kind"], name="place_kind_once")]

    def __str__(self):
        return f"{self.place} {self.kind}"


class OfPlaceOrDistrictQuerySet(models.QuerySet):
    """Rows of a place or, where they are of none, of a district or of none either."""

    def in_care_of(self, user):
        """Of the places and districts `user` looks after, and what belongs to neither."""
        if user.works_everywhere:
            return self.filter(place__removed_at__isnull=True)
        mine = Assignment.objects.on(timezone.localdate()).filter(user=user, district=OuterRef("district"))
        of_no_place = Q(place__isnull=True) & (Q(district__isnull=True) | Exists(mine))
        return self.filter(Q(place__in=Place.objects.in_care_of(user)) | of_no_place)
