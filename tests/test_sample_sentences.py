"""The labelled sentences: their quotations stand in the papers, and what was altered was altered."""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cache
from typing import Any

import pytest

from assistant.verify import normalise
from eval.sample.build.corpus import DOCUMENTS
from ingest.read import read
from ingest.settings import IngestSettings

SENTENCES = DOCUMENTS.parent / "sentences.jsonl"
PAPERS = {path.stem: path for path in sorted(DOCUMENTS.rglob("*")) if path.is_file()}
LEAST = {
    "supported": 170,
    "figure": 50,
    "authority": 40,
    "period": 40,
    "reference": 30,
    "polarity": 50,
    "wrong-passage": 25,
    "invented": 40,
}
ALWAYS = {"id", "question", "sentence", "label", "sources", "split"}
# Papers that hold the same text, by name or byte for byte: no part must be known from its twin.
TWINS = (
    {"Appendix_C_Demand_and_Waiting_Times", "Item_9_Appendix_2", "Cabinet_pack_February_2025"},
    {"25-0014_PROD", "25-0014_Record_of_Decision"},
    {"Service_Specification_Childrens_OT", "Childrens OT service specification v1.4"},
    {"carers_annual_statement_2024-25", "osterbridge_carers_annual_statement_2024-25"},
)
EXEMPT = ("Appendix_2B", "CANARY-7Q4X-HERONGATE", "4,611,370", "4,738,925", "4,459,180", "4,520,000")


@dataclass(frozen=True, slots=True)
class Labelled:
    """One line of the file; ``quotes`` pairs a paper's name without ending with words of it."""

    id: str
    question: str
    sentence: str
    label: str
    quotes: tuple[tuple[str, str], ...]
    split: str
    altered: str | None
    of: str | None

    @property
    def papers(self) -> set[str]:
        return {paper for paper, _ in self.quotes}


@cache
def lines() -> tuple[dict[str, Any], ...]:
    return tuple(json.loads(line) for line in SENTENCES.read_text(encoding="utf-8").splitlines())


@cache
def labelled() -> tuple[Labelled, ...]:
    return tuple(
        Labelled(
            id=line["id"],
            question=line["question"],
            sentence=line["sentence"],
            label=line["label"],
            quotes=tuple((source["document"], source["quote"]) for source in line["sources"]),
            split=line["split"],
            altered=line.get("altered"),
            of=line.get("of"),
        )
        for line in lines()
    )


def made_from() -> list[tuple[Labelled, Labelled]]:
    """Each altered sentence with the one that it was made from."""
    by_id = {each.id: each for each in labelled()}
    return [(each, by_id[each.of]) for each in labelled() if each.of is not None]


@cache
def text_of(paper: str) -> str:
    path = PAPERS[paper]
    return normalise(read(path, path.name, IngestSettings()).text)


# --- form -----------------------------------------------------------------------------------------------


def test_ids_count_up_without_a_gap() -> None:
    assert [each.id for each in labelled()] == [f"t-{n:03d}" for n in range(1, len(labelled()) + 1)]


def test_a_line_says_what_was_altered_unless_the_sentence_is_supported() -> None:
    wrong = [
        line["id"]
        for line in lines()
        if set(line) - {"of"} != (ALWAYS if line["label"] == "supported" else ALWAYS | {"altered"})
    ]
    assert wrong == []
    assert [each.id for each in labelled() if each.label == "supported" and each.of] == []


def test_nothing_is_left_empty() -> None:
    assert [each.id for each in labelled() if not (each.question and each.sentence and each.quotes)] == []
    assert [each.id for each in labelled() if each.altered == ""] == []


def test_every_label_is_known_and_has_its_share() -> None:
    counted = Counter(each.label for each in labelled())

    assert counted.keys() == LEAST.keys()
    assert {label: n for label, n in counted.items() if n < LEAST[label]} == {}


