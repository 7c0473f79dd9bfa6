"""Templates are tidy, safe under a strict content security policy, and all of them are used."""

import re
from pathlib import Path

import pytest

from kayoiba.accounts.roles import Can

ROOT = Path("templates")
TEMPLATES = {str(path.relative_to(ROOT)): path.read_text() for path in sorted(ROOT.rglob("*")) if path.is_file()}
FRAMES = ["base.html", "workbench.html", "print.html"]
COMPONENTS = [name for name in TEMPLATES if name.startswith("ui/")]
UNSAFE = re.compile(r"<script(?![^>]*(?:\ssrc=|application/ld\+json))|<style|\sstyle=|\son\w+=|javascript:")
BY_NAME = re.compile(r"^(\d{3}|403_csrf)\.html$|^registration/")  # Django looks for these itself

every_template = pytest.mark.parametrize("name", TEMPLATES)
every_component = pytest.mark.parametrize("name", COMPONENTS)


def blocks(text):
    return re.findall(r"{% block (\w+) %}", text)


def symbols(sprite):
    return set(re.findall(r'<symbol id="(\w+)"', Path("static/img", sprite).read_text()))


@every_template
def test_nothing_in_a_template_needs_an_unsafe_policy(name):
    assert UNSAFE.findall(TEMPLATES[name]) == []


@every_template
def test_loads_stand_one_a_line_and_sorted(name):
    loads = re.findall(r"{% load ([^%]+) %}", TEMPLATES[name])

    assert loads == sorted(loads)
    assert [load for load in loads if " " in load] == []


@every_template
def test_blocks_come_in_the_order_of_the_frame(name):
    frame = re.match(r'{% extends "([^"]+)" %}', TEMPLATES[name])
    if frame is None or frame[1] not in FRAMES:
        return
    order = blocks(TEMPLATES[frame[1]])
    mine = [block for block in blocks(TEMPLATES[name]) if block in order]

    assert mine == sorted(mine, key=order.index)


@every_template
def test_a_page_stands_on_a_frame_and_a_fragment_within_a_page(name):
    if name in FRAMES or BY_NAME.match(name) or not name.endswith(".html"):
        return
    included = any(f'{{% include "{name}"' in text for text in TEMPLATES.values())

    assert included != TEMPLATES[name].startswith("{% extends ")


@every_template
def test_every_template_is_used(name):
    code = [path.read_text() for slice in ("kayoiba", "directory", "pantry") for path in Path(slice).rglob("*.py")]

    assert name in FRAMES or BY_NAME.match(name) or any(name in text for text in [*code, *TEMPLATES.values()])


@every_component
def test_a_component_is_short_and_says_first_what_may_be_passed(name):
    lines = TEMPLATES[name].splitlines()

    assert lines[0].startswith("{# ")
    assert len(lines) <= 50


@every_template
def test_signs_and_drawings_that_are_named_are_drawn(name):
    assert set(re.findall(r'\bsign="(\w+)"', TEMPLATES[name])) <= symbols("signs.svg")
    assert set(re.findall(r'\bactivity="(\w+)"', TEMPLATES[name])) <= symbols("drawings.svg")


@every_template
def test_permissions_that_are_asked_for_exist(name):
    assert set(re.findall(r'"(\w+)" in may', TEMPLATES[name])) <= set(Can)
