"""Have a language model judge the answers of a finished run, each once, and sum its opinions up."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Sequence
from pathlib import Path

from filelock import FileLock, Timeout
from pydantic import ValidationError

from assistant.answer import Answer
from eval.folder import RunFolder, replace_text, write_json, write_lines
from eval.judging.opinions import Judge
from eval.judging.records import METRICS, Judged, Judgement
from eval.results import Estimate
from ingest.errors import EvaluationError
from ingest.llm_settings import LanguageModelSettings


def judge(
    folder: RunFolder, settings: LanguageModelSettings, on_progress: Callable[[int, int], None]
) -> Path:
    """Write ``judged.jsonl`` (an answer a line, as they come) and ``judged.json`` (at the end); its path.

    ``on_progress`` is told how many of the given answers are done, and of how many. What was judged already
    with the same model and prompts is not asked again, so an interrupted run goes on where it was.

    Raises SettingsError where no model is set, ModelError where it cannot be asked, EvaluationError where the
    folder holds no finished run or cannot be written.
    """
    model = Judge(settings)
    if folder.record().finished is None:
        raise EvaluationError(
            f"The run in {folder.path} is not finished: run `commissioning-assistant eval run` again first."
        )
    answers = list(folder.answers().values())
    given = [answer for answer in answers if answer.answerable]
    judgements = _judge_alone(model, folder.path, given, on_progress)
    summary = folder.path / "judged.json"
    write_json(summary, _summary(settings, model, judgements, len(answers) - len(given)))
    return summary


def _judge_alone(
    model: Judge, path: Path, answers: Sequence[Answer], on_progress: Callable[[int, int], None]
) -> list[Judgement]:
    lines = path / "judged.jsonl"
    try:
        with FileLock(path / ".judging.lock", timeout=0):
            judgements = asyncio.run(_judge_all(model, answers, lines, on_progress))
            # Only now may another model's judgements go, and those of answers that are no longer given.
            write_lines(lines, judgements)
    except Timeout as error:
        raise EvaluationError(f"Another process is judging {path}: wait for it.") from error
    return judgements


async def _judge_all(
    model: Judge, answers: Sequence[Answer], lines: Path, on_progress: Callable[[int, int], None]
) -> list[Judgement]:
    known = {(each.id, each.fingerprint): each for each in _already_judged(lines)}
    judgements = []
    async with model:
        for done, answer in enumerate(answers, 1):
            judgement = known.get((str(answer.id), model.fingerprint(answer)))
            if judgement is None:
                judgement = await model.opinions(answer)
                _append(lines, judgement)
            judgements.append(judgement)
            on_progress(done, len(answers))
    return judgements


def _already_judged(lines: Path) -> list[Judgement]:
    """The judgements in the file, which is first rid of a last line that an interruption cut off."""
    if not lines.is_file():
        return []
    try:
        text = lines.read_text(encoding="utf-8", errors="replace")
        whole = text[: text.rfind("\n") + 1]
        judgements = [Judgement.model_validate_json(line) for line in whole.split("\n") if line]
    except OSError as error:
        raise EvaluationError(f"{lines} cannot be read: {error.strerror}.") from error
    except ValidationError as error:
        raise EvaluationError(f"{lines} is damaged: remove it, and every answer is judged anew.") from error
    if whole != text:
        replace_text(lines, whole)
    return judgements


def _append(lines: Path, judgement: Judgement) -> None:
    try:
        with lines.open("a", encoding="utf-8", newline="\n") as stream:
            stream.write(judgement.model_dump_json() + "\n")
            stream.flush()
            os.fsync(stream.fileno())
    except OSError as error:
        raise EvaluationError(f"Cannot write {lines}: {error.strerror}.") from error


def _summary(
    settings: LanguageModelSettings, model: Judge, judgements: Sequence[Judgement], refused: int
) -> Judged:
    return Judged(
        model=settings.model,
        base_url=settings.address,
        prompts={name: prompt.text for name, prompt in model.prompts.items()},
        metrics={metric: _estimate(metric, judgements, refused) for metric in METRICS},
        unparsed={
            metric: sum(each.metrics[metric].score is None for each in judgements) for metric in METRICS
        },
    )


def _estimate(metric: str, judgements: Sequence[Judgement], refused: int) -> Estimate:
    from eval.intervals import ratio

    scores = (each.metrics[metric].score for each in judgements)
    return ratio([(score, 1.0) for score in scores if score is not None], refused)
