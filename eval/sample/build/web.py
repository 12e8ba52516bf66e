"""Blocks as a page of an authority's website, with the site's own header, menu and footer around it."""

from __future__ import annotations

from html import escape
from string import Template

from eval.sample.build.markup import Block, Bullet, Heading, Paragraph
from eval.sample.build.recipe import CONTENT, Recipe

_PAGE = CONTENT / "page.html"


def render_html(recipe: Recipe) -> bytes:
    """The document as an HTML page in UTF-8. Raises ValueError for a block that no such page shows."""
    page = Template(_PAGE.read_text(encoding="utf-8")).substitute(
        site=escape(recipe.house.name),
        title=escape(recipe.title),
        section=escape(recipe.furniture.header),
        ink="rgb({}, {}, {})".format(*(round(255 * part) for part in recipe.house.colour)),
        # Neighbouring items are one list.
        content="\n".join(map(_element, recipe.blocks())).replace("</ul>\n<ul>", "\n"),
    )
    return page.encode()


def _element(block: Block) -> str:
    match block:
        case Heading(text, level):
            return f"<h{level}>{escape(text, quote=False)}</h{level}>"
        case Paragraph(text):
            return f"<p>{escape(text, quote=False)}</p>"
        case Bullet(text):
            return f"<ul><li>{escape(text, quote=False)}</li></ul>"
    raise ValueError(f"a page of the website cannot show a {type(block).__name__.lower()}")
