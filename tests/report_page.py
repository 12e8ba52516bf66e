"""A written report read back as a reader finds it: headings, tables, questions and their lists, as words."""

from __future__ import annotations

from bs4 import BeautifulSoup, Tag

from eval.folder import RunFolder
from eval.report import write_report


def page_of(folder: RunFolder) -> BeautifulSoup:
    return BeautifulSoup(write_report(folder).html.read_text(encoding="utf-8"), "html.parser")


def words(tag: Tag | None) -> str:
    assert tag is not None
    return " ".join(tag.get_text().split())


def rows(page: BeautifulSoup, caption: str) -> list[list[str]]:
    """The cells of the table so called, its heads first."""
    (table,) = (found for found in page.find_all("table") if words(found.caption) == caption)
    return [[words(cell) for cell in row.find_all(["th", "td"])] for row in table.find_all("tr")]


def headings(page: BeautifulSoup, name: str) -> list[str]:
    return [words(heading) for heading in page.find_all(name)]


def question(page: BeautifulSoup, name: str) -> Tag:
    (found,) = (each for each in page.select("article.question") if name in words(each.select_one(".tags")))
    return found


def section(of: Tag, heading: str) -> list[str]:
    """The items of the list under a heading."""
    (title,) = (each for each in of.find_all("h4") if words(each) == heading)
    following = title.find_next_sibling()
    assert isinstance(following, Tag)
    return [words(item) for item in following.find_all("li")] or [words(following)]
