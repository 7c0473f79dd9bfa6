"""PDFs are whole: every letter is in them or said to be missing."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kayoiba.tools.pdf import typeset
from tests.factories.places import AT
from tests.kayoiba.tools.pdf_reading import glyphs

SHEET = """#let said = json(bytes(sys.inputs.data))
#set document(title: said.title)
#set text(font: "Noto Sans CJK JP", lang: "ja")
#said.text
"""


@pytest.fixture(scope="module")
def sheet(tmp_path_factory):
    path = tmp_path_factory.mktemp("sheets") / "sheet.typ"
    path.write_text(SHEET)
    return path


def pdf_of(sheet, text):
    return typeset(sheet, {"title": "見本", "text": text}, at=AT)


def test_a_pdf_is_for_listening_too_says_its_language_and_holds_its_font(sheet):
    pdf = pdf_of(sheet, "呉妹おしゃべり広場")

    assert b"/Lang(ja)" in pdf.replace(b" ", b"")
    assert b"pdfuaid:part" in pdf
    assert re.search(rb"/FontFile3", pdf)
    assert b"NotoSansCJKjp-Regular" in pdf


def test_the_same_text_of_the_same_day_is_the_same_file(sheet):
    assert pdf_of(sheet, "おなじ") == pdf_of(sheet, "おなじ")


def test_text_is_never_markup(sheet):
    assert len(pdf_of(sheet, '#panic("止まる") $ = * _ `')) > 0


def test_signs_that_the_font_lacks_are_left_out_and_letters_are_marked(sheet):
    assert glyphs(pdf_of(sheet, "歌の会🎉\0❤\ufe0f")) == glyphs(pdf_of(sheet, "歌の会"))
    assert glyphs(pdf_of(sheet, "ฟ会")) == glyphs(pdf_of(sheet, "〓会"))


@given(st.text(max_size=20))
@settings(max_examples=60)
def test_no_text_whatever_stops_the_press(sheet, text):
    assert pdf_of(sheet, text).startswith(b"%PDF")


def test_a_font_that_is_not_there_is_told(tmp_path):
    path = tmp_path / "sheet.typ"
    path.write_text(SHEET.replace("Noto Sans CJK JP", "Helvetica"))

    with pytest.raises(UserWarning, match="unknown font family"):
        pdf_of(path, "見本")
