"""A comparison as Markdown for a pull request, where text from questions and documents stays text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from eval.compare import Change, Comparison, QuestionChange
from eval.figures import NONE, change, change_interval, figure, probability
from eval.shown import one_line

_HEADINGS = {
    Change.LOST_GOLD: "Lost gold: scored before, and a gold error now",
    Change.BROKEN: "Broken",
    Change.FIXED: "Fixed",
    Change.CHANGED_CITATION: "Changed citation",
    Change.GOLD_CHANGED: "Gold changed: not compared",
    Change.NEW: "New",
    Change.GONE: "Gone",
}
# A comment on a pull request has a length that it may not pass; the run's files hold the rest.
_LISTED = 25

_MARKUP = re.compile(r"[&<>|`*_\[\]\\~$#^=]")
# What hosts turn into mentions, references, links and pictures without any markup.
_LINKED = re.compile(r"@|#(?=\d)|:(?=[a-z/+_-])|\bwww(?=\.)|\bGH-(?=\d)", re.IGNORECASE)
_PLAIN_NAME = re.compile(r"[A-Za-z0-9_@.-]+")
_NOTHING_WIDE = "\u200b"


def comparison_markdown(comparison: Comparison) -> str:
    """Metrics in a table, then the questions that differ, each kind of change under its heading."""
    return "\n".join(_lines(comparison)) + "\n"


def as_text(data: str, limit: int = 160) -> str:
    """``data`` as one line that shows as it reads: no markup, no HTML, no mention, no link."""
    apart = _LINKED.sub(lambda found: found[0] + _NOTHING_WIDE, one_line(data, limit))
    return _MARKUP.sub(lambda found: f"&#{ord(found[0])};", apart)


def _lines(comparison: Comparison) -> Iterator[str]:
    yield f"### Evaluation: {as_text(comparison.before)} → {as_text(comparison.after)}"
    yield ""
    yield f"Questions compared, in both runs and scored in both: {comparison.paired:,}"
    yield ""
    if comparison.notices:
        yield from (f"- {as_text(notice, 400)}" for notice in comparison.notices)
        yield ""
    yield from _metrics(comparison)
    for kind, heading in _HEADINGS.items():
        yield from _listed(heading, comparison.of(kind))


def _metrics(comparison: Comparison) -> Iterator[str]:
    yield "| metric | before | after | change | 95 % interval | p | n before | n after |"
    yield "|:--|--:|--:|--:|--:|--:|--:|--:|"
    for name, each in comparison.metrics.items():
        difference = each.difference
        cells = (
            _name(name),
            figure(name, each.before.value),
            figure(name, each.after.value),
            change(name, difference.value),
            change_interval(name, difference.low, difference.high),
            probability(each.p),
            f"{each.before.n:,}",
            f"{each.after.n:,}",
        )
        yield f"| {' | '.join(cells)} |"


def _name(metric: str) -> str:
    """In a code span, where ``@`` and ``_`` are themselves, if the name holds nothing that could end one."""
    return f"`{metric}`" if _PLAIN_NAME.fullmatch(metric) else as_text(metric)


def _listed(heading: str, changes: list[QuestionChange]) -> Iterator[str]:
    if not changes:
        return
    yield ""
    yield f"**{heading} ({len(changes):,})**"
    yield ""
    for each in changes[:_LISTED]:
        detail = f" ({as_text(each.detail)})" if each.detail else ""
        was, now = as_text(each.was or NONE, 400), as_text(each.now or NONE, 400)
        yield f"- {as_text(each.id)}: {as_text(each.question)}: {was} → {now}{detail}"
    if len(changes) > _LISTED:
        yield f"- and {len(changes) - _LISTED:,} more"
