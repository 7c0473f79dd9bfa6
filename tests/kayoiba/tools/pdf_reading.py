"""What a test reads off a PDF."""

import re
import zlib


def pages(pdf):
    return len(re.findall(rb"/Type\s*/Page\b", opened(pdf)))


def letters(pdf):
    """Every letter that is set, as the fonts tell those who copy or listen."""
    told = re.findall(rb"<[0-9a-f]+> <([0-9a-f]+)>", opened(pdf).lower())
    return {bytes.fromhex(letter.decode()).decode("utf-16-be") for letter in told}


def glyphs(pdf):
    """What is set, as numbers of glyphs with their places."""
    return re.findall(rb"BT.*?ET", opened(pdf), flags=re.S)


def opened(pdf):
    """The file and, after it, all that is packed in it."""
    streams = re.findall(rb"stream\r?\n(.*?)endstream", pdf, flags=re.S)
    return pdf + b"\n".join(zlib.decompressobj().decompress(stream) for stream in streams if stream[:1] == b"x")
