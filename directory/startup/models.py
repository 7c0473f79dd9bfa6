import pghistory
from django.db import models
from django.db.models import Q

from directory.places.models import Place


class GrantQuerySet(models.QuerySet):
    def decided(self):
        """Grants that make a place 「補助金対象」: decided, whether or not the report has come."""
        return self.filter(status__in=[Grant.Status.DECIDED, Grant.Status.REPORTED])


@pghistory.track()
class Grant(models.Model):
    """助成金: one place in one fiscal year (an int: 2019 = 令和元年度)."""

    class Status(models.TextChoices):
        APPLIED = "applied", "申請"
        DECIDED = "decided", "決定"
        REPORTED = "reported", "実績報告済"
        DECLINED = "declined", "辞退"

    place = models.ForeignKey(Place, models.CASCADE, related_name="grants")
    fiscal_year = models.PositiveSmallIntegerField("年度")
    status = models.CharField("状態", max_length=10, choices=Status)
    decided_on = models.DateField("決定日", null=True, blank=True)
    amount = models.PositiveIntegerField("金額（円）", null=True, blank=True)

    objects = GrantQuerySet.as_manager()

    class Meta:
        verbose_name = "助成"
        constraints = [
            models.UniqueConstraint(fields=["place", "fiscal_year"], name="grant_once_a_place_and_year"),
            models.CheckConstraint(condition=Q(fiscal_year__gte=1989), name="grant_year_is_a_year"),
        ]

    def __str__(self):
        return f"{self.fiscal_year} {self.get_status_display()}"
