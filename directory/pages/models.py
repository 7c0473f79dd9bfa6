import pghistory
from django.db import models


@pghistory.track()
class PublishedPage(models.Model):
    """A page that a city writes itself: about, privacy, accessibility. `body` is Markdown without HTML."""

    slug = models.SlugField("英字名", max_length=40, unique=True)
    title = models.CharField("題", max_length=60)
    body = models.TextField("本文")
    updated_at = models.DateTimeField("さいごの編集")

    class Meta:
        verbose_name = "お知らせのページ"

    def __str__(self):
        return self.title
