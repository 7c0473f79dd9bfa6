from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from kayoiba.tools.constraints import ordered, together


class Municipality(models.Model):
    """市町村（第1層）. An installation serves one, the setting MUNICIPALITY."""

    code = models.CharField(
        "全国地方公共団体コード",
        max_length=6,
        unique=True,
        help_text="検査数字つきの6桁",
    )
    name = models.CharField("名称", max_length=40)
    kana = models.CharField("ふりがな", max_length=80)
    prefecture = models.CharField("都道府県", max_length=10)
    is_sample = models.BooleanField("見本データ", default=False)

    class Meta:
        verbose_name = "市町村"
        constraints = [
            models.CheckConstraint(
                condition=Q(code__regex=r"^\d{6}$"),
                name="municipality_code_has_six_digits",
            )
        ]

    def __str__(self):
        return self.name


class District(models.Model):
    """地区・日常生活圏域（第2層）, in the city's own order; with whom a resident can ring."""

    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="districts")
    slug = models.SlugField("英字名", max_length=40, unique=True)
    name = models.CharField("名称", max_length=40)
    kana = models.CharField("ふりがな", max_length=80)
    position = models.PositiveSmallIntegerField("並び順")
    contact_name = models.CharField("連絡先の名前", max_length=60, blank=True)
    contact_phone = models.CharField("連絡先の電話", max_length=30, blank=True)
    contact_hours = models.CharField("受付時間", max_length=60, blank=True)

    class Meta:
        verbose_name = "地区"
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "name"],
                name="district_name_once_in_a_municipality",
            )
        ]

    def __str__(self):
        return self.name


class SchoolDistrictQuerySet(models.QuerySet):
    def valid_on(self, date):
        return self.filter(Q(valid_from__isnull=True) | Q(valid_from__lte=date)).filter(
            Q(valid_to__isnull=True) | Q(valid_to__gte=date)
        )

    def in_order(self):
        return self.order_by(F("district__position").asc(nulls_last=True), "code")


class SchoolDistrict(models.Model):
    """小学校区. Rows that a city loads; `valid_to` is the last day."""

    code = models.CharField("学区コード", max_length=20, unique=True)
    name = models.CharField("名称", max_length=40)
    kana = models.CharField("ふりがな", max_length=80, blank=True)
    district = models.ForeignKey(District, models.PROTECT, null=True, blank=True, related_name="school_districts")
    valid_from = models.DateField("はじめの日", null=True, blank=True)
    valid_to = models.DateField("おわりの日", null=True, blank=True)
    successor = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="predecessors")
    is_sample = models.BooleanField("見本", default=False)

    objects = SchoolDistrictQuerySet.as_manager()

    class Meta:
        verbose_name = "小学校区"
        constraints = [
            ordered("valid_from", "valid_to", name="school_district_dates_are_ordered"),
        ]

    def __str__(self):
        return self.name


class Town(models.Model):
    """町字 with its own point, the only one that is published at the precision 町字."""

    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="towns")
    name = models.CharField("名称", max_length=60)
    kana = models.CharField("ふりがな", max_length=120)
    postal_code = models.CharField("郵便番号", max_length=7, help_text="ハイフンなし7桁")
    lat = models.FloatField("緯度", null=True, blank=True)
    lng = models.FloatField("経度", null=True, blank=True)
    district = models.ForeignKey(District, models.PROTECT, null=True, blank=True, related_name="towns")

    class Meta:
        verbose_name = "町字"
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "name", "postal_code"],
                name="town_once_in_a_municipality",
            ),
            together("lat", "lng", name="town_lat_and_lng"),
        ]

    def __str__(self):
        return self.name


