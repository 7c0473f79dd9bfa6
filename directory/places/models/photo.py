from uuid import uuid4

from django.conf import settings
from django.db import models


class PhotoQuerySet(models.QuerySet):
    def in_order(self):
        return self.order_by("position", "pk")


class Photo(models.Model):
    """写真 of a place, for staff; its files are named by `key`. There is no history: what is taken away is gone.

    `public_key` is given when the people of the place agree that this one may be shown, and names the public copies.
    """

    place = models.ForeignKey("directory.Place", models.CASCADE, related_name="photos")
    key = models.UUIDField("写真のしるし", unique=True, default=uuid4)
    public_key = models.CharField("公開用のしるし", max_length=43, blank=True)
    position = models.PositiveSmallIntegerField("並び順", default=0)
    alternative = models.CharField("何が写っているか", max_length=200, blank=True)
    width = models.PositiveSmallIntegerField("幅")
    height = models.PositiveSmallIntegerField("高さ")
    added_at = models.DateTimeField("加えた日時")
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = PhotoQuerySet.as_manager()

    class Meta:
        verbose_name = "写真"

    def __str__(self):
        return self.alternative or f"写真{self.pk}"
