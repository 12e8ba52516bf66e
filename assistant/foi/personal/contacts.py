"""E-mail addresses and telephone numbers: a person's, or a role's."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.foi.personal.finding import PersonalFinding, PersonalKind

_EMAIL = re.compile(r"(?<![\w.+-])([A-Za-z0-9][\w.+'’-]*)@([A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)")
# The part before the @ that names a mailbox of a team: all of its words must be of this kind.
_ROLE = re.compile(
    r"(?:foi|eir|info|information|freedom|freedomofinformation|infogov|informationgovernance|governance|of|access|"
    r"rights|requests?|disclosures?|enquir(?:y|ies)|contacts?|contactus|us|customers?|services?|customerservices?|"
    r"complaints?|feedback|press|media|office|admin|democratic|data|protection|dataprotection|dpo|sar|records?|"
    r"procurement|commissioning|adult|adults|children|childrens|social|care|team|council|help|helpdesk|hello|mail|"
    r"post|postmaster|webmaster|noreply|no|reply|do|not|casework|icocasework|reviews?|appeals?|licensing|planning|"
    r"housing|highways|finance|payments|hr|recruitment|legal|school|admissions|send|safeguarding|general|public|"
    r"health|corporate|support|the|and|foia|foirequests?|foiteam|foioffice)\d*",
    re.I,
)
# One of these is enough: nobody is called so.
_SURELY = re.compile(
    r"foi|foia|eir|infogov|dpo|noreply|enquir(?:y|ies)|complaints?|carers?|icocasework", re.I
)
# Ofcom's geographic (01, 02), mobile (07), non-geographic (03) and special (08) ranges: ten or eleven digits.
_PHONE = re.compile(
    r"(?<![\w£.,/+-])(?:(?:\+|00)44[\s.-]?(?:\(0\)[\s.-]?)?|(?:\((?=0\d{1,5}\)))?0(?=[\s)\d]))(?:[\s().-]{0,2}\d){9,10}(?!\w|[,.]\d)"
)


def emails(text: str) -> Iterator[PersonalFinding]:
    """Every e-mail address; a role mailbox (foi@, info@) is shown as such."""
    for match in _EMAIL.finditer(text):
        parts = [part for part in re.split(r"[._+-]", match[1]) if part]
        role = any(_SURELY.fullmatch(part) for part in parts) or all(_ROLE.fullmatch(part) for part in parts)
        why = "A mailbox of a role or team, not a person's." if role else "An address that may be a person's."
        end = match.end()
        yield PersonalFinding(
            kind=PersonalKind.EMAIL, words=match.group(), start=match.start(), end=end, why=why, role=role
        )


def phones(text: str) -> Iterator[PersonalFinding]:
    """Every telephone number of the United Kingdom; those of 03 and 08 belong to organisations."""
    for match in _PHONE.finditer(text):
        digits = _national(match.group())
        if len(digits) not in (10, 11) or digits[1] not in "12378":
            continue
        role = digits[1] in "38"
        why = (
            "A number of the 03 or 08 range, which organisations use."
            if role
            else "A mobile number, which is most likely a person's."
            if digits[1] == "7"
            else "A telephone number that may be a person's direct line."
        )
        yield PersonalFinding(
            kind=PersonalKind.PHONE,
            words=match.group(),
            start=match.start(),
            end=match.end(),
            why=why,
            role=role,
        )


def _national(words: str) -> str:
    """The digits with their leading 0, whatever stood for it."""
    digits = re.sub(r"\D", "", words.replace("(0)", ""))
    digits = re.sub(r"^(?:00)?44", "", digits) if words.startswith(("+", "00")) else digits
    return "0" + digits.removeprefix("0")
