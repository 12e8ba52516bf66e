"""The page's colours reach the contrasts of WCAG 2.2 AA, light and dark; its fonts are the reader's own."""

from __future__ import annotations

import pytest

from assistant.ui.theme import DARK, LIGHT, theme, variables

GROUNDS = ("page", "surface", "caution", "trouble", "found")
WORDS = [(words, ground) for words in ("ink", "muted") for ground in GROUNDS]
WORDS += [("accent", "page"), ("accent", "surface"), ("accent_strong", "surface")]
WORDS += [("on_accent", "accent"), ("on_accent", "accent_strong"), ("on_marked", "marked")]
EDGES = [(edge, ground) for edge in ("edge", "accent") for ground in ("page", "surface")]
EDGES += [("caution_edge", "page"), ("trouble_edge", "page"), ("found_edge", "page")]


def luminance(colour: str) -> float:
    """Relative luminance of #rrggbb (WCAG 2.2, definition)."""
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_measured_rightly() -> None:
    assert contrast("#000000", "#ffffff") == 21
    assert round(contrast("#777777", "#ffffff"), 2) == 4.48


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("words", "ground"), WORDS)
def test_words_can_be_read(colours: dict[str, str], words: str, ground: str) -> None:
    assert contrast(colours[words], colours[ground]) >= 4.5


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("edge", "ground"), EDGES)
def test_fields_and_focus_can_be_seen(colours: dict[str, str], edge: str, ground: str) -> None:
    assert contrast(colours[edge], colours[ground]) >= 3


def test_both_schemes_name_the_same_roles() -> None:
    assert set(LIGHT) == set(DARK)
    assert all(variables().count(f"--ca-{role.replace('_', '-')}: ") == 2 for role in LIGHT)


def test_no_font_is_fetched() -> None:
    made = theme()
    assert made._font_css == []
    assert made._stylesheets == []
    assert made.font.startswith("system-ui, ")
