"""Photographs as a phone sends them, made fit to keep: upright, smaller, and nothing left of where they were taken.

A picture is decoded and its bare pixels are written anew, so neither EXIF nor GPS nor any other word of the file, its
name among them, comes along.
"""

import warnings
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from django import forms
from django.core.files import File
from PIL import ExifTags, Image, ImageCms, UnidentifiedImageError

SIZES = (1600, 800, 320)
"""Pixels of the longest side: to look at, on a page, and as a stamp. What is smaller stays as it is."""
MOST_BYTES = 20 * 1024 * 1024
MOST_PIXELS = 64_000_000
"""A good phone makes 50 million; more than this is no photograph, or would fill the memory."""
FORMATS = ("JPEG", "PNG", "WEBP", "AVIF", "GIF", "BMP")
TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""How a picture is turned upright, by the orientation that its EXIF tells."""
BOXES = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"}

# Told by the header, before a pixel is decoded; what Pillow warns of is refused too.
Image.MAX_IMAGE_PIXELS = MOST_PIXELS
warnings.filterwarnings("error", category=Image.DecompressionBombWarning)

NO_PICTURE = "写真として 読めません。JPEG か PNG の写真を えらんでください（PDF や SVG は 使えません）。"
HEIC = (
    "iPhone の HEIC という形の写真は 読めません。iPhone の「設定」→「カメラ」→「フォーマット」を「互換性優先」にして"
    "撮りなおすか、写真の画面を写した スクリーンショットを えらんでください。"
)
TOO_MANY_BYTES = "写真のファイルが 大きすぎます。20MB までの写真を えらんでください。"
TOO_MANY_PIXELS = (
    "写真が 細かすぎて 読みこめません（6,400万画素まで）。カメラの画質を 下げて撮るか、小さくして えらんでください。"
)
BROKEN = "写真のファイルが とちゅうで切れているか、こわれています。もう一度 えらぶか、撮りなおしてください。"


def width_at(size: int, width: int, height: int) -> int:
    """How wide the file of that size is, of a picture whose largest has this width and height."""
    return round(width * min(1, size / max(width, height)))


class Refused(Exception):
    """No photograph that can be kept; the message says what to do."""


@dataclass(frozen=True)
class Picture:
    """A photograph ready to keep: for each of SIZES a JPEG. `width` and `height` are those of the largest."""

    width: int
    height: int
    files: Mapping[int, bytes]


class PictureField(forms.FileField):
    """A photograph from the camera or the album; its value is a `Picture`, or None."""

    widget = forms.FileInput

    def __init__(self, **options):
        words = {"required": "写真を えらんでください。", "invalid": NO_PICTURE, "empty": BROKEN, "missing": NO_PICTURE}
        super().__init__(**options | {"error_messages": words})

    def widget_attrs(self, widget):
        return super().widget_attrs(widget) | {"accept": "image/*"}

    def to_python(self, data):
        upload = super().to_python(data)
        try:
            return upload and picture_from(upload)
        except Refused as refusal:
            raise forms.ValidationError(str(refusal)) from refusal


def picture_from(upload: "File[Any]") -> Picture:
    """Raises Refused. Of what moves the first picture is taken."""
    if (upload.size or 0) > MOST_BYTES:
        raise Refused(TOO_MANY_BYTES)
    try:
        with Image.open(upload, formats=FORMATS) as image:
            return _written_anew(image)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise Refused(TOO_MANY_PIXELS) from error
    except UnidentifiedImageError as error:
        raise Refused(HEIC if _is_heic(upload) else NO_PICTURE) from error
    except (OSError, SyntaxError, ValueError, EOFError, MemoryError, RuntimeError) as error:  # what decoders raise
        raise Refused(BROKEN) from error


def _is_heic(upload: "File[Any]") -> bool:
    upload.seek(0)
    start = upload.read(12)
    return start[4:8] == b"ftyp" and start[8:12] in BOXES


def _written_anew(image: Image.Image) -> Picture:
    image.draft("RGB", (2 * SIZES[0], 2 * SIZES[0]))  # a JPEG is not decoded much finer than what is kept
    icc, exif = image.info.get("icc_profile"), image.getexif()
    pixels = image.convert("RGBA" if image.has_transparency_data else "RGB")
    pixels.thumbnail((SIZES[0], SIZES[0]), Image.Resampling.LANCZOS)
    turn = TURNS.get(exif.get(ExifTags.Base.Orientation, 1))
    bare = _bare(pixels.transpose(turn) if turn is not None else pixels, icc)
    width, height = bare.size
    files = {}
    for size in SIZES:
        bare.thumbnail((size, size), Image.Resampling.LANCZOS)
        files[size] = _jpeg(bare)
    return Picture(width, height, files)


def _bare(pixels: Image.Image, icc: bytes | None) -> Image.Image:
    """The pixels in a new picture, on a white ground and in the colours that every screen takes for granted."""
    bare = Image.new("RGB", pixels.size, "white")
    bare.paste(pixels, mask=pixels if pixels.mode == "RGBA" else None)
    if icc:
        with suppress(
            ImageCms.PyCMSError, OSError
        ):  # of a profile that is broken, or is one of printers, nothing is lost
            ImageCms.profileToProfile(bare, BytesIO(icc), ImageCms.createProfile("sRGB"), inPlace=True)
    return bare


def _jpeg(image: Image.Image) -> bytes:
    written = BytesIO()
    image.save(written, "JPEG", quality=82, progressive=True, optimize=True)
    return written.getvalue()
