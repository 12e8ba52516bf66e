"""The papers of Averdale County Council, which does not exist."""

from __future__ import annotations

from eval.sample.build.recipe import Furniture, House, Recipe

HOUSE = House("Averdale County Council", (0.07, 0.30, 0.36))

_LETTER = ("averdale/letterhead", "averdale/letter-end")
_CABINET = "Averdale County Council: Cabinet, 20 February 2025"
_APPENDIX_C = Furniture(f"{_CABINET}, item 5, Appendix C", "Page {n} of {m}")

OT_FIGURES = {
    "council": "Averdale County Council",
    "place": "Averdale",
    "version": "2.1, April 2025",
    "term": "1 April 2025 to 31 March 2028",
    "value": "£1,224,000",
    "lead": "Senior Commissioning Manager (Children's Therapies)",
    "advice_hours": "20",
    "sessions": "six",
    "tribunal_hours": "140",
    "staff": "19.5",
    "referrals": "1,480",
    "packages": "910",
    "handover": "eight",
    "callback": "3",
    "special": "£1,500",
    "housing": "10",
    "transition": "six",
    "triage": "5",
    "assess": "13",
    "longwait": "26",
    "complaint": "10",
    "deduction": "2%",
    "report_days": "15",
    "meeting": "quarter",
    "cap": "3%",
    "notice": "six",
    "k1a": "95%",
    "k1b": "98%",
    "k1c": "96%",
    "k2a": "92%",
    "k3a": "97%",
    "k3b": "90%",
    "k4a": "80%",
    "k4b": "85%",
    "k4c": "75%",
    "k5a": "6%",
    "k5b": "2%",
    "k6a": "36",
    "k6b": "90%",
    "k7a": "100%",
    "k7b": "95%",
    "k8a": "10%",
}

CARERS_FIGURES = {
    "council": "Averdale County Council",
    "provider": "Lanthorn Carers",
    "start": "1 October 2022",
    "end": "30 September 2026",
    "cost": "£612,000",
    "registered": "3,870",
    "young": "391",
    "assessments": "1,926",
    "wait": "17",
    "target": "15",
    "grants": "744",
    "grant_total": "£178,560",
    "grant_top": "£400",
    "calls": "9,415",
    "answered": "83%",
    "surveyed": "1,052",
    "satisfied": "88%",
    "alone": "41%",
    "alone_before": "44%",
    "hubs": "three",
    "contact": "Commissioning Manager (Carers), carers@averdale.example",
}


def _letter(path: str, source: str, title: str) -> Recipe:
    head, end = _LETTER
    footer = "Averdale County Council, Information Rights Team. Page {n} of {m}"
    return Recipe(f"averdale/{path}", (head, source, end), HOUSE, title, furniture=Furniture(footer=footer))


RECIPES: tuple[Recipe, ...] = (
    _letter("FOI_2023_0417_Response.pdf", "averdale/foi-2023-0417", "FOI 2023 0417 Response"),
    _letter("FOI_2024_1138_Response.pdf", "averdale/foi-2024-1138", "FOI 2024 1138 Response"),
    _letter("FOI_2025_0262_Response.pdf", "averdale/foi-2025-0262", "FOI 2025 0262 Response"),
    Recipe(
        "averdale/Community_Equipment_Award_Report_2021.pdf",
        ("averdale/award-report-2021",),
        HOUSE,
        "Community Equipment Service: award of contract",
        furniture=Furniture("Averdale County Council: Cabinet, 10 March 2021, item 8", "Page {n} of {m}"),
    ),
    Recipe(
        "averdale/25-0014_PROD.pdf",
        ("averdale/prod-25-0014",),
        HOUSE,
        "25-0014 Proposed Record of Decision",
        furniture=Furniture(footer="Proposed Record of Decision 25/0014. Page {n} of {m}"),
    ),
    Recipe(
        "averdale/25-0014_Record_of_Decision.pdf",
        ("averdale/record-25-0014",),
        HOUSE,
        "25-0014 Record of Decision",
        furniture=Furniture(footer="Record of Decision 25/0014. Page {n} of {m}"),
    ),
    Recipe(
        "averdale/Service_Specification_Childrens_OT.pdf",
        ("shared/childrens-ot-specification",),
        HOUSE,
        "Service Specification: Children's Occupational Therapy",
        OT_FIGURES,
        Furniture("Averdale County Council: Children's Occupational Therapy, version 2.1", "Page {n} of {m}"),
    ),
    Recipe(
        "averdale/Cabinet_minutes_20.02.25.pdf",
        ("averdale/minutes-cover", "averdale/minutes"),
        HOUSE,
        "Minutes",
        furniture=Furniture(
            "Averdale County Council: minutes of Cabinet, 20 February 2025", "Page {n} of {m}", front=1
        ),
    ),
    Recipe(
        "averdale/Appendix_1.pdf",
        ("averdale/budget",),
        HOUSE,
        "Book1",
        furniture=Furniture(f"{_CABINET}, item 4, Appendix 1", "Page {n} of {m}"),
        landscape=True,
    ),
    Recipe(
        "averdale/Appendix_C_Demand_and_Waiting_Times.pdf",
        ("averdale/appendix-c",),
        HOUSE,
        "Appendix C",
        furniture=_APPENDIX_C,
    ),
    Recipe(
        "averdale/Item_9_Appendix_2.pdf",
        ("averdale/appendix-c",),
        HOUSE,
        "Appendix C",
        furniture=_APPENDIX_C,
    ),
    Recipe(
        "averdale/Cabinet_pack_February_2025.pdf",
        ("averdale/agenda", "averdale/appendix-c"),
        HOUSE,
        "Cabinet pack February 2025",
        furniture=Furniture(f"{_CABINET}, agenda and papers", "Page {n}", front=2),
    ),
    Recipe(
        "averdale/Appendix_2B.pdf",
        ("averdale/exempt-2b",),
        HOUSE,
        "Appendix 2B",
        furniture=Furniture(footer="Exempt: paragraph 3 of Part 1 of Schedule 12A. Page {n} of {m}"),
    ),
    Recipe(
        "averdale/EqIA_short_breaks_v2.docx",
        ("averdale/eqia-short-breaks",),
        HOUSE,
        "Equality Impact Assessment: short breaks for disabled children",
        furniture=Furniture("Averdale County Council", "Equality Impact Assessment, version 2"),
    ),
    Recipe(
        "averdale/carers_annual_statement_2024-25.txt",
        ("shared/carers-statement",),
        HOUSE,
        "Carers support service: annual statement 2024-25",
        CARERS_FIGURES,
    ),
)
