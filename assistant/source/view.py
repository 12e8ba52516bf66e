"""What the panel beside the conversation asks for, and what it shows."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

Found = Literal["marked", "partly", "above", "elsewhere", "none"]


class _Value(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Place(_Value):
    """A document, the quotation in it, and what of it to show.

    ``page`` to ``page_end`` is where the quotation stands (a Citation's own), ``passage_id`` the passage it
    was taken from. ``at`` is the page to show, or the part where the format has no pages; without it the one
    on which the quotation begins.
    """

    document_id: str = Field(min_length=1, max_length=64)
    quote: str = Field(default="", max_length=20_000)
    passage_id: str = Field(default="", max_length=100)
    page: int | None = Field(default=None, ge=1)
    page_end: int | None = Field(default=None, ge=1)
    at: int | None = Field(default=None, ge=1)


class Segment(_Value):
    """A stretch of words, marked where it is quoted."""

    text: str
    marked: bool = False


class ShownBlock(_Value):
    """A paragraph, heading, list item or row of the stored text; only a row has more than one cell.

    ``table`` counts the tables of the document from 1; 0 stands outside any.
    """

    kind: Literal["heading", "paragraph", "list-item", "table-header", "table-row", "furniture"]
    cells: tuple[tuple[Segment, ...], ...]
    table: int = 0


class PagePicture(_Value):
    """The size of a page in points as shown, and the boxes to mark on it.

    A box is left, top, right, bottom in fractions of width and height, from the top left corner.
    """

    width: float
    height: float
    boxes: tuple[tuple[float, float, float, float], ...] = ()


class SourceView(_Value):
    """One page or part of a document.

    ``found`` says what became of the quotation here: "marked" all of it, "partly", "above" (it could not be
    placed, and is to be shown above the page), "elsewhere", "none" (not given). It stands on page or part
    ``quoted_at``, and goes on to ``quoted_to``. ``picture`` is there where the page can be drawn; ``blocks``
    are its words in any case. ``remark`` says in a line why there is no picture, where there should be one.
    ``original``: can the file be downloaded?
    """

    document_id: str
    title: str
    facts: tuple[str, ...]
    source: str
    quote: str
    found: Found
    at: int
    of: int
    unit: Literal["page", "part"]
    label: str | None = None
    quoted_at: int | None = None
    quoted_to: int | None = None
    picture: PagePicture | None = None
    remark: str = ""
    original: bool = True
    blocks: tuple[ShownBlock, ...] = ()
