"""``eval beir``: a public retrieval set, for figures that can stand beside published ones."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from eval.commands.options import AsJson, Out


def beir_command(
    context: typer.Context,
    folder: Annotated[
        Path,
        typer.Argument(help="corpus.jsonl, queries.jsonl and qrels (.gz too).", exists=True, file_okay=False),
    ],
    out: Out,
    each_way: Annotated[
        bool, typer.Option("--ablate", help="Ask with each way of searching, not only the default.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Take a BEIR-style set in, ask its queries, and score documents found and questions refused.

    The documents go through the ordinary ingest into a library of their own below OUT; a document ranks
    where its best passage ranks.
    """
    from assistant.commands.ingesting import progress_bar
    from eval.ablate import ablate
    from eval.commands.ablating import show_ablation, variants_bar
    from eval.commands.running import ask_and_score, conclude, say
    from eval.public import settings_for, take_in
    from ingest.library import Library

    settings = settings_for(context.obj.settings(), out)
    with progress_bar() as on_progress:
        asked = take_in(settings, folder, out, on_progress)
    say(asked.notices)
    if each_way:
        with variants_bar() as on_answer:
            show_ablation(ablate(settings, asked, out / "runs", None, on_answer), as_json)
        return
    with Library(settings) as library:
        summary = ask_and_score(library, asked, out / "run")
    conclude(summary, (), as_json)
