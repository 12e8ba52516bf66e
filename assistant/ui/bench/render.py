"""The pieces of the tab "Benchmarks" as HTML; names, questions and figures are escaped."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from assistant.spoken import counted, uk_date
from assistant.ui.bench.service import AtWork, CheckedSet, RunLine, RunState, SetLine, Step
from assistant.ui.markup import escape, isolated

_STATES = {
    RunState.RUNNING: "Running",
    RunState.STOPPED: "Stopped",
    RunState.FINISHED: "Finished",
    RunState.FAILED: "Could not begin",
}
_STEPS = {Step.PREPARING: "Checking the set against the documents", Step.SCORING: "Scoring the answers"}
_MODES = {"quote": "quoted", "write": "written"}


def notice(said: str, *, wrong: bool = False) -> str:
    """A line for the tab's live region."""
    kind = "notice" if wrong else "done-notice"
    return f'<p class="{kind}">{escape(" ".join(said.split()))}</p>' if said else ""


def set_words(line: SetLine) -> str:
    """A set among the choices."""
    some = f"; {counted(line.absent, 'document')} of it not here" if line.absent else ""
    return f"{line.name} ({counted(line.questions, 'question')}{some})"


def run_words(line: RunLine) -> str:
    """A run among the choices."""
    return f"{line.name or line.set_name}, {moment(line.started)}"


def moment(at: datetime) -> str:
    """ "9 January 2023, 14:05", by the server's clock."""
    local = at.astimezone()
    return f"{uk_date(local.date())}, {local:%H:%M}"


def checked(found: CheckedSet) -> str:
    """What the check of a set found, line by line."""
    title = f"<h3>{isolated(found.name)}</h3>"
    if found.faults:
        return f'<section class="checked">{title}{_list("Faults", found.faults, "notice")}</section>'
    sound = f'<p class="done-notice">{counted(found.questions, "question")}, each as it should be.</p>'
    remarks = _list("Please note", found.remarks, "caution") if found.remarks else ""
    return f'<section class="checked">{title}{sound}{remarks}</section>'


def _list(heading: str, lines: Iterable[str], kind: str) -> str:
    items = "".join(f'<li dir="auto">{escape(line)}</li>' for line in lines)
    return f'<div class="{kind}"><h4>{heading}</h4><ul>{items}</ul></div>'


def at_work(work: AtWork) -> str:
    """How far the run is, as a bar and in words; a screen reader is told at each tenth."""
    if not work.run:
        return '<p class="caution">A benchmark is running. Another can be begun once it has ended.</p>'
    told = _doing(work)
    tenth = work.done * 10 // work.total if work.total else 0
    ending = " It ends after the question at hand." if work.stopping else ""
    return (
        f'<div class="working"><p>{isolated(work.name)}, begun by {isolated(work.by)}</p>'
        f'<p aria-hidden="true">{told} …{ending}</p>'
        f'<progress max="{work.total or 1}" value="{work.done}" aria-label="Questions answered"></progress>'
        f'<p class="unseen" role="status">Benchmark: {tenth * 10} per cent done.{ending}</p></div>'
    )


def _doing(work: AtWork) -> str:
    if work.step is Step.ASKING:
        return f"Answered {work.done:,} of {work.total:,} questions"
    return _STEPS[work.step]


def ended(line: RunLine) -> str:
    """What came of a run that was followed to its end."""
    name = line.name or line.set_name
    if line.trouble:
        return notice(f"{name}: {line.trouble}", wrong=True)
    if line.state is RunState.STOPPED:
        return notice(
            f"{name} is stopped after {counted(line.answered, 'question')}: it can be gone on with."
        )
    return notice(f"{name} is finished: see its report.")


