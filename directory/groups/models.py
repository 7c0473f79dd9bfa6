import pghistory
from django.db import models


@pghistory.track()
class Group(models.Model):
    """運営団体: runs one or more places. Its people and their numbers are internal, always."""

    name = models.CharField("運営団体名", max_length=120)
    reading = models.CharField("ふりがな", max_length=200, blank=True)
    corporate_number = models.CharField("法人番号", max_length=13, blank=True)
    representative = models.CharField("代表者", max_length=60, blank=True)
    phone = models.CharField("代表者の電話", max_length=30, blank=True)
    address = models.CharField("代表者の住所", max_length=200, blank=True)
    notes = models.TextField("団体のメモ", blank=True)

    class Meta:
        verbose_name = "運営団体"
        constraints = [models.UniqueConstraint(fields=["name"], name="group_name_once")]

    def __str__(self):
        return self.name
