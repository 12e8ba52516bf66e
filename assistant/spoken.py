"""Plain words for a reader: kinds, dates, pages, counts. Everything returned is text, not markup."""

from __future__ import annotations

from datetime import date

from assistant.answer import Citation

KIND_WORDS = {
    "foi-response": "FOI response",
    "decision-record": "Decision record",
    "committee-report": "Committee report",
    "minutes": "Minutes",
    "service-specification": "Service specification",
    "equality-impact-assessment": "Equality impact assessment",
    "policy": "Policy",
    "dataset": "Dataset",
    "correspondence": "Correspondence",
    "other": "Other document",
}

# Unicode's bidirectional formatting characters (UAX #9, 2).
_DIRECTIONS = dict.fromkeys([0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)])

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def kind_words(kind: str) -> str:
    """ "FOI response" for ``foi-response``; an unknown kind is shown with spaces for hyphens."""
    return KIND_WORDS.get(kind) or kind.replace("-", " ").capitalize()


def uk_date(day: date) -> str:
    """ "9 January 2023", whatever the locale of the server."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def weekday_date(day: date) -> str:
    """ "Monday 9 January 2023", whatever the locale of the server."""
    return f"{WEEKDAYS[day.weekday()]} {uk_date(day)}"


def date_words(value: str | None) -> str:
    """An ISO date in UK form; whatever is not a date is shown as it stands, and nothing as nothing."""
    try:
        return uk_date(date.fromisoformat(value)) if value else ""
    except ValueError:
        return value or ""


def place_words(citation: Citation) -> str:
    """ "page 2 (printed page ii), Question 3"; the section alone where the format has no pages."""
    section = f"section {citation.section}" if citation.section[:1].isdigit() else citation.section
    return ", ".join(part for part in (_pages(citation), section) if part)


def _pages(citation: Citation) -> str:
    if citation.page is None:
        return ""
    several = citation.page_end is not None and citation.page_end > citation.page
    pages = f"pages {citation.page}–{citation.page_end}" if several else f"page {citation.page}"
    if not citation.page_label or citation.page_label == str(citation.page):
        return pages
    return f"{pages} (printed {'from ' if several else ''}page {citation.page_label})"


def counted(number: int, one: str, many: str | None = None) -> str:
    """ "1 document", "1,204 documents"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def undirected(text: str) -> str:
    """Without the marks that change the direction of writing.

    A figure behind one is shown with its digits reversed, which is not the figure that was checked.
    """
    return text.translate(_DIRECTIONS)
