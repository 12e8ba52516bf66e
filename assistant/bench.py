"""Speed and memory, measured on a folder of papers in a home folder of its own."""

from __future__ import annotations

import resource
import shutil
import statistics
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.engine import Assistant
from assistant.questions import AskedQuestion
from ingest.library import Library
from ingest.pipeline import OnProgress, ingest
from ingest.settings import Settings


@dataclass(frozen=True, slots=True)
class BenchResult:
    """Times in seconds (ingest) and milliseconds (asking, models already loaded); memory in MiB."""

    pages: int
    passages: int
    ingest_s: float
    pages_per_s: float
    unchanged_s: float
    questions: int
    ask_p50_ms: float
    ask_p95_ms: float
    peak_main_mib: float
    peak_worker_mib: float


def bench(
    settings: Settings, folder: Path, asked: Sequence[AskedQuestion], copies: int, on_progress: OnProgress
) -> BenchResult:
    """Ingest ``folder`` ``copies`` times over, ingest it again unchanged, then ask every question."""
    with tempfile.TemporaryDirectory(prefix="commissioning-bench-") as scratch:
        papers = _copied(folder, Path(scratch) / "papers", copies)
        fresh = settings.model_copy(update={"home": Path(scratch) / "home"})
        with Library(fresh) as library:
            library.embedder.query("the model is loaded before the clock starts")
            report = ingest(library, [papers], on_progress=on_progress)
            again = ingest(library, [papers], on_progress=on_progress)
            times = _ask_all(Assistant(library), asked)
            passages = library.lookup.passage_count()
    return BenchResult(
        pages=report.pages,
        passages=passages,
        ingest_s=round(report.seconds, 2),
        pages_per_s=round(report.pages / report.seconds, 1) if report.seconds else 0.0,
        unchanged_s=round(again.seconds, 2),
        questions=len(times),
        ask_p50_ms=percentile(times, 50),
        ask_p95_ms=percentile(times, 95),
        peak_main_mib=_peak_mib(resource.RUSAGE_SELF),
        peak_worker_mib=_peak_mib(resource.RUSAGE_CHILDREN),
    )


def _copied(folder: Path, target: Path, copies: int) -> Path:
    """The folder's files, each copy with other bytes at its end so that none counts as a duplicate."""
    for number in range(copies):
        place = target / f"copy-{number + 1}"
        shutil.copytree(folder, place)
        for path in place.rglob("*.pdf"):
            with path.open("ab") as stream:
                stream.write(f"\n% copy {number + 1}\n".encode())
    return target


def _ask_all(assistant: Assistant, asked: Sequence[AskedQuestion]) -> list[float]:
    times = []
    for each in asked:
        started = time.perf_counter()
        assistant.ask(each.question, each.filters, each.history)
        times.append((time.perf_counter() - started) * 1000)
    return times


def percentile(times: Sequence[float], percent: int) -> float:
    """Of milliseconds, between the two nearest where it falls between them; 0 of none."""
    if len(times) < 2:
        return round(times[0], 1) if times else 0.0
    return round(statistics.quantiles(times, n=100, method="inclusive")[percent - 1], 1)


def _peak_mib(who: int) -> float:
    """Peak resident memory; Linux counts it in KiB."""
    return round(resource.getrusage(who).ru_maxrss / 1024, 1)
