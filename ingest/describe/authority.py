"""The body that publishes a paper or decides in it, told apart from the partners it speaks of.

Every sign counts once by where it stands: a letterhead, an e-mail address of the contact or a sign-off
outweighs any number of mentions, so that a partner named on every page does not become the author.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from ingest.describe.gazetteer import council_of, council_of_domain, councils, councils_called
from ingest.describe.lines import Line, Paper
from ingest.describe.names import Body, BodyType, Mention, bodies, known_places, mentions
from ingest.describe.patterns import either
from ingest.document import Finding

_SCANNED = 200_000
_LEAST = 3
_LETTERHEAD_LINES = 12
_SIGN_OFF_LINES = 15
_CONTACT_LINES = 30

_DOMAIN = re.compile(
    r"(?P<at>@|//|www\.|\b)(?:[\w-]+\.)*?(?P<label>[a-z][\w-]*)\s?\.(?:gov|llyw)\.(?:uk|cymru)", re.I
)
_NAMED_FIRST = re.compile(
    either(
        r"(?:name of )?(?:public |responsible |lead )?(?:authority|council|organisation|body)",
        *("commissioner", "publisher", r"(?:published|issued|prepared) by", "from", r"(?:postal )?address"),
    )
    + r"\s*[:\t]?\s*$|(?:the\s+)?$",
    re.IGNORECASE,
)
_ADDRESSED = re.compile(r"(?:to|dear|cc|subject|re|title)\b", re.IGNORECASE)
_ACRONYM = re.compile(r"\b[A-Z]{2,5}C\b")
_DEFINED = re.compile(r"\s*\(\s*[\"'“‘]?(?P<letters>[A-Z]{2,6})[\"'”’]?\s*\)")
_COUNCIL_VOICE = re.compile(
    r"\b[Tt]he\s+(?P<style>County|City|Borough|District)?\s*(?:Council|Authority)\b(?!\s+[Tt]ax)"
)
_COUNCIL_LIFE = re.compile(
    r"\b(?:cabinet|councillors?|cllr|electoral division|ward|overview and scrutiny|full council)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Evidence:
    """One sign that ``body`` is the author, and how it was found."""

    body: Body
    weight: int
    how: str


def find_authority(paper: Paper) -> Finding | None:
    """The authority under its usual full name, or None where the paper does not give one."""
    signs = list(_Signs(paper).all())
    totals: dict[tuple[BodyType, str], int] = {}
    for sign in signs:
        key = (sign.body.type, sign.body.place)
        totals[key] = totals.get(key, 0) + sign.weight
    if not totals:
        return None
    best = max(totals, key=lambda key: totals[key])
    if totals[best] < _LEAST:
        return None
    chosen = [sign for sign in signs if (sign.body.type, sign.body.place) == best]
    name = max((sign.body.name for sign in chosen), key=len)
    return Finding(name, max(chosen, key=lambda sign: sign.weight).how)


class _Signs:
    """Gathers the evidence of one paper."""

    def __init__(self, paper: Paper) -> None:
        self.paper = paper
        self.text = ""
        self.starts: list[int] = []
        self.lines: list[Line] = []
        # Far down, cells are too many and too short to tell whose paper it is; a line of one cell is a label.
        self._join(
            line for line in paper.lines if not line.in_table or line.number < 200 or len(line.cells) == 1
        )
        self.named = sorted(mentions(self.text), key=lambda mention: mention.start)

    def _join(self, lines: Iterable[Line]) -> None:
        parts, length = [], 0
        for line in lines:
            self.starts.append(length)
            self.lines.append(line)
            parts.append(line.text)
            length += len(line.text) + 1
            if length > _SCANNED:
                break
        self.text = "\n".join(parts)

    def all(self) -> Iterator[Evidence]:
        yield from self._properties()
        yield from self._by_place()
        yield from self._mentioned()
        yield from self._addresses()
        yield from self._acronyms()
        yield from self._voice()
        yield from self._inferred()

    def _index_at(self, offset: int) -> int:
        return max(bisect_right(self.starts, offset) - 1, 0)

    def line_at(self, offset: int) -> Line:
        return self.lines[self._index_at(offset)]

    @cached_property
    def letterhead_end(self) -> int:
        """The number of the first line below the letterhead."""
        if self.paper.salutation:
            return self.paper.salutation.number
        prose = self.paper.prose[:_LETTERHEAD_LINES]
        return prose[-1].number + 1 if prose else 0

    def _in_sign_off(self, line: Line) -> bool:
        end = self.paper.valediction
        return bool(end) and end is not None and end.number <= line.number <= end.number + _SIGN_OFF_LINES

    def _at_end(self, line: Line) -> bool:
        """In the sign-off, or among the last lines, where a report names its author."""
        return self._in_sign_off(line) or line.number >= len(self.paper.lines) - _CONTACT_LINES

    def _properties(self) -> Iterator[Evidence]:
        site = self.paper.property("site name", "og:site name", "publisher")
        for names, weight, how in (
            (bodies(site), 6, "site name"),
            (bodies(self.paper.property("from")), 6, "sender"),
            (bodies(self.paper.property("title")), 3, "document title"),
        ):
            yield from (Evidence(body, weight, how) for body in names[:1])

    def _by_place(self) -> Iterator[Evidence]:
        """One sign for each prominent place in which a body is named."""
        seen: set[tuple[str, Body]] = set()
        for mention in self.named:
            place, weight = self._prominence(mention)
            if weight and (place, mention.body) not in seen:
                seen.add((place, mention.body))
                yield Evidence(mention.body, weight, place)

    def _prominence(self, mention: Mention) -> tuple[str, int]:
        line = self.line_at(mention.start)
        before = self.text[self.starts[self._index_at(mention.start)] : mention.start]
        if line.is_furniture:
            return f"page header or footer{self.paper.on(line)}", 5
        if self._in_sign_off(line):
            return f"sign-off{self.paper.on(line)}", 5
        if line.number >= self.letterhead_end or _ADDRESSED.match(line.plain):
            return "", 0
        words = "letterhead" if self.paper.salutation else "heading"
        sentence = re.match(r"\s+[a-z]", self.text[mention.end : mention.end + 20])
        leads = bool(_NAMED_FIRST.match(before.lstrip())) and len(line.plain) <= 110 and not sentence
        if leads:
            return f"{words}{self.paper.on(line)}", 6
        return (
            (f"opening lines{self.paper.on(line)}", 2)
            if mention.body.name in councils().values()
            else ("", 0)
        )

    def _mentioned(self) -> Iterator[Evidence]:
        """A body first named deep in the text is a partner there, however often it then comes back."""
        counts: dict[Body, int] = {}
        most: dict[Body, int] = {}
        for mention in self.named:
            introduced = self.line_at(mention.start).number < self._head_end
            most.setdefault(mention.body, 3 if introduced else 1)
            counts[mention.body] = counts.get(mention.body, 0) + 1
            if counts[mention.body] <= most[mention.body]:
                yield Evidence(mention.body, 1, f"named in the text{self._on(mention.start)}")

    def _addresses(self) -> Iterator[Evidence]:
        counts: dict[tuple[str, str], int] = {}
        for match in _DOMAIN.finditer(self.text):
            label, is_mail = match["label"].lower(), match["at"] == "@"
            body = self._owner(label)
            line = self.line_at(match.start())
            letterhead = self.letterhead_end if self.paper.salutation else self._head_end
            where = "head" if line.number < letterhead else "end" if self._at_end(line) else "text"
            counts[label, where] = counts.get((label, where), 0) + 1
            weight = {"head": 5, "end": 4}.get(where, 2 if is_mail else 1)
            if body and counts[label, where] <= (2 if where == "text" else 1):
                yield Evidence(
                    body,
                    weight,
                    f"{'e-mail' if is_mail else 'web'} address {label}.gov.uk{self.paper.on(line)}",
                )

    @cached_property
    def _head_end(self) -> int:
        return self.paper.head[-1].number + 1 if self.paper.head else 0

    def _owner(self, label: str) -> Body | None:
        known = council_of_domain(label)
        if known:
            return next(iter(bodies(known)), None)
        squeezed = label.replace("-", "")
        return next((m.body for m in self.named if m.body.place.replace(" ", "") == squeezed), None)

    def _acronyms(self) -> Iterator[Evidence]:
        counts: dict[str, int] = {}
        for match in _ACRONYM.finditer(self.text):
            letters = match.group()
            counts[letters] = counts.get(letters, 0) + 1
            body = self._called.get(letters) or self._only_council_called(letters)
            if body and counts[letters] <= 3:
                backed = counts[letters] == 1 and self._places.get(body.place, 0) >= 2
                alone = (
                    counts[letters] == 1
                    and letters.endswith("CC")
                    and councils_called(letters) == (body.name,)
                )
                yield Evidence(body, 1 + 2 * backed + alone, f"'{letters}'{self._on(match.start())}")

    @cached_property
    def _called(self) -> dict[str, Body]:
        """The initials that the text itself explains: "Westmere County Council (WCC)"."""
        found = {}
        for mention in self.named:
            match = _DEFINED.match(self.text, mention.end)
            if match:
                found[match["letters"]] = mention.body
        return found

    @cached_property
    def _places(self) -> dict[str, int]:
        return known_places(self.text)

    def _only_council_called(self, letters: str) -> Body | None:
        named = [body for name in councils_called(letters) for body in bodies(name)]
        here = [body for body in named if body.place in self._places]
        candidates = here or (named if letters.endswith("CC") else [])
        return candidates[0] if len(candidates) == 1 else None

    def _voice(self) -> Iterator[Evidence]:
        """A paper that says "the County Council" speaks for a county council it has named elsewhere."""
        spoken = list(_COUNCIL_VOICE.finditer(self.text))
        if len(spoken) < 2:
            return
        styles = {match["style"].lower() for match in spoken if match["style"]}
        how = f"'{' '.join(spoken[0].group().split())}'{self._on(spoken[0].start())}"
        prominent = {sign.body for sign in (*self._acronyms(), *self._by_place(), *self._addresses())}
        for body in dict.fromkeys((*(mention.body for mention in self.named), *prominent)):
            fits = any(f"{style} council" in body.name.lower() for style in styles)
            if body.type is BodyType.COUNCIL and (fits or (body in prominent and not styles)):
                yield Evidence(body, 2 if fits else 1, how)

    def _inferred(self) -> Iterator[Evidence]:
        """A council's own page may say only "the Council" and name its place through its partners."""
        named = any(mention.body.type is BodyType.COUNCIL for mention in self.named)
        spoken = list(_COUNCIL_VOICE.finditer(self.text))
        if named or len(spoken) < 2 or not _COUNCIL_LIFE.search(self.text) or not self._places:
            return
        place = max(self._places, key=lambda key: self._places[key])
        if self._places[place] < 3 or self._places[place] < 0.6 * sum(self._places.values()):
            return
        for body in bodies(council_of(place) or ""):
            shown = next(iter(re.findall(rf"\b{re.escape(place)}\b", self.text, re.IGNORECASE)), place)
            how = f"'the Council', in a paper that names {shown}{self._on(spoken[0].start())}"
            yield Evidence(body, 6, how)

    def _on(self, offset: int) -> str:
        return self.paper.on(self.line_at(offset))
