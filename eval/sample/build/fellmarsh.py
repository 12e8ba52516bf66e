"""The papers of NHS Fellmarsh Integrated Care Board, which does not exist."""

from __future__ import annotations

from eval.sample.build.recipe import Furniture, House, Recipe

HOUSE = House("NHS Fellmarsh Integrated Care Board", (0.0, 0.22, 0.55))

RECIPES: tuple[Recipe, ...] = (
    Recipe(
        "fellmarsh-icb/FOI.24-25.093.pdf",
        ("fellmarsh/letterhead", "fellmarsh/foi-24-25-093", "fellmarsh/letter-end"),
        HOUSE,
        "FOI.24-25.093",
        furniture=Furniture(footer="FOI.24-25.093 {n}/{m}"),
    ),
    Recipe(
        "fellmarsh-icb/CHC_Commissioning_Policy_v3.0.pdf",
        ("fellmarsh/chc-policy-front", "fellmarsh/chc-policy"),
        HOUSE,
        "Continuing Healthcare: commissioning policy",
        furniture=Furniture(
            "NHS Fellmarsh Integrated Care Board: CHC commissioning policy, version 3.0",
            "Page {n} of {m}",
            front=2,
            roman=True,
        ),
    ),
    Recipe(
        "fellmarsh-icb/jcc-minutes-extract.txt",
        ("fellmarsh/jcc-minutes",),
        HOUSE,
        "Joint Commissioning Committee: extract from the minutes",
    ),
    Recipe(
        "fellmarsh-icb/ICB-0231 internal review.eml",
        ("fellmarsh/review-thread",),
        HOUSE,
        "Outcome of internal review",
    ),
    Recipe(
        "fellmarsh-icb/foi_disclosure_log_2024-25.csv",
        ("fellmarsh/disclosure-log",),
        HOUSE,
        "FOI disclosure log 2024-25",
    ),
)
