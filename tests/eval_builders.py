"""A corpus of four small files, three cases over it and right answers to them, all written out by hand."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen import canvas

from assistant.answer import Answer, Citation, RankedPassage, Refusal, RefusalReason, Timings
from eval.cases import Case, Source
from eval.folder import RunFolder, write_json, write_lines
from eval.gold import Corpus
from eval.results import DocumentRecord, QuestionSetRecord, RunRecord
from eval.witness import Witness
from ingest.files import sha256_of

HOURS = "The council bought 4,310 hours of home support in 2023/24."
COST = "The contract cost £1.5 million a year."
OTHER_HOURS = "The council bought 5,025 hours of home support in 2023/24."
NOT_HELD = "The waiting list at the start of May is not held by this council."
EXEMPT = "Bidder Four offered the lowest price."

AVERDALE, OSTERBRIDGE = "Averdale County Council", "Osterbridge City Council"


def make_files(folder: Path) -> Path:
    """Three PDFs (``averdale`` has three pages), a letter without pages, and a paper that is set aside."""
    folder.mkdir(parents=True, exist_ok=True)
    _pdf(folder / "averdale.pdf", ["Home support: yearly report"], [HOURS], [COST])
    _pdf(folder / "osterbridge.pdf", [OTHER_HOURS])
    _pdf(folder / "summary.pdf", ["In short: 4,310 hours were bought.", "The list is long."])
    (folder / "letter.txt").write_text(f"Our reply to your request.\n\n{NOT_HELD}\n", encoding="utf-8")
    (folder / "exempt.txt").write_text(f"Not for publication.\n\n{EXEMPT}\n", encoding="utf-8")
    return folder


def _pdf(path: Path, *pages: list[str]) -> None:
    sheet = canvas.Canvas(str(path), pagesize=A4, invariant=True)
    for lines in pages:
        for number, line in enumerate(lines):
            sheet.drawString(60, 780 - 16 * number, line)
        sheet.showPage()
    sheet.save()


def record(
    path: Path, authority: str | None = AVERDALE, pages: int = 0, set_aside: bool = False
) -> DocumentRecord:
    return DocumentRecord(
        id=path.stem,
        sources=(path.name,),
        files=(str(path),),
        sha256=sha256_of(path),
        format=path.suffix[1:],
        kind="committee-report" if pages else "foi-response",
        authority=authority,
        date=None,
        state="quarantined" if set_aside else "current",
        pages=pages,
        passages=1,
    )


def records(folder: Path) -> list[DocumentRecord]:
    return [
        record(folder / "averdale.pdf", pages=3),
        record(folder / "osterbridge.pdf", OSTERBRIDGE, pages=1),
        record(folder / "summary.pdf", pages=1),
        record(folder / "letter.txt"),
        record(folder / "exempt.txt", set_aside=True),
    ]


def corpus_of(folder: Path) -> Corpus:
    return Corpus(records(folder), Witness(sorted(folder.iterdir())))


HOURS_CASE = Case(
    id="hours",
    kind="figure",
    question="How many hours of home support did Averdale buy in 2023/24?",
    answerable=True,
    facts=(("4,310",),),
    sources=(Source(document="averdale", page=2, quote=HOURS),),
)
LETTER_CASE = Case(
    id="list",
    kind="not-held",
    question="How long was the waiting list at the start of May?",
    answerable=True,
    facts=(("not held",),),
    sources=(Source(document="letter", quote=NOT_HELD),),
)
UNANSWERABLE_CASE = Case(
    id="staff", kind="unanswerable", question="How many officers does Averdale employ?", answerable=False
)
CASES = [HOURS_CASE, LETTER_CASE, UNANSWERABLE_CASE]


def citation(
    quote: str = HOURS,
    source: str = "averdale.pdf",
    page: int | None = 2,
    authority: str | None = AVERDALE,
    page_end: int | None = None,
) -> Citation:
    return Citation(
        marker=1,
        document_id=source,
        passage_id=f"{source}#1",
        source=source,
        title="A paper",
        kind="committee-report",
        authority=authority,
        page=page,
        page_end=page_end,
        quote=quote,
    )


def passage(
    rank: int, text: str = HOURS, source: str = "averdale.pdf", page: int | None = 2
) -> RankedPassage:
    return RankedPassage(
        rank=rank,
        score=1 / rank,
        document_id=source,
        passage_id=f"{source}#{rank}",
        source=source,
        title="A paper",
        kind="committee-report",
        page=page,
        text=text,
    )


def answered(
    case: Case, *citations: Citation, passages: tuple[RankedPassage, ...] = (), ms: float = 90.0
) -> Answer:
    return Answer(
        id=case.id,
        question=case.question,
        standalone_question=case.question,
        answerable=True,
        text="\n".join(f"{each.quote} [{each.marker}]" for each in citations),
        citations=citations,
        passages=passages,
        timings_ms=Timings(total=ms),
    )


def refused(
    case: Case, *nearest: Citation, passages: tuple[RankedPassage, ...] = (), ms: float = 60.0
) -> Answer:
    refusal = Refusal(
        reason=RefusalReason.NOT_IN_DOCUMENTS, explanation="No passage says so.", nearest=nearest
    )
    return Answer(
        id=case.id,
        question=case.question,
        standalone_question=case.question,
        answerable=False,
        refusal=refusal,
        text="Not found in these documents.",
        passages=passages,
        timings_ms=Timings(total=ms),
    )


def right_answers() -> dict[str, Answer]:
    """What a faultless assistant says to the three cases."""
    letter = passage(1, NOT_HELD, "letter.txt", None)
    return {
        "hours": answered(
            HOURS_CASE, citation(), passages=(passage(1), passage(2, OTHER_HOURS, "osterbridge.pdf", 1))
        ),
        "list": answered(LETTER_CASE, citation(NOT_HELD, "letter.txt", None), passages=(letter,)),
        "staff": refused(UNANSWERABLE_CASE, citation(COST, page=3), passages=(passage(1, COST, page=3),)),
    }


def run_folder(
    place: Path,
    papers: Path,
    answers: dict[str, Answer] | None = None,
    cases: Sequence[Case] = CASES,
    canaries: tuple[str, ...] = (),
) -> RunFolder:
    """A finished run over the papers, not yet scored."""
    folder = RunFolder(place)
    of_set = QuestionSetRecord(path="questions.jsonl", sha256="0" * 64, cases=len(cases))
    write_lines(folder.questions, cases)
    write_lines(folder.corpus, records(papers))
    write_lines(folder.generated, (answers or right_answers()).values())
    write_json(
        folder.run,
        RunRecord(
            label=place.name,
            fingerprint="f",
            question_set=of_set,
            corpus_sha256="c",
            corpus_documents=5,
            models=(),
            settings={},
            versions={},
            machine={},
            started="2026-01-05T09:00:00+00:00",
            finished="2026-01-05T09:00:30+00:00",
            canaries=canaries,
        ),
    )
    return folder
