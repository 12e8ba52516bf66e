"""People for whom a sign-in service vouches: OpenID Connect Core 1.0, the code flow with PKCE (RFC 7636).

Each method that asks the service raises SignInError, whose words are for the person who wants to come in;
what went wrong in detail goes to the log.
"""

from __future__ import annotations

import logging
import secrets
import ssl
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from authlib.common.errors import AuthlibBaseError
from authlib.integrations.httpx_client import OAuth2Client
from authlib.oidc.core import CodeIDToken
from httpx2 import HTTPError
from joserfc import jwt
from joserfc.errors import InvalidKeyIdError, JoseError
from joserfc.jwk import KeySet
from joserfc.jws import JWSRegistry

from assistant.people.account import EVERYTHING_WORD
from assistant.people.person import Person, Role
from ingest.clearance import EVERYTHING, cleared_for
from ingest.errors import SignInError
from ingest.web_settings import OidcSettings

_ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"]
"""Signatures with a private key of the service's alone: neither "none" nor one that we could make too."""

_LEEWAY_S = 60
_TIMEOUT_S = 10.0
_METADATA_S = 3600.0
_KEYS_ANEW_S = 60.0
_LONGEST_NAME = 128

_NO_SERVICE = "The sign-in service cannot be reached at the moment: try again, or ask whoever runs this page."
_NOT_ACCEPTED = "What the sign-in service says of you cannot be relied on: try again from the start."
_NO_ROLE = "You are known, but in no group that may use this page: ask an administrator."
_NO_NAME = "The sign-in service does not say who you are: ask whoever runs this page."

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Attempt:
    """One person on the way to the service and back; what is known of it here alone proves that they are."""

    state: str
    nonce: str
    verifier: str
    return_address: str


