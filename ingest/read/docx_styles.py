"""What Word's paragraph styles say: which are headings, which number, which are bold or hidden."""

from __future__ import annotations

from dataclasses import dataclass

from docx.oxml.ns import qn
from lxml.etree import _Element

_DEEPEST = 12


@dataclass(frozen=True, slots=True)
class Style:
    """What a paragraph has by its style: heading level (0: none), list and depth, bold, hidden."""

    heading: int = 0
    number: str = ""
    depth: int = 0
    bold: bool = False
    hidden: bool = False


PLAIN = Style()


def flag(properties: _Element | None, name: str) -> bool | None:
    """A switch such as bold: on, off, or None where it is not mentioned."""
    found = properties.find(qn(name)) if properties is not None else None
    if found is None:
        return None
    return found.get(qn("w:val")) not in ("0", "false", "off", "none")


class Styles:
    """The styles of one document, each with what it inherits."""

    def __init__(self, root: _Element | None) -> None:
        found = root.findall(qn("w:style")) if root is not None else []
        self._elements = {str(e.get(qn("w:styleId"))): e for e in found}
        self._known: dict[str, Style] = {}
        self.default = next((str(e.get(qn("w:styleId"))) for e in found if _is_default(e)), "")

    def get(self, name: str) -> Style:
        """A style by its id; one that is not defined says nothing."""
        if name not in self._known:
            self._known[name] = self._resolve(name)
        return self._known[name]

    def numbering(self) -> dict[str, str]:
        """The list that each style numbers its paragraphs with."""
        return {name: self.get(name).number for name in self._elements if self.get(name).number}

    def _chain(self, name: str) -> list[_Element]:
        """The style and those it is based on, nearest first. A style based on itself ends the chain."""
        chain: list[_Element] = []
        while name in self._elements and len(chain) < _DEEPEST:
            chain.append(self._elements[name])
            based = chain[-1].find(qn("w:basedOn"))
            name = str(based.get(qn("w:val"))) if based is not None else ""
        return chain

    def _resolve(self, name: str) -> Style:
        chain = self._chain(name)
        number, depth = next((n for e in chain if (n := numbering_of(e.find(qn("w:pPr"))))), ("", 0))
        runs = [element.find(qn("w:rPr")) for element in chain]
        bold = next((value for run in runs if (value := flag(run, "w:b")) is not None), False)
        hidden = next((value for run in runs if (value := flag(run, "w:vanish")) is not None), False)
        heading = next((level for element in chain if (level := _heading(element))), 0)
        return Style(heading, number, depth, bold, hidden)


def numbering_of(properties: _Element | None) -> tuple[str, int] | None:
    """The list of a paragraph and its depth in it; None where its properties do not name one."""
    found = properties.find(qn("w:numPr")) if properties is not None else None
    if found is None:
        return None
    number, depth = found.find(qn("w:numId")), found.find(qn("w:ilvl"))
    at = str(depth.get(qn("w:val"))) if depth is not None else "0"
    name = str(number.get(qn("w:val"))) if number is not None else ""
    return name, int(at) if at.isdigit() else 0


def outline_of(properties: _Element | None) -> int:
    """The heading level that an outline level gives; body text (level 9) is none."""
    found = properties.find(qn("w:outlineLvl")) if properties is not None else None
    level = str(found.get(qn("w:val"))) if found is not None else ""
    return min(int(level) + 1, 6) if level.isdigit() and int(level) < 9 else 0


def _heading(style: _Element) -> int:
    name = style.find(qn("w:name"))
    title = str(name.get(qn("w:val"))).casefold() if name is not None else ""
    if title == "title":
        return 1
    level = title.removeprefix("heading ")
    return min(int(level), 6) if level != title and level.isdigit() else outline_of(style.find(qn("w:pPr")))


def _is_default(style: _Element) -> bool:
    kind, default = style.get(qn("w:type")), style.get(qn("w:default"))
    return kind == "paragraph" and default in ("1", "true")
