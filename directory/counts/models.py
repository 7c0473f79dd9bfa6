"""The one reading of the dated facts that every figure counts from. Nothing is stored: the table is a view."""

from django.db import models

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
