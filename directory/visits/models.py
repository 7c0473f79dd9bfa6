from django.conf import settings
from django.db import models
from django.db.models import Q

from directory.areas.models import District
from directory.places.models import OfPlaceOrDistrictQuerySet, Place
from directory.places.vocabulary import CheckedHow


class VisitQuerySet(models.QuerySet):
    def in_care_of(self, user):
        return self.filter(place__in=Place.objects.in_care_of(user))

    def still_open(self):
        """Planned, and nobody has gone yet."""
        return self.filter(visited_on__isnull=True)


class Visit(models.Model):
    """取材・訪問: planned for a day, or made on one and what was found then. The note is for staff of the district.

    A call by telephone is one too. Of each place one at most is planned.
    """

    class How(models.TextChoices):
        VISIT = CheckedHow.VISIT.value, "行った"
        PHONE = CheckedHow.PHONE.value, "電話で聞いた"

    class Found(models.TextChoices):
        AS_LISTED = "as_listed", "掲載のとおり"
        CHANGED = "changed", "かわっていた"
        PAUSED = "paused", "休んでいた"
        ENDED = "ended", "終わっていた"

    place = models.ForeignKey(Place, models.CASCADE, related_name="visits")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="visits")
    planned_on = models.DateField("行く日", null=True, blank=True)
    visited_on = models.DateField("行った日", null=True, blank=True)
    how = models.CharField("行ったか、電話か", max_length=10, choices=How, default=How.VISIT)
    found = models.CharField("ようす", max_length=10, choices=Found, blank=True)
    note = models.TextField("メモ", blank=True)
    request_id = models.UUIDField("申しこみ", unique=True)
    forget_on = models.DateField("メモを忘れる日", null=True)

    objects = VisitQuerySet.as_manager()

    class Meta:
        verbose_name = "訪問"
        constraints = [
            models.CheckConstraint(
                condition=Q(visited_on__isnull=True, found="", planned_on__isnull=False)
                | (Q(visited_on__isnull=False) & ~Q(found="")),
                name="visit_is_planned_or_says_what_was_found",
            ),
            models.UniqueConstraint(
                fields=["place"], condition=Q(visited_on__isnull=True), name="one_planned_visit_a_place"
            ),
        ]
        indexes = [models.Index(fields=["place", "-visited_on"], name="visit_by_place")]

    def __str__(self):
        return f"{self.place} {self.visited_on or self.planned_on}"


class Treasure(models.Model):
    """宝物: a person, a skill, an idea or a thing found on the way, in the field notebook of a place or a district.

    May name somebody, so it is read by the coordinators of the district alone and forgotten on `forget_on`.
    """

    class Kind(models.TextChoices):
        PERSON = "person", "人"
        SKILL = "skill", "得意なこと"
        IDEA = "idea", "アイデア"
        THING = "thing", "もの・場所"

    kind = models.CharField("なに", max_length=10, choices=Kind)
    text = models.TextField("見つけたこと")
    place = models.ForeignKey(Place, models.CASCADE, null=True, blank=True, related_name="treasures")
    district = models.ForeignKey(District, models.PROTECT, null=True, blank=True, related_name="+")
    noted_on = models.DateField("見つけた日")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    request_id = models.UUIDField("申しこみ", unique=True)
    forget_on = models.DateField("忘れる日")

    objects = OfPlaceOrDistrictQuerySet.as_manager()

    class Meta:
        verbose_name = "宝物"

    def __str__(self):
        """Without a word of it: audit lines keep it for ever."""
        return f"宝物{self.pk}"
