"""What a sample document is made of: its texts, its house style and its running headers and footers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from string import Template

from eval.sample.build.markup import Block, parse

CONTENT = Path(__file__).parent / "content"


@dataclass(frozen=True, slots=True)
class House:
    """An authority as its papers show it; ``colour`` is red, green and blue from 0 to 1."""

    name: str
    colour: tuple[float, float, float]
    serif: bool = False


@dataclass(frozen=True, slots=True)
class Furniture:
    """What runs along every page. ``{n}`` is the printed page number and ``{m}`` the last one.

    ``front`` pages at the start carry no such number: they are counted i, ii, … where ``roman`` is set
    and are bare where it is not. On a web page ``header`` is the section of the site.
    """

    header: str = ""
    footer: str = ""
    front: int = 0
    roman: bool = False


@dataclass(frozen=True, slots=True)
class Recipe:
    """One document: the path under ``documents``, and the texts under ``content`` in reading order.

    ``scanned`` makes a PDF whose page is only a picture of the text.
    """

    path: str
    sources: tuple[str, ...]
    house: House
    title: str
    values: Mapping[str, str] = field(default_factory=dict)
    furniture: Furniture = Furniture()
    landscape: bool = False
    scanned: bool = False

    @property
    def medium(self) -> str:
        """How it is rendered: the path's ending without the dot, or ``scan``."""
        return "scan" if self.scanned else Path(self.path).suffix.removeprefix(".")

    def texts(self) -> list[str]:
        """The texts with the values filled in. Raises KeyError for a value that is missing."""
        raw = [(CONTENT / f"{name}.src").read_text(encoding="utf-8") for name in self.sources]
        return [Template(text).substitute(self.values) for text in raw]

    def blocks(self) -> tuple[Block, ...]:
        return tuple(block for text in self.texts() for block in parse(text))
