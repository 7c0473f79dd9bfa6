"""Photographs as a page shows them: each browser takes the size it needs."""

from dataclasses import dataclass

from django.urls import reverse

from directory.places.models import ListingPhoto
from kayoiba.tools.pictures import SIZES, width_at


@dataclass(frozen=True)
class Shown:
    src: str
    srcset: str
    width: int
    height: int
    alternative: str


def shown(photo: ListingPhoto) -> Shown:
    widths = {width_at(size, photo.width, photo.height): _address(photo, size) for size in SIZES}
    return Shown(
        src=_address(photo, SIZES[1]),
        srcset=", ".join(f"{address} {width}w" for width, address in widths.items()),
        width=photo.width,
        height=photo.height,
        alternative=photo.alternative or "この場所の写真",
    )


def _address(photo: ListingPhoto, size: int) -> str:
    return reverse("finder:photo", args=[photo.key, size])
