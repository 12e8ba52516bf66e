"""The heading that says what a paper is about, past letterheads, form names, labels and addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.describe.datetext import find_dates, in_words
from ingest.describe.lines import Line, Paper, runs_on
from ingest.describe.names import mentions, title_case
from ingest.describe.patterns import either, either_case
from ingest.document import BlockKind, Finding

_CANDIDATES = 8
_MARKED_UP = ("html", "htm", "docx", "odt", "md")

_GENRE = re.compile(
    r"(?:(?:supplementary|public|draft|printed|final|proposed|annual) )*"
    + either("agenda(?: item| supplement)?", "minutes", "reports?(?: pack)?", "decision (?:record|notice)")[
        :-1
    ]
    + r"|record of decision|supplement)(?: \d+)?$",
    re.IGNORECASE,
)
_FORM_NAME = re.compile(
    r"(?:.{0,60}\bcouncil\b[\s–—:-]*)?(?:proposed |draft )?(?:(?:officer|executive|delegated|key) )*"
    r"(?:record of (?:\w+ )?decision|decision (?:record|notice|sheet))\b.{0,4}$",
    re.IGNORECASE,
)
_APPENDIX = re.compile(r"(?:appendix|annexe?|schedule|atodiad)\s+[\w.]{1,4}$", re.IGNORECASE)
_APPENDIX_TITLE = re.compile(
    r"(?:appendix|annexe?|schedule|atodiad)\s+[\w.]{1,4}\s*[:–—-]\s*\S", re.IGNORECASE
)
_LABEL = either(
    *(
        "meeting date",
        "lead officer",
        r"contact(?: officer)?",
        "officer contact",
        r"staff \w+",
        "owner",
        "author",
    ),
    *("responsible officer", "portfolio", "cabinet member", "executive member", "commissioner", "authority"),
    *(r"electoral divisions?(?:\(s\))?", r"wards?(?: affected)?", r"forward plan(?: \w+)?", "key decision"),
    *(
        r"decision (?:maker|no|number|date|status)",
        "decision (?:to be )?taken(?: by)?",
        "report (?:of|by|to|author)",
    ),
    *(
        "date approved",
        "approved(?: by)?",
        "annual value",
        "contract term",
        "in force",
        "review due",
        "version",
    ),
    *("present", "in attendance", "apologies", "enquiries", "classification"),
)
_LABEL_LINE = either_case(
    rf"{_LABEL}(?:\(s\))?\s*:(?:\s|$)",
    rf"{_LABEL}\s+(?-i:[A-Z\d£])",
    r"(?:date|dated|sent|tel|subject|title|ref|status|review|service|directorate|department)\s*:(?:\s|$)",
    r"(?:from|to|by|cc|venue|location|time|provider)\s*:(?:\s|$)",
    r"(?:from|to|by)\s+(?:the )?(?:executive |corporate )?(?:cabinet|committee|council|director|head)\b",
)
_ENDS_TITLE = either_case(
    _LABEL_LINE.pattern,
    r"\d",
    r"report (?:of|by|to)\b",
    r"(?:introduction|background|summary|purpose|contents|section|cabinet|our vision|replacing)\b",
)
_SECTION = re.compile(
    either(
        *(
            "(?:executive )?summary",
            "introduction",
            "background",
            "purpose",
            "recommendations?",
            "conclusions?",
        ),
        *("requests?", "responses?", "decision", "reasons?", "request and response", "our decision"),
        *(
            "apologies",
            "key points",
            "overview",
            "aims?(?: and scope)?",
            "scope",
            "notes?",
            "register",
            "question",
        ),
    )
    + r"(?:\(s\))?\W*$",
    re.IGNORECASE,
)
_UNIT = re.compile(
    r"(?:[\w',&()-]+ ){0,8}(?:committee|team|office|directorate|department|unit|board|panel|service)$",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"\d{1,2}(?:\.\d+)*[.)]?\s+\S")
_BOILERPLATE = either_case(
    either("information", "freedom of information", "corporate", "legal", "democratic", "performance")
    + r"(?: (?:and|&|governance|management|rights|access|data|act|2000|\w+ services))*"
    r" (?:team|unit|office|services?|governance|act 2000)$",
    r"(?:(?:un)?restricted|official(?:\W+sensitive)?|exempt|confidential|draft)\W*$",
    r"(?:contents?|section [a-z\d])\W*$",
    r"(?:not )?for publication\b",
    r"(?:this page is|page \d|table \d+$|sheet ?\d+$|\d+$|\[|nb\b|information collected)",
    r"(?:dear|to whom|po box|telephone|tel|phone|fax|e-?mail|direct dial|ask for)\b",
    r"(?:www\.|https?:|postal address|address$|contact(?: details| officer| us)?$|classification\b)",
    r"(?:date|(?:our|your|my) ref\w*|ref\w*|reference number)\b.{0,3}(?:\d|$)",
    r"(?:foi\b.{0,25}$|request id|question\b.{0,12}answer)",
)
_POSTCODE_OR_MAIL = re.compile(r"\S@\S|\b[A-Z]{1,2}\d[\dA-Z]? \d[A-Z]{2}\b")


def headings(paper: Paper, date: str | None) -> Iterator[Finding]:
    """The headings that can be a title, best first. ``date`` (ISO) is added to a bare "Agenda"."""
    lines = [line for line in paper.head[:30] if not is_boilerplate(line.plain)]
    for line in _in_order(lines, known=paper.document.format in _MARKED_UP):
        words = re.sub(r"\(Pages? [\d –-]+\)", "", line.plain)
        if _FORM_NAME.match(words) or not _can_be_title(line):
            continue
        if _GENRE.match(words) or _APPENDIX.match(words):
            yield from _joined(paper, lines, line, date)
        else:
            yield Finding(_unwrapped(lines, line), f"heading{paper.on(line)}")


def is_boilerplate(text: str) -> bool:
    """Letterheads, addresses, markings, page numbers, and a council's bare name are no titles."""
    text = text.strip(" *_#\t")
    if not text or _BOILERPLATE.match(text) or _SECTION.match(text) or _POSTCODE_OR_MAIL.search(text):
        return True
    if _LABEL_LINE.match(text) and not _APPENDIX.match(text.split(":")[0]):
        return True
    named = next(iter(mentions(text)), None)
    if named is None or text[: named.start].strip(" -–—").lower() not in ("", "the"):
        return False
    rest = text[named.end :].strip(" :,.-–—")
    return not rest or bool(find_dates(rest) or re.search(r"\b(?:item|page|version) \d", rest))


