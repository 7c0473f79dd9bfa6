from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models

from directory.areas.models import Municipality
from directory.places.models import Place


class Sender(models.Model):
    """Whose list it is, and what was said of its columns: `meanings` is by plain heading the field, empty for none."""

    name = models.CharField("だれの一覧か", max_length=60, unique=True)
    meanings = models.JSONField("列の意味", default=dict)

    class Meta:
        verbose_name = "一覧の持ち主"

    def __str__(self):
        return self.name


class Import(models.Model):
    """One list that was taken in on one day. Only lists that said something new leave a row.

    `sheets` keeps what stands around the rows: for each sheet its name, the lines above its headings and its columns
    as `{"heading", "field"}`, field null where the heading was not recognised.
    """

    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+")
    file_name = models.CharField("ファイル名", max_length=255)
    sheets = models.JSONField("シート")
    at = models.DateTimeField("取り込み")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    sender = models.ForeignKey(Sender, models.PROTECT, null=True, related_name="imports")
    undone_at = models.DateTimeField("取りやめた日時", null=True)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = "取り込み"

    def __str__(self):
        """Without the file's name, which may name a person: audit lines are kept for ever."""
        return f"取り込み{self.pk}"


class SourceRowQuerySet(models.QuerySet):
    def that_count(self):
        """An import that was undone has said nothing."""
        return self.filter(origin__undone_at__isnull=True)

    def that_made_a_place(self):
        return self.filter(before__isnull=True).exclude(wrote={})

    def latest_per_place_and_list(self):
        """What each list last said of each place."""
        rows = self.filter(place__isnull=False).order_by("place_id", "signature", "kind", "position", "-pk")
        return rows.distinct("place_id", "signature", "kind", "position")


class SourceRow(models.Model):
    """A row as it stood in a list, whole, with what was read from it. Never public.

    `signature` stands for the list's headings and `digest` for the row's cells; `scope` is whose numbering `source_id`
    belongs to, so that number 1 of one city is not number 1 of the next. `position` counts a place's 追加情報 rows.
    `typed` is by heading what somebody wrote instead of what stood there.
    `before` and `wrote` are by field of `Place` what the import found and what it left there, which undoing needs;
    `before` is null where the import made the place. Of a refused row only the marks are kept.
    """

    class Kind(models.TextChoices):
        PLACE = "place", "通いの場"
        FURTHER = "further", "追加情報"
        REFUSED = "refused", "取り込まなかった行"

    origin = models.ForeignKey(Import, models.CASCADE, related_name="rows")
    place = models.ForeignKey(Place, models.CASCADE, null=True, related_name="source_rows")
    kind = models.CharField("行の種類", max_length=10, choices=Kind)
    sheet = models.CharField("シート", max_length=120, blank=True)
    number = models.PositiveIntegerField("行番号")
    position = models.PositiveSmallIntegerField("追加情報の何番目", default=0)
    signature = models.CharField("見出しのしるし", max_length=64)
    digest = models.CharField("中身のしるし", max_length=64)
    scope = models.CharField("番号の範囲", max_length=200, blank=True)
    source_id = models.CharField("元の一覧の番号", max_length=120, blank=True)
    reason = models.CharField("取り込まなかったわけ", max_length=200, blank=True)
    cells = models.JSONField("元のまま")
    typed = models.JSONField("なおした欄", default=dict)
    fields = models.JSONField("読み取った値", default=dict)
    kept = models.JSONField("読み取れなかった欄", default=dict)
    before = models.JSONField("取り込む前の値", null=True)
    wrote = models.JSONField("取り込みで書いた値", default=dict)

    objects = SourceRowQuerySet.as_manager()

    class Meta:
        verbose_name = "一覧の行"
        indexes = [
            models.Index(fields=["place", "signature", "kind", "position", "-id"], name="source_row_by_place"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind="refused", place__isnull=True)
                | models.Q(kind__in=["place", "further"], place__isnull=False),
                name="source_row_has_a_place_or_was_refused",
            ),
        ]

    def __str__(self):
        return f"{self.sheet} {self.number}行目".strip()


