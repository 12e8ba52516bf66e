"""The characters of a PDF page as pdfium reads them, and where each stands on the page as it is shown."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Callable
from dataclasses import dataclass

import pypdfium2
from pypdfium2 import raw

from assistant.source.letters import Letters, letters

# FPDF_PageToDevice gives whole numbers: a page is taken to be this many units wide and high.
_UNITS = 1_000_000
_STEP = 1_000.0  # points
_HIGHEST_CODE = 0x10FFFF
# A font may state an ascent and descent far beyond its letters, or none.
_LOOSEST = 2.5


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page as it is shown, measured from its top left corner.

    In points, or in fractions of the page's width and height: each function says in which.
    """

    left: float
    top: float
    right: float
    bottom: float

    def joined(self, other: Box) -> Box:
        return Box(
            min(self.left, other.left),
            min(self.top, other.top),
            max(self.right, other.right),
            max(self.bottom, other.bottom),
        )

    def of_page(self, width: float, height: float) -> Box | None:
        """A box in points as fractions of a page of this size, what is beyond it cut off; None where
        most of it lies beyond, out of sight."""
        left, right = max(self.left / width, 0.0), min(self.right / width, 1.0)
        top, bottom = max(self.top / height, 0.0), min(self.bottom / height, 1.0)
        whole = (self.right - self.left) * (self.bottom - self.top) / (width * height)
        seen = max(right - left, 0.0) * max(bottom - top, 0.0)
        return Box(left, top, right, bottom) if seen > 0 and seen >= whole / 2 else None


@dataclass(frozen=True, slots=True)
class Glyph:
    """One character's box in points, and whether it is written up or down the page rather than across."""

    box: Box
    upright: bool


class PageGlyphs:
    """The text of a page; boxes are read only for the characters asked for."""

    def __init__(self, page: pypdfium2.PdfPage) -> None:
        self._page = page
        self._text = page.get_textpage()
        self._to_shown = _to_shown(page)
        self._turned = page.get_rotation()
        codes = (raw.FPDFText_GetUnicode(self._text, index) for index in range(self._text.count_chars()))
        self.text = "".join(chr(code) if code <= _HIGHEST_CODE else "\ufffd" for code in codes)

    def letters(self) -> Letters:
        return letters(self.text)

    def glyph(self, index: int) -> Glyph | None:
        """The character at an index; None where it has no place of its own (a space pdfium supplied)."""
        if raw.FPDFText_IsGenerated(self._text, index) == 1 or self.text[index].isspace():
            return None
        tight = self._corners(index, loose=False)
        loose = self._corners(index, loose=True)
        if tight is None:
            return None
        box = self._to_shown(loose if loose and _fits(loose, tight) else tight)
        return Glyph(box, self._is_upright(index))

    def _corners(self, index: int, *, loose: bool) -> tuple[float, float, float, float] | None:
        """Left, bottom, right and top in the page's own points; None where it covers nothing."""
        try:
            left, bottom, right, top = self._text.get_charbox(index, loose=loose)
        except pypdfium2.PdfiumError:
            return None
        given = (left, bottom, right, top)
        return given if all(map(math.isfinite, given)) and left < right and bottom < top else None

    def _is_upright(self, index: int) -> bool:
        quarter_turns = round(raw.FPDFText_GetCharAngle(self._text, index) / (math.pi / 2))
        return bool((quarter_turns + self._turned // 90) % 2)


def _fits(loose: tuple[float, float, float, float], tight: tuple[float, float, float, float]) -> bool:
    """Does the font's own box hold the letter, and not much else?"""
    left, bottom, right, top = loose
    holds = bottom <= tight[1] + 1 and tight[3] - 1 <= top and left <= tight[0] + 1 and tight[2] - 1 <= right
    return holds and min(right - left, top - bottom) <= _LOOSEST * max(
        tight[2] - tight[0], tight[3] - tight[1]
    )


def _to_shown(page: pypdfium2.PdfPage) -> Callable[[tuple[float, float, float, float]], Box]:
    """From the page's own points to points of the page as it is drawn, turned and cropped."""
    width, height = (size / _UNITS for size in page.get_size())
    x0, y0 = _device(page, 0, 0)
    across_x, across_y = _device(page, _STEP, 0)
    up_x, up_y = _device(page, 0, _STEP)
    a, b = (across_x - x0) / _STEP, (across_y - y0) / _STEP
    c, d = (up_x - x0) / _STEP, (up_y - y0) / _STEP

    def shown(corners: tuple[float, float, float, float]) -> Box:
        left, bottom, right, top = corners
        xs = [width * (x0 + a * x + c * y) for x, y in ((left, bottom), (right, top))]
        ys = [height * (y0 + b * x + d * y) for x, y in ((left, bottom), (right, top))]
        return Box(min(xs), min(ys), max(xs), max(ys))

    return shown


def _device(page: pypdfium2.PdfPage, x: float, y: float) -> tuple[int, int]:
    at_x, at_y = ctypes.c_int(), ctypes.c_int()
    raw.FPDF_PageToDevice(page, 0, 0, _UNITS, _UNITS, 0, x, y, at_x, at_y)
    return at_x.value, at_y.value
