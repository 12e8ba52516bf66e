"""The page: one file that fetches nothing, in which whatever comes from documents or questions is text."""

from __future__ import annotations

import json
from base64 import b64encode
from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from hashlib import sha256
from pathlib import Path, PurePath

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from assistant.spoken import counted, uk_date
from eval.report.estimates import Reading, group_tables, headline, reading
from eval.report.load import ScoredRun
from eval.report.plots import plots
from eval.report.questions import Question, questions
from eval.report.words import OUTCOMES, RULES, VERDICTS
from eval.results import RunRecord

_HERE = Path(__file__).parent


def render_page(scored: ScoredRun) -> str:
    """The report as HTML, the same bytes for the same run."""
    style, script = _own("page.css"), _own("page.js")
    shown = questions(scored)
    return (
        _environment()
        .get_template("page.html.j2")
        .render(
            policy=_policy(style, script),
            style=style,
            script=script,
            scored=scored,
            run=scored.run,
            summary=scored.summary,
            name=PurePath(scored.run.question_set.path).name,
            headline=headline(scored.summary.overall),
            plots=plots(scored.summary, scored.results),
            groups=group_tables(scored.summary),
            refusals=_refusals(scored),
            judged=_judged(scored),
            settings=dict(_flat(scored.run.settings)),
            questions=shown,
            anchors={question.id: question.anchor for question in shown},
            choices=_choices(shown),
            verdicts={verdict.value: words for verdict, words in VERDICTS.items()},
            outcomes={outcome.value: words for outcome, words in OUTCOMES.items()},
            rules=RULES,
            dates=_dates(scored.run),
        )
    )


def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_HERE),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals["counted"] = counted
    return environment


def _own(name: str) -> Markup:
    """A file of this package, which is ours and so goes in as it stands."""
    return Markup((_HERE / name).read_text(encoding="utf-8"))  # noqa: S704


def _policy(style: str, script: str) -> str:
    """Nothing is fetched, and no style or script runs but the two that are named by their SHA-256."""
    return (
        f"default-src 'none'; img-src data:; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"


def _refusals(scored: ScoredRun) -> list[Reading]:
    names = ("refusal_precision", "refusal_recall", "false_refusal_rate")
    return [reading(name, scored.summary.overall[name]) for name in names if name in scored.summary.overall]


def _judged(scored: ScoredRun) -> list[Reading]:
    return (
        [reading(name, estimate) for name, estimate in scored.judged.metrics.items()] if scored.judged else []
    )


def _choices(shown: Iterable[Question]) -> dict[str, dict[str, int]]:
    """For each filter the values that occur, with how many questions each would show."""
    return {
        "verdict": _ordered(Counter(question.verdict for question in shown), [v.value for v in VERDICTS]),
        "kind": dict(sorted(Counter(question.kind for question in shown).items())),
        "outcome": _ordered(
            Counter(outcome for question in shown for outcome in question.outcomes),
            [o.value for o in OUTCOMES],
        ),
        "authority": dict(sorted(Counter(question.authority for question in shown).items())),
    }


def _ordered(counts: Counter[str], order: Iterable[str]) -> dict[str, int]:
    return {value: counts[value] for value in order if value in counts}


def _flat(value: object, path: str = "") -> Iterable[tuple[str, str]]:
    """Nested settings as dotted names, as they are written in a settings file."""
    if isinstance(value, dict) and value:
        for key, inner in value.items():
            yield from _flat(inner, f"{path}.{key}" if path else str(key))
    else:
        yield path, value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _dates(run: RunRecord) -> dict[str, str]:
    return {"started": _moment(run.started), "finished": _moment(run.finished) if run.finished else ""}


def _moment(written: str) -> str:
    """ "22 November 2025, 05:53 UTC"; what is not a moment is shown as it stands."""
    try:
        moment = datetime.fromisoformat(written)
    except ValueError:
        return written
    return f"{uk_date(moment.date())}, {moment:%H:%M} {moment.tzname() or ''}".strip()
