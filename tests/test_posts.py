"""Which post does it, the day of a former version, and a limit that is given as what each had."""

import pytest

from assistant.write.facts import missing_facts
from assistant.write.former import of_former
from assistant.write.names import Names
from assistant.write.posts import other_post

CONSENT = "Hoists that cost more than £900 a year need the consent of the lead officer."
VERSION = "Date completed 17 January 2025 Version 2, replacing the version of 4 November 2024"
GRANTS = "744 carers had a grant. The grants came to £178,560 in all. No grant was larger than £400."


@pytest.mark.parametrize(
    ("sentence", "quoted", "others"),
    [
        ("The therapist must consent to hoists that cost more than £900 a year.", CONSENT, ["therapist"]),
        (
            "The therapist must consent to hoists that cost more than £900 a year.",
            f"{CONSENT} The therapist asks for it.",
            ["therapist"],
        ),
        ("The lead officer must consent to hoists that cost more than £900.", CONSENT, []),
        ("Hoists that cost more than £900 need consent.", CONSENT, []),
        ("The therapist must consent to it.", "Special hoists need consent.", []),
    ],
)
def test_a_post_is_the_one_that_the_source_names(sentence: str, quoted: str, others: list[str]) -> None:
    assert [sentence[start:end] for start, end in other_post(sentence, quoted)] == others


@pytest.mark.parametrize(
    ("sentence", "days"),
    [
        ("Version 2 was completed on 4 November 2024.", ["4 November 2024"]),
        ("Version 2 was completed on 17 January 2025.", []),
        ("Version 2 replaces that of 4 November 2024.", []),
    ],
)
def test_the_day_of_a_former_version_is_no_day_of_the_new_one(sentence: str, days: list[str]) -> None:
    assert [sentence[start:end] for start, end in of_former(sentence, VERSION)] == days


@pytest.mark.parametrize(
    ("sentence", "is_missing"),
    [
        ("Each of the 744 carers had a grant of £400.", True),
        ("Each of the 744 carers had at most £400.", False),
        ("No single grant was larger than £400.", False),
    ],
)
def test_a_limit_is_not_what_each_had(sentence: str, is_missing: bool) -> None:
    assert bool(missing_facts(sentence, GRANTS, "", Names([]))) is is_missing
