"""The public copy: only what may be shown, at the precision that was agreed to. Every open page reads this alone."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models.functions import MD5, Left

from directory.places import vocabulary as words
from directory.places.models.dates import PauseQuerySet

GROUP_KEY = 15


def group_key() -> Left:
    """What a group is known by outside, as SQL: hexadecimal digits of its name's MD5, as many as an id has room for."""
    return Left(MD5("group_name"), GROUP_KEY)


class Listing(models.Model):
    """One place as the public sees it. Values are written by `publishing`; codes keep the words of `vocabulary`.

    `rules`, `pauses` and `days` are lists of what `as_json` of Rule, Rest and OneDay in `places.schedule` writes;
    `grams` holds the 1- and 2-grams of `search_text`, the folded words that may be found (one line a field).
    """

    number = models.PositiveIntegerField(primary_key=True)
    name = models.CharField(max_length=120)
    reading = models.CharField(max_length=200, blank=True)
    alias = models.CharField(max_length=120, blank=True)
    introduction = models.TextField(blank=True)
    menu = models.TextField(blank=True)
    kinds = ArrayField(models.CharField(max_length=40), default=list)
    activities = ArrayField(models.CharField(max_length=20, choices=words.Activity), default=list)
    group_name = models.CharField(max_length=120, blank=True)

    district_slug = models.CharField(max_length=40, blank=True)
    district_name = models.CharField(max_length=40, blank=True)
    school_code = models.CharField(max_length=20, blank=True)
    school_name = models.CharField(max_length=40, blank=True)
    venue_name = models.CharField(max_length=120, blank=True)
    address = models.CharField(max_length=330, blank=True)
    directions = models.TextField(blank=True)
    precision = models.CharField(max_length=10, choices=words.Precision, blank=True)
    lat = models.FloatField(null=True)
    lng = models.FloatField(null=True)

    rules = models.JSONField(default=list)
    schedule_text = models.TextField(blank=True)
    pauses = models.JSONField(default=list)
    days = models.JSONField(default=list)

    target = models.CharField(max_length=200, blank=True)
    reach = models.CharField(max_length=20, choices=words.Reach, blank=True)
    reach_note = models.CharField(max_length=200, blank=True)
    conditions = models.CharField(max_length=200, blank=True)
    capacity = models.PositiveIntegerField(null=True)
    signup = models.CharField(max_length=10, choices=words.Signup, blank=True)
    signup_note = models.CharField(max_length=200, blank=True)
    fee = models.CharField(max_length=200, blank=True)
    fee_amount = models.PositiveIntegerField(null=True)
    bring = models.CharField(max_length=200, blank=True)

    newcomers_welcome = models.BooleanField(null=True)
    visit_welcome = models.BooleanField(null=True)
    men_welcome = models.BooleanField(null=True)
    children_welcome = models.BooleanField(null=True)
    food_served = models.BooleanField(null=True)
    food_allowed = models.BooleanField(null=True)
    transport = models.BooleanField(null=True)
    parking = models.BooleanField(null=True)
    wheelchair = models.BooleanField(null=True)
    step_free = models.BooleanField(null=True)
    handrail = models.BooleanField(null=True)
    western_toilet = models.BooleanField(null=True)
    chairs = models.BooleanField(null=True)
    air_conditioning = models.BooleanField(null=True)

    contact_name = models.CharField(max_length=60, blank=True)
    contact_phone = models.CharField(max_length=30, blank=True)
    contact_hours = models.CharField(max_length=60, blank=True)
    contact_email = models.EmailField(blank=True)
    url = models.URLField(max_length=300, blank=True)

    checked_on = models.DateField(null=True)
    checked_how = models.CharField(max_length=10, choices=words.CheckedHow, blank=True)
    checked_by = models.CharField(max_length=40, blank=True)
    listed_on = models.DateField()
    updated_at = models.DateTimeField()
    sort_key = models.CharField(max_length=700, db_collation="C")
    search_text = models.TextField()
    grams = ArrayField(models.CharField(max_length=2))

    class Meta:
        verbose_name = "公開用の写し"
        indexes = [
            models.Index(
                fields=["district_slug", "sort_key", "number"],
                name="listing_by_district",
            ),
            models.Index(fields=["school_code", "sort_key", "number"], name="listing_by_school"),
            models.Index(fields=["sort_key", "number"], name="listing_by_reading"),
            models.Index(fields=["-updated_at", "number"], name="listing_by_change"),
            GinIndex(fields=["grams"], name="listing_grams"),
            GinIndex(fields=["activities"], name="listing_activities"),
            GinIndex(fields=["kinds"], name="listing_kinds"),
            models.Index(group_key(), "number", name="listing_by_group"),
        ]

    def __str__(self):
        return self.name


