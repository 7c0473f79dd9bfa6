"""What figures are counted from (a view: nothing is stored), and what a year that has been closed keeps of them."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from directory.areas.models import District, SchoolDistrict
from directory.places.models import Place


class Stay(models.Model):
    """A place was known, or listed, in one area without a break: a period cut at every move.

    The view is in migration `0002_stay`. Before its first `PlaceArea` a place counts in no district, so no day of a
    period is lost. `opens` and `closes` tell a period's own beginning and end from a move in and a move out. A period
    that ended on the day it began is a stay without a day: it holds on no date, yet it was new and has ended.
    """

    class Fact(models.TextChoices):
        KNOWN = "known", "把握"
        LISTED = "listed", "掲載"

    pk = models.CompositePrimaryKey("fact", "period", "from_date")
    fact = models.CharField(max_length=10, choices=Fact)
    period = models.BigIntegerField()
    place = models.ForeignKey(Place, models.DO_NOTHING, related_name="+")
    district = models.ForeignKey(District, models.DO_NOTHING, null=True, related_name="+")
    school_district = models.ForeignKey(SchoolDistrict, models.DO_NOTHING, null=True, related_name="+")
    from_date = models.DateField()
    until = models.DateField(null=True)
    opens = models.BooleanField()
    closes = models.BooleanField()

    class Meta:
        managed = False
        db_table = "directory_stay"
        verbose_name = "ひとつの地区にいた期間"

    def __str__(self):
        return f"{self.place} {self.from_date}–{self.until or ''}"


class SurveyJudgementQuerySet(models.QuerySet):
    def holding(self, fiscal_year):
        """The judgement of each place that holds in that year, the latest it has by then."""
        latest = SurveyJudgement.objects.filter(fiscal_year__lte=fiscal_year).order_by("place", "-fiscal_year")
        return self.filter(pk__in=latest.distinct("place").values("pk"))


class SurveyJudgement(models.Model):
    """The city's own judgement whether a place serves 介護予防 and counts in the national survey.

    It holds from its fiscal year on, until a later one.
    """

    place = models.ForeignKey(Place, models.CASCADE, related_name="survey_judgements")
    fiscal_year = models.PositiveSmallIntegerField("この年度から")
    counts = models.BooleanField("国の調査で数える")
    reason = models.CharField("数えないわけ", max_length=200, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField("決めた日時")

    objects = SurveyJudgementQuerySet.as_manager()

    class Meta:
        verbose_name = "国の調査の判断"
        constraints = [models.UniqueConstraint(fields=["place", "fiscal_year"], name="survey_judgement_once_a_year")]

    def __str__(self):
        return f"{self.place} {self.fiscal_year}年度から"


class YearEvent(models.Model):
    """できごと: what to know when reading the figures of its year, as a flood; of a district or the city."""

    on = models.DateField("日にち")
    words = models.CharField("できごと", max_length=40)
    district = models.ForeignKey(District, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = "できごと"
        constraints = [
            models.UniqueConstraint(fields=["on", "words", "district"], nulls_distinct=False, name="year_event_once")
        ]

    def __str__(self):
        return f"{self.on} {self.words}"


class ClosedYearQuerySet(models.QuerySet):
    def in_force(self):
        return self.filter(reopened_at__isnull=True)


class ClosedYear(models.Model):
    """年度締め: what was counted at the end of `as_of` stays so, whatever is written later. Its rows are `ClosedRow`.

    A year from before the portal has a `source`, and only the figures that somebody typed in. Re-opening a year keeps
    the row, with who and why; of each year one at most is in force. `populations` are those that rates were made with,
    by the mark of an area: {"aged_65": 125532, "date": "2020-10-01", "source": …}.
    """

    fiscal_year = models.PositiveSmallIntegerField("年度")
    as_of = models.DateField("時点")
    source = models.CharField("出典", max_length=200, blank=True)
    note = models.CharField("ひとこと", max_length=200, blank=True)
    populations = models.JSONField("人口", default=dict)
    closed_at = models.DateTimeField("締めた日時")
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    reopened_at = models.DateTimeField("ひらいた日時", null=True)
    reopened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    reopened_reason = models.CharField("ひらいたわけ", max_length=200, blank=True)

    objects = ClosedYearQuerySet.as_manager()

    class Meta:
        verbose_name = "年度締め"
        constraints = [
            models.UniqueConstraint(
                fields=["fiscal_year"], condition=models.Q(reopened_at__isnull=True), name="closed_year_once_in_force"
            )
        ]

    def __str__(self):
        return f"{self.fiscal_year}年度"

    @property
    def closed_on(self):
        return timezone.localdate(self.closed_at)

    @property
    def is_typed_in(self):
        """Before the portal: figures without names."""
        return bool(self.source)


class ClosedRow(models.Model):
    """What one place added to one figure of a closed year; a figure is the sum of its rows, in any area.

    Everything is a copy: the place may since have moved, ended or been removed. `district` and `school` are marks as in
    `counts.areas`; `categories` has its category in each breakdown by the breakdown's key. A row that was typed in has
    no place.
    """

    closing = models.ForeignKey(ClosedYear, models.CASCADE, related_name="rows")
    figure = models.CharField(max_length=60)
    place = models.BigIntegerField("場の番号", null=True)
    name = models.CharField(max_length=120, blank=True)
    sort_key = models.CharField(max_length=700, blank=True, db_collation="C")
    district = models.CharField(max_length=40)
    district_name = models.CharField(max_length=40)
    school = models.CharField(max_length=20)
    school_name = models.CharField(max_length=40)
    categories = models.JSONField(default=dict)
    amount = models.IntegerField()

    class Meta:
        verbose_name = "締めた数のもと"
        indexes = [models.Index(fields=["closing", "figure", "sort_key"], name="closed_row_by_figure")]

    def __str__(self):
        return f"{self.figure} {self.name}"
