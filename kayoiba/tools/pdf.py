"""PDFs for reading, for paper and for those who listen (PDF/UA-1), set by typst with a whole Japanese font inside."""

import datetime as dt
import json
import struct
import warnings
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import noto_cjk_sans_jp_bold
import noto_cjk_sans_jp_regular
import typst

FONTS = (Path(str(noto_cjk_sans_jp_regular.FONT_PATH)), Path(str(noto_cjk_sans_jp_bold.FONT_PATH)))
GETA = "〓"
"""What printers set where a letter is missing."""


def typeset(template: Path, data: Mapping[str, Any], *, at: dt.datetime) -> bytes:
    """The PDF of a typst template, which reads `data` by `json(bytes(sys.inputs.data))`: text is never markup.

    The same data at the same moment are the same bytes. Letters that the font lacks become 〓, other signs nothing.
    """
    pdf, complaints = typst.compile_with_warnings(
        template,
        root=template.parent,
        font_paths=_fonts(),
        sys_inputs={"data": json.dumps(_printable(data), ensure_ascii=False)},
        format="pdf",
        pdf_standards=["ua-1"],
        timestamp=int(at.timestamp()),
    )
    for complaint in complaints:
        warnings.warn(complaint, stacklevel=2)
    return pdf


@cache
def _fonts() -> typst.Fonts:
    folders = [str(font.parent) for font in FONTS]
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=folders)


def _printable(data: Any) -> Any:
    """Data without a sign that the font cannot show: a PDF/UA with a gap in it is refused."""
    if isinstance(data, Mapping):
        return {key: _printable(value) for key, value in data.items()}
    if isinstance(data, list | tuple):
        return [_printable(value) for value in data]
    if isinstance(data, str):
        return "".join(_shown(sign) for sign in data)
    return data


def _shown(sign: str) -> str:
    if sign == "\n" or ord(sign) in _signs():
        return sign
    return GETA if sign.isalpha() else ""


@cache
def _signs() -> frozenset[int]:
    """The characters that both fonts have."""
    regular, bold = (frozenset(_characters(font.read_bytes())) for font in FONTS)
    return regular & bold


def _characters(font: bytes) -> Iterator[int]:
    """Read from the OpenType table cmap, where format 12 lists groups of characters from a first to a last."""
    (tables,) = struct.unpack_from(">H", font, 4)
    found = (struct.unpack_from(">4s4xI", font, 12 + 16 * number) for number in range(tables))
    cmap = next(offset for tag, offset in found if tag == b"cmap")
    (encodings,) = struct.unpack_from(">H", font, cmap + 2)
    for number in range(encodings):
        (offset,) = struct.unpack_from(">I", font, cmap + 8 + 8 * number)
        table = font[cmap + offset :]
        if struct.unpack_from(">H", table) == (12,):
            (groups,) = struct.unpack_from(">I", table, 12)
            for first, last, _ in struct.iter_unpack(">III", table[16 : 16 + 12 * groups]):
                yield from range(first, last + 1)
