"""Which facts of a written sentence do not stand in its source, each case checked by eye."""

import pytest

from assistant.answer import Fault
from assistant.write.facts import MissingFact, Names, missing_facts

LIBRARY = ["Averdale County Council", "Osterbridge City Council", "NHS Fellmarsh Integrated Care Board"]
NAMES = Names(LIBRARY)
LETTER = "FOI response: home care for adults\nAverdale County Council\n2024-11-07\nFOI/2024/1138"


def faults(sentence: str, quoted: str, around: str = LETTER) -> list[tuple[str, str]]:
    return [(each.fault.value, each.text) for each in missing_facts(sentence, quoted, around, NAMES)]


SAME = [
    ("It cost £1.5 million.", "The cost was £1,500,000 in all."),
    ("It cost £1,500,000.", "The cost was £1.5m."),
    ("It cost 1.5 million.", "The cost was £1.5m."),
    ("The share is ten per cent.", "The share is 10%."),
    ("It took 12 weeks.", "It took twelve weeks in the end."),
    ("Fifty-eight people were waiting.", "58 people were waiting."),
    ("There were 1085 cases.", "There were 1,085 open cases."),
    ("There were 1\u00a0085 cases.", "There were 1,085 open cases."),
    ("It rose by .5%.", "It rose by 0.50%."),
    ("It runs for up to two more years.", "It may run for a further 24 months."),
    ("About 9,400 people use it.", "It is used by 9,387 people."),
    ("More than £2 million was paid out.", "In all £2,147,600 was paid out."),
    ("It took effect on 1st of April, 2025.", "Effective from 01/04/2025."),
    ("It began in April 2025.", "It began on 1 April 2025."),
    ("The 2023/24 figure is 45.", "FY23/24: 45"),
    ("In the financial year to March 2024 it was 45.", "2023-24: 45"),
    ("The contract runs for three years from 1 April 2025.", "Term: 1 April 2025 to 31 March 2028"),
    ("It was agreed in the second quarter of 2024/25.", "It was agreed between July and September 2024."),
    ("Reports come every three months.", "Reports come quarterly."),
    ("The rate was £24.72 an hour.", "What is the standard hourly rate? £24.72"),
    ("The council pays 60% and the ICB 40%.", "The split with the ICB is 60:40."),
    ("Waits fell from 33.5 to 21.25 weeks.", "Waits fell from 33.5 weeks to 21.25 weeks."),
    ("Averdale had 58 people waiting.", "58 people were waiting."),
    ("Waits were 23 days against a target of 20.", "Waits were 23 days, against a target of 20 days."),
    ("92% were seen in time, against a target of 95.", "The target was 95%. 92% were seen in time."),
    (
        "The wait for a powered chair was 26 weeks.",
        "A manual chair took 11 weeks, and a powered one 26 weeks.",
    ),
    ("A quarter of carers waited.", "One carer in four waited."),
    ("It was 97 in the previous year.", "It was 112, up from 97 the year before."),
    ("71% were boys and 58% were aged 8 to 13.", "71% were boys, and 58% were aged 8 to 13."),
    ("It was handed back 37 times.", "In 2024 it was handed back in 37 cases."),
    ("A third-party system is used.", "A system of a third party is used."),
    ("The council's letter FOI/2024/1138 says so.", "The letter says so."),
    ("The ICB leads on it.", "NHS Fellmarsh Integrated Care Board leads on it."),
    ("DFGs are paid by the council.", "Disabled facilities grants are paid by the council."),
    ("It rests on section 43 of the Act.", "Section 43(2) of the Act applies."),
    ("Two councils took part: Averdale and Osterbridge.", "Osterbridge City Council took part as well."),
    ("One of the providers left.", "A provider left."),
    ("Two thirds preferred it.", "Two out of three preferred it."),
    ("One in five posts is vacant.", "20% of the posts are vacant."),
    ("In the year to 31 March 2022 it was 45.", "In the year from 1 April 2021 to 31 March 2022 it was 45."),
    ("In the last quarter of 2024 (October to December) it was 45.", "Oct-Dec 2024: 45"),
    ("Of the open cases, 780 had a plan.", "There were 1,085 open cases. Of these cases, 780 had a plan."),
    ("It bought 640 hours, of which 41 lapsed.", "It bought 640 hours. 41 hours lapsed."),
    ("In May 2024, 64 of 331 cases were late.", "How many cases were late in May 2024? 64 of 331 cases."),
]


@pytest.mark.parametrize(("sentence", "quoted"), SAME)
def test_the_same_fact_written_otherwise_stands(sentence: str, quoted: str) -> None:
    assert faults(sentence, quoted) == []


