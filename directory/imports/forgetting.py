"""What was sent and what was taken back goes after 30 days; what came of it is in the record."""

import datetime as dt

from django.db import transaction

from directory.imports.models import Import, SourceRow, Upload, UploadRow
from directory.imports.queries import TAKEN

KEPT = dt.timedelta(days=30)
FORGOTTEN = "30日 たったので、ファイルの中身を 消しました。取り込むときは、もう一度 送ってください。"


@transaction.atomic
def forget_uploads(*, at: dt.datetime) -> int:
    """Files that nobody took in, with what was read from them; of those that somebody did, what was said of rows."""
    done = Upload.objects.filter(state=Upload.State.DONE, beat_at__lt=at - KEPT)
    rows = UploadRow.objects.filter(upload__in=done)
    rows.exclude(outcome__in=TAKEN, chosen=True).delete()
    rows.update(name="", reason="")
    done.update(problem="")
    old = Upload.objects.filter(at__lt=at - KEPT, content__isnull=False)
    UploadRow.objects.filter(upload__in=old).delete()
    return old.update(content=None, state=Upload.State.FAILED, problem=FORGOTTEN, columns=[])


@transaction.atomic
def forget_undone(*, at: dt.datetime) -> int:
    """The rows of imports that were taken back. What such an import had made is forgotten by now, or was kept."""
    undone = Import.objects.filter(undone_at__lte=at - KEPT).exclude(sheets=[])
    SourceRow.objects.filter(origin__in=undone).delete()
    return undone.update(sheets=[])
