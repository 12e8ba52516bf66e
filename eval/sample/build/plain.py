"""Blocks as plain text with lines of limited length."""

from __future__ import annotations

from textwrap import fill

from eval.sample.build.markup import Block, Bullet, Heading, Paragraph
from eval.sample.build.recipe import Recipe

WIDTH = 78


def render_txt(recipe: Recipe) -> bytes:
    """The document as UTF-8 text. Raises ValueError for a block that plain text cannot show."""
    return ("\n\n".join(_lines(block) for block in recipe.blocks()) + "\n").encode()


def _lines(block: Block) -> str:
    match block:
        case Heading(text, level):
            return text.upper() if level == 1 else text
        case Paragraph(text):
            return "\n".join(fill(line, WIDTH) for line in text.split("\n"))
        case Bullet(text):
            return fill(text, WIDTH, initial_indent="- ", subsequent_indent="  ")
    raise ValueError(f"plain text cannot show a {type(block).__name__.lower()}")