FIGURES = [
    ("The share is 10%.", "There are 10 in all.", "10%"),
    ("The fee is £10.", "There are 10 in all.", "£10"),
    ("It takes 10 weeks.", "It takes 10 months.", "10 weeks"),
    ("There are 10 per annum.", "The rise is 10%.", "10"),
    ("It costs £4m.", "It costs £4,000.", "£4m"),
    ("The share is 23%.", "The share is 23.4%.", "23%"),
    ("About 20 weeks.", "The wait was 21.25 weeks.", "20 weeks"),
    ("It is nearly £4.5 million.", "It is £3.96 million.", "£4.5 million"),
    ("The team has 12 schools.", "The team ran 12 sessions.", "12"),
    ("There are 781 cases.", "There are 1,085 cases.", "781"),
    ("It fell by 2 percentage points.", "2% of the fee is withheld.", "2 percentage points"),
    ("Replies come within 20 days.", "Replies come within 20 working days.", "20 days"),
    ("It plans 640 referrals a month.", "It plans for 640 referrals a year.", "640"),
    ("It costs £3.96 million in all.", "It costs £3.96 million a year.", "£3.96 million"),
    ("It costs £214,300 a month.", "It costs £214,300.", "£214,300"),
    ("Six handed back 83 packages each.", "6, handing back 83 packages between them.", "83"),
    ("At least £40 is paid.", "Up to £40 is paid.", "£40"),
    ("In 2023/24, 83 providers left.", "How many providers left in 2023/24? 6, with 83 packages.", "83"),
    ("Five posts were vacant.", "One in five posts was vacant.", "Five"),
    ("1,214 children with a plan waited.", "1,214 children waited. Of these, 347 had a plan.", "1,214"),
    ("It is limited to £2m over the four years.", "The yearly spending is limited to £2m.", "£2m"),
    ("CE2 asks for 93% of urgent calls.", "CE1 Calls answered 93% CE2 Urgent calls 97%", "93%"),
    ("742 had one, and a further 508 too.", "742 had one, of whom 508 because of need.", "508"),
    ("It accepted 640 cases.", "It received 640 cases and accepted 512 of them.", "640"),
    ("Wards have two nurses on duty in all.", "Wards have two nurses on every shift.", "two"),
    ("The grants were £6,230 each.", "The grants came to £6,230 in all.", "£6,230"),
    ("It is worth £5m over the term.", "Home care | Annual value (£): 5000000; End: 2027", "£5m"),
    ("Firm B had 40 for price.", "Firm B | Price (of 40): 36.2; Total (of 100): 85", "40"),
    ("88% were very satisfied.", "88% said that they were satisfied or very satisfied.", "88%"),
    ("£4m came from the general reserve.", "£4m is taken from the schools' reserve.", "£4m"),
]


@pytest.mark.parametrize(("sentence", "quoted", "text"), FIGURES)
def test_another_figure_does_not_stand(sentence: str, quoted: str, text: str) -> None:
    assert ("figure", text) in faults(sentence, quoted)


MISPLACED = [
    ("It rose from 15 to 12.", "It rose from 12 to 15."),
    ("Adults cost £7m and children £4m.", "Adults cost £4m and children £7m."),
    ("In 2024/25 it was 45 weeks.", "2023/24 = 45 weeks, 2024/25 = 51 weeks."),
    ("Two with Averdale and seven with Osterbridge.", "7 with Averdale and 2 with Osterbridge."),
    ("The spot price is £38 an hour against £52.", "The spot price is £52 an hour against £38 agreed."),
    ("16 of them had waited for more than 18 weeks.", "Of these, 18 had waited for more than 16 weeks."),
    ("At most 2% are missed, at most 6% cancelled.", "Missed, at most 6%; cancelled, at most 2%."),
]


@pytest.mark.parametrize(("sentence", "quoted"), MISPLACED)
def test_a_figure_beside_the_words_of_another_is_a_fault(sentence: str, quoted: str) -> None:
    assert "figure" in {fault for fault, _ in faults(sentence, quoted)}


