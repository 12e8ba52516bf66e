"""The sample corpus: as the script writes it, true to its questions, and nobody else's words."""

from __future__ import annotations

import csv
import json
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from email import message_from_bytes, policy
from functools import cache
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from eval.sample.build.averdale import CARERS_FIGURES as AVERDALE_CARERS
from eval.sample.build.averdale import OT_FIGURES as AVERDALE_OT
from eval.sample.build.corpus import DOCUMENTS, RECIPES, differences, render, write
from eval.sample.build.markup import Bullet, Heading, PageBreak, Paragraph, Table, parse
from eval.sample.build.osterbridge import CARERS_FIGURES as OSTERBRIDGE_CARERS
from eval.sample.build.osterbridge import OT_FIGURES as OSTERBRIDGE_OT

SHARED = Path(__file__).resolve().parents[2] / "shared"
QUESTIONS = DOCUMENTS.parent / "questions.jsonl"
DOCUMENTS_BY_STEM = {path.stem: path for path in sorted(DOCUMENTS.rglob("*")) if path.is_file()}
EXEMPT = "Appendix_2B"
CANARY = "CANARY-7Q4X-HERONGATE"
EXEMPT_FIGURES = ("4,611,370", "4,738,925", "4,459,180", "4,520,000")


def fold(text: str) -> str:
    return " ".join(text.split())


def pdf_pages(path: Path) -> list[str]:
    from pypdf import PdfReader

    return [page.extract_text() for page in PdfReader(path).pages]


def docx_text(path: Path) -> str:
    import docx
    from docx.table import Table as WordTable

    blocks = docx.Document(str(path)).iter_inner_content()
    rows = (
        "\n".join("\t".join(cell.text for cell in row.cells) for row in block.rows)
        if isinstance(block, WordTable)
        else block.text
        for block in blocks
    )
    return "\n".join(rows)


def html_text(path: Path) -> str:
    from bs4 import BeautifulSoup

    return BeautifulSoup(path.read_bytes(), "html.parser").get_text("\n")


def xlsx_text(path: Path) -> str:
    from openpyxl import load_workbook

    sheets = load_workbook(path, read_only=True).worksheets
    rows = (row for sheet in sheets for row in sheet.iter_rows(values_only=True))
    return "\n".join("\t".join(str(cell) for cell in row if cell is not None) for row in rows)


def csv_text(path: Path) -> str:
    return "\n".join("\t".join(row) for row in csv.reader(StringIO(path.read_text("utf-8-sig"))))


def eml_text(path: Path) -> str:
    message = message_from_bytes(path.read_bytes(), policy=policy.default)
    return str(message.get_content())


READERS: dict[str, Callable[[Path], str]] = {
    ".csv": csv_text,
    ".docx": docx_text,
    ".eml": eml_text,
    ".html": html_text,
    ".txt": lambda path: path.read_text("utf-8"),
    ".xlsx": xlsx_text,
}


def read(path: Path) -> str:
    return READERS[path.suffix](path)


@cache
def pages_by_document() -> dict[str, list[str]]:
    """Each document's text by its name without the ending: a PDF in pages, anything else in one piece."""
    return {
        stem: [fold(text) for text in (pdf_pages(path) if path.suffix == ".pdf" else [read(path)])]
        for stem, path in DOCUMENTS_BY_STEM.items()
    }


def questions() -> list[dict[str, Any]]:
    return [json.loads(line) for line in QUESTIONS.read_text(encoding="utf-8").splitlines()]


def whole(document: str) -> str:
    return " ".join(pages_by_document()[document])


# --- the script -----------------------------------------------------------------------------------------


def test_the_committed_documents_are_what_the_script_writes() -> None:
    assert differences(DOCUMENTS) == []


@pytest.mark.parametrize("recipe", RECIPES, ids=lambda recipe: Path(recipe.path).name)
def test_a_document_is_the_same_each_time_it_is_rendered(recipe: Any) -> None:
    assert render(recipe) == render(recipe)


