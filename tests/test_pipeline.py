"""A folder into the library: every file gets its line, and nothing is ever half stored."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from assistant.answer import Filters
from assistant.engine import Assistant
from ingest.describe import Overrides
from ingest.errors import AssistantError, CatalogueError
from ingest.library import Library
from ingest.pipeline import Progress, ingest
from ingest.rebuild import rebuild
from ingest.release import release
from ingest.report import FileOutcome
from ingest.settings import ChromaSettings, IngestSettings, Settings

EXEMPT = (
    "NOT FOR PUBLICATION\n\nThis paper is exempt under paragraph 3 of Part 1 of Schedule 12A.\n\n"
    "The lowest tender was 417,003 pounds.\n"
)


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    folder = tmp_path / "papers"
    folder.mkdir()
    (folder / "bins.txt").write_text("Bins are emptied each fortnight by the depot at Eastwold.")
    (folder / "vans.txt").write_text("The van lease ends on 31 March 2027. It costs £90,000 a year.")
    return folder


def outcomes(files: list[FileOutcome]) -> dict[str, str]:
    return {file.source: file.outcome for file in files}


def said(library: Library, question: str) -> str:
    answer = Assistant(library).ask(question)
    return answer.text if answer.answerable else ""


def test_what_goes_in_comes_out_with_its_source(library: Library, papers: Path) -> None:
    report = ingest(library, [papers])
    assert outcomes(report.files) == {"bins.txt": "added", "vans.txt": "added"}
    answer = Assistant(library).ask("When does the van lease end?")
    assert answer.citations[0].quote == "The van lease ends on 31 March 2027. It costs £90,000 a year."
    assert answer.citations[0].source == "vans.txt"


def test_the_same_on_a_chroma_server(tmp_path: Path, papers: Path, chroma_server: str) -> None:
    chroma = ChromaSettings(url=chroma_server, collection="pipeline")
    with Library(Settings(home=tmp_path / "home", chroma=chroma)) as library:
        ingest(library, [papers])
        assert "31 March 2027" in said(library, "When does the van lease end?")
        (papers / "vans.txt").unlink()
        ingest(library, [papers], prune=True)
        assert "31 March 2027" not in said(library, "When does the van lease end?")
        assert set(library.vectors.ids()) == library.lookup.passage_ids()
        assert rebuild(library) == library.lookup.passage_count()
    assert not (tmp_path / "home" / "vectors").exists()


def test_a_second_run_reads_nothing(library: Library, papers: Path) -> None:
    ingest(library, [papers])
    report = ingest(library, [papers])
    assert outcomes(report.files) == {"bins.txt": "unchanged", "vans.txt": "unchanged"}


def test_a_changed_file_is_replaced_and_its_old_words_are_gone(library: Library, papers: Path) -> None:
    ingest(library, [papers])
    (papers / "vans.txt").write_text("The van lease ends on 30 June 2031. It costs £95,000 a year.")
    report = ingest(library, [papers])
    assert outcomes(report.files) == {"bins.txt": "unchanged", "vans.txt": "replaced"}
    assert "30 June 2031" in said(library, "When does the van lease end?")
    everything = " ".join(p.text for p in Assistant(library).ask("van lease ends 2027").passages)
    assert "31 March 2027" not in everything
    assert set(library.vectors.ids()) == library.lookup.passage_ids()


def test_a_file_that_is_gone_is_reported_and_removed_only_on_request(library: Library, papers: Path) -> None:
    ingest(library, [papers])
    (papers / "vans.txt").unlink()
    assert outcomes(ingest(library, [papers]).files)["vans.txt"] == "missing"
    assert "31 March 2027" in said(library, "When does the van lease end?")
    assert outcomes(ingest(library, [papers], prune=True).files)["vans.txt"] == "removed"
    assert "31 March 2027" not in said(library, "When does the van lease end?")
    assert set(library.vectors.ids()) == library.lookup.passage_ids()


def test_the_same_bytes_under_two_names_are_one_document(library: Library, papers: Path) -> None:
    shutil.copy(papers / "vans.txt", papers / "vans_1.txt")
    report = ingest(library, [papers])
    assert outcomes(report.files)["vans_1.txt"] == "duplicate"
    assert report.files[-1].reason == "the same file as vans.txt"
    assert len(library.lookup.documents()) == 2


def test_the_same_text_in_other_bytes_is_cited_once_with_its_twin(library: Library, papers: Path) -> None:
    (papers / "vans_1.txt").write_bytes((papers / "vans.txt").read_bytes() + b"\n\n")
    report = ingest(library, [papers])
    assert report.files[-1].reason == "the same text as vans.txt"
    answer = Assistant(library).ask("When does the van lease end?")
    assert [citation.quote for citation in answer.citations] == [
        "The van lease ends on 31 March 2027. It costs £90,000 a year."
    ]
    assert set(answer.citations[0].also_in) | {answer.citations[0].source} == {"vans.txt", "vans_1.txt"}


def test_two_scans_are_not_the_same_text(library: Library, tmp_path: Path) -> None:
    from pypdf import PdfWriter

    for width in (200, 300):
        writer = PdfWriter()
        writer.add_blank_page(width, 200)
        writer.write(tmp_path / f"scan{width}.pdf")
    report = ingest(library, [tmp_path / "scan200.pdf", tmp_path / "scan300.pdf"])
    assert [file.outcome for file in report.files] == ["added", "added"]
    assert all("the same text" not in file.reason for file in report.files)


def test_a_bad_file_gets_its_line_and_the_rest_goes_on(library: Library, papers: Path) -> None:
    (papers / "aaa.pdf").write_bytes(b"%PDF-1.7\nnothing that follows makes sense")
    (papers / "empty.docx").write_bytes(b"")
    (papers / "photo.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(64))
    report = ingest(library, [papers])
    assert outcomes(report.files) == {
        "aaa.pdf": "failed",
        "bins.txt": "added",
        "empty.docx": "failed",
        "photo.txt": "failed",
        "vans.txt": "added",
    }
    reasons = {file.source: file.reason for file in report.files}
    assert "damaged" in reasons["aaa.pdf"]
    assert "empty" in reasons["empty.docx"]
    assert "picture" in reasons["photo.txt"]


def test_a_file_that_can_no_longer_be_read_keeps_its_earlier_version(library: Library, papers: Path) -> None:
    ingest(library, [papers])
    (papers / "vans.txt").write_bytes(b"")
    report = ingest(library, [papers])
    assert report.files[-1].reason.endswith("the earlier version still answers")
    assert "31 March 2027" in said(library, "When does the van lease end?")


def test_an_exempt_paper_is_quarantined_until_it_is_released(library: Library, papers: Path) -> None:
    (papers / "Appendix_2.txt").write_text(EXEMPT)
    report = ingest(library, [papers])
    assert outcomes(report.files)["Appendix_2.txt"] == "quarantined"
    assert "documents release" in report.files[0].reason
    answer = Assistant(library).ask("What was the lowest tender?")
    assert "417,003" not in answer.model_dump_json()
    row = library.lookup.document("Appendix_2.txt", quarantined=True)
    assert release(library, row, "the tender is closed") >= 1
    assert "417,003" in said(library, "What was the lowest tender?")
    assert (
        json.loads(library.lookup.document("Appendix_2.txt", quarantined=True).released or "")["reason"]
        == "the tender is closed"
    )
    assert outcomes(ingest(library, [papers]).files)["Appendix_2.txt"] == "unchanged"


def test_only_a_quarantined_and_unchanged_paper_can_be_released(library: Library, papers: Path) -> None:
    (papers / "Appendix_2.txt").write_text(EXEMPT)
    ingest(library, [papers])
    with pytest.raises(CatalogueError, match="not quarantined"):
        release(library, library.lookup.document("vans.txt"), "why not")
    (papers / "Appendix_2.txt").write_text(EXEMPT + "More.")
    with pytest.raises(CatalogueError, match="has changed since"):
        release(library, library.lookup.document("Appendix_2.txt", quarantined=True), "why not")


def test_what_is_given_at_ingest_overrides_the_paper(library: Library, papers: Path) -> None:
    ingest(library, [papers], Overrides(authority="Osterbridge City Council", date="2024-05-01"))
    row = library.lookup.document("vans.txt")
    assert (row.authority, row.date) == ("Osterbridge City Council", "2024-05-01")
    assert row.findings["authority"] == "given at ingest"
    answer = Assistant(library).ask("When does the van lease end?", Filters(authority="Averdale"))
    assert not answer.answerable


def test_an_appendix_takes_the_authority_of_the_papers_around_it(library: Library, papers: Path) -> None:
    for number in range(3):
        (papers / f"report{number}.txt").write_text(
            f"Averdale County Council\n\nReport number {number} of the cabinet member to the council.\n"
        )
    ingest(library, [papers])
    row = library.lookup.document("vans.txt")
    assert row.authority == "Averdale County Council"
    assert row.findings["authority"] == "the other papers in the same folder"


def test_progress_ends_with_everything_done(library: Library, papers: Path) -> None:
    steps: list[Progress] = []
    ingest(library, [papers], on_progress=steps.append)
    assert [step.files_done for step in steps] == [0, 1, 2]
    assert steps[-1].bytes_done == steps[-1].bytes > 0


def test_two_ingests_at_once_are_refused(library: Library, papers: Path) -> None:
    def second(_: Progress) -> None:
        with pytest.raises(AssistantError, match="Another ingest is running"):
            ingest(library, [papers])

    assert outcomes(ingest(library, [papers], on_progress=second).files)["vans.txt"] == "added"


def test_a_rebuild_gives_the_same_answers(library: Library, papers: Path) -> None:
    ingest(library, [papers])
    before = [p.passage_id for p in Assistant(library).ask("When does the van lease end?").passages]
    assert rebuild(library) == library.lookup.passage_count()
    assert set(library.vectors.ids()) == library.lookup.passage_ids()
    after = [p.passage_id for p in Assistant(library).ask("When does the van lease end?").passages]
    assert after == before


def test_a_file_of_too_many_pages_is_refused_with_the_setting(tmp_path: Path) -> None:
    from pypdf import PdfWriter

    writer = PdfWriter()
    for _ in range(12):
        writer.add_blank_page(200, 200)
    writer.write(tmp_path / "long.pdf")
    settings = Settings(home=tmp_path / "home", ingest=IngestSettings(max_pages=10))
    with Library(settings) as library:
        report = ingest(library, [tmp_path / "long.pdf"])
    assert report.files[0].outcome == "failed"
    assert "12 pages" in report.files[0].reason
    assert "ingest.max_pages" in report.files[0].reason


def test_no_reader_process_is_left_behind(library: Library, papers: Path) -> None:
    ingest(library, [papers])
    left = [
        child for child in psutil.Process().children(recursive=True) if "spawn_main" in str(child.cmdline())
    ]
    assert left == []


# Dies without warning at a named point, as a power cut would have it.
DIES = """
import os, sys
from pathlib import Path
from ingest import catalogue, library, pipeline, vectors
from ingest.library import Library
from ingest.settings import Settings
point = sys.argv[1]
def die(*_, **__):
    os._exit(9)
