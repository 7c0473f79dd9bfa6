from django.conf import settings
from django.db import models


class Draft(models.Model):
    """下書き: what somebody has typed into one form and not sent; `form` is its name, such as `place-12`.

    `typed` is a list of [name, value] as a browser would send it. Nobody else can read it; 30 days after the last
    word it is forgotten.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="drafts")
    form = models.CharField(max_length=60)
    typed = models.JSONField(default=list)
    saved_at = models.DateTimeField()

    class Meta:
        verbose_name = "下書き"
        constraints = [models.UniqueConstraint(fields=["user", "form"], name="one_draft_a_form")]

    def __str__(self):
        return self.form
