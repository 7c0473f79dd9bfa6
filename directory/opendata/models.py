"""What stays public of a year that was closed: its figures, and the files as they were."""

from django.db import models


class PublishedFigure(models.Model):
    """One figure of a closed year and area; `value` is empty where nobody knows. `area` is a mark of `counts.areas`."""

    fiscal_year = models.PositiveSmallIntegerField()
    key = models.CharField(max_length=60)
    name = models.CharField(max_length=80)
    level = models.CharField(max_length=20)
    unit = models.CharField(max_length=10)
    position = models.PositiveSmallIntegerField()
    area = models.CharField(max_length=40, blank=True)
    area_name = models.CharField(max_length=40)
    area_position = models.PositiveSmallIntegerField()
    value = models.FloatField(null=True)
    as_of = models.DateField()
    closed_on = models.DateField()
    source = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name = "公開用の年度の数"
        constraints = [models.UniqueConstraint(fields=["fiscal_year", "key", "area"], name="published_figure_once")]

    def __str__(self):
        return f"{self.fiscal_year} {self.key} {self.area}"


class PublishedFile(models.Model):
    """An open-data file as it was when its year was closed; kept in the storage under `path`, which never changes."""

    fiscal_year = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=60)
    path = models.CharField(max_length=200, unique=True)
    content_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    digest = models.CharField("SHA-256", max_length=64)
    made_at = models.DateTimeField()

    class Meta:
        verbose_name = "公開用の年度のファイル"
        constraints = [models.UniqueConstraint(fields=["fiscal_year", "name"], name="published_file_once")]

    def __str__(self):
        return f"{self.fiscal_year} {self.name}"
