"""The files made of a case, as links that work for a while and for one person."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from assistant.ui.markup import escape, isolated

LinkOf = Callable[[str, bytes], str]
"""The address under which a file of this name with these bytes can be fetched for ten minutes."""


def links(files: Sequence[tuple[str, bytes]], link_of: LinkOf) -> str:
    """A list of (name, bytes) as links, the letter first."""
    listed = "".join(
        f'<li><a href="{escape(link_of(name, data))}" download="{escape(name)}">{isolated(name)}</a> '
        f"({_size(len(data))})</li>"
        for name, data in files
    )
    return (
        f'<h3>Files made</h3><ul class="files-made">{listed}</ul>'
        '<p class="summary">The links work for ten minutes; then make the files again.</p>'
    )


def _size(count: int) -> str:
    """ "12 KB": in thousands of bytes, at least one."""
    return f"{max(1, round(count / 1000)):,} KB"
