"""``python -m eval.sample.build.letters`` writes the two request letters that are not plain text.

The Word one leaves the numbers of its list to Word. The others are text and mail, kept as they were written.
"""

from __future__ import annotations

import sys
from pathlib import Path

from eval.sample.build.corpus import render
from eval.sample.build.recipe import House, Recipe

REQUESTS = Path(__file__).parents[1] / "requests"
_PLAIN = House("", (0.0, 0.0, 0.0))

LETTERS: tuple[Recipe, ...] = (
    Recipe("35-half-of-it-known.docx", ("requests/half-of-it-known",), _PLAIN, ""),
    Recipe("36-eligible-and-in-dispute.pdf", ("requests/eligible-and-in-dispute",), _PLAIN, ""),
)


if __name__ == "__main__":
    for letter in LETTERS:
        (REQUESTS / letter.path).write_bytes(render(letter))
        sys.stdout.write(f"{letter.path} written\n")