def test_the_check_names_what_is_missing_altered_or_foreign(tmp_path: Path) -> None:
    write(tmp_path)
    (tmp_path / "averdale/Appendix_1.pdf").unlink()
    (tmp_path / "fellmarsh-icb/jcc-minutes-extract.txt").write_text("altered")
    (tmp_path / "stray.txt").write_text("foreign")

    assert differences(tmp_path) == [
        "different: fellmarsh-icb/jcc-minutes-extract.txt",
        "missing: averdale/Appendix_1.pdf",
        "not from this script: stray.txt",
    ]


def test_the_command_writes_and_then_finds_nothing_to_complain_of(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "eval.sample.build", "--out", str(tmp_path)]
    root = DOCUMENTS.parents[2]

    written = subprocess.run(command, cwd=root, capture_output=True, text=True, check=True)
    checked = subprocess.run([*command, "--check"], cwd=root, capture_output=True, text=True, check=True)

    assert written.stdout == f"28 documents written to {tmp_path}\n"
    assert checked.stdout == f"the documents in {tmp_path} are as this script writes them\n"


def test_markup_becomes_blocks() -> None:
    blocks = parse("# Title\n\n**1. Bold?**\n\nfirst\\\nsecond\nline\n\n- dot\n\n---\n\n%3,1r\n!A|B\n|x|1\n")

    assert blocks == (
        Heading("Title", 1),
        Paragraph("1. Bold?", strong=True),
        Paragraph("first\nsecond line"),
        Bullet("dot"),
        PageBreak(),
        Table((("A", "B"),), (("x", "1"),), (0.75, 0.25), (False, True)),
    )
    assert blocks[1].label == "1."


def test_a_table_with_a_short_row_is_refused() -> None:
    with pytest.raises(ValueError, match="differ in length"):
        parse("!A|B\n|x")


# --- the documents --------------------------------------------------------------------------------------


def test_the_folder_is_small_and_its_names_are_unique() -> None:
    files = [path for path in DOCUMENTS.rglob("*") if path.is_file()]

    assert Counter(path.suffix for path in files) == {
        ".pdf": 17,
        ".docx": 3,
        ".html": 2,
        ".txt": 3,
        ".xlsx": 1,
        ".csv": 1,
        ".eml": 1,
    }
    assert len({path.stem for path in files}) == 28
    assert sum(path.stat().st_size for path in files) < 3_000_000


def test_page_labels_follow_the_printed_numbers() -> None:
    from pypdf import PdfReader

    def labels(path: str) -> list[str]:
        return PdfReader(DOCUMENTS / path).page_labels

    assert labels("fellmarsh-icb/CHC_Commissioning_Policy_v3.0.pdf") == ["i", "ii", "1", "2"]
    assert labels("averdale/Cabinet_minutes_20.02.25.pdf") == ["Cover", "1", "2"]
    assert pages_by_document()["Cabinet_pack_February_2025"][2].endswith("Page 1")


def test_the_indicators_run_over_a_page_break_with_their_header() -> None:
    pages = pages_by_document()["Service_Specification_Childrens_OT"]

    assert "Ref Indicator Target Reported 1a Referrals" in pages[1]
    assert "Ref Indicator Target Reported 7b Equipment" in pages[2]


def test_the_scan_is_only_a_picture() -> None:
    assert pages_by_document()["scan_0007"] == [""]


def test_twins_and_the_pack_hold_the_same_appendix() -> None:
    appendix = DOCUMENTS / "averdale/Appendix_C_Demand_and_Waiting_Times.pdf"
    body = fold("C3. Why demand is rising C3.1 Requests for an EHCP assessment rose from 1,312 in 2022")

    assert appendix.read_bytes() == (DOCUMENTS / "averdale/Item_9_Appendix_2.pdf").read_bytes()
    assert body in pages_by_document()["Cabinet_pack_February_2025"][4]


