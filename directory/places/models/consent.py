import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q

from directory.places.vocabulary import AgreedHow, CheckedHow, FieldGroup, Precision


class ConsentQuerySet(models.QuerySet):
    def latest_per_group(self):
        """The answer that counts for each place and field group: the one recorded last, whatever day it is of.

        A refusal that is written down late is still a refusal.
        """
        return self.order_by("place_id", "field_group", "-pk").distinct("place_id", "field_group")


@pghistory.track()
class Consent(models.Model):
    """One answer to one question: may this field group be shown? Of a venue also: which one it was, and how exactly."""

    place = models.ForeignKey("directory.Place", models.CASCADE, related_name="consents")
    field_group = models.CharField("何を", max_length=20, choices=FieldGroup)
    agreed = models.BooleanField("公開してよい")
    precision = models.CharField("どこまで", max_length=10, choices=Precision, blank=True)
    venue = models.TextField("どの会場を", blank=True)
    agreed_by = models.CharField("答えた人（役で）", max_length=60, blank=True)
    how = models.CharField("答え方", max_length=12, choices=AgreedHow)
    agreed_on = models.DateField("答えた日")
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = ConsentQuerySet.as_manager()

    class Meta:
        verbose_name = "掲載の同意"
        constraints = [
            models.CheckConstraint(
                condition=(Q(field_group="venue", agreed=True) & ~Q(precision=""))
                | (~Q(field_group="venue", agreed=True) & Q(precision="")),
                name="consent_to_a_venue_says_how_exactly",
            )
        ]

    def __str__(self):
        return f"{self.get_field_group_display()} {'可' if self.agreed else '不可'}"


class Check(models.Model):
    """確認: on this day what is listed was found true, and by what means. An edit is not a check."""

    place = models.ForeignKey("directory.Place", models.CASCADE, related_name="checks")
    checked_on = models.DateField("確認した日")
    how = models.CharField("確認のしかた", max_length=10, choices=CheckedHow)
    checked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = "確認"
        indexes = [models.Index(fields=["place", "-checked_on"], name="check_by_place")]

    def __str__(self):
        return f"{self.checked_on} {self.get_how_display()}"
