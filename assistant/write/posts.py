"""Which post or team does it: "the agreement of the lead officer" is not that of the therapist."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from assistant.question import stem
from assistant.units import sentences
from assistant.write.plain import Span as Place
from assistant.write.plain import plain
from assistant.write.wording import content
from ingest.document import Span

# What a post or a group within an authority is called. Left out is what stands for the authority itself, or
# for whoever provides: the council, the board, the provider, the service.
_POST = re.compile(
    r"\b(?P<before>(?:[\w'’-]+\s){0,3})(?P<post>officers?|therapists?|panels?|teams?|managers?|directors?|leaders?|"
    r"nurses?|doctors?|clinicians?|inspectors?|coordinators?|secretary|chairs?|solicitors?|auditors?)\b"
    # "Therapist posts", "team meetings" are things.
    r"(?!\s(?:posts?|hours?|time|meetings?|grades?|vacanc\w+|visits?))",
    re.IGNORECASE,
)


def other_post(sentence: str, quoted: str) -> Iterator[Place]:
    """The posts and teams of the sentence, where the source names none of them and another instead."""
    quoted = _where_it_stands(sentence, quoted)
    own, theirs = _posts(sentence), _posts(quoted)
    held = {post for _, post in theirs}
    named = {post for _, post in own}
    if not theirs or named & held:
        return
    told = {stem(word.lower()) for word in re.findall(r"\w+", quoted)}
    yield from (span for span, post in own if post not in told)


def _where_it_stands(sentence: str, quoted: str) -> str:
    """The one sentence of the source that says this one, its posts apart; all where it is not one alone."""
    posts = " ".join(sentence[start:end] for (start, end), _ in _posts(sentence))
    own = set(content(sentence)) - set(content(posts))
    pieces = [quoted[span.start : span.end] for span in sentences(quoted, Span(0, len(quoted)))]
    shared = sorted(((len(own & set(content(piece))), piece) for piece in pieces), reverse=True)
    if not shared or 2 * shared[0][0] < len(own):
        return quoted
    is_alone = all(2 * many <= shared[0][0] for many, _ in shared[1:])
    return shared[0][1] if is_alone else quoted


@lru_cache(maxsize=2048)
def _posts(text: str) -> tuple[tuple[Place, str], ...]:
    return tuple((match.span("post"), stem(match["post"].lower())) for match in _POST.finditer(plain(text)))
