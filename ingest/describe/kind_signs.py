"""The signs by which each kind of document is known: a line that begins so, where, and how much it weighs."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.describe.patterns import either, either_case
from ingest.document import DocumentKind

_K = DocumentKind
_TOP, _HEAD, _OPENING, _ANYWHERE = 12, 60, 90, 5_000


@dataclass(frozen=True, slots=True)
class Sign:
    """A pattern that a line begins with, if it stands among the first ``zone`` lines and is not longer."""

    kind: DocumentKind
    weight: int
    zone: int
    pattern: re.Pattern[str]
    longest: int


def _sign(kind: DocumentKind, weight: int, zone: int, *alternatives: str, longest: int = 140) -> Sign:
    return Sign(kind, weight, zone, either_case(*alternatives), longest)


_NUMBER = r"(?:[\d.]+\s*)?"
_MEETS = r"\b(?:cabinet|committee|council|board|panel|forum|executive|commission|governing body)\b"
_MADE_BY = either(
    "executive", "officer", "delegated", "cabinet member", "individual", "key", "mayoral", "urgent"
)
_DECISION = (
    r"(?:.{0,60}?\bcouncil\b[\s–—:-]*)?(?:proposed |draft |notice of |written |form for |statement of )*"
    rf"(?:(?:{_MADE_BY}|portfolio holder)[\s/-]+)*"
)
_EQUALITY = (
    r"equalit(?:y|ies)(?:,? (?:and )?(?:diversity|inclusion|health|human rights))*"
    r" (?:impact )?(?:assessment|analysis|screening)"
)
_POLICY = either(
    *("polic(?:y|ies)", "strategy", "strategic plan", "framework", "plan", "policy statement", "charter"),
    *("protocol", "procedures?", "guidance", "code of (?:conduct|practice)"),
)

SIGNS = (
    _sign(
        *(_K.DECISION_RECORD, 8, _HEAD),
        _DECISION + r"record of (?:[\w' -]{1,40} )?decisions?\b",
        _DECISION + r"decision (?:record|notice|sheet|form|statement)\b",
        longest=120,
    ),
    _sign(_K.DECISION_RECORD, 4, _HEAD, r"decision (?:to be )?(?:taken|made) by\b", r"decision[ -]maker\b"),
    _sign(_K.DECISION_RECORD, 2, _HEAD, r"date of (?:the )?decision\b", r"decision (?:date|status)\b"),
    _sign(
        _K.DECISION_RECORD,
        2,
        _HEAD,
        r"(?:is )?(?:this )?(?:a )?key decision\s*\?",
        r"is (?:it )?subject to call",
    ),
    _sign(_K.DECISION_RECORD, 3, _HEAD, r"(?:subject matter\s*/\s*)?title of (?:the )?decision\b"),
    _sign(
        *(_K.DECISION_RECORD, 2, _ANYWHERE),
        _NUMBER + r"reasons?(?:\(s\))? for (?:the )?(?:decision|urgency)\b",
        longest=60,
    ),
    _sign(
        *(_K.DECISION_RECORD, 2, _ANYWHERE),
        _NUMBER
        + r"(?:any |details of )?(?:alternatives?|(?:alternative |other )?options)(?: options)? considered\b",
        longest=90,
    ),
    _sign(
        _K.COMMITTEE_REPORT, 4, _HEAD, rf"(?:report )?to:?\s+(?:the )?[\w', &-]{{0,60}}?{_MEETS}", longest=110
    ),
    _sign(
        *(_K.COMMITTEE_REPORT, 2, _HEAD),
        r"(?:from|by|report (?:of|by|from|author)|lead officer|author)\b\s*:?\s",
        longest=160,
    ),
    _sign(
        *(_K.COMMITTEE_REPORT, 2, _HEAD),
        r"(?:date of )?(?:committee |cabinet |board )?meeting(?: date)?\s*:",
        longest=80,
    ),
    _sign(
        *(_K.COMMITTEE_REPORT, 3, _TOP),
        r"report (?:of|by) (?:the )?(?:[\w-]+ )?(?:director|head|chief|leader|cabinet member|officer)\b",
        longest=160,
    ),
    _sign(_K.COMMITTEE_REPORT, 3, _OPENING, _NUMBER + r"recommendations?(?:\(s\))?\s*(?::|$)", longest=160),
    _sign(
        _K.COMMITTEE_REPORT,
        2,
        _HEAD,
        r"forward plan (?:ref|no|entry|number)",
        "electoral division",
        "wards? affected",
    ),
    _sign(
        *(_K.COMMITTEE_REPORT, 2, _HEAD),
        *(r"(?:past|future) pathway", "report author", "officer contact", "contact officer", "circulated to"),
    ),
    _sign(
        *(_K.COMMITTEE_REPORT, 1, _HEAD),
        *(r"(?:executive )?summary\b", r"purpose of (?:the |this )?report", r"(?:subject|classification)\b"),
    ),
    _sign(
        *(_K.COMMITTEE_REPORT, 2, _OPENING),
        r"(?:the )?(?:cabinet|committee|board|council|members|executive) (?:is|are) "
        r"(?:asked|recommended|invited|requested) to",
        longest=200,
    ),
    _sign(
        *(_K.COMMITTEE_REPORT, 2, _OPENING),
        r"(?:this|the attached) report (?:sets out|provides|seeks|asks|presents|updates|informs)",
        longest=400,
    ),
    _sign(
        *(_K.MINUTES, 6, _TOP),
        r"(?:draft |printed |public |exempt |(?:un)?confirmed )*minutes\b(?! of (?:the )?(?:previous|last))",
        longest=300,
    ),
    _sign(_K.MINUTES, 3, _HEAD, r"(?:members )?present\b\s*(?::|$|-)", r"in attendance\b", longest=400),
    _sign(_K.MINUTES, 3, _ANYWHERE, r"(?:\(?\w{1,3}[.)]\s*)?resolved\b", r"penderfynwyd\b", longest=1000),
    _sign(_K.MINUTES, 4, _ANYWHERE, r"minutes\s*:(?:\s|$)", longest=200),
    _sign(_K.MINUTES, 2, _ANYWHERE, r".{0,120}\b(?:as|were) a (?:true and )?correct record\b", longest=400),
    _sign(_K.OTHER, 6, _TOP, r"(?:supplementary |public |summons and )?agenda$", longest=40),
    _sign(_K.SERVICE_SPECIFICATION, 7, 25, r".{0,70}\bservices? specifications?\b", longest=110),
    _sign(_K.SERVICE_SPECIFICATION, 4, _TOP, r".{0,70}\bspecification\b", longest=90),
    _sign(
        *(_K.SERVICE_SPECIFICATION, 2, _ANYWHERE),
        _NUMBER + r"service (?:aims|model|delivery|outcomes|description|requirements)\b",
        _NUMBER + r"population (?:covered|needs)\b",
        _NUMBER + r"(?:acceptance|referral) (?:and exclusion )?criteria\b",
        _NUMBER + r"(?:key service outcomes|interdependenc\w+|applicable (?:service|national) standards)\b",
        longest=70,
    ),
    _sign(
        *(_K.EQUALITY_IMPACT_ASSESSMENT, 9, 15),
        rf"(?:.{{0,60}}\b)?{_EQUALITY}",
        r"(?:.{0,60}\b)?eq?ia(?: submission)?(?: form| screening| template|$)",
        longest=110,
    ),
    _sign(_K.EQUALITY_IMPACT_ASSESSMENT, 3, 15, r"eq?ia (?:title|submission)\b"),
    _sign(
        _K.EQUALITY_IMPACT_ASSESSMENT,
        2,
        _ANYWHERE,
        r".{0,40}\bprotected (?:characteristic|group)s?\b",
        longest=90,
    ),
    _sign(
        *(_K.POLICY, 4, 6),
        rf"(?:(?!\breport\b).){{0,90}}\b{_POLICY}"
        r"(?:\s+(?:statement|document|for\b.*|v(?:ersion)?\s*[\d.]+|\(?\d{4}.*))?$",
        longest=110,
    ),
    _sign(_K.CORRESPONDENCE, 4, _HEAD, r"(?:from|sent|to|cc)\s*:.*\S@\S+\.\w", longest=200),
    _sign(_K.CORRESPONDENCE, 2, _HEAD, r"(?:dear|annwyl)\b", longest=80),
    _sign(
        *(_K.CORRESPONDENCE, 3, _ANYWHERE),
        r"(?:yours (?:sincerely|faithfully|truly)|(?:kind |best )?regards|yn gywir)\b",
        longest=60,
    ),
)

THE_ACT = either_case(
    *("freedom of information", r"\bFOIA?\b", "environmental information regulations", r"\bEIRs?\b"),
    *("rhyddid gwybodaeth", "request for information", "information request", r"\bRFI\b", "disclosure log"),
    r"date (?:the )?request (?:was )?received",
)
REQUEST_WORDS = (
    (
        3,
        either_case(
            r"(?:thank you for|further to|respon\w+ to|i refer to|in respect of|regarding) your ",
            r"(?:reply|response|ymateb) to (?:your |a |the )?(?:information )?request\b",
            r"diolch am eich ",
        ),
    ),
    (
        2,
        either_case(
            r"\b(?:request|foi|eir|case)\s*(?:id|ref(?:erence)?|no|number)\b",
            r"\bFOIA?[ /-]?\d{3,}",
            r"date (?:the )?request (?:was )?received",
            r"our ref\b.{0,12}(?:foi|eir|rfi)",
        ),
    ),
    (
        2,
        either_case(
            r"you (?:have )?(?:requested|asked)\b",
            r"your (?:request|questions?|enquiry)\b",
            r"request and (?:our )?response",
            r"request for information",
        ),
    ),
)
REPLY_WORDS = (
    (2, either_case("internal review", "information commissioner", r"\bico\.org\.uk")),
    (
        2,
        either_case(
            r"\b(?:we|the (?:council|trust|authority|icb)) (?:do(?:es)? not )?(?:holds?|(?:can )?confirm)\b",
            r"i can confirm|our responses?\b",
            r"^(?:response|answer|reply|decision)\s*:?(?:\s|$)",
            r"see (?:the )?(?:response|answer) to|not held\b",
        ),
    ),
)

FILE_WORDS = (
    (_K.EQUALITY_IMPACT_ASSESSMENT, r"eq?ia|equality impact"),
    (_K.MINUTES, r"minutes"),
    (_K.DECISION_RECORD, r"prod|rod|record of decision|decision record"),
    (_K.FOI_RESPONSE, r"foi response|foi|response"),
    (_K.SERVICE_SPECIFICATION, r"specification|service spec"),
    (_K.POLICY, r"policy|strategy"),
    (_K.DATASET, r"register|dataset|data set"),
    (_K.COMMITTEE_REPORT, r"report"),
)
