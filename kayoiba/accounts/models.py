from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.functions import TransactionNow
from django.db import models

from kayoiba.accounts.roles import ROLES, Can, roles_given_by
from kayoiba.tools.constraints import one_of


class UserQuerySet(models.QuerySet):
    def at_work(self):
        return self.filter(is_active=True)

    def demo(self):
        return self.filter(is_demo=True, is_active=True)

    def who_may(self, permission: Can):
        able = [code for code, role in ROLES.items() if permission in role.permissions]
        return self.at_work().filter(role__in=able)

    def in_care_of(self, user):
        """Whom `user` may invite, change and see off: those whose role `user` may give."""
        return self.filter(role__in=roles_given_by(user.role))

    def in_order(self):
        return self.order_by("-is_active", "name", "pk")


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):
    def create_user(self, username, password=None, **fields):
        user = self.model(username=username, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, username, password=None, **fields):
        """The first person of an installation (`manage.py createsuperuser`): role システム."""
        return self.create_user(username, password, **{"role": "system", "name": username, **fields})


class User(AbstractBaseUser):
    """A member of staff. Nobody signs up: the office invites, and whoever leaves keeps their name in the history."""

    username = models.CharField("ユーザー名", max_length=150, unique=True)
    name = models.CharField("氏名", max_length=60)
    email = models.EmailField("メール", blank=True)
    affiliation = models.CharField("所属", max_length=60, blank=True)
    role = models.CharField(
        "役割",
        max_length=20,
        choices=[(code, role.name) for code, role in ROLES.items()],
    )
    is_active = models.BooleanField("在職", default=True)
    is_demo = models.BooleanField("見本の職員", default=False)
    invited_at = models.DateTimeField("招いた日時", null=True, blank=True)
    left_at = models.DateTimeField("退いた日時", null=True, blank=True)

    objects = UserManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["email"]

    class Meta:
        verbose_name = "職員"
        constraints = [
            one_of("role", ROLES, name="user_role_is_known"),
            models.CheckConstraint(
                condition=models.Q(left_at__isnull=True) | models.Q(is_active=False),
                name="user_who_left_is_inactive",
            ),
        ]

    def __str__(self):
        return self.name

    def get_full_name(self):
        return self.name

    def get_short_name(self):
        return self.name

    @property
    def works_everywhere(self):
        return ROLES[self.role].everywhere

    @property
    def waits_for_password(self):
        """Invited, and has not followed the link yet."""
        return self.is_active and not self.is_demo and not self.has_usable_password()

    @property
    def role_does(self):
        return ROLES[self.role].does

    def may(self, permission: Can) -> bool:
        return self.is_active and permission in ROLES[self.role].permissions


class SignInFailure(models.Model):
    """A wrong password, kept for as long as it makes the next attempts wait."""

    username = models.CharField("ユーザー名", max_length=150)
    address = models.GenericIPAddressField("送信元", null=True)
    at = models.DateTimeField("日時")

    class Meta:
        verbose_name = "サインインの失敗"
        indexes = [models.Index(fields=["at"], name="sign_in_failure_by_time")]

    def __str__(self):
        return f"{self.username} {self.at:%Y-%m-%d %H:%M}"


class AuditEvent(models.Model):
    """One line of what was done. Holds labels, not foreign keys, so it outlives whatever it speaks of."""

    at = models.DateTimeField("日時")
    by_id = models.BigIntegerField("職員番号", null=True)
    by_name = models.CharField("職員", max_length=60)
    verb = models.CharField("したこと", max_length=60)
    subject_kind = models.CharField("何の", max_length=60)
    subject_id = models.BigIntegerField("番号")
    subject_name = models.CharField("名前", max_length=200)
    detail = models.JSONField("くわしく", default=dict)
    written_at = models.DateTimeField("書いた日時", db_default=TransactionNow())
    """The database's own moment of the transaction: rows of the history that say the same were written with it."""

    class Meta:
        verbose_name = "記録"
        indexes = [models.Index(fields=["subject_kind", "subject_id", "-at"], name="audit_by_subject")]

    def __str__(self):
        return f"{self.at:%Y-%m-%d} {self.verb} {self.subject_name}"
