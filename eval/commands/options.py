"""The options that several commands of the suite share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

QuestionsFile = Annotated[
    Path, typer.Argument(help="A question set: JSON lines, CSV or XLSX.", exists=True, dir_okay=False)
]
RunDir = Annotated[Path, typer.Argument(help="The folder of a run.", exists=True, file_okay=False)]
Out = Annotated[Path, typer.Option(help="The run's folder: new, or one to go on with.", file_okay=False)]
CorpusDir = Annotated[
    Path | None,
    typer.Option(
        "--corpus",
        help="The folder of the papers. Gold is looked for in its files too, so that a paper missing from "
        "the catalogue counts as missed.",
        exists=True,
        file_okay=False,
    ),
]
AnswerMode = Annotated[
    Literal["quote", "write"],
    typer.Option(
        "--mode",
        help="Answers quoted from the papers, or written by a language model and checked against them.",
    ),
]
Canaries = Annotated[
    list[str] | None, typer.Option("--canary", help="Words that may never be shown (may be repeated).")
]
FailUnder = Annotated[
    list[str] | None,
    typer.Option(
        help="METRIC=VALUE: exit 1 where the figure is worse than this (may be repeated). For metrics of "
        "which less is better, such as false_refusal_rate: where it is above."
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="The summary as JSON.")]
