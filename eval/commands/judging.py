"""``eval judge``: a language model's opinion of a run, beside the figures and never in their place."""

from __future__ import annotations

import sys

import typer

from eval.commands.options import RunDir


def judge_command(context: typer.Context, directory: RunDir) -> None:
    """Have the configured language model judge faithfulness and relevance of a run's answers.

    Sends answers and cited passages to the server that the setting llm.base_url names, and nowhere else.
    """
    from eval.commands.running import asking_bar
    from eval.folder import RunFolder
    from eval.judge import judge

    with asking_bar() as on_answer:
        path = judge(RunFolder(directory), context.obj.settings().llm, on_answer)
    sys.stdout.write(f"{path}\n")
