"""Markdown as a city may write it: no HTML, no pictures, and links that lead only to the web, a mail or a telephone."""

import re

from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore

SAFE_LINK = re.compile(r"(?:https?://|mailto:|tel:|[/#?](?![/\\]))\S*", re.IGNORECASE)
DEEPEST = 4
BLANK = "（市が記入"
"""How a line begins to say what a city has still to write there."""


def render(text: str) -> SafeString:
    """HTML that is ours alone: what was typed as HTML comes out as the letters that were typed. Blanks stay out."""
    return mark_safe(_markdown.render("\n".join(line for line in text.split("\n") if BLANK not in line)))


def _may_be_linked(address: str) -> bool:
    return SAFE_LINK.fullmatch(address) is not None


def _settle_headings(state: StateCore) -> None:
    """Below the title of the page, and none deeper than one step under the one before it."""
    above = 1
    for token in state.tokens:
        if token.type == "heading_open":
            above = min(max(int(token.tag[1]), 2), above + 1, DEEPEST)
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{above}"


def _build() -> MarkdownIt:
    markdown = MarkdownIt("commonmark", {"html": False, "breaks": True}).enable("table").disable("image")
    markdown.validateLink = _may_be_linked
    markdown.core.ruler.push("settle_headings", _settle_headings)
    return markdown


_markdown = _build()
