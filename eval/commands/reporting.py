"""``eval report``: a scored run as a page to read, print and pass on."""

from __future__ import annotations

import sys

from eval.commands.options import RunDir


def report_command(directory: RunDir) -> None:
    """Write report.html (one file, nothing fetched), report.csv and report.json into the run's folder."""
    from eval.folder import RunFolder
    from eval.report import write_report

    files = write_report(RunFolder(directory))
    sys.stdout.write(f"{files.html}\n{files.csv}\n{files.json}\n")
