"""Charts as a program reads them: each drawing of a page by itself, and what is written and drawn in it."""

import re
from xml.etree import ElementTree
from xml.etree.ElementTree import Element


def drawings(page) -> list[Element]:
    """Those of a page that say what they show; each is XML by itself."""
    found = re.findall(r'<svg [^>]*role="img".*?</svg>', page.content.decode(), re.DOTALL)
    return [ElementTree.fromstring(drawn) for drawn in found]


def drawing(page) -> Element:
    (only,) = drawings(page)
    return only


def of_class(svg: Element, name: str) -> list[Element]:
    return [element for element in svg.iter() if name in element.get("class", "").split()]


def words(svg: Element) -> list[str]:
    """The words that are written in it, in their order."""
    return ["".join("".join(text.itertext()).split()) for text in svg.iter("text")]


def is_named(svg: Element) -> bool:
    """By its title and its description, both with words."""
    by_id = {element.get("id"): element for element in svg.iter()}
    named = [by_id[name] for name in svg.get("aria-labelledby").split()]
    return [element.tag for element in named] == ["title", "desc"] and all(element.text.strip() for element in named)