def _in_order(lines: Sequence[Line], *, known: bool) -> Sequence[Line]:
    """In order of the page; where the format itself knows its headings, these before any other line."""
    marked = [line for line in lines if line.kind is BlockKind.HEADING]
    above = {line.number + 1: line for line in lines}
    others = [
        line
        for line in lines[:_CANDIDATES]
        if not (_is_running_text(line, above.get(line.number)) or _UNIT.match(line.plain))
    ]
    if known and marked:
        return [*marked, *others]
    return sorted({*marked, *others}, key=lambda line: line.number)


def _joined(paper: Paper, lines: Sequence[Line], line: Line, date: str | None) -> Iterator[Finding]:
    """A bare genre says too little: "Agenda" or "Appendix C" takes the next heading along."""
    after = (other for other in lines if line.number < other.number <= line.number + 4)
    following = next((other for other in after if _can_be_title(other)), None)
    if following is None:
        return
    text = _unwrapped(lines, following)
    if re.match(r"agenda item", line.plain, re.IGNORECASE):
        yield Finding(text, f"heading{paper.on(following)}")
    elif _APPENDIX.match(line.plain):
        yield Finding(f"{line.plain} – {text}", f"heading{paper.on(line)}")
    else:
        shown = f"{line.plain.capitalize()}: {title_case(text) if text.isupper() else text}"
        yield Finding(f"{shown}, {in_words(date)}" if date else shown, f"heading{paper.on(line)}")


def _unwrapped(lines: Sequence[Line], line: Line) -> str:
    """A heading set over several lines is one heading, unless the next is a line of its own."""
    text = re.sub(r"\(Pages? [\d –-]+\)", "", line.plain).strip()
    position = next(index for index, other in enumerate(lines) if other.number == line.number)
    for count, following in enumerate(lines[position + 1 : position + 4], 1):
        if following.number != line.number + count or len(text) > 100 or _ENDS_TITLE.match(following.plain):
            break
        if not _belongs(text, line, following):
            break
        text = f"{text} {following.plain}"
    return text


def _belongs(text: str, line: Line, following: Line) -> bool:
    both_capitals = text.isupper() and following.plain.isupper()
    in_capitals = both_capitals and following.kind is line.kind is BlockKind.HEADING
    last_word = len(text) >= 40 and len(following.plain.split()) == 1
    same_block = not (following.opens or following.in_table or _APPENDIX_TITLE.match(text))
    return runs_on(text, following) or in_capitals or last_word or same_block


def _is_running_text(line: Line, above: Line | None) -> bool:
    """A sentence or the rest of one, or one bare word, which alone names nothing."""
    text, words = line.plain, line.plain.split()
    verbs = re.search(r"\s(?:is|am|are|was|were|will|should|please|if|has|have)\s", text)
    bare = len(words) == 1 and text.isupper() and not _GENRE.match(text)
    goes_on = not line.opens and above is not None and len(above.plain) >= 60
    sentence = text[0].islower() or "click here" in text or (len(words) > 8 and bool(verbs))
    return bare or goes_on or sentence


def _can_be_title(line: Line) -> bool:
    words = line.plain.split()
    letters = sum(character.isalpha() for character in line.plain)
    figures = sum(bool(re.fullmatch(r"[£(-]*[\d.,%)]+", word)) for word in words)
    in_row = len([cell for cell in line.cells if cell]) > 1 or not line.opens
    if line.in_table and (in_row or (figures and not _APPENDIX_TITLE.match(line.plain))):
        return False
    decimal = any(re.fullmatch(r"\d+\.\d+", word) for word in words)
    if decimal or _NUMBERED.match(line.plain) or len(words) - len(set(words)) > 4:
        return False
    return 1 <= len(words) <= 28 and letters >= 0.55 * len("".join(words)) and figures <= 2
