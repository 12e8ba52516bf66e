"""A PDF page as a picture, and the work on one file that a bounded process does."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from math import sqrt
from pathlib import Path

import pypdfium2
from PIL import Image, ImageChops
from pypdfium2 import raw

from assistant.source.boxes import Boxes, boxes_on, size_of
from assistant.source.placed import Wanted
from ingest.errors import SourceError

# Of zlib's levels the one after which pages hardly grow smaller, only slower.
_COMPRESSION = 3
_DAMAGED = "This page cannot be drawn: the file is damaged there, or uses what this program does not know."


def picture(path: Path, number: int, scale: float, max_megapixels: float) -> bytes:
    """Page ``number`` (from 1) as PNG, ``scale`` pixels to a point or as many as the bound lets.

    What stands in form fields and comments is drawn too. Raises SourceError.
    """
    with _page(path, number) as page:
        width, height = size_of(page)
        most = sqrt(max_megapixels * 1_000_000 / (width * height))
        drawn = page.render(scale=min(scale, most), limit_image_cache=True).to_pil()
    return _png(drawn.convert("RGB"))


def placed(path: Path, number: int, wanted: Sequence[Wanted]) -> Boxes:
    """Where words stand on page ``number`` (from 1). Raises SourceError."""
    with _page(path, number) as page:
        return boxes_on(page, wanted)


def _png(drawn: Image.Image) -> bytes:
    """Most pages are black on white: kept in shades of grey they take half the room and time."""
    red, green, blue = drawn.split()
    grey = (
        not ImageChops.difference(red, green).getbbox() and not ImageChops.difference(green, blue).getbbox()
    )
    out = io.BytesIO()
    (green if grey else drawn).save(out, "PNG", compress_level=_COMPRESSION)
    return out.getvalue()


@contextmanager
def _page(path: Path, number: int) -> Iterator[pypdfium2.PdfPage]:
    try:
        with pypdfium2.PdfDocument(path) as document:
            if document.get_formtype() == raw.FORMTYPE_ACRO_FORM:
                document.init_forms()
            yield document[number - 1]
    except (pypdfium2.PdfiumError, IndexError) as error:
        raise SourceError(_DAMAGED) from error
    except OSError as error:
        raise SourceError(f"The file cannot be opened: {error.strerror or error}.") from error
