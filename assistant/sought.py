"""What a question looks for in full text: each thing once, in every way in which papers may write it."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from assistant.acronyms import Acronyms
from assistant.money import located
from assistant.periods import financial_years, located_years
from assistant.words import STOPWORDS, fold, full_text_expression, terms, without_asking

_PART = re.compile(r"\w+")
# A figure of thousands; four digits by themselves that may be a year are left as they are.
_FIGURE = re.compile(r"(?<![\w.,/£-])(?:\d{1,3}(?:,\d{3})+|(?!(?:19|20)\d\d(?!\d))\d{4,})(?![\w/-]|[.,]\d)")
# What FTS5 gives to that which more than half of all passages hold.
_LEAST_RARE = 1e-6


@dataclass(frozen=True, slots=True)
class Concept:
    """One thing looked for: ``words`` as the question has it, and the ``others`` by which papers call it.

    The words count one by one; each of the others is a phrase that stands for all of them.
    """

    words: tuple[str, ...]
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Search:
    """A full-text search whose scores are taken times ``weight``.

    Of the searches of one ``concept`` a passage's best score counts; those of different concepts add up.
    Concept 0 is all that is written in one way only.
    """

    concept: int
    match: str
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class _Place:
    start: int
    end: int
    concept: Concept


def concepts(question: str, acronyms: Acronyms) -> list[Concept]:
    """What the question looks for, in its order. No phrase stands in two of them."""
    text = without_asking(question)
    text = text if terms(text) else question
    seen: set[str] = set()
    kept = []
    for concept in _all_of(text, acronyms):
        words = _new(concept.words, seen)
        others = _new(concept.others, seen)
        if words or others:
            kept.append(Concept(words, others))
    return kept


def searches(found: Iterable[Concept], rarity: Callable[[str], float]) -> list[Search]:
    """The full-text searches for all of these, each way of writing a thing by itself.

    BM25 adds up whatever matches and rates the rare above the common. A passage that both spells a thing out
    and abbreviates it would count it twice, and a way of writing it that is rare in these documents would
    stand above the usual one. So the best way counts, as rare as all of them together; Lucene's SynonymQuery
    has its terms share one document frequency likewise. ``rarity`` gives that of an expression, as
    `rarity_among` works it out.
    """
    plain: list[str] = []
    several: list[Concept] = []
    for concept in found:
        if concept.others:
            several.append(concept)
        else:
            plain += concept.words
    first = [Search(0, full_text_expression(plain))] if plain else []
    return [
        *first,
        *(each for number, one in enumerate(several, 1) for each in _weighed(number, one, rarity)),
    ]


def _weighed(number: int, concept: Concept, rarity: Callable[[str], float]) -> Iterator[Search]:
    rarities = {word: rarity(full_text_expression([word])) for word in (*concept.words, *concept.others)}
    together = rarity(expression(concept))
    if len(concept.words) > 1:
        together = sum(rarities[word] for word in concept.words)
        yield Search(number, full_text_expression(list(concept.words)))
    phrases = concept.others if len(concept.words) > 1 else (*concept.words, *concept.others)
    for written in phrases:
        yield Search(number, full_text_expression([written]), min(1.0, together / rarities[written]))


def rarity_among(held: int, total: int) -> float:
    """The inverse document frequency that FTS5's bm25() gives what ``held`` of ``total`` passages hold."""
    return max(math.log((total - held + 0.5) / (held + 0.5)), _LEAST_RARE)


def expression(concept: Concept) -> str:
    """An FTS5 expression for one thing: its words or any of the phrases that stand for them."""
    whole = full_text_expression([*concept.words, *concept.others])
    return f"({whole})" if concept.others else whole


def phrase(written: str) -> str:
    """The text as full-text search sees it: its words, without case or punctuation."""
    return " ".join(_PART.findall(fold(written)))


def _new(written: Iterable[str], seen: set[str]) -> tuple[str, ...]:
    """Phrases that are not looked for yet; they are from now on."""
    fresh = [each for each in dict.fromkeys(map(phrase, written)) if each and each not in seen | STOPWORDS]
    seen.update(fresh)
    return tuple(fresh)


def _all_of(text: str, acronyms: Acronyms) -> Iterator[Concept]:
    done = 0
    for place in _places(text, acronyms):
        if place.start >= done:
            yield from _plain(text[done : place.start])
            yield place.concept
            done = place.end
    yield from _plain(text[done:])
    # Those that are only described ("the year ended 31 March 2020"); the others are known by now.
    yield from (Concept((), ways_of_writing(year)) for year in sorted(financial_years(text)))


def _plain(text: str) -> Iterator[Concept]:
    return (Concept((word,)) for word in terms(text))


def _places(text: str, acronyms: Acronyms) -> list[_Place]:
    """Where something stands that is written in several ways, the earliest and longest first."""
    found = [*_of_money(text), *_of_years(text), *_of_figures(text), *_of_acronyms(text, acronyms)]
    return sorted(found, key=lambda place: (place.start, -place.end))


def _of_money(text: str) -> Iterator[_Place]:
    for amount, start, end in located(text):
        yield _Place(start, end, Concept((text[start:end],), amount.spellings))


def _of_years(text: str) -> Iterator[_Place]:
    for year, start, end in located_years(text):
        yield _Place(start, end, Concept((text[start:end],), ways_of_writing(year)))


def _of_figures(text: str) -> Iterator[_Place]:
    for match in _FIGURE.finditer(text):
        number = int(match[0].replace(",", ""))
        yield _Place(match.start(), match.end(), Concept((match[0],), (f"{number:,}", str(number))))


def _of_acronyms(text: str, acronyms: Acronyms) -> Iterator[_Place]:
    for mention in acronyms.mentions(text):
        own = text[mention.start : mention.end]
        words = (own,) if mention.short else tuple(terms(own))
        yield _Place(mention.start, mention.end, Concept(words, mention.others))


def ways_of_writing(year: str) -> tuple[str, ...]:
    """How papers write the financial year "2019/20", as full-text search sees it."""
    first, second = year[:4], year[5:]
    short = first[2:]
    return (
        f"{first} {second}",
        f"{first} 20{second}",
        f"{short} {second}",
        f"fy{short} {second}",
        f"year ending 31 march 20{second}",
    )
