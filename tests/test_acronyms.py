"""Acronyms and what they stand for, matched both ways, and the table that says so."""

from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from assistant.acronym_table import AcronymTable, load_table
from assistant.acronyms import Acronyms, load_acronyms
from ingest.errors import SettingsError


@pytest.fixture(scope="module")
def packaged() -> Acronyms:
    return load_acronyms()


def others(acronyms: Acronyms, text: str) -> list[tuple[str, ...]]:
    return [mention.others for mention in acronyms.mentions(text)]


def table(tmp_path: Path, text: str, name: str = "own.toml") -> Path:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("short", "meaning"),
    [
        ("OT", "occupational therapy"),
        ("SALT", "speech and language therapy"),
        ("EHCP", "education, health and care plan"),
        ("CHC", "continuing healthcare"),
        ("DFG", "disabled facilities grant"),
        ("MTFP", "medium term financial plan"),
        ("ICB", "integrated care board"),
        ("CCG", "clinical commissioning group"),
        ("DoLS", "deprivation of liberty safeguards"),
        ("DPS", "dynamic purchasing system"),
        ("A&E", "accident and emergency"),
        ("s117", "section 117"),
    ],
)
def test_what_an_acronym_stands_for_is_put_in_brackets(packaged: Acronyms, short: str, meaning: str) -> None:
    assert packaged.expanded(f"Who runs {short} here?") == f"Who runs {short} ({meaning}) here?"


@pytest.mark.parametrize(
    ("text", "also"),
    [
        ("occupational therapy", ("OT",)),
        ("Occupational  Therapies", ("OT",)),
        ("disabled facilities grants", ("DFG",)),
        ("education health, and care plans", ("EHC plan", "EHCP")),
        ("speech & language therapy", ("SALT", "SLT", "S&LT")),
        ("children’s social care", ("CSC",)),
        ("section 75", ("s75", "s.75")),
        ("S.75", ("s75", "s.75", "section 75")),
    ],
)
def test_what_is_spelt_out_is_also_known_by_its_acronyms(
    packaged: Acronyms, text: str, also: tuple[str, ...]
) -> None:
    assert others(packaged, f"the {text}, then") == [also]


def test_acronyms_of_one_meaning_stand_for_each_other(packaged: Acronyms) -> None:
    assert others(packaged, "CLA") == [("looked after children", "children looked after", "LAC")]


def test_a_plural_and_a_possessive_are_the_acronym(packaged: Acronyms) -> None:
    assert packaged.expanded("DFGs") == "DFGs (disabled facilities grant)"
    assert packaged.expanded("the ICB’s plan") == "the ICB’s (integrated care board) plan"


def test_an_acronym_in_lower_case_counts_unless_it_is_a_word(packaged: Acronyms) -> None:
    assert packaged.expanded("ehcp wait") == "ehcp (education, health and care plan) wait"
    assert packaged.mentions("please send the salt with a pin") == []
    assert len(packaged.mentions("SEND, SALT and a PIN")) == 3


def test_an_acronym_is_a_whole_word(packaged: Acronyms) -> None:
    assert packaged.mentions("PILOT, BOTOX, R&OT and otter") == []


def test_an_acronym_with_several_meanings_is_looked_for_in_all_and_spelt_out_as_none(
    packaged: Acronyms,
) -> None:
    assert packaged.expanded("the ASC budget") == "the ASC budget"
    assert others(packaged, "ASC")[0][:2] == ("adult social care", "autism spectrum condition")


def test_a_meaning_is_told_once_and_not_where_the_question_says_it(packaged: Acronyms) -> None:
    assert packaged.expanded("OT and OT") == "OT (occupational therapy) and OT"
    assert packaged.expanded("occupational therapy (OT)") == "occupational therapy (OT)"
    assert packaged.expanded("SALT or SLT") == "SALT (speech and language therapy) or SLT"


def test_a_meaning_that_no_document_has_is_not_told(packaged: Acronyms) -> None:
    assert packaged.expanded("OT and DFG", {"disabled facilities grant"}.__contains__) == (
        "OT and DFG (disabled facilities grant)"
    )


def test_a_text_both_ways_has_every_way_of_writing_what_it_speaks_of(packaged: Acronyms) -> None:
    assert packaged.both_ways("OT by section 75") == "OT by section 75 occupational therapy s75 s.75"
    assert packaged.both_ways("Vans.") == "Vans."


def test_a_subsection_or_a_part_of_a_paper_is_no_section_of_an_act(packaged: Acronyms) -> None:
    assert packaged.mentions("section 3, the council’s 40 vans, and items 12") == []


