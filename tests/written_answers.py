"""Written answers by hand: sentences kept or struck, and the quoted answer with a remark in their place."""

from __future__ import annotations

from assistant.answer import Answer, Citation, Fault, Mode, Timings, Written, WrittenSentence
from eval.cases import Case

KEPT = WrittenSentence(text="Averdale bought 4,310 hours in 2023/24.", markers=(1,))
ALTERED = WrittenSentence(
    text="That cost £1.9 million.", fault=Fault.FIGURE, why="No source says £1.9 million."
)
INVENTED = WrittenSentence(
    text="Families were pleased.", fault=Fault.UNSUPPORTED, why="No source says that families were pleased."
)
OPPOSITE = WrittenSentence(
    text="The contract was not let.", fault=Fault.POLARITY, why="The source says that it was let."
)
ADDED = WrittenSentence(
    text="The paper says: “The contract cost £1.5 million a year.”", markers=(1,), own_words=True
)


def written_answer(
    case: Case,
    *sentences: WrittenSentence,
    cited: tuple[Citation, ...] = (),
    unknown: tuple[str, ...] = (),
    first_words: float | None = 800.0,
) -> Answer:
    """An answer in prose: the text is what was kept, each sentence with its markers."""
    text = " ".join(
        f"{each.text} {''.join(f'[{marker}]' for marker in each.markers)}" for each in sentences if each.kept
    )
    written = Written(model="small-writer", sentences=sentences, unknown_markers=unknown)
    return _answer(case, "write", text, cited, written, first_words)


def fallback(
    case: Case, remark: str, *sentences: WrittenSentence, cited: tuple[Citation, ...] = ()
) -> Answer:
    """The quoted answer, shown in place of a written one of which nothing was kept."""
    text = "\n".join(f"{each.quote} [{each.marker}]" for each in cited)
    written = Written(model="small-writer", sentences=sentences, remark=remark)
    return _answer(case, "quote", text, cited, written, None)


def _answer(
    case: Case,
    mode: Mode,
    text: str,
    cited: tuple[Citation, ...],
    written: Written,
    first_words: float | None,
) -> Answer:
    return Answer(
        id=case.id,
        question=case.question,
        standalone_question=case.question,
        mode=mode,
        answerable=True,
        text=text,
        citations=cited,
        written=written,
        timings_ms=Timings(total=2400.0, first_words=first_words),
    )
