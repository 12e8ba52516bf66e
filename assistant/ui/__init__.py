"""The chat page: it renders an Answer and decides nothing.

``build`` and ``serve`` are found on first use, so that importing a type from here never loads Gradio.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from assistant.ui.page import build
    from assistant.ui.server import serve

__all__ = ["build", "serve"]


def __getattr__(name: str) -> Any:
    if name == "build":
        from assistant.ui.page import build

        return build
    if name == "serve":
        from assistant.ui.server import serve

        return serve
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
