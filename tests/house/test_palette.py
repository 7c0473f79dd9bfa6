"""The face can be read: WCAG 2.2 contrast of every pair of colours that meet, text 4.5:1, edges of controls 3:1."""

import re
from pathlib import Path

import pytest

from kayoiba.tools.contrast import contrast

CSS = Path("static/css")
TOKENS = (CSS / "tokens.css").read_text()
COLOURS = dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{6});", TOKENS))

TEXT_ON = {
    "sumi": ["shirakabe", "paper", "sample", "sample-stripe", "ai-wash", "yanagi-wash"],
    "sumi-soft": ["shirakabe", "paper", "ai-wash"],
    "ai": ["shirakabe", "paper", "ai-wash", "error-wash"],
    "paper": ["ai", "ai-deep"],
    "yanagi": ["paper", "shirakabe", "yanagi-wash"],
    "kaki": ["paper", "shirakabe", "kaki-wash"],
    "error": ["paper", "shirakabe", "error-wash"],
}
EDGE_ON = {
    "ai": ["paper", "shirakabe", "ai-wash"],
    "edge": ["paper", "shirakabe", "ai-wash"],
    "error": ["paper", "shirakabe"],
    "yanagi": ["paper"],
    "kaki": ["paper"],
    "ring-line": ["paper", "shirakabe", "ring"],
}
DECORATION = {"line", "thread", "wash"}


def pairs(table):
    return [(front, back) for front, backs in table.items() for back in backs]


@pytest.mark.parametrize(("front", "back"), pairs(TEXT_ON))
def test_text_can_be_read_on_its_background(front, back):
    assert contrast(COLOURS[front], COLOURS[back]) >= 4.5


@pytest.mark.parametrize(("front", "back"), pairs(EDGE_ON))
def test_the_edge_of_a_control_can_be_seen(front, back):
    assert contrast(COLOURS[front], COLOURS[back]) >= 3


def test_every_colour_is_either_measured_or_decoration():
    measured = {name for pair in pairs(TEXT_ON) + pairs(EDGE_ON) for name in pair}

    assert measured | DECORATION == set(COLOURS)


@pytest.mark.parametrize("sheet", sorted(CSS.glob("*.css")), ids=lambda sheet: sheet.name)
def test_colours_are_written_in_the_tokens_alone(sheet):
    literals = re.findall(r"#[0-9a-fA-F]{3,8}\b|\b(?:rgb|hsl|oklch)a?\(", sheet.read_text())

    assert sheet.name == "tokens.css" or literals == []


def test_every_token_is_defined_and_used():
    defined = set(re.findall(r"^\s*(--[\w-]+):", TOKENS, re.MULTILINE))

    used = {token for sheet in CSS.glob("*.css") for token in re.findall(r"var\((--[\w-]+)\)", sheet.read_text())}

    assert used == defined


def test_the_browser_bar_wears_the_colour_of_the_head():
    theme = re.search(r'name="theme-color" content="(#\w+)"', Path("templates/base.html").read_text())

    assert theme[1] == COLOURS["ai"]
