"""A scored run as files for people: one self-contained page, a table of the questions, and the figures."""

from __future__ import annotations

from eval.report.write import ReportFiles, write_report

__all__ = ["ReportFiles", "write_report"]