def test_the_read_me_counts_what_is_there() -> None:
    read_me = SENTENCES.with_name("README.md").read_text(encoding="utf-8")
    table = read_me.partition("## The labelled sentences")[2].partition("\n## ")[0]
    told = {label: int(n) for label, n in re.findall(r"^\| `([a-z-]+)` \| (\d+) \|", table, re.MULTILINE)}

    assert told == Counter(each.label for each in labelled())
    assert f"`sentences.jsonl` {len(labelled())} single sentences" in read_me


# --- truth ----------------------------------------------------------------------------------------------


def test_every_quotation_stands_in_its_paper() -> None:
    quotes = {quote for each in labelled() for quote in each.quotes}
    assert sorted(quote for quote in quotes if quote[1] not in text_of(quote[0])) == []


def test_no_sentence_has_two_labels() -> None:
    seen = Counter((each.sentence, each.quotes) for each in labelled())
    assert [sentence for (sentence, _), n in seen.items() if n > 1] == []


def test_an_altered_sentence_was_made_from_a_supported_one_of_its_own_split() -> None:
    assert [each.id for each, origin in made_from() if origin.label != "supported"] == []
    assert [each.id for each, origin in made_from() if origin.split != each.split] == []


def test_an_altered_sentence_differs_from_what_it_was_made_from() -> None:
    altered = [(each, origin) for each, origin in made_from() if each.label != "wrong-passage"]
    assert [each.id for each, origin in altered if each.sentence == origin.sentence] == []


def test_a_sentence_from_the_wrong_passage_names_other_papers_than_the_right_one() -> None:
    wrong = [(each, origin) for each, origin in made_from() if each.label == "wrong-passage"]

    assert len(wrong) == sum(each.label == "wrong-passage" for each in labelled())
    assert [each.id for each, origin in wrong if each.papers & origin.papers] == []


def test_only_what_is_invented_may_be_made_from_nothing() -> None:
    free = {each.label for each in labelled() if each.of is None}
    assert free == {"supported", "invented"}


@pytest.mark.parametrize("secret", EXEMPT)
def test_nothing_of_the_exempt_paper_is_in_the_file(secret: str) -> None:
    assert secret not in SENTENCES.read_text(encoding="utf-8")


# --- the parts ------------------------------------------------------------------------------------------

BY_PAPER = ("calibrate", "second", "third")
OVER_ALL_PAPERS = ("fourth", "fifth", "sixth")


def papers_by_split() -> dict[str, set[str]]:
    """A sentence from the wrong passage names papers that it is not about."""
    papers: dict[str, set[str]] = defaultdict(set)
    for each in labelled():
        if each.label != "wrong-passage":
            papers[each.split] |= each.papers
    return papers


def test_no_paper_is_in_two_of_the_parts_made_by_paper() -> None:
    assert papers_by_split().keys() == {*BY_PAPER, *OVER_ALL_PAPERS}
    papers = {split: papers_by_split()[split] for split in BY_PAPER}
    assert sum(map(len, papers.values())) == len(set().union(*papers.values()))


def test_papers_that_hold_the_same_text_are_in_the_same_part() -> None:
    papers = [papers_by_split()[split] for split in BY_PAPER]
    assert [twins for twins in TWINS if sum(bool(part & twins) for part in papers) > 1] == []


@pytest.mark.parametrize("split", ["fifth", "sixth"])
def test_a_part_never_listed_has_a_fourteenth_of_nearly_every_label(split: str) -> None:
    unread = Counter(each.label for each in labelled() if each.split == split)
    of_all = Counter(each.label for each in labelled())
    shares = {label: unread[label] / of_all[label] for label in LEAST if label != "wrong-passage"}
    assert {label: share for label, share in shares.items() if not 0.07 <= share <= 0.35} == {}


def test_every_part_speaks_of_every_authority() -> None:
    folders = {
        split: {PAPERS[paper].parent.name for paper in papers} for split, papers in papers_by_split().items()
    }
    assert folders == {
        split: {"averdale", "osterbridge", "fellmarsh-icb"} for split in (*BY_PAPER, *OVER_ALL_PAPERS)
    }
