"""``foi draft`` and what follows: cases listed, shown, sent, deleted; letters and calendar files made."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast

import typer

from assistant.commands import foi
from assistant.commands.foi import Authority, Letter, Received

if TYPE_CHECKING:
    from assistant.foi.case import Case, Row
    from assistant.foi.cases import Cases
    from assistant.foi.office import Office
    from assistant.foi.request import Request
    from assistant.foi.response.export import Form

app = foi.app

_FORMS = (".docx", ".md", ".html")
_DAY = ["%Y-%m-%d"]

CaseId = Annotated[str, typer.Argument(metavar="CASE", help="The case: see `foi cases`.")]
Out = Annotated[Path, typer.Option(help="The letter: a file ending in .docx, .md or .html.")]
AsJson = Annotated[bool, typer.Option("--json", help="As JSON.")]


@app.command("draft")
def draft_command(
    context: typer.Context,
    request: Letter,
    received: Received = None,
    authority: Authority = None,
    reference: Annotated[str, typer.Option(help="Your own reference for the case.")] = "",
    out: Annotated[Path | None, typer.Option(help="A draft letter: .docx, .md or .html.")] = None,
    as_json: AsJson = False,
) -> None:
    """Match a request with what was published before, draft a response, and keep it as a case."""
    form = _form(out) if out else None
    with context.obj.library() as library:
        from assistant.foi.office import Office

        office = Office(library)
        found = _read(office, request, received.date() if received else None, authority)
        case = _opened(office, found, reference)
        if out and form:
            _write(office, case, out, form, draft=True)
    sys.stdout.write(case.model_dump_json() + "\n" if as_json else "\n".join(case_lines(case)) + "\n")
    sys.stderr.write(f"Kept as case {case.id}.\n")


@app.command("cases")
def cases_command(context: typer.Context, as_json: AsJson = False) -> None:
    """Every case, the last changed first."""
    lines = _cases(context).list()
    if as_json:
        sys.stdout.write(json.dumps([line.model_dump(mode="json") for line in lines]) + "\n")
        return
    for line in lines:
        state = f"sent {line.sent}" if line.sent else f"{line.decided} of {line.questions} decided"
        facts = [line.id, line.reference, line.authority or "", f"received {line.received or '?'}", state]
        sys.stdout.write("  ".join(fact for fact in facts if fact) + "\n")
    sys.stdout.write(f"{len(lines)} case{'' if len(lines) == 1 else 's'}\n")


@app.command("show")
def show_command(context: typer.Context, case_id: CaseId, as_json: AsJson = False) -> None:
    """A case: its coverage table, its clock, and what holds the letter back."""
    with context.obj.library() as library:
        from assistant.foi.office import Office

        office = Office(library)
        case = office.case(case_id)
        standing = office.standing(case, date.today())
    if as_json:
        sys.stdout.write(case.model_dump_json() + "\n")
        return
    lines = [*case_lines(case), "", *standing.clock.how, *standing.clock.warnings]
    lines += [f"Held back: {gate.explanation}" for gate in standing.shut]
    sys.stdout.write("\n".join(lines) + "\n")


@app.command("export")
def export_command(context: typer.Context, case_id: CaseId, out: Out) -> None:
    """The letter of a case that passes every gate, with its audit file beside it."""
    form = _form(out)
    with context.obj.library() as library:
        from assistant.foi.office import Office

        office = Office(library)
        _write(office, office.case(case_id), out, form, draft=False)


@app.command("calendar")
def calendar_command(
    context: typer.Context,
    case_id: CaseId,
    out: Annotated[Path, typer.Option(help="The calendar file (.ics).")],
) -> None:
    """The day on which a response is due, as a calendar file."""
    with context.obj.library() as library:
        from assistant.foi.office import Office
        from assistant.foi.response.export import write_files

        office = Office(library)
        data = office.calendar(office.case(case_id), date.today())
        write_files([(out.name, data)], out.parent)


@app.command("template")
def template_command(out: Annotated[Path, typer.Option(help="Where to write it (.docx).")]) -> None:
    """The built-in letter template, to make your own from."""
    from assistant.foi.response.export import write_files
    from assistant.foi.response.template import default_template

    write_files([(out.name, default_template())], out.parent)


@app.command("sent")
def sent_command(
    context: typer.Context,
    case_id: CaseId,
    on: Annotated[datetime, typer.Option(help="The day on which it went out.", formats=_DAY)],
    ingest: Annotated[
        bool, typer.Option("--ingest", help="Take the response into the library as a prior answer.")
    ] = False,
) -> None:
    """Mark a response as sent, and with --ingest make it a prior answer."""
    with context.obj.library() as library:
        from assistant.foi.deciding import mark_sent
        from assistant.foi.office import Office

        office = Office(library)
        case = office.case(case_id)
        if ingest:
            office.take_in(case, on.date())
        office.change(case, lambda current: mark_sent(current, on.date(), datetime.now(UTC)))


@app.command("delete")
def delete_command(context: typer.Context, case_id: CaseId) -> None:
    """Delete a case for good, with the requester's letter and contact details."""
    _cases(context).delete(case_id)
    sys.stdout.write(f"Case {case_id} is deleted.\n")


def case_lines(case: Case) -> Iterator[str]:
    """A case for a terminal: what each question is covered by, what to mind, and what is drafted."""
    yield f"Case {case.id}" + (f", {case.reference}" if case.reference else "")
    for row in case.rows:
        yield ""
        yield from _row_lines(row)


def _row_lines(row: Row) -> Iterator[str]:
    yield f"{row.question.number:<6} {row.question.text}"
    decided = f"; {row.decision.value}" if row.decision else ""
    disposition = f"; {row.disposition.value}" if row.disposition else ""
    yield f"       {row.covered.coverage.value}{decided}{disposition}"
    yield f"       {row.note}"
    for line in (row.answer or row.drafted).splitlines():
        if line:
            yield f"       | {line}"
    for place, citation in enumerate(row.leaned_on, start=1):
        yield f"       [{place}] {citation.source}, {citation.section}"


def _read(office: Office, request: str, received: date | None, authority: str | None) -> Request:
    if request == "-":
        return office.read_pasted(sys.stdin.buffer.read().decode("utf-8", "replace"), received, authority)
    return office.read_file(Path(request), received, authority)


def _opened(office: Office, found: Request, reference: str) -> Case:
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as shown:
        task = shown.add_task("Matching", total=len(found.questions))
        return office.open(found, reference, lambda done, _all: shown.update(task, completed=done))


def _form(out: Path) -> Form:
    if out.suffix.lower() not in _FORMS:
        raise typer.BadParameter(f"{out.name}: the letter ends in {', '.join(_FORMS)}")
    return cast("Form", out.suffix.lower()[1:])


def _write(office: Office, case: Case, out: Path, form: Form, *, draft: bool) -> None:
    from assistant.foi.response.export import write_files

    write_files(office.letter(case, form, date.today(), draft=draft, name=out.name), out.parent)
    sys.stderr.write(f"Wrote {out} and {out.name}.audit.json beside it.\n")


def _cases(context: typer.Context) -> Cases:
    from assistant.foi.cases import Cases

    return Cases(context.obj.settings().cases_path)
