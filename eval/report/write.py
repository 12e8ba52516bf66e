"""Writes the report's three files beside the run, each whole or not at all."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from pydantic import BaseModel, Field

from eval.folder import RunFolder, replace_text, write_json
from eval.judging.records import Judged
from eval.report.load import read_scored_run
from eval.report.page import render_page
from eval.report.rows import csv_text
from eval.results import CaseResult, RunRecord, Summary


class ReportFiles(NamedTuple):
    """Where the report was written."""

    html: Path
    csv: Path
    json: Path


class ReportData(BaseModel):
    """``report.json``. ``judged`` is there only where something was judged."""

    run: RunRecord
    summary: Summary
    results: list[CaseResult]
    judged: Judged | None = Field(default=None, exclude_if=lambda value: value is None)


def write_report(folder: RunFolder) -> ReportFiles:
    """Write ``report.html``, ``report.csv`` and ``report.json`` into the folder of a scored run.

    The same run gives the same bytes. Raises EvaluationError if the folder holds no scored run, if its files
    are not of one run, or if it cannot be written to.
    """
    scored = read_scored_run(folder)
    page, table = render_page(scored), csv_text(scored)
    data = ReportData(run=scored.run, summary=scored.summary, results=scored.results, judged=scored.judged)
    files = ReportFiles(*(folder.path / f"report.{ending}" for ending in ReportFiles._fields))
    replace_text(files.html, page)
    replace_text(files.csv, table)
    write_json(files.json, data)
    return files
