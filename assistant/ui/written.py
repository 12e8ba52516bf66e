"""What a language model wrote, as HTML: kept sentences with their sources, struck ones in place.

Its words are data. Nothing in them becomes a link or markup, and none of them can be shown in another order
than the one in which they were checked.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from assistant.answer import Answer, Draft, Written, WrittenSentence
from assistant.spoken import counted, undirected
from assistant.ui.markup import isolated, linked
from assistant.ui.words import STRUCK, struck_words

UNCHECKED = "Being written, not yet checked"


def draft(under_way: Draft) -> str:
    """The answer while it grows: what was checked as it will stay, the sentence being written apart from it.

    Nothing moves as it goes on: the first line is as long as that of the finished answer, and the last keeps
    its place while no sentence is being written.
    """
    if not (under_way.sentences or under_way.writing):
        return '<p class="waiting">The language model is reading the sources …</p>'
    idle = "" if under_way.writing.strip() else " idle"
    return (
        '<p class="byline">Being written by a language model from the sources; every sentence is checked '
        "against them, and struck out where they do not bear it out.</p>"
        + _paragraphs([*_checked(under_way.sentences), *_unchecked(under_way.writing)])
        + f'<p class="legend{idle}" aria-hidden="true"><span class="unchecked">{UNCHECKED}</span></p>'
    )


def stopped(under_way: Draft) -> str:
    """What had been checked when the reader stopped the writing; its sources are not settled by then."""
    if not under_way.sentences:
        return '<p class="byline">Stopped before any sentence was checked.</p>'
    return (
        '<p class="byline">Stopped before the answer was finished. These sentences were checked; their '
        "sources are shown with a finished answer only.</p>" + _paragraphs(_checked(under_way.sentences))
    )


def finished(number: int, written: Written, answer: Answer) -> str:
    """The whole written answer: who wrote it, what was struck, and the kept sentences with their markers."""
    titles = {citation.marker: citation.title for citation in answer.citations}
    pieces = [(each.starts_paragraph, _sentence(each, number, titles)) for each in written.sentences]
    beneath = _unknown(written.unknown_markers) + _no_opinion(written)
    return _byline(written) + _paragraphs(pieces) + beneath


def remark(written: Written) -> str:
    """Why the quoted answer is shown instead, in a line; what was struck is folded under it."""
    why = f'<p class="remark">{_shown(written.remark)}</p>'
    struck = [each for each in written.sentences if not each.kept]
    if not struck:
        return why
    told = counted(len(struck), "struck sentence")
    return f'{why}<details class="folded"><summary>{told}</summary>{_paragraphs(_checked(struck))}</details>'


def _byline(written: Written) -> str:
    return (
        f'<p class="byline">Written by {_shown(written.model)} from the sources below; every sentence was '
        f"checked against them. {struck_words(written)}.</p>"
    )


def _unknown(markers: Sequence[str]) -> str:
    if not markers:
        return ""
    named = ", ".join(_shown(marker) for marker in markers)
    return f'<p class="byline">It also wrote markers that name no source: {named}.</p>'


def _no_opinion(written: Written) -> str:
    if not written.no_second_opinion:
        return ""
    return f'<p class="byline">{_shown(written.no_second_opinion)}</p>'


def _checked(sentences: Iterable[WrittenSentence]) -> list[tuple[bool, str]]:
    return [(each.starts_paragraph, _sentence(each, 0, {})) for each in sentences]


def _sentence(sentence: WrittenSentence, number: int, titles: Mapping[int, str]) -> str:
    words = _shown(sentence.text)
    if not sentence.kept:
        return _struck(words, sentence.why)
    # Only markers of ours are linked: what looks like one in the model's words is words.
    markers = [linked(number, f"[{marker}]", titles) for marker in sentence.markers if marker in titles]
    return "\N{NO-BREAK SPACE}".join([words, *markers])


def _struck(words: str, why: str) -> str:
    """Said in words too: a line through them is not seen by all, and few screen readers tell it."""
    reason = f": {_shown(why)}" if why else ""
    return (
        f'<span class="struck"><span class="unseen">{STRUCK} sentence: </span><del>{words}</del> '
        f"<small>[{STRUCK}{reason}]</small></span>"
    )


def _unchecked(words: str) -> list[tuple[bool, str]]:
    if not words.strip():
        return []
    label = f'<span class="unseen">{UNCHECKED}: </span>'
    return [(False, f'<span class="unchecked">{label}{_shown(words)}</span>')]


def _shown(words: str) -> str:
    return isolated(undirected(words))


def _paragraphs(pieces: Iterable[tuple[bool, str]]) -> str:
    paragraphs: list[list[str]] = []
    for starts, piece in pieces:
        if starts or not paragraphs:
            paragraphs.append([])
        paragraphs[-1].append(piece)
    joined = "".join(f"<p>{' '.join(paragraph)}</p>" for paragraph in paragraphs)
    return f'<div class="answer">{joined}</div>'