class Population(models.Model):
    """One area's people on one date: the city's where district and school district are empty. None is unknown."""

    district = models.ForeignKey(District, models.CASCADE, null=True, blank=True)
    school_district = models.ForeignKey(SchoolDistrict, models.CASCADE, null=True, blank=True)
    date = models.DateField("基準日")
    total = models.PositiveIntegerField("人口", null=True, blank=True)
    aged_65 = models.PositiveIntegerField("65歳以上", null=True, blank=True)
    aged_75 = models.PositiveIntegerField("75歳以上", null=True, blank=True)
    households = models.PositiveIntegerField("世帯数", null=True, blank=True)
    source = models.CharField("出典", max_length=200)

    class Meta:
        verbose_name = "人口"
        constraints = [
            models.UniqueConstraint(
                fields=["district", "school_district", "date", "source"],
                nulls_distinct=False,
                name="population_once_an_area_date_and_source",
            ),
            models.CheckConstraint(
                condition=Q(district__isnull=True) | Q(school_district__isnull=True),
                name="population_of_one_area",
            ),
        ]

    def __str__(self):
        return f"{self.date} {self.source}"


class Handover(models.Model):
    """引き継ぎ: from a day on what one member of staff looks after is another's. Until then it can be called off.

    `visits` are the keys of those that are planned for that day or later.
    """

    giver = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    taker = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    on = models.DateField("この日から")
    districts = models.ManyToManyField(District, related_name="+")
    visits = ArrayField(models.BigIntegerField(), default=list, verbose_name="引き継ぐ訪問")
    note = models.TextField("申し送り", blank=True)
    request_id = models.UUIDField("申しこみ", unique=True)
    at = models.DateTimeField("決めた日時")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    called_off_at = models.DateTimeField("取りやめた日時", null=True)

    class Meta:
        verbose_name = "引き継ぎ"
        constraints = [models.CheckConstraint(condition=~Q(giver=F("taker")), name="handover_to_somebody_else")]

    def __str__(self):
        return f"{self.giver}から{self.taker}へ {self.on}"


class AssignmentQuerySet(models.QuerySet):
    def on(self, date):
        return self.filter(from_date__lte=date).not_over(date)

    def not_over(self, date):
        """Those that hold on that day, or begin later."""
        return self.filter(Q(until__isnull=True) | Q(until__gt=date))


class Assignment(models.Model):
    """A member of staff looks after a district from a day, until (not including) another."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="assignments")
    district = models.ForeignKey(District, models.PROTECT, related_name="assignments")
    from_date = models.DateField("この日から")
    until = models.DateField("この日の前日まで", null=True, blank=True)
    handover = models.ForeignKey(Handover, models.PROTECT, null=True, blank=True, related_name="assignments")

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        verbose_name = "担当"
        constraints = [
            models.UniqueConstraint(
                fields=["user", "district"],
                condition=Q(until__isnull=True),
                name="assignment_open_once",
            ),
            ordered("from_date", "until", name="assignment_dates_are_ordered"),
        ]

    def __str__(self):
        return f"{self.user} {self.district}"


class PublishedArea(models.Model):
    """The public copy of the city, its districts and its school districts: what open pages may say of them."""

    class Level(models.TextChoices):
        CITY = "city", "市町村"
        DISTRICT = "district", "地区"
        SCHOOL = "school", "小学校区"

    level = models.CharField(max_length=10, choices=Level)
    slug = models.CharField("英字名・学区コード", max_length=40)
    name = models.CharField(max_length=40)
    kana = models.CharField(max_length=80, blank=True)
    parent_slug = models.CharField("学区の地区", max_length=40, blank=True)
    position = models.PositiveIntegerField()
    contact_name = models.CharField(max_length=60, blank=True)
    contact_phone = models.CharField(max_length=30, blank=True)
    contact_hours = models.CharField(max_length=60, blank=True)
    is_sample = models.BooleanField(default=False)

    class Meta:
        verbose_name = "公開用の地区"
        constraints = [models.UniqueConstraint(fields=["level", "slug"], name="published_area_once")]

    def __str__(self):
        return self.name
