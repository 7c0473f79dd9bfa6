from django.conf import settings
from django.db import models
from django.db.models import Q

from directory.areas.models import District
from directory.places.models import OfPlaceOrDistrictQuerySet, Place


class Part(models.TextChoices):
    """What may be wrong of a place that is listed."""

    SCHEDULE = "schedule", "日時"
    VENUE = "venue", "場所"
    PHONE = "phone", "電話"
    FEE = "fee", "費用"
    ENDED = "ended", "もうやっていない"
    OTHER = "other", "そのほか"


class Proposal(models.Model):
    """情報提供・訂正: what somebody from outside told of a place. Only a member of staff carries it into the record.

    `told` holds their words: of a new place by field of Place, of a listed one by `Part`, an empty text where they knew
    only that it is wrong; `seen` is what was listed then. The sender's name, address and words are forgotten on
    `forget_on`, settled or not. There is no history of it, so that what is forgotten is gone.
    """

    class Kind(models.TextChoices):
        NEW = "new", "新しい場所"
        CORRECTION = "correction", "ちがうところ"

    class State(models.TextChoices):
        WAITING = "waiting", "待っている"
        ACCEPTED = "accepted", "取り入れた"
        PARTLY = "partly", "一部を取り入れた"
        ANSWERED = "answered", "答えた"
        ASIDE = "aside", "見送った"

    class Relation(models.TextChoices):
        OWN = "own", "わたしたちの場所"
        KNOWN = "known", "知っている場所"

    request_id = models.UUIDField("送信のしるし", unique=True)
    kind = models.CharField("種類", max_length=10, choices=Kind)
    place = models.ForeignKey(Place, models.CASCADE, null=True, related_name="proposals")
    district = models.ForeignKey(District, models.PROTECT, null=True, related_name="+")
    told = models.JSONField("知らせ", default=dict)
    seen = models.JSONField("そのときの掲載", default=dict)
    relation = models.CharField("どんな人か", max_length=10, choices=Relation, blank=True)
    sender_name = models.CharField("名前", max_length=60, blank=True)
    sender_contact = models.CharField("連絡先", max_length=120, blank=True)
    sender_mark = models.CharField("送信元のしるし", max_length=64, blank=True)
    sent_at = models.DateTimeField("届いた日時", db_index=True)

    state = models.CharField("状態", max_length=10, choices=State, default=State.WAITING)
    settled_at = models.DateTimeField("決めた日時", null=True)
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    answer = models.TextField("答え・わけ", blank=True)
    wants_reply = models.BooleanField("送った人に知らせる", default=True)
    replied_at = models.DateTimeField("送った人に知らせた日時", null=True)
    forget_on = models.DateField("忘れる日", null=True)

    objects = OfPlaceOrDistrictQuerySet.as_manager()

    class Meta:
        verbose_name = "住民からの知らせ"
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind="correction") | Q(place__isnull=False), name="correction_is_of_a_place"
            ),
            models.CheckConstraint(
                condition=Q(state="waiting", settled_at__isnull=True, settled_by__isnull=True)
                | (~Q(state="waiting") & Q(settled_at__isnull=False)),
                name="settled_proposal_says_when",
            ),
        ]

    def __str__(self):
        """Without a word of theirs: audit lines keep it for ever."""
        return f"知らせ{self.pk}"

    @property
    def is_waiting(self):
        return self.state == self.State.WAITING

    @property
    def owes_reply(self):
        waits = self.sender_contact and self.wants_reply and self.replied_at is None
        return bool(waits and not self.is_waiting)

    def words(self):
        """(part, words) of a correction."""
        return [(part.label, self.told[part]) for part in Part if part in self.told]

    @property
    def subject(self):
        """What it is about, as staff recognise it."""
        return str(self.place) if self.place else self.told.get("name") or self.told.get("venue_name") or "新しい場所"

    @property
    def area(self):
        return self.place.district if self.place else self.district

    @property
    def mail(self):
        """The sender's address where it is one of mail."""
        return self.sender_contact if "@" in self.sender_contact else ""
