"""A conversation of before as a session again: it is shown as it was, and goes on from there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Literal

from assistant.answer import Answer, Turn
from assistant.records.conversations import StoredConversation, StoredExchange
from assistant.records.feedback import Given
from assistant.spoken import counted
from assistant.ui import render
from assistant.ui.exchange import Kept
from assistant.ui.session import Conversation, Exchange

PassageText = Callable[[str], str | None]
"""The words of a passage by its id, as far as the reader may see it; None where it has gone."""


def restored(
    stored: StoredConversation, passage: PassageText, given: Mapping[str, Given] | None = None
) -> Conversation:
    """The session of a stored conversation. ``given``: what its reader said, by the exchange's id.

    An answer that is closed to its reader now is no turn either: what it said is told to nobody.
    """
    shown = [_shown(each, passage, (given or {}).get(each.id)) for each in stored.exchanges]
    told = f"Opened: {counted(len(shown), 'earlier question')}"
    last = shown[-1]
    announced = Exchange(last.number, last.state, last.html, told)
    return Conversation(
        id=stored.id, turns=tuple(map(_turn, stored.exchanges)), exchanges=(*shown[:-1], announced)
    )


def _turn(exchange: StoredExchange) -> Turn:
    return Turn(question=exchange.answer.question, answer="" if exchange.closed else exchange.answer.text)


def _shown(exchange: StoredExchange, passage: PassageText, given: Given | None) -> Exchange:
    number, answer = exchange.number, exchange.answer
    if exchange.closed:
        return Exchange(number, "refused", render.closed(number, answer.question, answer.text))
    kept = Kept(exchange.id, exchange.conversation, given)
    html = render.finished(number, answer, exchange.filters, _passages(answer, passage), kept)
    state: Literal["answered", "refused"] = "refused" if answer.refusal else "answered"
    return Exchange(number, state, html)


def _passages(answer: Answer, passage: PassageText) -> dict[str, str]:
    nearest = answer.refusal.nearest if answer.refusal else ()
    found = {each.passage_id: passage(each.passage_id) for each in (*answer.citations, *nearest)}
    return {id_: text for id_, text in found.items() if text}