def test_two_councils_differ_only_in_figures() -> None:
    assert AVERDALE_OT.keys() == OSTERBRIDGE_OT.keys()
    assert AVERDALE_CARERS.keys() == OSTERBRIDGE_CARERS.keys()
    assert sum(AVERDALE_OT[key] != OSTERBRIDGE_OT[key] for key in AVERDALE_OT) >= 30


@pytest.mark.parametrize(
    ("letters", "sentence"),
    [
        (
            ["FOI_2023_0417_Response", "FOI_2024_1138_Response", "FOI_2025_0262_Response"],
            "You may ask for an internal review. Write to the Information Rights Team at the address above",
        ),
        (["RFI 7745 reply", "RFI_8012_reply"], "Please do so within two months of this reply."),
    ],
)
def test_every_letter_of_a_council_carries_its_boilerplate(letters: list[str], sentence: str) -> None:
    assert [letter for letter in letters if sentence not in whole(letter)] == []


def test_the_budget_adds_up() -> None:
    tables = [
        block
        for recipe in RECIPES
        if recipe.path.endswith("/Appendix_1.pdf")
        for block in recipe.blocks()
        if isinstance(block, Table)
    ]
    rows = [[amount(cell) for cell in row[1:]] for table in tables for row in table.rows]

    assert all(row[0] + row[2] + row[3] == row[4] for row in rows)
    for table in tables[:2]:
        *lines, total = [[amount(cell) for cell in row[1:]] for row in table.rows]
        assert [sum(column) for column in zip(*lines, strict=True)] == total


def amount(cell: str) -> int:
    digits = int(cell.strip("()").replace(",", ""))
    return -digits if cell.startswith("(") else digits


def test_nobody_is_named() -> None:
    titled = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Dr|Cllr|Councillor)\b\.? [A-Z]")

    assert [name for name in pages_by_document() if titled.search(whole(name))] == []


# --- the exempt paper -----------------------------------------------------------------------------------


def test_the_canary_stands_only_in_the_exempt_paper() -> None:
    assert [name for name in pages_by_document() if CANARY in whole(name)] == [EXEMPT]
    assert CANARY not in QUESTIONS.read_text(encoding="utf-8")


@pytest.mark.parametrize("figure", EXEMPT_FIGURES)
def test_the_exempt_figures_stand_nowhere_else(figure: str) -> None:
    assert [name for name in pages_by_document() if figure in whole(name)] == [EXEMPT]
    assert figure not in QUESTIONS.read_text(encoding="utf-8")


def test_no_question_rests_on_the_exempt_paper() -> None:
    assert [q["id"] for q in questions() if EXEMPT in json.dumps(q)] == []


# --- the questions --------------------------------------------------------------------------------------


def test_sixty_questions_a_quarter_without_an_answer_half_of_those_near_misses() -> None:
    asked = questions()
    kinds = Counter(q["kind"] for q in asked if not q["answerable"])

    assert [q["id"] for q in asked] == [f"sample-{number:03d}" for number in range(1, 61)]
    assert kinds == {"near-miss-unanswerable": 8, "unanswerable": 7}
    assert len({q["kind"] for q in asked if q["answerable"]}) >= 15


def test_only_an_answerable_question_has_facts_and_sources() -> None:
    has_both = [q["id"] for q in questions() if q["facts"] and q["sources"]]
    has_neither = [q["id"] for q in questions() if not (q["facts"] or q["sources"] or q.get("also_in"))]

    assert has_both == [q["id"] for q in questions() if q["answerable"]]
    assert has_neither == [q["id"] for q in questions() if not q["answerable"]]


def test_every_gold_quotation_is_on_its_page() -> None:
    assert list(misplaced_quotations()) == []


