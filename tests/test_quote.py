"""Which units an answer shows, and where it stops."""

from collections.abc import Sequence

from assistant.question import Part
from assistant.quote import pick
from assistant.retrieve import Hit
from assistant.signs import Choice
from assistant.units import Unit
from ingest.document import Passage, PassageKind, Span
from ingest.records import DocumentRow, StoredPassage

PAPER = DocumentRow(
    id="paper",
    state="current",
    kind="committee-report",
    title="Short breaks",
    authority="Averdale County Council",
    date=None,
    reference=None,
    marking=None,
    format="pdf",
    findings={},
    notes=(),
    released=None,
    pages=1,
    passages=2,
    sources=("short-breaks.pdf",),
)
SURE, UNSURE = 5.0, 0.0
WHAT, WHY = Part("What was agreed?"), Part("Why was it agreed?")


def choice(score: float, words: int, at: int, fit: float | None = UNSURE, passage: str = "paper:0") -> Choice:
    """A unit of so many words of its own, at offset ``at`` of the paper."""
    text = " ".join(f"{at}-{number}" for number in range(words))
    stored = StoredPassage(passage, "paper", Passage(0, PassageKind.PROSE, 0, 9999, text), "", "", "")
    return Choice(Hit(stored, PAPER, 0.0, None), Unit((Span(at, at + 10),), text), score, 0.5, 0.5, fit)


def shown(
    *ranked: Sequence[Choice], parts: Sequence[Part] = (WHAT,), words: int = 80, most: int = 4
) -> list[int]:
    """Where the units stand that are picked, in their order."""
    return [each.unit.spans[0].start for each in pick(parts, ranked, words, 4)]


def test_the_best_of_each_part_comes_first() -> None:
    first = [choice(9.0, 10, at=100), choice(8.0, 10, at=200, passage="paper:1")]
    second = [choice(5.0, 10, at=300, passage="paper:2")]
    assert shown(first, second, parts=(WHAT, WHAT)) == [100, 300, 200]


def test_what_is_much_worse_is_left_out() -> None:
    assert shown([choice(9.0, 10, at=100), choice(4.0, 10, at=200, passage="paper:1")]) == [100]


def test_below_what_surely_answers_only_what_is_as_good_is_shown() -> None:
    best, next_ = choice(9.0, 10, at=100, fit=SURE), choice(7.0, 10, at=200, fit=SURE, passage="paper:1")
    assert shown([best, next_]) == [100]
    assert shown([choice(9.0, 10, at=100), choice(7.0, 10, at=200, passage="paper:1")]) == [100, 200]


def test_of_two_that_are_as_good_the_shorter_comes_first() -> None:
    long, short = choice(8.0, 40, at=200, passage="paper:1"), choice(8.0, 5, at=300, passage="paper:2")
    assert shown([choice(9.0, 10, at=100), long, short]) == [100, 300, 200]


def test_the_unit_that_goes_on_comes_before_others_and_for_a_reason_from_further_below() -> None:
    best, other, after = (
        choice(9.0, 10, at=100),
        choice(8.5, 10, at=50, passage="paper:1"),
        choice(8.0, 10, at=120),
    )
    assert shown([best, other, after]) == [100, 120, 50]
    far = choice(2.0, 10, at=120)
    assert shown([best, far]) == [100]
    assert shown([best, far], parts=(WHY,)) == [100, 120]


def test_a_heading_or_label_that_follows_does_not_go_on_from_the_best() -> None:
    best, label = choice(9.0, 10, at=100), choice(2.0, 3, at=120)
    assert shown([best, label], parts=(WHY,)) == [100]


def test_the_same_words_are_quoted_once() -> None:
    best = choice(9.0, 10, at=100)
    assert shown([best, choice(8.9, 12, at=105)]) == [100]


def test_an_answer_keeps_about_its_size() -> None:
    units = [choice(9.0 - n / 10, 40, at=100 * n, passage=f"paper:{n}") for n in range(4)]
    assert shown(units, words=80) == [0, 100]
    assert shown([choice(9.0, 200, at=0)], words=80) == [0]


def test_without_a_reranker_the_scale_is_another() -> None:
    best, near, far = (choice(score, 10, at=at, fit=None) for score, at in ((1.0, 0), (0.95, 50), (0.8, 90)))
    assert shown([best, near, far]) == [0, 50]
