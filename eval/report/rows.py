"""The questions as a table for spreadsheets: one row a question."""

from __future__ import annotations

import csv
from io import StringIO

from assistant.answer import Answer
from eval.cases import Case, Source
from eval.report.load import ScoredRun
from eval.results import CaseResult

Cell = str | int | float | bool | None

# A spreadsheet takes such a cell for a formula; the wide forms are read like the narrow ones.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")

# Without the byte order mark Excel does not read the file as UTF-8.
_BYTE_ORDER_MARK = "\ufeff"


def csv_text(scored: ScoredRun) -> str:
    """The table with its heading. What a spreadsheet would run as a formula begins with an apostrophe."""
    measures = sorted({name for result in scored.results for name in result.measures})
    rows = [
        _row(result, scored.cases[result.id], scored.answers[result.id])
        | (_written(scored.answers[result.id]) if scored.run.mode == "write" else {})
        | {name: _measure(result, name) for name in measures}
        for result in scored.results
    ]
    written = StringIO()
    # Every text in quotation marks: a lone carriage return in one would end the row.
    table = csv.writer(written, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\n")
    table.writerow([guarded(name) for name in (rows[0] if rows else ())])
    table.writerows([guarded(cell) for cell in row.values()] for row in rows)
    return _BYTE_ORDER_MARK + written.getvalue()


def guarded(cell: Cell) -> Cell:
    """A cell that no spreadsheet runs: OWASP's advice on CSV injection."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA_STARTS) else cell


def _row(result: CaseResult, case: Case, answer: Answer) -> dict[str, Cell]:
    return {
        "id": result.id,
        "kind": result.kind,
        "authority": result.authority,
        "document_kind": result.document_kind,
        "question": result.question,
        "answerable": result.answerable,
        "answered": result.answered,
        "verdict": result.verdict.value,
        "answer": result.text,
        "refusal": answer.refusal.reason.value if answer.refusal else None,
        "facts_met": sum(result.facts) if result.facts else None,
        "facts": len(case.facts),
        "gold": "; ".join(_gold(source) for source in case.sources),
        "gold_ranks": "; ".join("not found" if rank is None else str(rank) for rank in result.gold_ranks),
        "citations": "; ".join(f"{c.source}{_page(c.page)}" for c in result.citations),
        "citation_outcomes": "; ".join(c.outcome.value for c in result.citations),
        "violations": "; ".join(violation.rule for violation in result.violations),
        "latency_ms": result.latency_ms,
    }


def _written(answer: Answer) -> dict[str, Cell]:
    """What a run of written answers has besides."""
    sentences = answer.written.sentences if answer.written else ()
    return {
        "shown": "written" if answer.mode == "write" else "quoted",
        "struck": "; ".join(f"{each.text} ({each.fault})" for each in sentences if each.fault),
        "unknown_markers_written": "; ".join(answer.written.unknown_markers) if answer.written else "",
        "remark": answer.written.remark if answer.written else "",
    }


def _gold(source: Source) -> str:
    return f"{source.document}{_page(source.page)}"


def _page(page: int | None) -> str:
    return "" if page is None else f" p. {page}"


def _measure(result: CaseResult, name: str) -> float | None:
    """The question's own value: the sum over the weight. Empty where it is not eligible."""
    total, weight = result.measures.get(name, (0.0, 0.0))
    return total / weight if weight else None