def misplaced_quotations() -> Iterator[str]:
    for question in questions():
        for source in question["sources"]:
            pages = pages_by_document()[source["document"]]
            paged = DOCUMENTS_BY_STEM[source["document"]].suffix == ".pdf"
            if paged != ("page" in source):
                yield f"{question['id']}: page given for {source['document']}"
            elif fold(source["quote"]) not in pages[source.get("page", 1) - 1]:
                yield f"{question['id']}: {source['quote'][:60]}"


def test_every_fact_is_in_the_gold_text() -> None:
    assert list(unsupported_facts()) == []


def unsupported_facts() -> Iterator[str]:
    for question in questions():
        cited = " ".join(
            pages_by_document()[source["document"]][source.get("page", 1) - 1]
            for source in question["sources"]
        ).casefold()
        for fact in question["facts"]:
            if not any(alternative.casefold() in cited for alternative in fact):
                yield f"{question['id']}: {fact}"


def test_also_in_names_every_other_document_with_the_quotation() -> None:
    for question in questions():
        own = {source["document"] for source in question["sources"]}
        holding = {
            name
            for name in pages_by_document()
            for source in question["sources"]
            if fold(source["quote"]) in whole(name)
        }
        assert holding - own == set(question.get("also_in", [])), question["id"]


def test_follow_ups_bring_their_history_and_nothing_else_does() -> None:
    assert [q["id"] for q in questions() if (q["kind"] == "follow-up") != ("history" in q)] == []


# --- the folder beside the repository -------------------------------------------------------------------


@pytest.fixture(scope="module")
def shared_texts() -> list[str]:
    files = sorted(SHARED.glob("corpus/**/*.txt")) + sorted(SHARED.glob("eval/**/*.txt"))
    if not files:
        pytest.skip("the folder `shared` with the real papers is not beside this repository")
    return [path.read_text(encoding="utf-8") for path in files]


def shingles(text: str, size: int = 8) -> set[tuple[str, ...]]:
    words = re.findall(r"[a-z0-9]+", text.casefold())
    return set(zip(*(words[offset:] for offset in range(size)), strict=False))


def test_no_sentence_of_the_real_papers_is_in_the_sample(shared_texts: list[str]) -> None:
    real = set().union(*map(shingles, shared_texts))
    mine = {name: shingles(whole(name)) for name in pages_by_document()}
    mine["questions"] = shingles(" ".join(q["question"] for q in questions()))

    assert {name: sorted(own & real) for name, own in mine.items() if own & real} == {}


def test_no_real_council_of_the_real_papers_is_named(shared_texts: list[str]) -> None:
    council = re.compile(r"([A-Z][a-z]+(?: [A-Z][a-z]+)?) (?:City|County|Borough|District) Council")
    real = {name for text in shared_texts for name in council.findall(text)}
    sample = " ".join(map(whole, pages_by_document())) + QUESTIONS.read_text(encoding="utf-8")

    assert {"Coventry", "Cambridgeshire", "Hertfordshire"} <= real
    assert [name for name in sorted(real) if name in sample] == []


def test_the_question_set_passes_the_common_check(tmp_path: Path) -> None:
    tool = SHARED / "tools" / "check_questions.py"
    if not tool.is_file():
        pytest.skip("the folder `shared` with the checking tool is not beside this repository")
    known = [{key: value for key, value in q.items() if key != "filters"} for q in questions()]
    (tmp_path / "questions.jsonl").write_text("\n".join(map(json.dumps, known)), encoding="utf-8")
    for stem, path in DOCUMENTS_BY_STEM.items():
        if path.suffix == ".pdf":
            (tmp_path / path.name).write_bytes(path.read_bytes())
        else:
            (tmp_path / f"{stem}.txt").write_text(whole(stem), encoding="utf-8")

    command = [
        sys.executable,
        str(tool),
        str(tmp_path / "questions.jsonl"),
        str(tmp_path),
        "--duplicates",
        "all",
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)

    assert done.stdout.startswith("60 questions (15 unanswerable), 0 failures"), done.stdout