def test_every_packaged_acronym_is_found_and_every_wording_leads_back_to_it(packaged: Acronyms) -> None:
    meanings = load_table().meanings
    assert len(meanings) > 150
    for acronym, held in meanings.items():
        ((start, end, told),) = [(m.start, m.end, m.others) for m in packaged.mentions(acronym)]
        assert (start, end) == (0, len(acronym))
        for wording in (wording for meaning in held for wording in meaning):
            assert wording in told
            (back,) = packaged.mentions(wording)
            assert acronym in back.others


def test_no_packaged_acronym_is_listed_twice() -> None:
    folded = [acronym.casefold() for acronym in load_table().meanings]
    assert len(set(folded)) == len(folded)


def test_a_table_of_ones_own_adds_replaces_and_removes(tmp_path: Path) -> None:
    path = table(
        tmp_path,
        """
        [meanings]
        AVH = "Averdale Housing | Averdale Homes"
        OT = "overtime"
        DPS = ""
        ASC = ["adult social care", "Averdale sports centre"]
        """,
    )
    own = load_acronyms(path)
    assert others(own, "AVH") == [("Averdale Housing", "Averdale Homes")]
    assert own.expanded("OT, DPS and EHCP") == "OT (overtime), DPS and EHCP (education, health and care plan)"
    assert others(own, "occupational therapy") == []
    assert others(own, "ASC") == [("adult social care", "Averdale sports centre")]


def test_a_word_is_told_from_an_acronym_by_its_capitals(tmp_path: Path) -> None:
    own = load_acronyms(table(tmp_path, 'as_written = ["VAN"]\n[meanings]\nVAN = "vehicle asset number"'))
    assert own.expanded("the van’s VAN") == "the van’s VAN (vehicle asset number)"


def test_a_table_may_be_a_spreadsheets_csv(tmp_path: Path) -> None:
    path = table(
        tmp_path,
        '\ufeffAcronym,Meaning\nAVH,"Averdale Housing, South"\nOCC,Osterbridge City Council\n'
        "OCC,office closure\n\n",
        "own.csv",
    )
    own = load_acronyms(path)
    assert own.expanded("AVH") == "AVH (Averdale Housing, South)"
    assert others(own, "OCC") == [("Osterbridge City Council", "office closure")]


@pytest.mark.parametrize(
    ("name", "text", "problem"),
    [
        ("own.toml", "OT = ", "is not valid TOML"),
        ("own.toml", 'OT = "occupational therapy"', "has OT, which means nothing there"),
        ("own.toml", "[meanings]\nOT = 3", "The meaning of OT in"),
        ("own.toml", 'meanings = "OT"', "is not a table of acronyms"),
        ("own.toml", '[meanings]\nOT = "–"', "The meaning of OT in"),
        ("own.toml", '[meanings]\n"&" = "and"', "is no acronym"),
        ("own.csv", "OT,occupational therapy\n", "its first line must be acronym,meaning"),
        ("own.csv", "acronym,meaning\n,occupational therapy\n", "Line 2 of"),
        ("own.csv", 'acronym,meaning\nOT,"occupational', "is not valid CSV"),
    ],
)
def test_a_table_that_is_wrong_is_refused_with_its_place(
    tmp_path: Path, name: str, text: str, problem: str
) -> None:
    with pytest.raises(SettingsError, match=problem) as caught:
        load_acronyms(table(tmp_path, text, name))
    assert name in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_table_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    with pytest.raises(
        SettingsError, match=r"Cannot read the table of acronyms .*missing\.toml: No such file"
    ):
        load_acronyms(tmp_path / "missing.toml")
    (tmp_path / "own.csv").write_bytes(b"acronym,meaning\nOT,caf\xe9")
    with pytest.raises(SettingsError, match="save the table of acronyms again as UTF-8"):
        load_acronyms(tmp_path / "own.csv")


@given(st.text(max_size=120))
def test_no_text_loses_a_letter_when_it_is_expanded(text: str) -> None:
    acronyms = load_acronyms()
    told = acronyms.expanded(text)
    assert [mention.end for mention in acronyms.mentions(text)] == sorted(
        mention.end for mention in acronyms.mentions(text)
    )
    for mention in acronyms.mentions(text):
        told = told.replace(f" ({mention.meaning})", "", 1) if mention.meaning else told
    assert told == text


@given(
    st.text("ABCDEFGHJK", min_size=3, max_size=6),
    st.lists(st.text("abcdefgh", min_size=2, max_size=6), min_size=1, max_size=5),
)
def test_what_is_told_both_ways_is_found_both_ways(short: str, words: list[str]) -> None:
    long = " ".join(words)
    assume(long != short.lower())
    acronyms = Acronyms(AcronymTable({short: ((long,),)}, frozenset({short})))
    assert others(acronyms, f"({short})") == [(long,)]
    assert others(acronyms, f"({long})") == [(short,)]
