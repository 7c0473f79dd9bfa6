"""An address as a QR code, for pages that are printed."""

from functools import lru_cache

import segno
from django.utils.safestring import SafeString, mark_safe


@lru_cache(maxsize=4096)
def qr(address: str) -> SafeString:
    """An inline SVG drawing of `address`. A fixed mask: weighing all eight takes longer than the page it stands on."""
    code = segno.make_qr(address, error="m", boost_error=False, mask=3)
    return mark_safe(code.svg_inline(omitsize=True, border=2))
