"""Whether a request was made by our own page, or by another one behind the reader's back (CSRF).

Fetch Metadata (Sec-Fetch-Site) where the browser sends it, else the Origin header: the OWASP cheat sheet on
cross-site request forgery, "Fetch Metadata headers" and "Verifying origin with standard headers".
"""

from __future__ import annotations

from enum import StrEnum
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import Scope

SAFE_METHODS = frozenset({"GET", "HEAD"})

_DEFAULT_PORTS = {"http": 80, "https": 443}


class Origin(StrEnum):
    """Where a request comes from, as far as its headers tell."""

    OWN = "own"
    FOREIGN = "foreign"
    UNTOLD = "untold"
    """No browser says so little of a request that changes something; a program does."""


def origin_of(scope: Scope) -> Origin:
    """Where a request comes from. A link to one of our pages on another's is OWN: it opens them, no more."""
    headers = Headers(scope=scope)
    site = headers.get("sec-fetch-site")
    if site is not None:
        return Origin.OWN if _fetched_by_us(site, scope["method"], headers) else Origin.FOREIGN
    origin = headers.get("origin")
    if origin is None:
        return Origin.OWN if scope["method"] in SAFE_METHODS else Origin.UNTOLD
    return Origin.OWN if _same(origin, scope, headers) else Origin.FOREIGN


def _fetched_by_us(site: str, method: str, headers: Headers) -> bool:
    if site == "same-origin":
        return True
    opens = headers.get("sec-fetch-mode") == "navigate" and headers.get("sec-fetch-dest") == "document"
    return method in SAFE_METHODS and (site == "none" or opens)


def _same(origin: str, scope: Scope, headers: Headers) -> bool:
    """Where TLS ends at a proxy that is not trusted, only the host can be compared."""
    try:
        theirs = urlsplit(origin)
        ours = urlsplit(f"//{headers.get('host', '')}")
        port = theirs.port or _DEFAULT_PORTS.get(theirs.scheme)
        expected = ours.port or _DEFAULT_PORTS.get(theirs.scheme)
    except ValueError:
        return False
    if theirs.scheme not in _DEFAULT_PORTS or (scope["scheme"] == "https" and theirs.scheme != "https"):
        return False
    return theirs.hostname is not None and (theirs.hostname, port) == (ours.hostname, expected)