PERIODS = [
    ("It was 58 on 11 January 2024.", "It was 58 on 01/11/2024.", "11 January 2024"),
    ("It began on 1 April 2025.", "It began in April 2025.", "1 April 2025"),
    ("It was 45 in 2024.", "2024/25: 45", "2024"),
    ("It was 45 in 2022/23.", "2023/24: 45", "2022/23"),
    ("It has run since 30 June 2026.", "It runs until 30 June 2026.", "30 June 2026"),
    ("It began on 31 March 2026.", "It would end on 31 March 2026.", "31 March 2026"),
    (
        "It was taken on 12 March and done on 3 March 2025.",
        "Taken 3 March 2025, done 12 March 2025.",
        "12 March",
    ),
    ("Monthly returns are due.", "Quarterly returns are due.", "Monthly"),
    ("Prices rise each May.", "Prices rise each April.", "May"),
    ("It meets every quarter.", "It meets every two months. Reports close the quarter.", "every quarter"),
    ("The panel meets every second month.", "The panel meets every second Tuesday.", "every second month"),
    ("In the calendar year 2021 it was 45.", "From 1 April 2021 to 31 March 2022 it was 45.", "2021"),
    ("Up to 12 hours go into the next year.", "Up to 12 hours go into the next quarter.", "next year"),
    (
        "Waits are reported quarterly.",
        "Calls are counted quarterly. Waits are reported monthly.",
        "quarterly",
    ),
    ("It was decided on 18 August 2025.", "18/08/2025 Date decided: 15/08/2025", "18 August 2025"),
    ("45 people on 4 May 2025.", "Answered: 04/05/2025 | 45 people on 31 March 2025", "4 May 2025"),
    (
        "The forecast was made in May 2024.",
        "The forecast was made in June 2024. Prices of May 2024.",
        "May 2024",
    ),
]


@pytest.mark.parametrize(("sentence", "quoted", "text"), PERIODS)
def test_another_time_does_not_stand(sentence: str, quoted: str, text: str) -> None:
    assert ("period", text) in faults(sentence, quoted, "Home care\nAverdale County Council")


def test_a_season_or_weekday_stands_for_the_months_and_dates_in_it() -> None:
    assert faults("It opened in autumn 2023.", "It opened in October 2023.") == []
    assert faults("It opened in spring 2023.", "It opened in October 2023.") == [("period", "spring")]
    assert faults("It met on Tuesday.", "It met on 4 March 2025.") == []
    assert faults("It met on Friday.", "It met on 4 March 2025.") == [("period", "Friday")]


def test_a_place_before_a_service_is_no_body_of_its_own() -> None:
    quoted = "The contract for occupational therapy (OT) ended."
    assert faults("The Averdale OT contract ended.", quoted) == []
    assert faults("The Averdale ICB ended.", "The contract ended.") != []


DATED = "Home care\nAverdale County Council\n2025-03-03\nRFI 12"


def test_the_date_of_a_paper_is_not_that_of_what_it_speaks_of() -> None:
    assert faults("The letter is dated 3 March 2025.", "Thank you for writing.", DATED) == []
    assert faults("It has been in force since 3 March 2025.", "It is in force.", DATED) == [
        ("period", "3 March 2025")
    ]
    asked = "You wrote to us on 1 March 2025."
    assert faults("RFI 12 was answered on 1 March 2025.", asked, DATED) == [("period", "1 March 2025")]
    assert faults("RFI 12 was answered on 3 March 2025.", asked, DATED) == []


def test_the_date_of_a_paper_is_not_the_day_that_its_words_name() -> None:
    quoted = "Signed off by the Head of Finance on 22 November 2024."
    assert faults("It was signed off by the Head of Finance on 7 November 2024.", quoted) == [
        ("period", "7 November 2024")
    ]
    assert faults("The letter of 7 November 2024 says so.", "It was signed off on 22 June 2024.") == []


def test_a_heading_over_the_words_goes_before_the_title_of_their_paper() -> None:
    around = "Minutes of the third meeting of 2024-25\nAverdale County Council\n22. Plans for 2025-26"
    assert faults("The pool was £8m in 2025-26.", "The pool is £8m.", around) == []
    assert faults("The pool was £8m in 2024-25.", "The pool is £8m.", around) == [("period", "2024-25")]


def test_a_version_named_as_the_one_before_is_not_the_one_that_says_it() -> None:
    quoted = "Changes since version 2.2: the time was cut to one day."
    assert faults("The time was cut after version 2.2.", quoted) == []
    assert faults("The time was cut in version 2.2.", quoted) == [("reference", "version 2.2")]


def test_a_reference_beside_the_words_of_another_is_a_fault() -> None:
    rows = "CE2 Urgent calls answered the same day 97% CE3 Collections made in the week 90%"
    assert faults("Measure CE2 asks for 97% of urgent calls.", rows) == []
    assert ("reference", "CE3") in faults("Measure CE3 asks for 97% of urgent calls.", rows)