if point == "before vectors":
    vectors.VectorStore.add = die
elif point == "after vectors":
    real = vectors.VectorStore.add
    def add(self, *arguments):
        real(self, *arguments)
        die()
    vectors.VectorStore.add = add
elif point == "in the transaction":
    catalogue._insert = die
elif point == "before the sweep":
    vectors.VectorStore.delete = die
elif point == "after the swap":
    real_swap = catalogue.Catalogue.make_current
    def swap(self, *arguments):
        real_swap(self, *arguments)
        die()
    catalogue.Catalogue.make_current = swap
with Library(Settings(home=Path(sys.argv[2]))) as opened:
    pipeline.ingest(opened, [Path(sys.argv[3])])
"""


@pytest.mark.slow
@pytest.mark.parametrize(
    ("point", "answers"),
    [
        ("before vectors", "31 March 2027"),
        ("after vectors", "31 March 2027"),
        ("in the transaction", "31 March 2027"),
        ("after the swap", "30 June 2031"),
        ("before the sweep", "30 June 2031"),
    ],
)
def test_killed_at_any_point_it_answers_and_the_next_run_completes(
    settings: Settings, papers: Path, point: str, answers: str
) -> None:
    with Library(settings) as library:
        ingest(library, [papers])
    (papers / "vans.txt").write_text("The van lease ends on 30 June 2031. It costs £95,000 a year.")
    arguments = [sys.executable, "-c", DIES, point, str(settings.home), str(papers)]
    killed = subprocess.run(arguments, capture_output=True, timeout=120, check=False, env=dict(os.environ))
    assert killed.returncode == 9, killed.stderr.decode()
    with Library(settings) as library:
        assert answers in said(library, "When does the van lease end?")
        ingest(library, [papers])
        assert "30 June 2031" in said(library, "When does the van lease end?")
        assert set(library.vectors.ids()) == library.lookup.passage_ids()
        assert library.catalogue.pending_sweeps() == []
        assert library.catalogue.check() == "ok"
