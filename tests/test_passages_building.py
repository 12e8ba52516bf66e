"""How the tests of passages write a document: one string a block, as it looks on the page.

"# Title" (## and so on) is a heading, "| a | b" a table row, "|! a | b" a table's header, "~ words" a
running header or footer, "---" the end of a page. Anything that begins with a number, letter or bullet is
a list item, the rest are paragraphs. "{3.} words" is an item whose number the reader wrote.
"""

from __future__ import annotations

import re

from ingest.document import Block, BlockKind, Document, Page, Passage, Span
from ingest.passages import cut

_ITEM = re.compile(r"([-•]|\(?[0-9]{1,2}[.)]|\(?[a-zA-Z]\)|[a-z]\.)(\s|$)")
_GENERATED = re.compile(r"\{([^}]*)\}( ?)")
PAGE_END = "---"


def words(text: str) -> int:
    return len(text.split())


def document(*lines: str) -> Document:
    text, blocks, pages = "", [], []
    page_start, table, in_table = 0, 0, False
    for line in lines:
        if line == PAGE_END:
            pages.append(Page(len(pages) + 1, None, page_start, len(text)))
            page_start = len(text)
            continue
        row = line.startswith("|")
        table += row and not in_table
        in_table = row
        kind, shown, level, generated = _read(line)
        blocks.append(
            Block(kind, len(text), len(text) + len(shown), level, "", generated, table if row else 0)
        )
        text += shown + "\n"
    if pages:
        pages.append(Page(len(pages) + 1, None, page_start, len(text)))
    return Document("letter.pdf", "0" * 64, "pdf", text, tuple(pages), tuple(blocks))


def _read(line: str) -> tuple[BlockKind, str, int, int]:
    if heading := re.match(r"(#+) ", line):
        return BlockKind.HEADING, line[heading.end() :], len(heading.group(1)), 0
    if line.startswith("|"):
        kind = BlockKind.TABLE_HEADER if line.startswith("|!") else BlockKind.TABLE_ROW
        return kind, line.lstrip("|! ").replace(" | ", "\t"), 0, 0
    if line.startswith("~ "):
        return BlockKind.FURNITURE, line[2:], 0, 0
    if made := _GENERATED.match(line):
        number = made.group(1) + made.group(2)
        return BlockKind.LIST_ITEM, number + line[made.end() :], 0, len(number)
    kind = BlockKind.LIST_ITEM if _ITEM.match(line) else BlockKind.PARAGRAPH
    return kind, line, 0, 0


def passages(*lines: str, limit: int = 150) -> list[Passage]:
    return cut(document(*lines), words, limit)


def said(source: Document, span: Span | None) -> str | None:
    """The words of a span, white space folded; None for none."""
    return None if span is None else " ".join(source.text[span.start : span.end].split())


def answers(*lines: str, limit: int = 150) -> dict[str, tuple[str | None, str | None]]:
    """Section -> (question, answer) for the passages that ask or answer."""
    source = document(*lines)
    found = [one for one in cut(source, words, limit) if one.question or one.answer]
    return {one.section: (said(source, one.question), said(source, one.answer)) for one in found}
