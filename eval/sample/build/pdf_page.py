"""A pen on PDF pages: lines of text, running headers and footers, page labels.

Each line is one text object without a closing line feed, as word processors write it: plain extraction
then gives a table's row as one line.
"""

from __future__ import annotations

from io import BytesIO
from typing import Any

from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from eval.sample.build.recipe import Recipe

MARGIN = 56.0
_SANS = ("Helvetica", "Helvetica-Bold")
_SERIF = ("Times-Roman", "Times-Bold")
_ROMAN = ("", "i", "ii", "iii", "iv", "v", "vi")


class Pen:
    """Writes down the page and opens the next one when asked. Lengths are points, y runs from the top."""

    def __init__(self, recipe: Recipe, pages: int) -> None:
        self.recipe = recipe
        self.pages = pages
        self.width: float
        self.height: float
        self.width, self.height = landscape(A4) if recipe.landscape else A4
        self._buffer = BytesIO()
        # Uncompressed, so that the bytes do not hang on the zlib of the machine.
        self.canvas: Any = Canvas(self._buffer, (self.width, self.height), pageCompression=0, invariant=1)
        self.canvas.setTitle(recipe.title)
        self.canvas.setAuthor(recipe.house.name)
        self.page = 0
        self.y = MARGIN
        self._open_page()

    @property
    def measure(self) -> float:
        """The width of the text block."""
        return self.width - 2 * MARGIN

    @property
    def left_over(self) -> float:
        """The height that is still free on this page."""
        return self.height - MARGIN - self.y

    def font(self, bold: bool) -> str:
        return (_SERIF if self.recipe.house.serif else _SANS)[bold]

    def wrap(self, text: str, width: float, size: float, bold: bool = False) -> list[str]:
        """The text in lines of at most ``width``; a word that is longer keeps its line to itself."""
        return [line for part in text.split("\n") for line in self._fill(part.split(), width, size, bold)]

    def _fill(self, words: list[str], width: float, size: float, bold: bool) -> list[str]:
        lines: list[str] = [""]
        for word in words:
            longer = f"{lines[-1]} {word}".strip()
            if lines[-1] and self.text_width(longer, size, bold) > width:
                lines.append(word)
            else:
                lines[-1] = longer
        return lines

    def text_width(self, text: str, size: float, bold: bool = False) -> float:
        return float(stringWidth(text, self.font(bold), size))

    def write(self, text: str, x: float, y: float, size: float, bold: bool = False) -> None:
        """One line with its baseline at ``y`` from the top."""
        line = self.canvas.beginText(x, self.height - y)
        line.setFont(self.font(bold), size)
        line.textOut(text)
        self.canvas.drawText(line)

    def rule(self, x: float, y: float, width: float, thickness: float = 0.4) -> None:
        self.canvas.setStrokeColorRGB(*self.recipe.house.colour)
        self.canvas.setLineWidth(thickness)
        self.canvas.line(x, self.height - y, x + width, self.height - y)

    def shade(self, x: float, y: float, width: float, height: float) -> None:
        tint = [0.88 + 0.12 * part for part in self.recipe.house.colour]
        self.canvas.setFillColorRGB(*tint)
        self.canvas.rect(x, self.height - y - height, width, height, stroke=0, fill=1)
        self.ink(plain=True)

    def ink(self, plain: bool) -> None:
        """Black for the text, or the colour of the house."""
        self.canvas.setFillColorRGB(*((0, 0, 0) if plain else self.recipe.house.colour))

    def new_page(self) -> None:
        self._close_page()
        self._open_page()

    def finish(self) -> bytes:
        self._close_page()
        self.canvas.save()
        return self._buffer.getvalue()

    def _open_page(self) -> None:
        self.page += 1
        self._label_page()
        self.y = MARGIN
        if self.recipe.furniture.header and self.page > self.recipe.furniture.front:
            self.write(self.recipe.furniture.header, MARGIN, 34, 8)
            self.rule(MARGIN, 40, self.measure)
            self.y = MARGIN + 12

    def _label_page(self) -> None:
        furniture = self.recipe.furniture
        if self.page == 1 and furniture.front:
            style = {"style": "ROMAN_LOWER", "start": 1} if furniture.roman else {"prefix": "Cover"}
            self.canvas.addPageLabel(0, **style)
        if self.page == furniture.front + 1:
            self.canvas.addPageLabel(furniture.front, style="ARABIC", start=1)

    def _close_page(self) -> None:
        footer = self._footer()
        if footer:
            self.write(footer, (self.width - self.text_width(footer, 8)) / 2, self.height - 30, 8)
        self.canvas.showPage()

    def _footer(self) -> str:
        furniture = self.recipe.furniture
        if self.page > furniture.front:
            return furniture.footer.format(n=self.page - furniture.front, m=self.pages - furniture.front)
        return _ROMAN[self.page] if furniture.roman else ""