class UploadQuerySet(models.QuerySet):
    def in_care_of(self, user):
        """One's own; whoever works everywhere sees all."""
        return self if user.works_everywhere else self.filter(by=user)


class Upload(models.Model):
    """A file that was sent and is being looked at; nothing of it is in the record until it is taken in.

    `meanings` corrects columns as `Sender.meanings` does. `read` of `total` rows are done in the state that lasts;
    `beat_at` tells that somebody is still at it. The file itself is forgotten when it is taken in, or after 30 days.
    """

    class State(models.TextChoices):
        READING = "reading", "読んでいます"
        READY = "ready", "たしかめてください"
        WRITING = "writing", "取り込んでいます"
        DONE = "done", "取り込みました"
        UNDOING = "undoing", "取りやめています"
        FAILED = "failed", "読めませんでした"

    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+")
    sender = models.ForeignKey(Sender, models.PROTECT, null=True, related_name="+")
    file_name = models.CharField("ファイル名", max_length=255)
    content = models.BinaryField("ファイル", null=True)
    as_places = models.BooleanField("施設の一覧も取り込む", default=False)
    meanings = models.JSONField("列の意味", default=dict)
    columns = models.JSONField("列", default=list)
    state = models.CharField("状態", max_length=10, choices=State, default=State.READING)
    read = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    beat_at = models.DateTimeField()
    problem = models.TextField("困ったこと", blank=True)
    origin = models.OneToOneField(Import, models.PROTECT, null=True, related_name="upload")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField("送った日時")
    request_id = models.UUIDField("申しこみ", unique=True)

    objects = UploadQuerySet.as_manager()

    class Meta:
        verbose_name = "送られた一覧"

    def __str__(self):
        """Without the file's name, which may name a person: audit lines are kept for ever."""
        return f"一覧{self.pk}"


class UploadRow(models.Model):
    """One row of an uploaded file as it will be taken in, if it is `chosen`.

    `changes` is a list of {"field", "label", "old", "new"}; `corrections` by heading what somebody typed instead of
    the file; `same_as` the place that somebody said the row speaks of; `alike` places that it may speak of, none of
    which it is where somebody said `is_another`. Its outcome is ALIKE until one of the two has been said.
    """

    ALIKE = "alike"
    SAID_SHORTLY = ("district", "venue_name", "schedule_text", "fee")

    upload = models.ForeignKey(Upload, models.CASCADE, related_name="rows")
    position = models.PositiveIntegerField()
    sheet = models.CharField(max_length=120, blank=True)
    number = models.PositiveIntegerField("行番号")
    name = models.CharField("名前", max_length=200, blank=True)
    outcome = models.CharField("どうなるか", max_length=10)
    reason = models.TextField("わけ", blank=True)
    changes = models.JSONField(default=list)
    cells = models.JSONField("元のまま", default=dict)
    corrections = models.JSONField("なおした欄", default=dict)
    kept = models.JSONField("読み取れなかった欄", default=dict)
    place = models.ForeignKey(Place, models.CASCADE, null=True, related_name="+")
    same_as = models.ForeignKey(Place, models.SET_NULL, null=True, related_name="+")
    alike = ArrayField(models.BigIntegerField(), default=list)
    is_another = models.BooleanField("ちがう場", default=False)
    may_list = models.BooleanField("掲載可否", null=True)
    chosen = models.BooleanField("取り込む", default=True)

    class Meta:
        verbose_name = "送られた一覧の行"
        constraints = [models.UniqueConstraint(fields=["upload", "position"], name="upload_row_once")]
        indexes = [models.Index(fields=["upload", "outcome", "position"], name="upload_row_by_outcome")]

    def __str__(self):
        return f"{self.sheet} {self.number}行目".strip()

    @property
    def gist(self):
        """A new place in a line."""
        said = {change["field"]: change["new"] for change in self.changes}
        return "　".join(said[name] for name in self.SAID_SHORTLY if said.get(name))
