"""Dated facts. A count asks them of a date: known at the end of day D is `from <= D and (no until or D < until)`."""

import datetime as dt

import pghistory
from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Func, Q

from directory.areas.models import District, SchoolDistrict
from directory.places.vocabulary import Continues, PauseReason
from kayoiba.tools.constraints import ordered

A_DAY = dt.timedelta(days=1)


class DateRange(Func):
    function = "daterange"
    output_field = DateRangeField()


def never_twice_at_once(last_day_counts: bool, name: str) -> ExclusionConstraint:
    """Periods of one place do not overlap; `last_day_counts` says whether `until` itself belongs to the period."""
    days = DateRange("from_date", "until", RangeBoundary(inclusive_upper=last_day_counts))
    return ExclusionConstraint(
        name=name,
        expressions=[
            (days, RangeOperators.OVERLAPS),
            (F("place"), RangeOperators.EQUAL),
        ],
    )


def continues_field() -> ArrayField:
    """In what other form it goes on, if in any."""
    return ArrayField(
        models.CharField(max_length=10, choices=Continues), default=list, blank=True, verbose_name="かわりに続けること"
    )


class PeriodQuerySet(models.QuerySet):
    def holding(self, date):
        """Periods that hold at the end of `date`; `until` is the first day that no longer belongs."""
        return self.filter(from_date__lte=date).filter(Q(until__isnull=True) | Q(until__gt=date))


@pghistory.track()
class KnownPeriod(models.Model):
    """把握: the city knows of the place from a day (identified) until the first day it no longer is one."""

    place = models.ForeignKey("directory.Place", models.CASCADE, related_name="known_periods")
    from_date = models.DateField("把握した日")
    until = models.DateField("終わった日", null=True, blank=True)
    reason = models.CharField("終わったわけ", max_length=200, blank=True)

    objects = PeriodQuerySet.as_manager()

    class Meta:
        verbose_name = "把握"
        constraints = [
            never_twice_at_once(False, "known_periods_do_not_overlap"),
            ordered("from_date", "until", name="known_period_dates_are_ordered"),
        ]

    def __str__(self):
        return f"{self.from_date}–{self.until or ''}"


@pghistory.track()
class ListedPeriod(models.Model):
    """掲載: shown to the public from a day until the first day it no longer is."""

    place = models.ForeignKey("directory.Place", models.CASCADE, related_name="listed_periods")
    from_date = models.DateField("掲載した日")
    until = models.DateField("掲載をやめた日", null=True, blank=True)
    reason = models.CharField("掲載をやめたわけ", max_length=200, blank=True)

    objects = PeriodQuerySet.as_manager()

    class Meta:
        verbose_name = "掲載"
        constraints = [
            never_twice_at_once(False, "listed_periods_do_not_overlap"),
            ordered("from_date", "until", name="listed_period_dates_are_ordered"),
        ]

    def __str__(self):
        return f"{self.from_date}–{self.until or ''}"


class PauseQuerySet(models.QuerySet):
    def holding(self, date):
        """Pauses that hold on `date`; `until` is the last day of the pause."""
        return self.touching(date, date)

    def touching(self, first, last):
        """Pauses with a day in `first`–`last`, both inclusive; `last` None is open."""
        begun = self if last is None else self.filter(from_date__lte=last)
        return begun.filter(Q(until__isnull=True) | Q(until__gte=first))

    def end(self, on):
        """None of these holds on `on` or later; one that had not begun by then never was."""
        over = self.touching(on, None)
        over.filter(from_date__gte=on).delete()
        over.update(until=on - A_DAY)


@pghistory.track()
class Suspension(models.Model):
    """まとめて休み: one reason for which many places do not meet, as after a flood; each has a `Pause` of its own."""

    district = models.ForeignKey(District, models.PROTECT, null=True, blank=True, related_name="+")
    from_date = models.DateField("休みはじめ")
    reason = models.CharField("わけ", max_length=20, choices=PauseReason)
    note = models.CharField("ひとこと", max_length=200, blank=True)
    continues = continues_field()
    resumed_on = models.DateField("また集まりはじめた日", null=True, blank=True)
    request_id = models.UUIDField("申しこみ", unique=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = "まとめて休み"
        constraints = [ordered("from_date", "resumed_on", name="suspension_dates_are_ordered")]

    def __str__(self):
        return f"{self.district or '全市'} {self.from_date} {self.get_reason_display()}"


@pghistory.track()
class Pause(models.Model):
    """休止: from a day to an inclusive last day, open while nobody knows. A paused place is still known."""

    place = models.ForeignKey("directory.Place", models.CASCADE, related_name="pauses")
    from_date = models.DateField("休みはじめ")
    until = models.DateField("休みの最後の日", null=True, blank=True)
    reason = models.CharField("わけ", max_length=20, choices=PauseReason)
    note = models.CharField("ひとこと", max_length=200, blank=True)
    continues = continues_field()
    suspension = models.ForeignKey(Suspension, models.SET_NULL, null=True, blank=True, related_name="pauses")

    objects = PauseQuerySet.as_manager()

    class Meta:
        verbose_name = "休止"
        constraints = [
            never_twice_at_once(True, "pauses_do_not_overlap"),
            ordered("from_date", "until", name="pause_dates_are_ordered"),
        ]

    def __str__(self):
        return f"{self.from_date}–{self.until or ''} {self.get_reason_display()}"

    @property
    def goes_on(self):
        """What goes on meanwhile, in words."""
        return "・".join(Continues(form).label for form in self.continues)


class PlaceAreaQuerySet(models.QuerySet):
    def latest_by(self, date):
        return self.filter(from_date__lte=date).order_by("-from_date")


@pghistory.track()
class PlaceArea(models.Model):
    """From this day on the place counts in this district and school district, until a later row."""

    place = models.ForeignKey("directory.Place", models.CASCADE, related_name="areas")
    from_date = models.DateField("この日から")
    district = models.ForeignKey(District, models.PROTECT, null=True, blank=True)
    school_district = models.ForeignKey(SchoolDistrict, models.PROTECT, null=True, blank=True)

    objects = PlaceAreaQuerySet.as_manager()

    class Meta:
        verbose_name = "所在"
        constraints = [models.UniqueConstraint(fields=["place", "from_date"], name="place_area_once_a_day")]

    def __str__(self):
        return f"{self.from_date} {self.district or '地区未設定'}"
