"""What holds of missing facts whatever is written."""

from datetime import date

from hypothesis import assume, example, given
from hypothesis import strategies as st

from assistant.write.facts import Names, missing_facts
from assistant.write.figures import figures
from assistant.write.number_words import numbers
from assistant.write.times import times

NAMES = Names(["Averdale County Council", "NHS Fellmarsh Integrated Care Board"])
MONTHS = (
    "January February March April May June July August September October November December".split()  # noqa: SIM905
)
whole = st.integers(min_value=2, max_value=9_999_999)
pieces = st.sampled_from(
    [
        "The council pays £1.5m a year",
        "11 of its 12 targets were met in 2023/24",
        "the share rose from 61% to 68%",
        "it ends on 31 March 2027",
        "under section 75 of the NHS Act 2006",
        "Averdale and the ICB agreed within six weeks",
        "decision 25/0014 was taken",
        "about 9,400 people a year",
        "Rollwright Mobility CIC, until 30 September 2026",
        "Prices rise each April by 3%",
        "a 60:40 split",
    ]
)
ODD = [
    *("£", "12", "%", ".", "1/2", "|", ":", "?", "…", "-", "31/02/2024", "ICB", "Act", "section", "(", "½"),
    *(
        "2024/25",
        "one",
        "hundred",
        "and",
        "a.",
        "Q3",
        "£000s",
        "to",
        "each",
        "p.a.",
        "'s",
        "The",
        "\n",
        "\u00a0",
    ),
]
odd = st.lists(st.sampled_from(ODD), max_size=14).map(" ".join)


@given(st.lists(pieces, min_size=1, max_size=4, unique=True))
def test_what_a_source_says_in_these_words_has_no_missing_facts(parts: list[str]) -> None:
    quoted = ", and ".join(parts) + "."
    assert missing_facts(f"It says that {quoted}", quoted, "", NAMES) == []


@given(whole, st.data())
def test_another_digit_is_another_figure(number: int, data: st.DataObject) -> None:
    digits = str(number)
    at = data.draw(st.integers(min_value=0, max_value=len(digits) - 1))
    other = data.draw(st.sampled_from([digit for digit in "0123456789" if digit != digits[at]]))
    altered = int(digits[:at] + other + digits[at + 1 :])
    for written, kept in ((f"{altered:,}", f"{number:,}"), (f"£{altered:,}", f"£{number}")):
        found = missing_facts(f"It lent {written} beds.", f"It lent {kept} beds.", "", NAMES)
        assert [each.text for each in found] == [written]


@given(whole.filter(lambda number: not 1900 <= number < 2100))
def test_a_number_is_the_same_with_and_without_its_commas(number: int) -> None:
    forms = [
        f"It lent {number} beds.",
        f"It lent {number:,} beds.",
        f"It lent {number:,} beds.".replace(",", "\u00a0"),
    ]
    assert all(missing_facts(one, two, "", NAMES) == [] for one in forms for two in forms)


@given(st.integers(min_value=1, max_value=99), st.sampled_from([("m", "million", 6), ("k", "thousand", 3)]))
def test_an_amount_is_the_same_in_every_form(tenths: int, size: tuple[str, str, int]) -> None:
    short, word, zeros = size
    value = f"{tenths / 10:g}"
    forms = [f"£{value}{short}", f"£{value} {word}", f"£{tenths * 10 ** (zeros - 1):,}"]
    said = [f"The cost is {form} now." for form in forms]
    assert all(missing_facts(one, two, "", NAMES) == [] for one in said for two in said)


@given(st.dates(min_value=date(2001, 1, 1)).filter(lambda day: day.year < 2060))
def test_a_day_is_the_same_in_every_form(day: date) -> None:
    month = MONTHS[day.month - 1]
    forms = [
        f"{day.day} {month} {day.year}",
        f"{day:%d/%m/%Y}",
        f"{day.day} of {month}, {day.year}",
        f"{day}",
    ]
    said = [f"It was settled on {form} then." for form in forms]
    assert all(missing_facts(one, two, "", NAMES) == [] for one in said for two in said)


@given(st.integers(min_value=10, max_value=40))
def test_a_financial_year_is_the_same_in_every_form(start: int) -> None:
    forms = [f"20{start}/{start + 1}", f"20{start}-{start + 1}", f"FY{start}/{start + 1}"]
    forms += [f"the year ending 31 March 20{start + 1}", f"1 April 20{start} to 31 March 20{start + 1}"]
    said = [f"It held in {form} too." for form in forms]
    assert all(missing_facts(one, two, "", NAMES) == [] for one in said for two in said)


@given(st.integers(min_value=2, max_value=9), st.integers(min_value=2, max_value=9))
def test_numbers_in_words_are_read_as_they_are_said(tens: int, units: int) -> None:
    named = "two three four five six seven eight nine".split()  # noqa: SIM905
    decades = "twenty thirty forty fifty sixty seventy eighty ninety".split()  # noqa: SIM905
    ten, unit = decades[tens - 2], named[units - 2]
    for text in (f"{ten}-{unit}", f"{ten} {unit}", f"{unit} hundred and {ten}-{unit}"):
        (found,) = numbers(text)
        assert found.value == 10 * tens + units + (100 * units if "hundred" in text else 0)


@given(st.one_of(st.text(max_size=80), odd), st.one_of(st.text(max_size=80), odd), odd)
@example("12.5.", "£", "½")
def test_any_text_can_be_read(sentence: str, quoted: str, around: str) -> None:
    found = missing_facts(sentence, quoted, around, NAMES)
    assert all(each.text and each.text in sentence for each in found)
    assert all(0 <= each.start < each.end <= len(sentence) for each in (*figures(sentence), *times(sentence)))


@given(odd)
def test_nothing_is_missing_from_the_same_words(text: str) -> None:
    assume(text)
    assert missing_facts(text, text, "", NAMES) == []
