"""How the page is reached and who signs in to it: sessions, proxies, limits, and a sign-in service (OIDC)."""

from __future__ import annotations

import ipaddress
from pathlib import Path
from typing import Literal
from urllib.parse import SplitResult, urlsplit

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

RoleName = Literal["reader", "foi-officer", "librarian", "evaluator", "administrator"]
"""The names of `assistant.people.person.Role`, which stands in a package above this one."""


class WebSettings(BaseModel):
    """The page beyond this machine: its address, its proxies, its accounts, its sessions and its limits."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)

    users: Path | None = None
    """The accounts file. Unset: ``users.json`` in the home folder."""
    public_url: str | None = None
    """The address that people type ("https://assistant.averdale.example"), where a proxy stands before the
    page. Requests under any other name but this machine's own are then refused."""
    trusted_proxies: tuple[str, ...] = ()
    """Addresses or networks ("10.0.0.0/8") of proxies whose X-Forwarded headers are believed."""
    secure_cookies: bool = False
    """Is the session's cookie for https alone, even where the page itself is reached by http? It always is
    where a request came by https or ``public_url`` says so."""
    session_idle_minutes: int = Field(default=60, ge=1)
    session_hours: float = Field(default=12, gt=0, le=24 * 7, allow_inf_nan=False)
    """How long a session lasts however busy it is; ``session_idle_minutes`` is how long it lasts unused."""
    password_length: int = Field(default=12, ge=8)
    """The least number of characters. NIST SP 800-63B asks for 8 (revision 3) or, where nothing but the
    password proves who it is, 15 (revision 4)."""
    body_mb: int = Field(default=4, ge=1)
    """The most that a request may carry that is not an upload."""
    upload_mb: int = Field(default=1000, ge=1)
    """The most that one upload may carry, all its files together."""

    @field_validator("public_url")
    @classmethod
    def _check_address(cls, value: str | None) -> str | None:
        if value is None:
            return None
        parts = _parts(value)
        if parts.path.rstrip("/"):
            raise ValueError("the page stands at the root of its address: leave the path out")
        return value.rstrip("/")

    @field_validator("trusted_proxies")
    @classmethod
    def _check_networks(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for each in value:
            ipaddress.ip_network(each)  # the error that it raises says what is wrong
        return value


class OidcSettings(BaseModel):
    """A sign-in service (OpenID Connect). Whoever it vouches for comes in only with a mapped role."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)

    issuer: str | None = None
    """The service's issuer as its documents give it; https, but for one on this machine."""
    client_id: str = ""
    secret_env: str = Field(default="COMMISSIONING_OIDC_SECRET", pattern=r"^[A-Za-z_][A-Za-z0-9_]*$")
    """The environment variable that holds the client's secret. The secret itself is never a setting."""
    label: str = Field(default="your organisation's account", min_length=1, max_length=80)
    """How the sign-in page calls the service: "Sign in with …"."""
    scopes: tuple[str, ...] = ("openid", "profile")
    name_claim: str = Field(default="preferred_username", min_length=1)
    """The claim that is a person's name here. It must be one that the service never gives to somebody else
    later on, since history is kept by it; ``sub`` always is (OpenID Connect Core 1.0, section 5.7)."""
    groups_claim: str = Field(default="groups", min_length=1)
    roles: dict[str, RoleName] = {}
    """Group to role. Several groups may give several roles; nobody without one comes in."""
    clearance: dict[str, tuple[str, ...]] = {}
    """Group to the markings whose papers its members may see."""

    @field_validator("issuer")
    @classmethod
    def _check_issuer(cls, value: str | None) -> str | None:
        if value is not None and _parts(value).scheme != "https" and not _on_this_machine(value):
            raise ValueError("an issuer on another machine is reached by https alone")
        return value

    @model_validator(mode="after")
    def _check_whole(self) -> OidcSettings:
        if self.issuer and not self.client_id:
            raise ValueError("oidc.client_id is missing")
        if self.issuer and not self.roles:
            raise ValueError("oidc.roles is empty: nobody could come in")
        if "openid" not in self.scopes:
            raise ValueError("oidc.scopes must hold openid")
        return self


def _parts(address: str) -> SplitResult:
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError("not an http or https address")
    if "@" in parts.netloc or parts.query or parts.fragment:
        raise ValueError("an address is scheme, host, port and path alone")
    return parts


def _on_this_machine(address: str) -> bool:
    return urlsplit(address).hostname in ("127.0.0.1", "::1", "localhost")
