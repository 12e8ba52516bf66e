"""The command line of the suite, mounted by the front door as ``eval``."""

from __future__ import annotations

import typer

from eval.commands import ablating, checking, comparing, judging, public, reporting, requests, running

app = typer.Typer(help="Question sets in, figures that can be defended out.", no_args_is_help=True)
app.command("run")(running.run_command)
app.command("score")(running.score_command)
app.command("compare")(comparing.compare_command)
app.command("report")(reporting.report_command)
app.command("ablate")(ablating.ablate_command)
app.command("beir")(public.beir_command)
app.command("check-sentences")(checking.check_sentences_command)
app.command("foi")(requests.foi_command)
app.command("judge")(judging.judge_command)
