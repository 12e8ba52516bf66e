"""Matplotlib figures as SVG that may stand inside a page.

Inside a page a figure's style sheet would apply to everything, its ids would clash with those of the next,
and its style attributes would be refused by the page's security policy. So styles become attributes, which
the page's own style sheet may overrule, and the ids that are needed begin with the figure's name.
"""

from __future__ import annotations

import logging
import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from markupsafe import Markup

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from matplotlib.typing import RcKeyType

# Sizes in points, which are the units of the picture: 360 across, as wide as a narrow phone.
_STYLE: dict[RcKeyType, Any] = {
    "font.family": ["DejaVu Sans"],
    "font.size": 11,
    "axes.edgecolor": "#6d7a8a",
    "axes.labelcolor": "#1b2430",
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.axisbelow": True,
    "axes.facecolor": "none",
    "grid.color": "#dde2e8",
    "legend.frameon": False,
    "svg.fonttype": "none",
    "text.color": "#1b2430",
    "text.parse_math": False,
    "xtick.color": "#495667",
    "ytick.color": "#495667",
}

_REFERENCE = re.compile(r"url\(#([^)]+)\)")
_HREF = "{http://www.w3.org/1999/xlink}href"


@contextmanager
def plotting(name: str) -> Iterator[None]:
    """Matplotlib as it comes, with our style on top, whatever a matplotlibrc says; put back afterwards.

    ``name`` salts the ids, which are otherwise made at random.
    """
    with warnings.catch_warnings(), _quiet():
        import matplotlib as mpl

        # A reader's own fonts draw the words, so a letter that ours lack is not missing.
        warnings.filterwarnings("ignore", r"(?s)Glyph .* missing from font", UserWarning)
        with mpl.rc_context():
            mpl.rcdefaults()
            mpl.rcParams.update({**_STYLE, "svg.hashsalt": name})
            yield


@contextmanager
def _quiet() -> Iterator[None]:
    """Matplotlib logs that it must do without its cache of fonts; a reader need not know."""
    logger = logging.getLogger("matplotlib")
    before = logger.level
    logger.setLevel(logging.ERROR)
    try:
        yield
    finally:
        logger.setLevel(before)


def inline_svg(figure: Figure, name: str, title: str, description: str) -> Markup:
    """The figure as an accessible ``<svg>``, the same bytes for the same figure. Call inside ``plotting``."""
    written = BytesIO()
    # Without a metadata block, or it would hold the date.
    figure.savefig(written, format="svg", metadata=dict.fromkeys(("Creator", "Date", "Format", "Type")))
    root = ElementTree.fromstring(written.getvalue())  # noqa: S314 (matplotlib's own writing, not a document)
    _drop_style_sheet(root)
    _rename_ids(root, name)
    for element in root.iter():
        _plain(element)
    _describe(root, name, title, description)
    # Safe as it stands: the words are escaped, and every element is one that matplotlib writes.
    return Markup(ElementTree.tostring(root, encoding="unicode"))  # noqa: S704


def _drop_style_sheet(root: Element) -> None:
    """Its one rule, that lines have round joints and butt ends, is inherited from the root instead."""
    for parent in root.iter():
        for sheet in parent.findall("{*}style"):
            parent.remove(sheet)
    root.attrib |= {"stroke-linejoin": "round", "stroke-linecap": "butt"}
    for attribute in ("width", "height", "version", "id"):
        root.attrib.pop(attribute, "")


def _rename_ids(root: Element, name: str) -> None:
    """Those that something points to begin with the name; the others go."""
    values = [(key, value) for element in root.iter() for key, value in element.attrib.items()]
    needed = {found for _, value in values for found in _REFERENCE.findall(value)}
    needed |= {value[1:] for key, value in values if key == _HREF}
    for element in root.iter():
        own = element.attrib.pop("id", "")
        if own in needed:
            element.set("id", f"{name}-{own}")
        for key, value in element.attrib.items():
            element.set(key, _REFERENCE.sub(rf"url(#{name}-\1)", value))
        if _HREF in element.attrib:
            element.set("href", f"#{name}-{element.attrib.pop(_HREF)[1:]}")


def _plain(element: Element) -> None:
    """Without name space, with attributes for styles. The page's own fonts apply, not matplotlib's."""
    element.tag = element.tag.rpartition("}")[2]
    element.tail = None
    if not (element.text or "").strip():
        element.text = None
    for declaration in element.attrib.pop("style", "").split(";"):
        key, _, value = (part.strip() for part in declaration.partition(":"))
        if key and key != "font-family":
            element.set(key, value)


def _describe(root: Element, name: str, title: str, description: str) -> None:
    root.attrib |= {"role": "img", "aria-labelledby": f"{name}-title {name}-desc"}
    for position, (tag, words) in enumerate((("title", title), ("desc", description))):
        element = Element(tag, id=f"{name}-{tag}")
        element.text = words
        root.insert(position, element)
