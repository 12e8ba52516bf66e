"""Two things that have changed places, and two that have not."""

from __future__ import annotations

import pytest

from assistant.write.exchanges import changed_places

MERGED = "The council will replace 14 contracts with one framework."
LOG = "The names are given in a list. The rates are refused under section 43(2)."


@pytest.mark.parametrize(
    ("sentence", "quoted", "is_denied"),
    [
        (
            "Most prefer many short breaks to a few long ones.",
            "Most prefer few, long breaks to many short.",
            True,
        ),
        ("Most prefer long breaks to short.", "Most prefer few, long breaks to many short ones.", False),
        ("The council will replace one framework with 14 contracts.", MERGED, True),
        ("The council will split one framework into 14 contracts.", MERGED, True),
        ("The council will merge 14 contracts into one framework.", MERGED, False),
        ("Version 2 is replaced by that of May.", "Version 2, replacing the version of May", True),
        ("The version of May was superseded by version 2.", "Version 2, replacing the version of May", False),
        ("The board handed its duties to the trust.", "The board took over the duties of the trust.", True),
        ("The trust handed its duties to the board.", "The board took over the duties of the trust.", False),
        ("The panel reports to the committee.", "The committee reports to the panel.", True),
        ("The policy takes precedence over the Act.", "The Act takes precedence over the policy.", True),
        ("The rates are given in a list, but the names are refused.", LOG, True),
        ("The names are in a list, but the rates are refused.", LOG, False),
    ],
)
def test_what_stands_for_what(sentence: str, quoted: str, is_denied: bool) -> None:
    assert (changed_places(sentence, quoted) is not None) == is_denied
