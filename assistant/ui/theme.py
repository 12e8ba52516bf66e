"""The page's one theme: calm, with the reader's own system fonts, so that no font is ever fetched."""

from __future__ import annotations

from gradio.themes import Base

FONTS = ("system-ui", "-apple-system", "Segoe UI", "Noto Sans", "Liberation Sans", "Arial", "sans-serif")
MONO_FONTS = ("ui-monospace", "Consolas", "Liberation Mono", "monospace")

LIGHT = {
    "page": "#f5f6f8",
    "surface": "#ffffff",
    "ink": "#1b2430",
    "muted": "#495667",
    "line": "#cfd6de",
    "edge": "#6d7a8a",
    "accent": "#0b5566",
    "accent_strong": "#083f4c",
    "on_accent": "#ffffff",
    "marked": "#fff0b3",
    "on_marked": "#1b2430",
    "caution": "#fdf4e0",
    "caution_edge": "#8a5a00",
    "found": "#e7f4ea",
    "found_edge": "#1f6b38",
    "trouble": "#fdeeec",
    "trouble_edge": "#a3271c",
}
"""Colours by role. Words and focus rings reach the WCAG 2.2 AA contrasts (1.4.3, 1.4.11) on every ground."""

DARK = {
    "page": "#12171d",
    "surface": "#1a212a",
    "ink": "#e7ebf0",
    "muted": "#b1bbc8",
    "line": "#38434f",
    "edge": "#8693a3",
    "accent": "#7cc7d6",
    "accent_strong": "#a5dce7",
    "on_accent": "#06222a",
    "marked": "#57480a",
    "on_marked": "#fff6d6",
    "caution": "#33290f",
    "caution_edge": "#e0b04c",
    "found": "#13301d",
    "found_edge": "#7cc794",
    "trouble": "#3a1c1a",
    "trouble_edge": "#f19a90",
}


def theme() -> Base:
    """Gradio's plainest theme with our colours, sizes and fonts."""
    made = Base(font=FONTS, font_mono=MONO_FONTS, text_size="lg")
    settings = {name: value for role, names in _USES.items() for name in names for value in [role]}
    made.set(
        **{name: LIGHT[role] for name, role in settings.items()},
        **{f"{name}_dark": DARK[role] for name, role in settings.items()},
        **_SHAPES,
    )
    return made


def variables() -> str:
    """Our colours as CSS variables (``--ca-ink`` …) for the light page and the dark one."""
    return f":root {{ {_declared(LIGHT)} }}\n.dark {{ {_declared(DARK)} }}\n"


def plain_variables() -> str:
    """The same for a page without a script, which follows what the reader's system is set to."""
    dark = f"@media (prefers-color-scheme: dark) {{ :root {{ {_declared(DARK)} }} }}"
    return f":root {{ color-scheme: light dark; {_declared(LIGHT)} }}\n{dark}\n"


def _declared(colours: dict[str, str]) -> str:
    return " ".join(f"--ca-{role.replace('_', '-')}: {colour};" for role, colour in colours.items())


_USES = {
    "page": ("body_background_fill", "background_fill_secondary"),
    "surface": (
        "background_fill_primary",
        "block_background_fill",
        "block_label_background_fill",
        "input_background_fill",
        "input_background_fill_focus",
        "button_secondary_background_fill",
        "button_secondary_background_fill_hover",
        "input_background_fill_hover",
        "checkbox_background_color",
        "checkbox_background_color_hover",
        "checkbox_background_color_focus",
        "checkbox_label_background_fill",
        "checkbox_label_background_fill_hover",
        "checkbox_label_background_fill_selected",
        "table_odd_background_fill",
        "panel_background_fill",
    ),
    "ink": (
        "body_text_color",
        "accordion_text_color",
        "error_text_color",
        "table_text_color",
        "block_label_text_color",
        "block_title_text_color",
        "button_secondary_text_color",
        "button_secondary_text_color_hover",
        "checkbox_label_text_color",
        "checkbox_label_text_color_selected",
    ),
    "muted": ("body_text_color_subdued", "block_info_text_color", "input_placeholder_color"),
    "line": ("border_color_primary", "block_border_color", "panel_border_color"),
    "edge": (
        "input_border_color",
        "input_border_color_hover",
        "button_secondary_border_color",
        "checkbox_border_color",
        "checkbox_border_color_hover",
    ),
    "accent": (
        "border_color_accent",
        "checkbox_background_color_selected",
        "checkbox_border_color_selected",
        "checkbox_border_color_focus",
        "input_border_color_focus",
        "button_primary_background_fill",
        "button_primary_border_color",
        "button_secondary_border_color_hover",
        "link_text_color",
        "link_text_color_visited",
        "loader_color",
        "slider_color",
    ),
    "accent_strong": (
        "button_primary_background_fill_hover",
        "button_primary_border_color_hover",
        "link_text_color_hover",
        "link_text_color_active",
    ),
    "on_accent": ("button_primary_text_color", "button_primary_text_color_hover"),
    "trouble": ("error_background_fill",),
    "trouble_edge": ("error_border_color", "error_icon_color"),
}

_SHAPES = {
    "color_accent": "*link_text_color",
    "block_label_text_size": "*text_md",
    "block_title_background_fill": "none",
    "block_title_text_size": "*text_md",
    "block_info_text_size": "*text_sm",
    "button_large_text_size": "*text_md",
    "input_text_size": "*text_md",
    "block_shadow": "none",
    "button_primary_shadow": "none",
    "input_shadow": "none",
    "input_border_width": "1px",
    "button_large_radius": "*radius_md",
}
