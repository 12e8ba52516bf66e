"""Figures and times that a sentence writes otherwise than its source, or gives for another thing."""

from __future__ import annotations

import pytest

from assistant.write.facts import Names, missing_facts

NAMES = Names(["Averdale County Council", "NHS Fellmarsh Integrated Care Board"])
SHARES = "It is shared between the Council (55%, £2.30 million) and the Board (45%, £1.88 million)."


@pytest.mark.parametrize(
    ("sentence", "quoted"),
    [
        ("Half a dozen providers left.", "6 providers left."),
        ("It ends with half a year's notice.", "It ends with six months' notice."),
        ("There are two possible extensions.", "It can be extended twice."),
        ("Changes of up to a quarter of a million pounds.", "Changes of up to £250,000."),
        ("412 of the hours were outstanding.", "412 hours were outstanding."),
        ("The ceiling is £74 per hour of treatment.", "The ceiling is £74 for an hour of treatment."),
        ("It took 2,160 calls in its first 12 months.", "It took 2,160 calls in its first year."),
        ("It can be extended by two years.", "Stop smoking | Extension (months): 24"),
        ("The Council bears 55% of the cost (£2.30 million).", SHARES),
        (
            "462 children used it, 71% of whom were boys.",
            "It was used by 462 children. Of these, 71% were boys.",
        ),
        (
            "Requests rose from 1,312 in 2022 to 1,655 two years later.",
            "From 1,312 in 2022 to 1,655 in 2024.",
        ),
        ("Nine members voted for it and two against.", "It was supported by nine votes to two."),
        ("One therapist post in five was empty.", "20% of the therapist posts were empty."),
        ("Feeling alone fell from 44% to 41%.", "41% feel alone. The comparable figure for 2023-24 was 44%."),
        ("The two councils share it.", "It is shared by both councils."),
        ("Each had a grant of at most £350.", "Grants came to £69,230 in all. No grant was over £350."),
    ],
)
def test_the_same_fact_in_other_words_stands(sentence: str, quoted: str) -> None:
    assert missing_facts(sentence, quoted, "", NAMES) == []


@pytest.mark.parametrize(
    ("sentence", "quoted"),
    [
        (
            "It can be extended by twelve months.",
            "It can be extended by six months, at £3.35 million a year.",
        ),
        ("58% of them were boys.", "71% were boys, 58% were aged 8 to 13."),
        ("It has a total value of £1.224 million.", "Annual value £1,224,000"),
        ("Hours bought in the 2021 calendar year: 6,240.", "6,240 hours from 1 April 2021 to 31 March 2022."),
        (
            "Requests rose from 1,312 in 2022 to 1,655 three years later.",
            "From 1,312 in 2022 to 1,655 in 2024.",
        ),
        (
            "The contract with Marram Ltd is kept in force.",
            "Award it to Marram Ltd; keep the contract with Halden Ltd in force.",
        ),
        ("The round opens in March 2023.", "The round opens in May 2023. Date: 14 March 2023"),
        ("The committee backed it by nine votes to none.", "It was supported by nine votes to two."),
        ("In 2023-24, 41% felt alone.", "41% feel alone. The comparable figure for 2023-24 was 44%."),
        ("Feeling alone went from 41% to 44%.", "41% feel alone. The comparable figure for 2023-24 was 44%."),
        ("It costs £2,412,800 for each place a year.", "Block of 9 places | Annual value (£): 2412800"),
        ("CE3 or CE4 was missed.", "The fee falls while CE1 or CE2 is missed."),
    ],
)
def test_a_fact_of_another_thing_does_not(sentence: str, quoted: str) -> None:
    assert missing_facts(sentence, quoted, "", NAMES) != []


SPENT = "It spent £13.05 million on agency staff in 2022/23 and £11.62 million in 2023/24, for all services."
PROVIDERS = "How many providers handed back packages? 7. 6, handing back 83 packages between them."


@pytest.mark.parametrize(
    ("sentence", "quoted"),
    [
        ("Agency staff cost £11.62 million in 2023/24, across all services.", SPENT),
        ("Of the packages, 83 were handed back; six providers did so.", PROVIDERS),
        ("A block of nine places, worth £2,412,800.", "Block of 9 places | Annual value (£): 2412800"),
        ("90% of contributions to annual reviews.", "Contribution to annual reviews 90% Quarterly"),
        (
            "The contract, which cost £286 in the year, runs from 1 July 2023 to 30 June 2026.",
            "The contract began on 1 July 2023 and runs until 30 June 2026. Its cost in the year was £286.",
        ),
        (
            "The provider reports only those it has finished to the council.",
            "The provider reports to us those it has finished. The ICB runs the list. Council papers follow.",
        ),
        ("Seven of the nine were with the ICB.", "9: 7 with the ICB and 2 with a trust."),
        (
            "The Board pays 45% of £4.18 million, which is £1.88 million.",
            f"£4.18 million. {SHARES}",
        ),
    ],
)
def test_what_settles_a_figure_outweighs_the_words_beside_it(sentence: str, quoted: str) -> None:
    assert missing_facts(sentence, quoted, "", NAMES) == []


def test_a_value_of_another_year_of_its_row_is_not_settled() -> None:
    assert missing_facts(
        "Agency staff cost £13.05 million in 2023/24, across all services.", SPENT, "", NAMES
    )
