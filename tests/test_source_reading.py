"""What the panel shows: a page with boxes, its words where it cannot be drawn, parts of what has no pages."""

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas
from source_builders import Here, lines, pdf, read_back, shelve

from assistant.source.reading import Sources, UnseenError
from assistant.source.view import Place, SourceView
from ingest.errors import SourceError
from ingest.library import Library


@pytest.fixture
def here() -> Here:
    return Here()


@pytest.fixture
def sources(library: Library, here: Here) -> Sources:
    return Sources(library.settings, here)


@pytest.fixture
def paper(library: Library, tmp_path: Path) -> Path:
    """Three pages; a sentence runs from the second to the third."""
    path = pdf(
        tmp_path / "plan.pdf",
        lines("Home support plan", "The council agreed the plan."),
        lines("The grant ends when the"),
        lines("money is spent. Then it stops."),
    )
    shelve(library, path, "d1")
    return path


def marked(view: SourceView) -> str:
    return "".join(
        segment.text for block in view.blocks for cell in block.cells for segment in cell if segment.marked
    )


def test_the_page_of_a_quotation_with_its_boxes(library: Library, sources: Sources, paper: Path) -> None:
    view = sources.view(library, Place(document_id="d1", page=1, quote="The council agreed the plan."))
    assert (view.at, view.of, view.unit, view.found) == (1, 3, "page", "marked")
    assert view.title == "Home support"
    assert view.facts == ("Averdale County Council", "Committee report", "1 May 2024")
    assert view.source == "plan.pdf"
    assert view.original
    assert view.picture
    assert read_back(paper, 1, view.picture.boxes) == "Thecouncilagreedtheplan."
    assert marked(view) == "The council agreed the plan."


def test_a_quotation_over_a_page_break_is_marked_on_both(
    library: Library, sources: Sources, paper: Path
) -> None:
    place = Place(document_id="d1", page=2, page_end=3, quote="The grant ends when the money is spent.")
    first, second = sources.view(library, place), sources.view(library, place.model_copy(update={"at": 3}))
    assert (first.at, first.quoted_at, first.quoted_to, first.found) == (2, 2, 3, "marked")
    assert first.picture
    assert second.picture
    assert read_back(paper, 2, first.picture.boxes) == "Thegrantendswhenthe"
    assert read_back(paper, 3, second.picture.boxes) == "moneyisspent."


def test_another_page_says_where_the_quotation_is(library: Library, sources: Sources, paper: Path) -> None:
    view = sources.view(library, Place(document_id="d1", page=1, at=3, quote="The council agreed the plan."))
    assert (view.found, view.quoted_at) == ("elsewhere", 1)
    assert view.picture
    assert view.picture.boxes == ()


def test_a_page_without_a_quotation(library: Library, sources: Sources, paper: Path) -> None:
    view = sources.view(library, Place(document_id="d1"))
    assert (view.at, view.found, marked(view)) == (1, "none", "")


def test_words_that_cannot_be_placed_stand_above_the_page(
    library: Library, sources: Sources, paper: Path
) -> None:
    view = sources.view(library, Place(document_id="d1", page=2, quote="Something else entirely."))
    assert (view.at, view.found, view.quote) == (2, "above", "Something else entirely.")


@pytest.mark.parametrize(
    ("do", "why"),
    [
        (lambda path: path.write_bytes(b"%PDF-1.7 another"), "The file has changed"),
        (lambda path: path.unlink(), "The file is no longer"),
    ],
)
def test_a_file_that_is_not_what_was_read_is_not_shown_but_its_words_are(
    library: Library, sources: Sources, paper: Path, do: object, why: str
) -> None:
    assert callable(do)
    do(paper)
    view = sources.view(library, Place(document_id="d1", page=1, quote="The council agreed the plan."))
    assert view.picture is None
    assert not view.original
    assert view.remark.startswith(why)
    assert view.remark.endswith("Shown here are its words as the library keeps them.")
    assert (view.found, marked(view)) == ("marked", "The council agreed the plan.")
    with pytest.raises(SourceError, match=why):
        sources.picture(library, "d1", 1, 1.0)
    with pytest.raises(SourceError, match=why):
        sources.original(library, "d1")


def test_a_page_that_cannot_be_drawn_is_shown_in_words(library: Library, paper: Path) -> None:
    class Broken(Here):
        def placed(self, *_: object) -> None:  # type: ignore[override]
            raise SourceError("This page takes longer than 10 s to draw (setting source.timeout_s).")

    view = Sources(library.settings, Broken()).view(
        library, Place(document_id="d1", page=1, quote="the plan")
    )
    assert view.picture is None
    assert view.original
    assert view.remark.startswith("This page takes longer")


def test_a_picture_is_drawn_once(library: Library, sources: Sources, here: Here, paper: Path) -> None:
    first = sources.picture(library, "d1", 1, 1.5)
    assert sources.picture(library, "d1", 1, 1.5) == first
    assert here.drawn == 1
    assert Image.open(BytesIO(first)).size == (893, 1263)