AUTHORITIES = [
    ("Osterbridge City Council bought 40 beds.", "The council bought 40 beds.", "Osterbridge City Council"),
    ("Osterbridge bought 40 beds.", "The council bought 40 beds.", "Osterbridge"),
    ("The ICB is the lead.", "The Council is the lead.", "ICB"),
    ("NHS England spent £4m.", "The council spent £4m.", "NHS England"),
    ("Kittiwake Ltd supplies it.", "Supplier: Fulmar Ltd", "Kittiwake Ltd"),
    ("Contract OCC-7 with Kittiwake Ltd ends.", "OCC-7 with Fulmar Ltd ends.", "Kittiwake Ltd"),
    ("Swanbeck Loans Ltd won.", "Marram Equipment Services Ltd won.", "Swanbeck Loans Ltd"),
    ("It was agreed with two primary care trusts.", "It was agreed with two groups.", "trusts"),
    ("The council's own contract runs on.", "The Fellmarsh ICB's own contract runs on.", "The council"),
]


@pytest.mark.parametrize(("sentence", "quoted", "text"), AUTHORITIES)
def test_another_body_does_not_stand(sentence: str, quoted: str, text: str) -> None:
    found = faults(sentence, quoted)
    assert [fault for fault, _ in found] == ["authority"]
    assert text.lower() in found[0][1].lower()


REFERENCES = [
    ("FOI/2024/1183 says so.", "The letter says so.", "FOI/2024/1183"),
    ("Decision 25/0041 was taken.", "Decision 25/0014 was taken.", "25/0041"),
    ("It is under the Housing Act 1996.", "The Housing Act 2004 requires it.", "Housing Act 1996"),
    ("Section 22 of the Act applies.", "Section 21 of the Act applies.", "Section 22"),
    (
        "It is under section 75 of the Care Act 2014.",
        "It is under section 75 of the NHS Act 2006.",
        "Care Act 2014",
    ),
    ("As page 2 says, it is closed.", "It is closed.", "page 2"),
    ("Appendix B says that it is closed.", "It is closed.", "Appendix B"),
    ("Indicator 3b is for waits of 26 weeks.", "2b Children waiting for 26 weeks", "Indicator 3b"),
    ("Recommendation e) keeps it.", "c) keep it", "Recommendation e)"),
]


@pytest.mark.parametrize(("sentence", "quoted", "text"), REFERENCES)
def test_another_reference_does_not_stand(sentence: str, quoted: str, text: str) -> None:
    assert faults(sentence, quoted) == [("reference", text)]


def test_a_page_stands_where_the_quotation_names_it() -> None:
    assert faults("See page 2.", "The table is on page 2 of the annex.") == []


def test_several_facts_are_told_in_reading_order_with_why() -> None:
    found = missing_facts("In 2022/23 it cost £9m.", "In 2023/24 it cost £8m.", "", NAMES)
    assert found == [
        MissingFact(Fault.PERIOD, "2022/23", "2022/23 does not stand in the source."),
        MissingFact(Fault.FIGURE, "£9m", "£9m does not stand in the source."),
    ]


def test_a_figure_of_the_surroundings_stands_only_as_part_of_a_question() -> None:
    asked = "How many of the 18 people were seen?"
    assert faults("Fifteen of the 18 were seen.", "15.", asked) == []
    assert faults("Fifteen of the 18 were seen.", "15.", "Plan for 18 people") == [("figure", "18")]


def test_answers_apart_from_their_questions_are_matched_by_letter_and_order() -> None:
    lettered = "On 1 May a. in all b. under the fast track? 4. a. 1,086. b. 217."
    assert faults("In all 1,086, 217 of them under the fast track.", lettered) == []
    assert faults("In all 217, and 1,086 under the fast track.", lettered) != []
    listed = "State - the number received - the number approved … - 311 - 268"
    assert faults("It received 311 and approved 268.", listed) == []
    assert faults("It received 268 and approved 311.", listed) != []


def test_an_undecided_case_is_left_to_stand() -> None:
    """Nothing tells the two figures apart by words: the sentence is not struck."""
    assert faults("The values are 40 and 60.", "60; 40") == []


@pytest.mark.parametrize(
    ("sentence", "quoted", "struck"),
    [
        (
            "The start moved from spring to summer 2025.",
            "The start moved from 1 April to 1 June 2025.",
            False,
        ),
        ("The policy is due in autumn 2023.", "We do not hold this information.", True),
        ("It was reviewed in winter 2024.", "It was reviewed in July 2024.", True),
    ],
)
def test_a_season_stands_where_one_of_its_months_does(sentence: str, quoted: str, struck: bool) -> None:
    found = missing_facts(sentence, quoted, "Review\n2025-04-01", Names([]))
    assert {each.fault for each in found} == ({Fault.PERIOD} if struck else set())
