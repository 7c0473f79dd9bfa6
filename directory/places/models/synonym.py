from django.db import models
from django.db.models import F, Q


class Synonym(models.Model):
    """ことばのいいかえ: a listing that says `word` is found by `also` too, though not the other way round."""

    word = models.CharField("のせてあることば", max_length=40)
    also = models.CharField("さがすことば", max_length=40)

    class Meta:
        verbose_name = "いいかえ"
        constraints = [
            models.UniqueConstraint(fields=["word", "also"], name="synonym_once"),
            models.CheckConstraint(condition=~Q(word=F("also")), name="synonym_of_another_word"),
        ]

    def __str__(self):
        return f"{self.word}→{self.also}"