def test_a_picture_has_no_more_pixels_than_allowed(library: Library, here: Here, paper: Path) -> None:
    here.max_megapixels = 1
    width, height = Image.open(BytesIO(Sources(library.settings, here).picture(library, "d1", 1, 4.0))).size
    assert 950_000 < width * height < 1_010_000


def test_a_page_without_colours_is_kept_in_shades_of_grey(
    library: Library, sources: Sources, tmp_path: Path
) -> None:
    def coloured(sheet: Canvas) -> None:
        sheet.setFillColorRGB(0.8, 0, 0)
        lines("In red.")(sheet)

    shelve(library, pdf(tmp_path / "a.pdf", lines("In black."), coloured), "d5")
    modes = [Image.open(BytesIO(sources.picture(library, "d5", number, 1.0))).mode for number in (1, 2)]
    assert modes == ["L", "RGB"]


def test_a_kept_picture_of_a_changed_file_is_not_shown(
    library: Library, sources: Sources, here: Here, paper: Path
) -> None:
    sources.picture(library, "d1", 1, 1.0)
    paper.write_bytes(b"%PDF-1.7 another")
    with pytest.raises(SourceError, match="has changed"):
        sources.picture(library, "d1", 1, 1.0)


def test_a_page_is_shown_where_its_picture_cannot_be_kept(
    library: Library, sources: Sources, here: Here, paper: Path, caplog: pytest.LogCaptureFixture
) -> None:
    library.settings.pages_path.mkdir(parents=True)
    (library.settings.pages_path / "d1").write_bytes(b"in the way")
    assert sources.picture(library, "d1", 1, 1.0).startswith(b"\x89PNG")
    assert sources.picture(library, "d1", 1, 1.0).startswith(b"\x89PNG")
    assert here.drawn == 2
    assert "A picture of a page could not be kept" in caplog.text


def test_a_document_removed_while_its_page_is_drawn_leaves_no_picture(library: Library, paper: Path) -> None:
    class Removing(Here):
        def picture(self, path: Path, number: int, scale: float) -> bytes:
            library.catalogue.forget_file(str(path))
            return super().picture(path, number, scale)

    Sources(library.settings, Removing()).picture(library, "d1", 1, 1.0)
    assert list(library.settings.pages_path.glob("*/*")) == []


@pytest.mark.parametrize("id_", ["unknown", "d", "plan.pdf", "d1x"])
def test_only_a_whole_id_names_a_document(library: Library, sources: Sources, paper: Path, id_: str) -> None:
    with pytest.raises(UnseenError):
        sources.view(library, Place(document_id=id_, page=1))
    with pytest.raises(UnseenError):
        sources.picture(library, id_, 1, 1.0)
    with pytest.raises(UnseenError):
        sources.original(library, id_)


def test_a_quarantined_document_is_like_none(library: Library, sources: Sources, tmp_path: Path) -> None:
    shelve(library, pdf(tmp_path / "a.pdf", lines("Exempt.")), "d2", state="quarantined")
    for ask in (
        lambda: sources.view(library, Place(document_id="d2", page=1)),
        lambda: sources.picture(library, "d2", 1, 1.0),
        lambda: sources.original(library, "d2"),
    ):
        with pytest.raises(UnseenError, match=r"^There is no such document in the library, or"):
            ask()


@pytest.mark.parametrize("at", [4, 99])
def test_a_page_that_is_not_there(library: Library, sources: Sources, paper: Path, at: int) -> None:
    with pytest.raises(UnseenError):
        sources.view(library, Place(document_id="d1", at=at))
    with pytest.raises(UnseenError):
        sources.picture(library, "d1", at, 1.0)


def test_a_sheet_is_shown_in_rows_round_the_quotation(
    library: Library, sources: Sources, tmp_path: Path
) -> None:
    rows = "\n".join(f"Item {number},{number * 10}" for number in range(300))
    (tmp_path / "register.csv").write_text(f"Name,Cost\n{rows}\n", encoding="utf-8")
    document = shelve(library, tmp_path / "register.csv", "d3")
    quote = "Name Cost … Item 250 2500"
    view = sources.view(library, Place(document_id="d3", quote=quote))
    assert (view.unit, view.at, view.of, view.found) == ("part", 4, 4, "marked")
    assert view.picture is None
    assert view.blocks[0].kind == "table-header"
    assert marked(view) == "NameCostItem 2502500"
    assert view.quoted_at == 4
    other = sources.view(library, Place(document_id="d3", quote=quote, at=2))
    assert (other.at, other.found, other.quoted_at) == (2, "elsewhere", 4)
    assert document.pages == ()


def test_a_text_whose_file_changed_is_shown_with_a_remark(
    library: Library, sources: Sources, tmp_path: Path
) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("The grant was paid in May.\n", encoding="utf-8")
    shelve(library, path, "d4")
    path.write_text("The grant was never paid.\n", encoding="utf-8")
    view = sources.view(library, Place(document_id="d4", quote="The grant was paid in May."))
    assert view.remark.startswith("The file has changed")
    assert marked(view) == "The grant was paid in May."
