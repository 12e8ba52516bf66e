"""Where somebody goes on to after signing in: a page of our own, whatever the address says."""

from __future__ import annotations

from urllib.parse import urlsplit

HOME = "/"
_LONGEST = 2000


def own_path(wanted: str | None) -> str:
    """``wanted`` where it is a path on this very server, with its query; else the page's own.

    Browsers read ``//host`` and ``/\\host`` as another server, and leave out tabs and line ends before they
    look.
    """
    if not wanted or len(wanted) > _LONGEST or not wanted.startswith("/"):
        return HOME
    if any(not "!" <= character <= "~" or character == "\\" for character in wanted):
        return HOME
    try:
        parts = urlsplit(wanted)
    except ValueError:
        return HOME
    if parts.scheme or parts.netloc or wanted.startswith("//") or "//" in parts.path:
        return HOME
    return HOME if parts.path.startswith(("/sign-in", "/sign-out", "/gradio_api")) else wanted
