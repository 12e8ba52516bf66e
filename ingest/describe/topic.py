"""What a letter or a set of minutes is about, where no heading says so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.describe.datetext import in_words
from ingest.describe.headings import is_boilerplate
from ingest.describe.lines import Line, Paper, runs_on, shorten
from ingest.describe.patterns import either_case
from ingest.document import BlockKind, Finding

_OPENING = 80

_THANKS = either_case(
    r"(?:thank you for|further to|i refer to|in response to|(?:i am )?writing)\b",
    r"you (?:have )?(?:asked|requested|wrote)\b",
)
_ABOUT = re.compile(
    r"(?:request|enquiry|e-?mail|letter|questions?|wrote)\b.{0,120}?"
    r"\b(?:(?:relating|in relation|with regards?) to|regarding|concerning|about|in respect of)"
    r"\s*:?\s*(?P<topic>.{4,})",
    re.IGNORECASE,
)
_NOT_A_TOPIC = either_case(
    r"(?:the )?(?:following|information|above|your request|under the|freedom|received)\b",
    r"\d{1,2} \w+ \d{4}",
    r"[\"“'‘]?(?:q(?:uestion)?\s*)?\d{1,2}\s*[.):-]",
)
_SUBJECT = either_case(
    r"(?:re|subject)\s*:",
    r"(?:request|foi|eir|freedom of information|environmental information)[^:]{0,60}?(?:\s[-–—]|\s?:)\s",
    r"(?:re:? )?your (?:information )?request (?:about|for|regarding|concerning|relating to|on)\s",
    r"you asked(?: us)?(?: for)?\s?[:–—-]\s*",
)
_EMPTY_SUBJECT = re.compile(r"(?:request for )?information\b|\S*\d\S*$", re.IGNORECASE)
_QUESTION = re.compile(
    r"[\"“'‘]?(?:q(?:uestion)?\s*)?\d{1,2}\s*[.):-]\s*(?P<numbered>.{12,})|[\"“](?P<quoted>.{20,})",
    re.IGNORECASE,
)


def of_response(paper: Paper) -> Iterator[Finding]:
    """What was asked: the topic the letter names, its subject line, or the first question."""
    lines = paper.prose[:_OPENING]
    for line in lines:
        match = _ABOUT.search(_sentence_from(lines, line)) if _THANKS.match(line.plain) else None
        if match and not _NOT_A_TOPIC.match(match["topic"]):
            topic = _first_sentence(match["topic"])
            yield Finding(f"FOI response: {topic}", f"request named in the letter{paper.on(line)}")
    for line in paper.head:
        match = _SUBJECT.match(line.plain)
        topic = _sentence_from(lines, line)[match.end() :].strip() if match else ""
        if topic and not is_boilerplate(topic) and not _EMPTY_SUBJECT.match(topic):
            yield Finding(f"FOI response: {topic}", f"subject line{paper.on(line)}")
    yield from _of_page(paper)
    yield from _first_question(paper, lines)


def _of_page(paper: Paper) -> Iterator[Finding]:
    """The heading of a disclosure log's page: the first that names something, above the request."""
    for line in paper.head:
        if line.kind is BlockKind.HEADING and paper.document.format in ("html", "htm"):
            if re.match(r"(?:the )?request\b", line.plain, re.IGNORECASE):
                return
            if not is_boilerplate(line.plain):
                yield Finding(f"FOI response: {line.plain}", f"heading{paper.on(line)}")


def _first_question(paper: Paper, lines: Sequence[Line]) -> Iterator[Finding]:
    start = paper.salutation.number if paper.salutation else -1
    numbered = any(_QUESTION.match(line.plain) for line in lines if line.number > start)
    for line in lines:
        listed = not numbered and line.kind is BlockKind.LIST_ITEM and len(line.plain) > 15
        if line.number > start and (listed or _QUESTION.match(line.plain)):
            text = re.sub(r"^\W*\d{1,2}\s*[.):-]\s*", "", _sentence_from(lines, line))
            first = _first_sentence(text.strip(" \"“'‘-–•"))
            yield Finding(f"FOI response: {first}", f"first question{paper.on(line)}")
            return


def _first_sentence(text: str) -> str:
    return re.split(r"(?<=\w[\w)])\.\s(?=[A-Z])|(?<=\?)|[.:]$", text)[0]


def _sentence_from(lines: Sequence[Line], line: Line) -> str:
    """The line with what it was wrapped onto, up to the end of its sentence."""
    position = next(index for index, other in enumerate(lines) if other.number == line.number)
    text = line.plain
    for following in lines[position + 1 : position + 4]:
        listed = following.opens and (following.kind is BlockKind.LIST_ITEM or following.plain[0] in "-–•")
        if re.search(r"[.:?]$", text) or listed or (following.opens and not runs_on(text, following)):
            break
        text = f"{text} {following.plain}"
    return text


_MINUTED = re.compile(
    r"(?P<extract>extract from the )?(?:(?:draft|printed|public) )?minutes (?:of|from) "
    r"(?P<article>(?:a|the) )?(?P<what>.{3,110}?)"
    r"(?:,? (?:which was )?held\b|,? on \d|,? at \d|$)",
    re.IGNORECASE,
)


def of_minutes(paper: Paper, date: str | None) -> Iterator[Finding]:
    """ "Minutes of the Library Committee, 9 May 2024": the meeting without its place and hour."""
    for line in paper.prose[:12]:
        match = _MINUTED.match(line.plain)
        if match:
            what = _body_near(paper) if match["what"].lower() == "meeting" else ""
            what = what or f"{(match['article'] or '').lower()}{match['what']}"
            value = f"{'Extract from the minutes' if match['extract'] else 'Minutes'} of {what}"
            value = f"{value}, {in_words(date)}" if date else value
            yield Finding(value, f"'{shorten(line.plain, 60)}'{paper.on(line)}")


def _body_near(paper: Paper) -> str:
    """The committee that stands on a line of its own above "Minutes of the meeting"."""
    lines = (
        line.plain for line in paper.prose[:8] if len(line.plain) <= 80 and not is_boilerplate(line.plain)
    )
    return next((text for text in lines if _MEETS.fullmatch(text)), "")


_MEETS = re.compile(
    r"(?:the )?(?:[\w',&()-]+ ){0,8}(?:cabinet|executive|committee|council|board|panel|forum|commission)",
    re.IGNORECASE,
)


def of_mail(paper: Paper) -> Iterator[Finding]:
    """The subject of an e-mail, or the line of a letter that begins "Re:"."""
    if paper.is_mail and (subject := paper.property("subject", "title")):
        yield Finding(subject, "subject of the e-mail")
    for line in paper.head:
        match = re.match(r"re\s*:\s*(?P<topic>.{4,})", line.plain, re.IGNORECASE)
        if match:
            yield Finding(match["topic"], f"subject line{paper.on(line)}")
