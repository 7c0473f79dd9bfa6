"""What a test reads off a PDF that typst wrote."""

import codecs
import re
import zlib
from functools import cache, partial

PAGE = re.compile(rb"/Type\s*/Page\b[^\n]*?/Resources (\d+) 0 R[^\n]*?/Contents (\d+) 0 R")
SHOWN = re.compile(rb"/(f\d+) [\d.]+ Tf|(\()|<([0-9A-Fa-f]+)>")
ESCAPED = re.compile(rb"\\([0-7]{3}|.)", re.S)
ESCAPES = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


def pages(pdf):
    return len(re.findall(rb"/Type\s*/Page\b", opened(pdf)))


def text(pdf):
    """What is set, letter by letter, as those who copy or listen get it; lines are not told apart."""
    return "".join(runs(pdf))


def runs(pdf):
    """What is set without moving on to another line or another font; each page calls the fonts by its own names."""
    letters, said = cache(partial(_letters, pdf)), []
    for resources, contents in PAGE.findall(opened(pdf)):
        fonts = {name: letters(int(font)) for name, font in re.findall(rb"/(f\d+) (\d+) 0 R", _object(pdf, resources))}
        (stream,) = _streams(_object(pdf, contents))
        said += _runs(stream, fonts)
    return said


def _runs(stream, fonts):
    font, place = {}, 0
    while found := SHOWN.search(stream, place):
        name, bracket, hexadecimal = found.groups()
        font, place, codes = fonts[name] if name else font, found.end(), b""
        if bracket:
            codes, place = _string(stream, place)
        elif hexadecimal:
            codes = bytes.fromhex(hexadecimal.decode())
        if not codes.startswith(codecs.BOM_UTF16_BE):  # as notes do, which no font sets
            yield "".join(font[codes[at : at + 2]] for at in range(0, len(codes), 2))


def glyphs(pdf):
    """What is set, as numbers of glyphs with their places."""
    return re.findall(rb"BT.*?ET", opened(pdf), flags=re.S)


def opened(pdf):
    """The file and, after it, all that is packed in it."""
    return b"\n".join([pdf, *_streams(pdf)])


def _streams(pdf):
    packed = re.findall(rb"stream\r?\n(.*?)endstream", pdf, flags=re.S)
    return [zlib.decompressobj().decompress(stream) for stream in packed if stream[:1] == b"x"]


def _object(pdf, number):
    (found,) = re.findall(rb"\n%s 0 obj\n(.*?)\nendobj" % number, pdf, flags=re.S)
    return found


def _letters(pdf, font):
    """What each two bytes of a font stand for."""
    (table,) = re.findall(rb"\n%d 0 obj\n<<[^\n]*?/ToUnicode (\d+) 0 R" % font, pdf)
    (packed,) = re.findall(rb"\n%d 0 obj\n<<[^\n]*\nstream\n(.*?)endstream" % int(table), pdf, flags=re.S)
    pairs = re.findall(rb"<([0-9A-F]{4})> <([0-9A-F]+)>", zlib.decompressobj().decompress(packed))
    return {bytes.fromhex(code.decode()): bytes.fromhex(sign.decode()).decode("utf-16-be") for code, sign in pairs}


def _string(stream, place):
    """A string in brackets, in which pairs of brackets need no mark, and where it ends."""
    codes, depth = b"", 1
    while True:
        if escaped := ESCAPED.match(stream, place):
            codes += bytes([int(escaped[1], 8)]) if escaped[1].isdigit() else ESCAPES.get(escaped[1], escaped[1])
            place = escaped.end()
            continue
        sign = stream[place : place + 1]
        depth += (sign == b"(") - (sign == b")")
        place += 1
        if not depth:
            return codes, place
        codes += sign
