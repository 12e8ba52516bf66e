"""An Answer as plain text that takes its sources along, for a letter or an e-mail."""

from __future__ import annotations

from assistant.answer import Answer, Citation
from assistant.spoken import date_words, kind_words, place_words, undirected
from assistant.ui.words import NOTICES


def copy_text(answer: Answer) -> str:
    """The question, the answer with its [n] and the numbered sources; or the refusal and the nearest."""
    parts = [f"Question: {answer.question}"]
    if answer.standalone_question != answer.question:
        parts.append(f"Taken to mean: {answer.standalone_question}")
    if answer.refusal is None:
        parts += [*_answered(answer), _notices(answer), *_listed("Sources", answer.citations)]
    else:
        parts += ["Not found in these documents.", answer.refusal.explanation]
        parts += _listed("Nearest passages found", answer.refusal.nearest)
    return "\n\n".join(part for part in parts if part) + "\n"


def _answered(answer: Answer) -> list[str]:
    """A written answer's ``text`` holds what was kept alone; who reads the copy is told who wrote it."""
    if answer.mode == "quote" or answer.written is None:
        return [answer.text]
    model = undirected(answer.written.model)
    byline = f"Written by the language model {model}; each sentence was checked against the sources below."
    return [byline, undirected(answer.text)]


def _notices(answer: Answer) -> str:
    return "\n".join([f"{NOTICES}:", *(notice.text for notice in answer.notices)]) if answer.notices else ""


def _listed(heading: str, citations: tuple[Citation, ...]) -> list[str]:
    return [f"{heading}:", *(_source(citation) for citation in citations)] if citations else []


def _source(citation: Citation) -> str:
    facts = [
        citation.title,
        citation.authority or "",
        kind_words(citation.kind),
        date_words(citation.date),
        f"reference {citation.reference}" if citation.reference else "",
        place_words(citation),
        f"file {citation.source}",
    ]
    quote = " ".join(citation.quote.split())
    cell = f"\n    {citation.cell.words}" if citation.cell else ""
    return f"[{citation.marker}] {'; '.join(fact for fact in facts if fact)}{cell}\n    “{quote}”"
