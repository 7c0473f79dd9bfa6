from functools import reduce
from operator import add

import pghistory
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce

from directory.places.models import Place


class Round(models.Model):
    """実態調査: what all operators are asked once a fiscal year. Links open until the end of `answer_by`.

    Codes and links are made from `salt` and the server's secret key, and only their hashes are kept; closing the round
    empties the salt, so that none can ever be made again.
    """

    fiscal_year = models.PositiveSmallIntegerField("年度", unique=True)
    opened_on = models.DateField("はじめた日")
    answer_by = models.DateField("しめきり")
    greeting = models.TextField("お願いのことば", blank=True)
    salt = models.CharField(max_length=64, blank=True)
    closed_at = models.DateTimeField("おわった日時", null=True, blank=True)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = "実態調査"

    def __str__(self):
        return f"{self.fiscal_year}年度の調査"

    @property
    def is_closed(self):
        return self.closed_at is not None


class InvitationQuerySet(models.QuerySet):
    def in_care_of(self, user):
        return self.filter(place__in=Place.objects.in_care_of(user))


class Invitation(models.Model):
    """What one place is asked in one round. A withdrawn link has no hashes; the next one is of a later `version`."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="invitations")
    place = models.ForeignKey(Place, models.CASCADE, related_name="invitations")
    version = models.PositiveSmallIntegerField(default=1)
    token_hash = models.CharField(max_length=64, unique=True, null=True)
    code_hash = models.CharField(max_length=64, unique=True, null=True)
    withdrawn_at = models.DateTimeField("リンクを止めた日時", null=True, blank=True)
    reminded_on = models.DateField("もう一度お願いした日", null=True, blank=True)
    called_on = models.DateField("電話した日", null=True, blank=True)
    call_note = models.CharField("電話のメモ", max_length=200, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = "調査のお願い"
        constraints = [models.UniqueConstraint(fields=["round", "place"], name="invitation_once_a_round")]

    def __str__(self):
        return f"{self.place} {self.round}"

    @property
    def has_link(self):
        return self.token_hash is not None


class WrongCode(models.Model):
    """A typed code that opened nothing, kept for as long as it makes the next attempts wait."""

    mark = models.CharField("送信元のしるし", max_length=64, blank=True)
    at = models.DateTimeField("日時")

    class Meta:
        verbose_name = "ちがうコード"
        indexes = [models.Index(fields=["at"], name="wrong_code_by_time")]

    def __str__(self):
        return f"{self.at:%Y-%m-%d %H:%M}"


class AnswerQuerySet(models.QuerySet):
    def in_care_of(self, user):
        return self.filter(invitation__place__in=Place.objects.in_care_of(user))

    def waiting(self):
        return self.filter(state=Answer.State.WAITING)


class Answer(models.Model):
    """What the operator of a place answered. Nothing of it is in the record until a coordinator accepts it.

    `told` is by name of a question of `rounds.questions`, values in JSON; `seen` what the form showed of each then.
    A later answer puts the one that still waits aside. The words are forgotten on `forget_on`.
    """

    class Channel(models.TextChoices):
        LINK = "link", "リンク"
        PAPER = "paper", "紙"
        PHONE = "phone", "電話"

    class State(models.TextChoices):
        WAITING = "waiting", "待っている"
        ACCEPTED = "accepted", "取り入れた"
        PARTLY = "partly", "一部を取り入れた"
        ASIDE = "aside", "見送った"
        REPLACED = "replaced", "あとの回答にかわった"

    invitation = models.ForeignKey(Invitation, models.CASCADE, related_name="answers")
    request_id = models.UUIDField("送信のしるし", unique=True)
    channel = models.CharField("方法", max_length=10, choices=Channel)
    same_as_before = models.BooleanField("去年と同じ", default=False)
    told = models.JSONField("回答", default=dict)
    seen = models.JSONField("そのときの記録", default=dict)
    received_at = models.DateTimeField("届いた日時")
    typed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    state = models.CharField("状態", max_length=10, choices=State, default=State.WAITING)
    accepted = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    settled_at = models.DateTimeField("決めた日時", null=True)
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    aside_reason = models.CharField("見送ったわけ", max_length=200, blank=True)
    forget_on = models.DateField("忘れる日", null=True)

    objects = AnswerQuerySet.as_manager()

    class Meta:
        verbose_name = "調査の回答"
        constraints = [
            models.UniqueConstraint(
                fields=["invitation"], condition=Q(state="waiting"), name="one_waiting_answer_a_place"
            ),
            models.CheckConstraint(
                condition=Q(state="waiting", settled_at__isnull=True)
                | (~Q(state="waiting") & Q(settled_at__isnull=False)),
                name="settled_answer_says_when",
            ),
        ]

    def __str__(self):
        """Without a word of it: audit lines keep it for ever."""
        return f"回答{self.pk}"


def count_field(words: str) -> models.PositiveIntegerField:
    return models.PositiveIntegerField(words, null=True, blank=True)


BY_SEX_AND_AGE = tuple(f"{sex}_{age}" for sex in ("men", "women") for age in ("under_65", "65_to_74", "75_and_over"))


def known_participants() -> Combinable:
    """How many are known by sex and age, 0 where nobody is."""
    return reduce(add, (Coalesce(F(name), 0) for name in BY_SEX_AND_AGE))


@pghistory.track()
class YearlyReport(models.Model):
    """What a place was in one fiscal year, as its operator told and a coordinator accepted. Unknown is not zero.

    The items are those of the yearly questionnaires of councils and of the national survey (participants by sex and
    age: under 65, 65 to 74, 75 and over; 類型化Ver.1.0, 厚生労働省, 令和3年8月). `participants` are different people
    in a month, whose sex and age may be known of some only.
    """

    class Trouble(models.TextChoices):
        HELPERS = "helpers", "担い手"
        FEWER = "fewer", "参加者が減った"
        VENUE = "venue", "会場"
        MONEY = "money", "お金"
        MENU = "menu", "すること"

    class Wish(models.TextChoices):
        PEOPLE = "people", "来る人をふやしたい"
        HELPERS = "helpers", "手伝う人をさがしたい"
        TEACHER = "teacher", "講師・出前講座"
        MONEY = "money", "助成金のこと"
        TALK = "talk", "ほかの場との交流"
        VISIT = "visit", "コーディネーターに来てほしい"

    place = models.ForeignKey(Place, models.CASCADE, related_name="yearly_reports")
    fiscal_year = models.PositiveSmallIntegerField("年度")
    meetings_held = count_field("1年にひらいた回数")
    average_participants = count_field("1回の参加者（平均）")
    participants = count_field("参加者実人数")
    men_under_65 = count_field("男 65歳未満")
    men_65_to_74 = count_field("男 65〜74歳")
    men_75_and_over = count_field("男 75歳以上")
    women_under_65 = count_field("女 65歳未満")
    women_65_to_74 = count_field("女 65〜74歳")
    women_75_and_over = count_field("女 75歳以上")
    helpers = count_field("担い手の人数")
    insured = models.BooleanField("保険に入っている", null=True)
    subsidised = models.BooleanField("助成金を使っている", null=True)
    troubles = ArrayField(
        models.CharField(max_length=10, choices=Trouble), default=list, blank=True, verbose_name="困りごと"
    )
    wishes = ArrayField(
        models.CharField(max_length=10, choices=Wish), default=list, blank=True, verbose_name="してほしいこと"
    )
    list_agreed = models.BooleanField("一覧にのせてよい", null=True)
    guidebook_agreed = models.BooleanField("ガイドブックにのせてよい", null=True)
    web_agreed = models.BooleanField("ホームページにのせてよい", null=True)

    class Meta:
        verbose_name = "年度のようす"
        constraints = [
            models.UniqueConstraint(fields=["place", "fiscal_year"], name="yearly_report_once_a_year"),
            models.CheckConstraint(
                condition=Q(participants__isnull=True) | Q(participants__gte=known_participants()),
                name="participants_are_no_fewer_than_those_whose_age_is_known",
            ),
        ]

    def __str__(self):
        return f"{self.place} {self.fiscal_year}年度"