class SignInService:
    """A service by its issuer. Its addresses are read again each hour, its keys when one is not known."""

    def __init__(
        self, settings: OidcSettings, secret: str, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._settings = settings
        self._secret = secret
        self._clock = clock
        self._lock = threading.Lock()
        self._metadata: tuple[float, dict[str, Any]] | None = None
        self._keys: tuple[float, KeySet] | None = None

    def start(self, return_address: str) -> tuple[str, Attempt]:
        """Where to send somebody, and what is to be kept of it until they are back."""
        state, nonce, verifier = (secrets.token_urlsafe(32) for _ in range(3))
        attempt = Attempt(state, nonce, verifier, return_address)
        endpoint = self._endpoint("authorization_endpoint")
        with self._client(return_address) as client:
            address, _ = client.create_authorization_url(
                endpoint, state=attempt.state, nonce=attempt.nonce, code_verifier=attempt.verifier
            )
        return str(address), attempt

    def finish(self, attempt: Attempt, returned: Mapping[str, str]) -> Person:
        """Whom the service vouches for, from the query they came back with."""
        if not secrets.compare_digest(returned.get("state", "").encode(), attempt.state.encode()):
            raise _refused("the state is another one")
        if returned.get("iss", self._settings.issuer) != self._settings.issuer:
            raise _refused("another issuer answered (RFC 9207)")
        if "code" not in returned:
            raise _refused(f"the service gave no code: {returned.get('error', '')[:100]!r}")
        token = self._token(attempt, returned["code"])
        return self._person(self._claims(token, attempt))

    def _token(self, attempt: Attempt, code: str) -> Mapping[str, Any]:
        endpoint = self._endpoint("token_endpoint")
        try:
            with self._client(attempt.return_address) as client:
                token: Mapping[str, Any] = client.fetch_token(
                    endpoint, code=code, code_verifier=attempt.verifier, grant_type="authorization_code"
                )
        except HTTPError as error:
            raise _unreachable(error) from error
        except (AuthlibBaseError, ValueError) as error:
            raise _refused(f"no token for the code: {error}") from error
        return token

    def _claims(self, token: Mapping[str, Any], attempt: Attempt) -> Mapping[str, Any]:
        """What the service says, where it says so itself, to us, now, and in answer to this attempt."""
        options = {
            "iss": {"essential": True, "value": self._settings.issuer},
            "aud": {"essential": True, "value": self._settings.client_id},
            "exp": {"essential": True},
        }
        params = {
            "nonce": attempt.nonce,
            "client_id": self._settings.client_id,
            "access_token": token.get("access_token"),
        }
        try:
            decoded = self._decoded(str(token["id_token"]))
            claims: dict[str, Any] = CodeIDToken(decoded.claims, decoded.header, options, params)
            claims.validate(leeway=_LEEWAY_S)  # type: ignore[attr-defined]
        except (JoseError, AuthlibBaseError, KeyError, TypeError, ValueError) as error:
            raise _refused(f"the ID token does not hold: {type(error).__name__} {error}") from error
        return claims

    def _decoded(self, id_token: str) -> jwt.Token:
        registry = JWSRegistry(algorithms=_ALGORITHMS, strict_check_header=False)
        try:
            return jwt.decode(id_token, self._key_set(), registry=registry)
        except InvalidKeyIdError:
            return jwt.decode(id_token, self._key_set(anew=True), registry=registry)

    def _person(self, claims: Mapping[str, Any]) -> Person:
        groups = _texts(claims.get(self._settings.groups_claim))
        roles = frozenset(Role(self._settings.roles[each]) for each in groups if each in self._settings.roles)
        if not roles:
            _log.warning("Nobody comes in without a mapped role; groups given: %d", len(groups))
            raise SignInError(_NO_ROLE)
        markings = [marking for each in groups for marking in self._settings.clearance.get(each, ())]
        clearance = EVERYTHING if EVERYTHING_WORD in markings else cleared_for(markings)
        return Person(self._name(claims), roles, clearance)

    def _name(self, claims: Mapping[str, Any]) -> str:
        """With an @ in it always, so that no account is ever called the same."""
        name = claims.get(self._settings.name_claim)
        if not isinstance(name, str) or not name.strip().isprintable() or not 0 < len(name) <= _LONGEST_NAME:
            raise SignInError(_NO_NAME)
        name = name.strip()
        if not name.strip("@"):
            raise SignInError(_NO_NAME)
        return name if "@" in name else f"{name}@{urlsplit(self._settings.issuer or '').hostname}"

    def _endpoint(self, name: str) -> str:
        address = self._described().get(name)
        if not isinstance(address, str) or urlsplit(address).scheme not in ("https", self._scheme()):
            raise _unreachable(f"its {name} is {address!r}")
        return address

    def _described(self) -> dict[str, Any]:
        """The service's own description (OpenID Connect Discovery 1.0)."""
        with self._lock:
            kept = self._metadata
        if kept is not None and self._clock() - kept[0] < _METADATA_S:
            return kept[1]
        issuer = str(self._settings.issuer)
        found = self._fetched(issuer.rstrip("/") + "/.well-known/openid-configuration")
        if found.get("issuer") != issuer:
            raise _unreachable(f"it calls itself {found.get('issuer')!r}, the setting oidc.issuer {issuer!r}")
        with self._lock:
            self._metadata = (self._clock(), found)
        return found

    def _key_set(self, anew: bool = False) -> KeySet:
        """Its keys; asked for again at most once a minute, however many unknown ones are shown to us."""
        with self._lock:
            kept = self._keys
        if kept is not None and not (anew and self._clock() - kept[0] >= _KEYS_ANEW_S):
            return kept[1]
        keys = KeySet.import_key_set(self._fetched(self._endpoint("jwks_uri")))  # type: ignore[arg-type]
        with self._lock:
            self._keys = (self._clock(), keys)
        return keys

    def _fetched(self, address: str) -> dict[str, Any]:
        try:
            with self._client("") as client:
                reply = client.request("GET", address, withhold_token=True)
                reply.raise_for_status()
                found = reply.json()
        except (HTTPError, ValueError) as error:
            raise _unreachable(error) from error
        if not isinstance(found, dict):
            raise _unreachable(f"{address} gives no object")
        return found

    def _client(self, return_address: str) -> OAuth2Client:
        return OAuth2Client(
            self._settings.client_id,
            self._secret,
            scope=" ".join(self._settings.scopes),
            redirect_uri=return_address,
            code_challenge_method="S256",
            timeout=_TIMEOUT_S,
            verify=_tls(),
        )

    def _scheme(self) -> str:
        return urlsplit(self._settings.issuer or "").scheme


@cache
def _tls() -> ssl.SSLContext:
    """Whose certificates are trusted: this machine's. Read once, since that takes longer than the asking."""
    return ssl.create_default_context()


def _texts(value: object) -> list[str]:
    """A claim of groups: a list, or one by itself."""
    values = value if isinstance(value, list) else [value]
    return [each for each in values if isinstance(each, str)]


def _refused(why: str) -> SignInError:
    _log.warning("Sign-in by the service refused: %s", why)
    return SignInError(_NOT_ACCEPTED)


def _unreachable(why: object) -> SignInError:
    _log.error("The sign-in service cannot be used: %s", why)
    return SignInError(_NO_SERVICE)
