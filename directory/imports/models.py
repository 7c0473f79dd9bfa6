from django.conf import settings
from django.db import models

from directory.areas.models import Municipality
from directory.places.models import Place


class Import(models.Model):
    """One list that was taken in on one day. Only lists that said something new leave a row.

    `sheets` keeps what stands around the rows: for each sheet its name, the lines above its headings and its columns
    as `{"heading", "field"}`, field null where the heading was not recognised.
    """

    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+")
    file_name = models.CharField("ファイル名", max_length=255)
    sheets = models.JSONField("シート")
    at = models.DateTimeField("取り込み")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = "取り込み"

    def __str__(self):
        return self.file_name


class SourceRowQuerySet(models.QuerySet):
    def latest_per_place_and_list(self):
        """What each list last said of each place."""
        rows = self.filter(place__isnull=False).order_by("place_id", "signature", "kind", "position", "-pk")
        return rows.distinct("place_id", "signature", "kind", "position")


class SourceRow(models.Model):
    """A row as it stood in a list, whole, with what was read from it. Never public.

    `signature` stands for the list's headings and `digest` for the row's cells; `scope` is whose numbering `source_id`
    belongs to, so that number 1 of one city is not number 1 of the next. `position` counts a place's 追加情報 rows.
    """

    class Kind(models.TextChoices):
        PLACE = "place", "通いの場"
        FURTHER = "further", "追加情報"
        REFUSED = "refused", "取り込まなかった行"

    origin = models.ForeignKey(Import, models.CASCADE, related_name="rows")
    place = models.ForeignKey(Place, models.CASCADE, null=True, related_name="source_rows")
    kind = models.CharField("行の種類", max_length=10, choices=Kind)
    sheet = models.CharField("シート", max_length=120, blank=True)
    number = models.PositiveIntegerField("行番号")
    position = models.PositiveSmallIntegerField("追加情報の何番目", default=0)
    signature = models.CharField("見出しのしるし", max_length=64)
    digest = models.CharField("中身のしるし", max_length=64)
    scope = models.CharField("番号の範囲", max_length=200, blank=True)
    source_id = models.CharField("元の一覧の番号", max_length=120, blank=True)
    reason = models.CharField("取り込まなかったわけ", max_length=200, blank=True)
    cells = models.JSONField("元のまま")
    fields = models.JSONField("読み取った値", default=dict)
    kept = models.JSONField("読み取れなかった欄", default=dict)

    objects = SourceRowQuerySet.as_manager()

    class Meta:
        verbose_name = "一覧の行"
        indexes = [
            models.Index(fields=["place", "signature", "kind", "position", "-id"], name="source_row_by_place"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind="refused", place__isnull=True)
                | models.Q(kind__in=["place", "further"], place__isnull=False),
                name="source_row_has_a_place_or_was_refused",
            ),
        ]

    def __str__(self):
        return f"{self.sheet} {self.number}行目".strip()
