"""An officer's changes to the questions of a request: pure functions, a new ``Request`` from the old.

A question keeps its id whatever becomes of it; an id once given is never given again. Numbers stay unique,
and a question that leans on another keeps naming it when its number changes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.foi.request import Request, RequestQuestion
from ingest.errors import RequestError


def edit_question(
    request: Request,
    question_id: str,
    text: str | None = None,
    number: str | None = None,
    standalone: str | None = None,
) -> Request:
    """The question with other words, another number, or other words to search for.

    New words are also what is searched for, unless that is given; they have no place in the letter. Raises
    RequestError for a question that is not there, empty words, or a number that another question has.
    """
    place = _place(request, question_id)
    before = request.questions[place]
    words = _words(before.text if text is None else text)
    changed = words != before.text
    searched = standalone if standalone is not None else (words if changed else before.standalone)
    after = before.model_copy(
        update={
            "text": words,
            "standalone": _words(searched),
            "number": before.number if number is None else _number(request, before, number),
            "start": 0 if changed else before.start,
            "end": 0 if changed else before.end,
        }
    )
    return _replaced(request, place, 1, [after], {before.number: after.number})


def merge_questions(request: Request, first_id: str, second_id: str) -> Request:
    """Two questions as one in the place of the first, with its id and number.

    What leaned on the second leans on the first; the words have no place in the letter of their own. Raises
    RequestError where one is not there, or both are the same.
    """
    if first_id == second_id:
        raise RequestError("A question cannot be merged with itself: choose another one.")
    first = request.questions[_place(request, first_id)]
    second = request.questions[_place(request, second_id)]
    leans_on = first.leans_on if first.leans_on != second.number else second.leans_on
    merged = first.model_copy(
        update={
            "text": f"{first.text} {second.text}",
            "standalone": f"{first.standalone} {second.standalone}",
            "leans_on": leans_on if leans_on != first.number else None,
            "start": 0,
            "end": 0,
        }
    )
    kept = [q for q in request.questions if q.id != second_id]
    without = request.model_copy(update={"questions": tuple(kept), "ids_given": _given(request)})
    return _replaced(without, _place(without, first_id), 1, [merged], {second.number: first.number})


def split_question(request: Request, question_id: str, at: int) -> Request:
    """A question as two, cut before the character ``at`` of its text.

    The first keeps id and number; the second gets the next id and a number under the first ("3.1"). Raises
    RequestError where either half would be empty.
    """
    place = _place(request, question_id)
    whole = request.questions[place]
    head, tail = whole.text[: max(at, 0)].rstrip(), whole.text[max(at, 0) :].lstrip()
    if not head or not tail:
        raise RequestError("Each part of a split question needs words: choose a place inside it.")
    middle = _offset(request, whole, len(head)), _offset(request, whole, len(whole.text) - len(tail))
    placed = whole.end > whole.start and None not in middle
    alone = whole.standalone == whole.text
    given = _given(request) + 1
    first = whole.model_copy(
        update={
            "text": head,
            "standalone": head if alone else whole.standalone,
            "start": whole.start if placed else 0,
            "end": middle[0] if placed else 0,
        }
    )
    second = whole.model_copy(
        update={
            "id": f"q{given}",
            "number": _free(request, f"{whole.number}.1"),
            "numbered": False,
            "text": tail,
            "standalone": tail if alone else f"{whole.standalone}: {tail}",
            "start": middle[1] if placed else 0,
            "end": whole.end if placed else 0,
        }
    )
    grown = request.model_copy(update={"ids_given": given})
    return _replaced(grown, place, 1, [first, second], {})


def add_question(request: Request, text: str, after_id: str | None = None) -> Request:
    """The request with a question that the officer found in it: behind another, or at the end."""
    words = _words(text)
    place = _place(request, after_id) + 1 if after_id is not None else len(request.questions)
    given = _given(request) + 1
    tops = [int(q.number) for q in request.questions if q.number.isdigit()]
    number = _free(request, str(max(tops, default=0) + 1))
    added = RequestQuestion(id=f"q{given}", number=number, text=words, standalone=words, numbered=False)
    grown = request.model_copy(update={"ids_given": given})
    return _replaced(grown, place, 0, [added], {})


def remove_question(request: Request, question_id: str) -> Request:
    """The request without something that is no question. What leaned on it keeps its words."""
    place = _place(request, question_id)
    gone = request.questions[place]
    kept = request.model_copy(update={"ids_given": _given(request)})
    return _replaced(kept, place, 1, [], {gone.number: None})


def _place(request: Request, question_id: str) -> int:
    for place, question in enumerate(request.questions):
        if question.id == question_id:
            return place
    raise RequestError(f"The request has no question with the id {question_id!r}: take one of its own.")


def _words(text: str) -> str:
    words = " ".join(text.split())
    if not words:
        raise RequestError("A question needs words: write what is asked, or remove the question.")
    return words


def _number(request: Request, question: RequestQuestion, number: str) -> str:
    wanted = _words(number)
    if any(q.number == wanted and q.id != question.id for q in request.questions):
        raise RequestError(f"Another question has the number {wanted}: give each its own.")
    return wanted


def _given(request: Request) -> int:
    """How many ids were ever given: those that are there, and those that an edit took away."""
    held = [int(q.id[1:]) for q in request.questions if q.id[1:].isdigit()]
    return max([request.ids_given, *held])


def _free(request: Request, wanted: str) -> str:
    taken = {question.number for question in request.questions}
    stem, _, last = wanted.rpartition(".")
    count = int(last)
    while (number := f"{stem}.{count}" if stem else str(count)) in taken:
        count += 1
    return number


def _offset(request: Request, question: RequestQuestion, position: int) -> int | None:
    """Where in the letter the character at ``position`` of the question's words stands.

    None where those words are not the letter's own.
    """
    written = request.text[question.start : question.end]
    if " ".join(written.split()) != question.text:
        return None
    places: list[int] = []
    for word in re.finditer(r"\S+", written):
        # The space before a word stands where the word before it ends.
        places += [places[-1] + 1] if places else []
        places += range(word.start(), word.end())
    return question.start + (places[position] if position < len(places) else places[-1] + 1)


def _replaced(
    request: Request, place: int, count: int, new: Sequence[RequestQuestion], renamed: dict[str, str | None]
) -> Request:
    """The questions from ``place`` on exchanged, and those that lean on a renamed one told its new number."""
    questions = [*request.questions[:place], *new, *request.questions[place + count :]]
    told = [
        q.model_copy(update={"leans_on": renamed[q.leans_on]}) if q.leans_on in renamed else q
        for q in questions
    ]
    return request.model_copy(update={"questions": tuple(told), "ids_given": _given(request)})
