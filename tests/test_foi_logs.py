"""Disclosure logs as tables, read by the columns that the settings name."""

from __future__ import annotations

from datetime import date

import pytest
from foi_exchanges import row

from assistant.foi.past.exchanges import Entry
from assistant.foi.past.logs import log_exchanges, settings_for
from assistant.foi.prior import Outcome
from ingest.document import Block, BlockKind, Passage, PassageKind
from ingest.errors import SettingsError
from ingest.foi_settings import LogSettings
from ingest.records import StoredPassage, StoredText

ROWS = (
    "Ref\tWhat they asked\tWhat we said\tReceived\tReplied\tResult",
    "R-1\tHow many bins?\t58\t01/02/2024\t20/02/2024\tFull",
    "R-2\tWho sold them?\tThe price is withheld.\t02/02/2024\t\tPart refused",
    "R-3\tWithout an answer\t\t\t\t",
)
LOG = LogSettings(
    file="*log*.csv",
    asked="what they asked",
    answered="What we said",
    reference="Ref",
    received="Received",
    decided="Replied",
    outcome="Result",
    authority="Osterbridge City Council",
)
DOCUMENT = row(kind="dataset", sources=("lists/FOI log.csv",))


def sheet() -> tuple[StoredText, list[StoredPassage]]:
    text, blocks = "\n".join(ROWS), []
    start = 0
    for at, line in enumerate(ROWS):
        kind = BlockKind.TABLE_ROW if at else BlockKind.TABLE_HEADER
        blocks.append(Block(kind, start, start + len(line), table=1))
        start += len(line) + 1
    passage = Passage(0, PassageKind.TABLE, 0, len(text), text)
    return StoredText(text, (), tuple(blocks), ()), [StoredPassage("p1", "d1", passage, "", "", "f")]


def test_each_row_with_an_answer_is_an_exchange_with_its_own_date_and_reference() -> None:
    text, passages = sheet()
    found = log_exchanges(DOCUMENT, text, passages, LOG)
    assert [(each.words(each.question), each.words(each.answer)) for each in found] == [
        ("How many bins?", "58"),
        ("Who sold them?", "The price is withheld."),
    ]
    assert found[0].entry == Entry(date(2024, 2, 20), "R-1", None, "Osterbridge City Council")
    assert found[1].entry == Entry(date(2024, 2, 2), "R-2", Outcome.PARTLY, "Osterbridge City Council")


def test_a_column_that_is_not_there_is_named_with_those_that_are() -> None:
    text, passages = sheet()
    wrong = LOG.model_copy(update={"answered": "Response"})
    with pytest.raises(
        SettingsError, match=r"FOI log.csv has no column “Response”; its columns are “Ref”, “What"
    ):
        log_exchanges(DOCUMENT, text, passages, wrong)


def test_a_log_without_the_column_of_requests_is_an_error_too() -> None:
    text, passages = sheet()
    with pytest.raises(SettingsError, match=r"no column “Request”"):
        log_exchanges(DOCUMENT, text, passages, LOG.model_copy(update={"asked": "Request"}))


def test_the_pattern_fits_a_name_or_a_path_in_any_case() -> None:
    assert settings_for(DOCUMENT, [LOG]) is LOG
    assert settings_for(row(sources=("a/reply.pdf",)), [LOG]) is None
