"""Photographs as a phone would send them, with the words a phone writes into them."""

from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import ExifTags, Image, ImageDraw

from kayoiba.tools.pictures import Picture, picture_from

PHONE_SAYS = b"Kuraseon X5 in the living room"
"""What the EXIF, the XMP and the comment of every photograph here say."""


def a_photograph(width: int = 640, height: int = 480) -> bytes:
    """A JPEG that knows where and by which camera it was taken."""
    image = Image.new("RGB", (width, height), "beige")
    ImageDraw.Draw(image).rectangle((width // 4, height // 3, width // 2, height), fill="sienna")
    exif = Image.Exif()
    exif[ExifTags.Base.Model] = PHONE_SAYS.decode()
    exif.get_ifd(ExifTags.IFD.GPSInfo).update({1: "N", 2: (34.0, 36.0, 59.9), 3: "E", 4: (133.0, 42.0, 59.9)})
    data = BytesIO()
    image.save(data, "JPEG", exif=exif, xmp=PHONE_SAYS, comment=PHONE_SAYS)
    return data.getvalue()


def an_upload(data: bytes = b"", name: str = "IMG_0001.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data or a_photograph(), content_type="image/jpeg")


def a_picture(width: int = 640, height: int = 480) -> Picture:
    """A photograph that a form has read."""
    return picture_from(an_upload(a_photograph(width, height)))
