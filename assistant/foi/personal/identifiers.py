"""Numbers that name one person: National Insurance and NHS numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.foi.personal.finding import PersonalFinding, PersonalKind

# HM Revenue & Customs' National Insurance Manual NIM39110: the letters that are not used, and the last one.
_NATIONAL_INSURANCE = re.compile(
    r"\b(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z][\s-]?\d{2}[\s-]?\d{2}[\s-]?\d{2}[\s-]?[A-D]\b",
    re.I,
)
_TEN = re.compile(r"(?<![\w£.,+/-])\d{3}([ -]?)\d{3}\1\d{4}(?![\w]|[.,]\d)")
_CALLED = re.compile(r"\bNHS\s*(?:number|no\.?|#)\W{0,6}(?:\w+\W+){0,2}$", re.I)


def identifiers(text: str) -> Iterator[PersonalFinding]:
    """Both kinds. Ten digits are an NHS number where the check digit fits, or they are called so."""
    for match in _NATIONAL_INSURANCE.finditer(text):
        yield _found(PersonalKind.NATIONAL_INSURANCE, match, "The form of a National Insurance number.")
    for match in _TEN.finditer(text):
        called = bool(_CALLED.search(text[max(0, match.start() - 40) : match.start()]))
        if is_nhs_number(match.group()):
            yield _found(PersonalKind.NHS_NUMBER, match, "Ten digits with the check digit of an NHS number.")
        elif called:
            yield _found(
                PersonalKind.NHS_NUMBER, match, "Called an NHS number, though its check digit does not fit."
            )


def is_nhs_number(words: str) -> bool:
    """Modulus 11 (NHS Data Dictionary): nine digits weighted 10 to 2; 11 less the remainder is the tenth."""
    digits = [int(digit) for digit in re.sub(r"[\s-]", "", words) if digit.isdigit()]
    if len(digits) != 10:
        return False
    check = 11 - sum(digit * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False)) % 11
    return check != 10 and check % 11 == digits[9]


def _found(kind: PersonalKind, match: re.Match[str], why: str) -> PersonalFinding:
    return PersonalFinding(kind=kind, words=match.group(), start=match.start(), end=match.end(), why=why)
