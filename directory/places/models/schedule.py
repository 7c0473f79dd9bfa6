import datetime as dt

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from directory.places.models.dates import PeriodQuerySet
from directory.places.vocabulary import FrequencyBand, Weekday
from kayoiba.tools.constraints import ordered

DAY_ENDS = dt.time.min
"""As an end 0 o'clock is 24:00, which a time of day cannot say."""


@pghistory.track()
class MeetingRule(models.Model):
    """開催のきまり: days by weekday or by day of the month, never both and never neither; what is empty limits nothing.

    `weeks` are 1–5 and -1 for the last such weekday of the month; `except_days` is a list of objects with keys
    weekdays, weeks, months, days (a day is out when it fits all keys of one); `valid_to` is the last day; an `end` of
    0 o'clock is 24:00.
    """

    place = models.ForeignKey("directory.Place", models.CASCADE, related_name="rules")
    position = models.PositiveSmallIntegerField(default=0)
    weekdays = ArrayField(models.CharField(max_length=2, choices=Weekday), default=list, blank=True)
    days = ArrayField(models.PositiveSmallIntegerField(), default=list, blank=True)
    weeks = ArrayField(models.SmallIntegerField(), default=list, blank=True)
    months = ArrayField(models.PositiveSmallIntegerField(), default=list, blank=True)
    fortnightly = models.BooleanField("隔週", default=False)
    anchor = models.DateField("隔週の、ある開催日", null=True, blank=True)
    start = models.TimeField("はじまり", null=True, blank=True)
    end = models.TimeField("おわり", null=True, blank=True)
    off_on_holidays = models.BooleanField("祝日は休み", default=False)
    except_days = models.JSONField("のぞく日", default=list, blank=True)
    valid_from = models.DateField("この日から", null=True, blank=True)
    valid_to = models.DateField("この日まで", null=True, blank=True)

    class Meta:
        verbose_name = "開催のきまり"
        constraints = [
            models.CheckConstraint(
                condition=(Q(weekdays__len__gt=0) & Q(days__len=0)) | (Q(weekdays__len=0) & Q(days__len__gt=0)),
                name="rule_has_weekdays_or_days",
            ),
            models.CheckConstraint(
                condition=Q(start__isnull=True) | Q(end__isnull=True) | Q(start__lt=F("end")) | Q(end=DAY_ENDS),
                name="rule_times_are_ordered",
            ),
            ordered("valid_from", "valid_to", name="rule_dates_are_ordered"),
        ]

    def __str__(self):
        return f"{self.place} {self.weekdays or self.days}"


@pghistory.track()
class MeetingException(models.Model):
    """休み・臨時: a day with its own word beside the rules, which do not hold on it."""

    place = models.ForeignKey("directory.Place", models.CASCADE, related_name="exceptions")
    date = models.DateField("日にち")
    meets = models.BooleanField("ひらく")
    start = models.TimeField("はじまり", null=True, blank=True)
    end = models.TimeField("おわり", null=True, blank=True)
    note = models.CharField("ひとこと", max_length=200, blank=True)

    class Meta:
        verbose_name = "休み・臨時"
        constraints = [
            models.UniqueConstraint(fields=["place", "date"], name="meeting_exception_once_a_day"),
            models.CheckConstraint(
                condition=Q(start__isnull=True) | Q(end__isnull=True) | Q(start__lt=F("end")) | Q(end=DAY_ENDS),
                name="exception_times_are_ordered",
            ),
            models.CheckConstraint(
                condition=Q(meets=True) | Q(start__isnull=True, end__isnull=True),
                name="no_times_where_it_does_not_meet",
            ),
        ]

    def __str__(self):
        return f"{self.place} {self.date}"


class MeetingFrequency(models.Model):
    """開催頻度 from a day until (not including) another, as the rules say; written wherever rules are written.

    A count asks it of a date and of the whole country at once, and an ordinary month of a set of rules is nothing that
    SQL can tell. A place without rules that hold has no row.
    """

    place = models.ForeignKey("directory.Place", models.CASCADE, related_name="frequencies")
    from_date = models.DateField("この日から")
    until = models.DateField("この日の前日まで", null=True, blank=True)
    band = models.CharField("開催頻度", max_length=20, choices=FrequencyBand)

    objects = PeriodQuerySet.as_manager()

    class Meta:
        verbose_name = "開催頻度"
        constraints = [models.UniqueConstraint(fields=["place", "from_date"], name="meeting_frequency_once_a_day")]

    def __str__(self):
        return f"{self.place} {self.get_band_display()}"
