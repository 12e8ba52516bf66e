"""What a trusted proxy says of the request it passes on; what anybody else says of it is thrown away."""

from __future__ import annotations

import ipaddress

from starlette.datastructures import Headers
from starlette.types import Scope

_SPOKEN = (b"forwarded", b"x-forwarded-", b"x-real-ip", b"x-original-", b"x-rewrite-")


class Proxies:
    """The proxies that stand before the page, by address or network."""

    def __init__(self, networks: tuple[str, ...]) -> None:
        self._networks = [ipaddress.ip_network(network) for network in networks]

    def told(self, scope: Scope) -> Scope:
        """The request as it was made to the outermost trusted proxy, without the headers that say so.

        Gradio believes those headers from anyone; none is left for it.
        """
        client = scope.get("client")
        plain = {**scope, "headers": [pair for pair in scope["headers"] if not _speaks(pair[0])]}
        if client is None or not self._trusts(client[0]):
            return plain
        headers = Headers(scope=scope)
        host = _last(headers, "x-forwarded-host")
        if host:
            kept = [pair for pair in plain["headers"] if pair[0] != b"host"]
            plain["headers"] = [*kept, (b"host", host.encode("latin-1"))]
        if (scheme := _last(headers, "x-forwarded-proto")) in ("http", "https"):
            plain["scheme"] = scheme
        return {**plain, "client": (self._farthest(headers, client[0]), 0)}

    def _farthest(self, headers: Headers, nearest: str) -> str:
        """The last address, read from our side, that no trusted proxy has."""
        named = ",".join(headers.getlist("x-forwarded-for")).split(",")
        for address in reversed([each.strip() for each in named if each.strip()]):
            if address_of(address) is None:
                break
            nearest = address
            if not self._trusts(address):
                break
        return nearest

    def _trusts(self, address: str) -> bool:
        found = address_of(address)
        return found is not None and any(found in network for network in self._networks)


def _last(headers: Headers, name: str) -> str:
    """What the proxy next to us wrote: each proxy adds its own behind the others'."""
    return ",".join(headers.getlist(name)).rpartition(",")[2].strip()


def address_of(text: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    """An address as one thing however it is written: a socket for both kinds has IPv4 in the form of IPv6."""
    try:
        found = ipaddress.ip_address(text)
    except ValueError:
        return None
    mapped = found.ipv4_mapped if isinstance(found, ipaddress.IPv6Address) else None
    return mapped or found


def is_this_machine(name: str) -> bool:
    """Whether a host is this machine by its own name or address for itself."""
    found = address_of(name)
    return name == "localhost" or (found is not None and found.is_loopback)


def _speaks(header: bytes) -> bool:
    return header.lower().startswith(_SPOKEN)
