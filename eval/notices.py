"""What differs between two runs besides their answers, so that no figure is laid to the wrong cause."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from eval.results import ModelRecord, RunRecord
from eval.shown import one_line

_ABSENT = object()
_MODES = {"quote": "quoted", "write": "written"}


def notices(before: RunRecord, after: RunRecord) -> list[str]:
    """A sentence for each of question set, corpus, models, settings, versions and machine that differs."""
    found = []
    if before.question_set.sha256 != after.question_set.sha256:
        found.append("The question sets differ: only questions with the same id and gold are compared.")
    if before.corpus_sha256 != after.corpus_sha256:
        found.append(
            f"The corpora differ: {before.corpus_documents} documents before, {after.corpus_documents} after."
        )
    if before.mode != after.mode:
        found.append(f"The answers are {_MODES[before.mode]} before and {_MODES[after.mode]} after.")
    found += _models(before.models, after.models)
    found += _listed("settings", before.settings, after.settings)
    found += _listed("versions of libraries", before.versions, after.versions)
    if before.machine != after.machine:
        found.append("The machines differ: latencies cannot be compared.")
    return found


def _models(before: tuple[ModelRecord, ...], after: tuple[ModelRecord, ...]) -> Iterator[str]:
    was, now = {each.use: each for each in before}, {each.use: each for each in after}
    for use in sorted(was.keys() | now.keys()):
        if was.get(use) != now.get(use):
            yield one_line(
                f"The {use} models differ: {_name(was.get(use))} before, {_name(now.get(use))} after."
            )


def _name(model: ModelRecord | None) -> str:
    if model is None:
        return "none"
    where = f" at {model.address}" if model.address else ""
    return f"{model.name}{where} (SHA-256 {model.sha256[:12] or 'unknown'})"


def _listed(what: str, before: Mapping[str, object], after: Mapping[str, object]) -> Iterator[str]:
    keys = list(_differing(before, after))
    if keys:
        yield f"The {what} differ: {', '.join(keys)}."


def _differing(before: Mapping[str, object], after: Mapping[str, object], within: str = "") -> Iterator[str]:
    """The dotted keys whose values differ, or that only one side has."""
    for key in sorted(before.keys() | after.keys()):
        one, two = before.get(key, _ABSENT), after.get(key, _ABSENT)
        if isinstance(one, Mapping) and isinstance(two, Mapping):
            yield from _differing(one, two, f"{within}{key}.")
        elif one != two:
            yield f"{within}{key}"