class ListingMeeting(models.Model):
    """One rule of a listing as search needs it.

    `weekdays` is a mask of the days it is known by, bit 0 is Monday; 0 means by day of the month. `mask` and `excepts`
    are masks of `places.days`: the days it allows, and those it does not; `off_on` are single dates. An end of 24:00
    is the last moment of the day.
    """

    listing = models.ForeignKey(Listing, models.CASCADE, related_name="meetings")
    weekdays = models.PositiveSmallIntegerField()
    mask = models.BigIntegerField()
    excepts = ArrayField(models.BigIntegerField(), default=list)
    off_on = ArrayField(models.DateField(), default=list)
    start = models.TimeField(null=True)
    end = models.TimeField(null=True)
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)

    class Meta:
        verbose_name = "公開用の開催のきまり"

    def __str__(self):
        return f"{self.listing} {self.weekdays:07b}"


class ListingPause(models.Model):
    """One pause of a listing as search needs it; `until` is the last day."""

    listing = models.ForeignKey(Listing, models.CASCADE, related_name="+")
    from_date = models.DateField()
    until = models.DateField(null=True)

    objects = PauseQuerySet.as_manager()

    class Meta:
        verbose_name = "公開用の休止"

    def __str__(self):
        return f"{self.listing} {self.from_date}–{self.until or ''}"


class ListingHat(models.Model):
    """What the spot is besides (salon, pantry, 子ども食堂 …). Each slice writes only its own hat."""

    class Hat(models.TextChoices):
        PLACE = "place", "通いの場"
        CAFETERIA = "cafeteria", "子ども食堂・地域食堂"

    listing = models.ForeignKey(Listing, models.CASCADE, related_name="hats")
    hat = models.CharField(max_length=20, choices=Hat)

    class Meta:
        verbose_name = "公開用の帽子"
        constraints = [models.UniqueConstraint(fields=["listing", "hat"], name="listing_hat_once")]

    def __str__(self):
        return self.hat


class ListingPhoto(models.Model):
    """One photograph that may be shown. Its files are named by `key` alone, which nobody can guess."""

    key = models.CharField(max_length=43, primary_key=True)
    listing = models.ForeignKey(Listing, models.CASCADE, related_name="photos")
    position = models.PositiveSmallIntegerField()
    alternative = models.CharField(max_length=200, blank=True)
    width = models.PositiveSmallIntegerField()
    height = models.PositiveSmallIntegerField()

    class Meta:
        verbose_name = "公開用の写真"

    def __str__(self):
        return self.alternative or self.key


class ListingEnded(models.Model):
    """A place that was listed when it ended: whoever looks for it by name is told, and nothing else is kept of it."""

    number = models.PositiveIntegerField(primary_key=True)
    name = models.CharField(max_length=120)
    reading = models.CharField(max_length=200, blank=True)
    alias = models.CharField(max_length=120, blank=True)
    district_slug = models.CharField(max_length=40, blank=True)
    district_name = models.CharField(max_length=40, blank=True)
    ended_on = models.DateField()
    search_text = models.TextField()

    class Meta:
        verbose_name = "公開用の終わった場"

    def __str__(self):
        return self.name


class ListingWithdrawn(models.Model):
    """A number that is shown no more, for whoever keeps a copy: when, and not a word of what it was."""

    number = models.PositiveIntegerField(primary_key=True)
    withdrawn_at = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = "公開用の掲載をやめたしるし"

    def __str__(self):
        return str(self.number)