def runs(lines: Sequence[RunLine]) -> str:
    """All runs, each with what can be done with it."""
    if not lines:
        return '<p class="summary">No runs yet.</p>'
    heads = "".join(f'<th scope="col">{head}</th>' for head in ("Run", "How far", "Figures", "Do"))
    return (
        '<div class="rows" role="region" aria-label="Runs" tabindex="0">'
        '<table class="desk-table bench-table"><caption class="unseen">Runs</caption>'
        f"<thead><tr>{heads}</tr></thead><tbody>{''.join(map(_run, lines))}</tbody></table></div>"
    )


def _run(line: RunLine) -> str:
    under = f"{moment(line.started)}, by {isolated(line.by)}"
    of_set = f"{isolated(line.set_name)}, {_MODES[line.mode]} answers"
    trouble = f'<span class="under trouble-line">{escape(line.trouble)}</span>' if line.trouble else ""
    return (
        f'<tr><th scope="row">{isolated(line.name or line.set_name)}<span class="under">{of_set}</span>'
        f'<span class="under">{under}</span></th>'
        f"<td>{_STATES[line.state]}{_how_far(line)}{trouble}</td>"
        f"<td>{_figures(line.figures)}</td><td>{_deeds(line)}</td></tr>"
    )


def _how_far(line: RunLine) -> str:
    if not line.questions:
        return ""
    return f'<span class="under">{line.answered:,} of {counted(line.questions, "question")}</span>'


def _figures(figures: Iterable[tuple[str, str]]) -> str:
    rows = "".join(f"<div><dt>{escape(name)}</dt><dd>{escape(value)}</dd></div>" for name, value in figures)
    return f'<dl class="bench-figures">{rows}</dl>' if rows else ""


def _deeds(line: RunLine) -> str:
    deeds = []
    if line.state is RunState.FINISHED:
        deeds.append(_button("show_report", "Report", line))
    if line.state is RunState.STOPPED:
        deeds.append(_button("go_on", "Go on", line))
    if line.state in (RunState.FINISHED, RunState.STOPPED):
        label = escape(f"Download {run_words(line)}")
        deeds.append(f'<a class="do" href="{_address(line)}.zip" download aria-label="{label}">Download</a>')
    if line.state is not RunState.RUNNING:
        deeds.append(_button("delete_run", "Delete", line))
    return " ".join(deeds)


def _button(deed: str, words: str, line: RunLine) -> str:
    label = escape(f"{words}: {run_words(line)}")
    return (
        f'<button type="button" class="do" data-do="{deed}" data-run="{escape(line.id)}" '
        f'aria-label="{label}">{words}</button>'
    )


def _address(line: RunLine) -> str:
    return f"benchmarks/runs/{escape(line.id)}"


def report(line: RunLine, page: str) -> str:
    """A report in a frame of its own, which can reach nothing of the page around it."""
    name = run_words(line)
    return (
        f'<section class="bench-shown"><h3 tabindex="-1">Report: {isolated(name)}</h3>'
        f'<p><a href="{_address(line)}/report.html" target="_blank" rel="noopener">'
        'Open it in a tab of its own</a></p><iframe class="report" sandbox="allow-scripts" '
        f'title="{escape(f"Report: {name}")}" srcdoc="{escape(page)}"></iframe></section>'
    )


def deletion(line: RunLine) -> str:
    """What deleting means, before it is done."""
    return (
        f'<p class="notice" role="alert">Delete the run {isolated(run_words(line))} for good? '
        "Its answers, figures and report go with it.</p>"
    )


def feedback(counts: Mapping[str, int]) -> str:
    """What readers said of answers, and the way to it as a question set."""
    total = sum(counts.values())
    if not total:
        return '<p class="summary">No reader has said anything of an answer yet.</p>'
    told = ", ".join(f"{escape(verdict)} ({count:,})" for verdict, count in counts.items() if count)
    return (
        f'<p class="summary">{counted(total, "answer")} judged by readers: {told}. '
        '<a href="records/feedback.jsonl" download>Download as a question set</a></p>'
    )
