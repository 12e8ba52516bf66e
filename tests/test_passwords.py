"""Passwords: which are refused and why, and how they are kept."""

import unicodedata

import pytest
from fakes_web import PASSWORD, QUICK
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.people.passwords import LONGEST, Passwords, check_password
from ingest.errors import AccountsError


@pytest.mark.parametrize(
    ("password", "why"),
    [
        ("short one", "fewer than 12"),
        ("x" * 5 + "y" * 5 + "z" * 5, "the same few characters"),
        ("abcabcabcabcabc", "the same few characters"),
        ("abcdefghijklmno", "neighbouring characters"),
        ("123456789012345", "neighbouring characters"),
        ("0987654321098765", "neighbouring characters"),
        ("reed.reedham-1", "little more than a name"),
        ("Reed.Reedham2024", "little more than a name"),
        ("reedham123Reed", "little more than a name"),
        ("mahdeer.deer!!", "little more than a name"),
        ("commissioning1", "little more than a name"),
        ("Commissioning Assistant", "little more than a name"),
        ("tab\tin the middle", "cannot be typed"),
        ("long " * 60, "more than 256"),
        (PASSWORD, ""),
        ("pâté à la crème", ""),
    ],
)
def test_what_is_easily_guessed_is_refused(password: str, why: str) -> None:
    if not why:
        check_password(password, "reed.reedham", 12)
        return
    with pytest.raises(AccountsError, match=why) as error:
        check_password(password, "reed.reedham", 12)
    assert password not in str(error.value)


def test_the_least_length_can_be_set() -> None:
    with pytest.raises(AccountsError, match="fewer than 16"):
        check_password("violet ladder 9", "reed", 16)


def test_it_is_kept_as_argon2id_at_the_strength_of_rfc_9106() -> None:
    assert Passwords().kept(PASSWORD).startswith("$argon2id$v=19$m=65536,t=3,p=4$")


@given(st.text(min_size=1, max_size=40), st.text(max_size=40))
@settings(deadline=None, max_examples=50)
def test_the_password_is_right_and_every_other_wrong(password: str, other: str) -> None:
    kept = QUICK.kept(password)
    same = unicodedata.normalize("NFKC", password) == unicodedata.normalize("NFKC", other)
    assert QUICK.right(kept, password)
    assert QUICK.right(kept, other) is same


def test_composed_and_decomposed_letters_are_the_same() -> None:
    assert QUICK.right(QUICK.kept("caf\u00e9 in the rain"), "cafe\u0301 in the rain")


def test_nobodys_password_is_never_right_though_it_is_tried() -> None:
    assert not QUICK.right(None, PASSWORD)
    assert not QUICK.right(None, "a password that nobody has")


def test_a_password_beyond_the_bound_is_not_even_tried() -> None:
    assert not QUICK.right(QUICK.kept("x" * (LONGEST + 1)), "x" * (LONGEST + 1))
