"""Which item stands under which, and the number each has: "a" under "3" is "3.a"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from assistant.foi.letter.labels import Style
from assistant.foi.letter.paragraphs import Paragraph


@dataclass(slots=True)
class Entry:
    """A paragraph of the letter in its place. ``parts`` is its number; ``own`` says that the letter gave it.

    ``run`` counts the lists of the letter from 1; a list whose count starts again is another one.
    """

    paragraph: Paragraph
    is_heading: bool = False
    parts: tuple[str, ...] = ()
    own: bool = True
    run: int = 0
    parent: Entry | None = None
    children: list[Entry] = field(default_factory=list)

    @property
    def is_item(self) -> bool:
        return self.paragraph.label is not None


class Nest:
    """Takes the entries in order and puts each item under the one it belongs to."""

    def __init__(self) -> None:
        self._open: list[tuple[str, Entry]] = []
        self._run = 0
        self._top: dict[str, int] = {}

    def place(self, entries: Sequence[Entry]) -> None:
        for entry in entries:
            if entry.is_item:
                self._item(entry)
            else:
                self._open = []

    def _item(self, entry: Entry) -> None:
        label = entry.paragraph.label
        if label is None:
            return
        if label.style is Style.PATH:
            self._path(entry, label.parts)
            return
        key = f"{label.style}{label.mark}{entry.paragraph.indent // 3 if label.mark else ''}"
        keys = [each for each, _ in self._open]
        if label.style is Style.NUMBER and keys[:1] == ["path"]:
            self._open, keys = [], []
        while label.style is not Style.BULLET and keys[-1:] and keys[-1].startswith(Style.BULLET):
            del self._open[-1], keys[-1]
        if key in keys and not self._restarts(entry, keys.index(key)):
            del self._open[keys.index(key) :]
        elif key in keys:
            self._open = []
        self._attach(entry, key, label.parts)

    def _restarts(self, entry: Entry, depth: int) -> bool:
        """Does a count begin again at one where it was open at the top, with nothing of it above?"""
        label = entry.paragraph.label
        return bool(label and label.value == 1 and depth == 0 and label.style is not Style.BULLET)

    def _path(self, entry: Entry, parts: tuple[str, ...]) -> None:
        for depth in range(len(self._open), 0, -1):
            above = self._open[depth - 1][1]
            if above.parts == parts[:-1]:
                del self._open[depth:]
                self._push(entry, "path", parts, above)
                return
        self._open = []
        self._push(entry, "path", parts, None)

    def _attach(self, entry: Entry, key: str, own: tuple[str, ...]) -> None:
        parent = self._open[-1][1] if self._open else None
        before = parent.children[-1:] if parent else []
        if not own:
            entry.own = False
            last = before[0].parts[-1] if before else "0"
            own = (str(int(last) + 1),) if last.isdigit() else (str(len(before) + 1),)
        self._push(entry, key, (*(parent.parts if parent else ()), *own[-1:]), parent)

    def _push(self, entry: Entry, key: str, parts: tuple[str, ...], parent: Entry | None) -> None:
        label = entry.paragraph.label
        if parent is None and (label is None or self._is_new(key, label.value)):
            self._run += 1
            self._top = {}
        if parent is None and label is not None:
            self._top[key] = label.value
        entry.parts, entry.parent, entry.run = parts, parent, max(self._run, 1)
        if parent is not None:
            parent.children.append(entry)
        self._open.append((key, entry))

    def _is_new(self, key: str, value: int) -> bool:
        """Does an item at the top begin another list: a first one again, or one of another style?"""
        if key == "path" or not self._top:
            return not self._top
        return value == 1 or (key not in self._top and "path" not in self._top)
