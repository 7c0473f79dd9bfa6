"""What the face is made of, read from the files themselves: colours, sizes of type, signs, a component's own words."""

import re
from dataclasses import dataclass

from django.conf import settings
from django.template.loader import get_template

from kayoiba.tools.contrast import contrast

STATIC = settings.BASE_DIR / "static"
COLOUR = re.compile(r"--([\w-]+):\s*(#[0-9a-f]{6});(?:\s*/\* (.*?) \*/)?")
SIZE = re.compile(r"--((?:text|heading|number)[\w-]*):\s*([\d.]+)rem;")
COMMENT = re.compile(r"\{# (.*?) #\}\n")
READABLE = 4.5


@dataclass(frozen=True)
class Colour:
    name: str
    value: str
    about: str

    @property
    def on_paper(self) -> float:
        return contrast(self.value, "#ffffff")

    @property
    def is_readable(self) -> bool:
        """As text on the white of cards and inputs."""
        return self.on_paper >= READABLE


def colours() -> list[Colour]:
    return [Colour(*found) for found in COLOUR.findall(_tokens())]


def sizes() -> list[tuple[str, float]]:
    """Name and pixels, where the reader has not chosen another size."""
    return [(name, float(rem) * 16) for name, rem in SIZE.findall(_tokens())]


def signs() -> list[str]:
    return re.findall(r'<symbol id="(\w+)"', (STATIC / "img" / "signs.svg").read_text(encoding="utf-8"))


def told(component: str) -> list[str]:
    """The comment at the head of a component: what may be passed."""
    head = re.match(r"(?:\{#.*?#\}\n)*", get_template(f"ui/{component}.html").template.source)
    return COMMENT.findall(head[0])


def _tokens() -> str:
    return (STATIC / "css" / "tokens.css").read_text(encoding="utf-8")
