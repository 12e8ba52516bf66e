"""A page that is only a picture of its text, slightly askew, as a cheap scanner leaves it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

from eval.sample.build.markup import Heading, Paragraph
from eval.sample.build.recipe import Recipe

_DPI = 150
_SIZE = (1240, 1754)
_MARGIN = 130
_LEADING = 40
_WRITTEN = time.gmtime(1748304000)


def render_scan(recipe: Recipe) -> bytes:
    """One black-and-white page in PDF, without a text layer. 1748304000 is 27 May 2025."""
    page = Image.new("L", _SIZE, 255)
    draw, y = ImageDraw.Draw(page), _MARGIN
    for line, size in _lines(recipe):
        draw.text((_MARGIN, y), line, fill=0, font=_font(size))
        y += _LEADING
    buffer = BytesIO()
    picture = page.rotate(0.7, resample=Image.Resampling.BICUBIC, fillcolor=255).convert(
        "1", dither=Image.Dither.NONE
    )
    picture.save(buffer, "PDF", resolution=_DPI, producer="Scanner", creationDate=_WRITTEN, modDate=_WRITTEN)
    return buffer.getvalue()


def _font(size: int) -> ImageFont.FreeTypeFont:
    font = ImageFont.load_default(size)
    if not isinstance(font, ImageFont.FreeTypeFont):
        raise ValueError("this Pillow has no FreeType: install a wheel that has, to draw the scan")
    return font


def _lines(recipe: Recipe) -> Iterator[tuple[str, int]]:
    for block in recipe.blocks():
        if isinstance(block, (Heading, Paragraph)):
            size = 36 if isinstance(block, Heading) else 26
            for line in _wrap(block.text, size):
                yield line, size
            yield "", size


def _wrap(text: str, size: int) -> list[str]:
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if _font(size).getlength(longer) > _SIZE[0] - 2 * _MARGIN:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines
