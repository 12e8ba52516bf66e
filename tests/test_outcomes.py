"""What came of a matter is the source's own word, or made from one of few others."""

from __future__ import annotations

import pytest

from assistant.write.outcomes import unfounded


@pytest.mark.parametrize(
    ("sentence", "source", "word"),
    [
        ("The bid was granted in May.", "The bid came in May.", "granted"),
        ("The bid was granted in May.", "The bid was approved in May.", None),
        ("The provider lost the contract in 2022.", "The contract began in 2022.", "lost"),
        ("The provider won the contract in 2022.", "The contract was awarded to the provider.", None),
        ("The request was refused.", "We have not answered any part of it.", None),
        ("The committee rejected the plan.", "The committee is to consider the plan.", "rejected"),
        ("The review upheld the answer.", "The answer stands.", None),
        ("Council tax would be cut by 4.99%.", "Council tax would be 4.99%.", "cut"),
        ("The bid was not granted.", "The bid came in May.", None),
        ("A grant is paid.", "Help with the cost is paid.", None),
    ],
)
def test_an_outcome_is_the_sources_own(sentence: str, source: str, word: str | None) -> None:
    why = unfounded(sentence, source)
    assert why == (word and f"The source does not say “{word}”.")
