"""A small sign-in service of our own: OpenID Connect's code flow with PKCE, on this machine, signed."""

from __future__ import annotations

import base64
import hashlib
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import KeySet, RSAKey

CLIENT = "commissioning"
SECRET = "quarry-lantern-88"  # noqa: S105


class Provider:
    """What it answers can be set: ``claims`` go over the true ones, ``key`` signs."""

    def __init__(self, issuer: str) -> None:
        self.issuer = issuer
        self.published = RSAKey.generate_key(2048, {"kid": "one", "use": "sig"})
        self.key = self.published
        self.algorithm = "RS256"
        self.claims: dict[str, Any] = {}
        self.described: dict[str, Any] = {}
        self.asked: list[str] = []
        self._codes: dict[str, dict[str, str]] = {}

    def configuration(self) -> dict[str, Any]:
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/keys",
            **self.described,
        }

    def keys(self) -> dict[str, Any]:
        return dict(KeySet([self.published]).as_dict(private=False))

    def authorise(self, query: dict[str, str]) -> str:
        """Somebody signed in here: the address they go back to, with a code."""
        assert query["response_type"] == "code"
        assert query["code_challenge_method"] == "S256"
        code = f"code-{len(self._codes)}"
        self._codes[code] = query
        return f"{query['redirect_uri']}?{urlencode({'code': code, 'state': query['state']})}"

    def token(self, form: dict[str, str], authorization: str) -> dict[str, Any] | None:
        """A token for a code: once, for who began and has the secret."""
        asked = self._codes.pop(form.get("code", ""), None)
        challenge = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        proven = asked is not None and asked["code_challenge"] == _base64(challenge)
        known = (
            unquote(base64.b64decode(authorization.removeprefix("Basic ")).decode()) == f"{CLIENT}:{SECRET}"
        )
        if asked is None or not (proven and known and asked["redirect_uri"] == form["redirect_uri"]):
            return None
        return {"access_token": "a", "token_type": "Bearer", "id_token": self._id_token(asked["nonce"])}

    def _id_token(self, nonce: str) -> str:
        now = int(time.time())
        claims = {
            "iss": self.issuer,
            "sub": "f3a9",
            "aud": CLIENT,
            "iat": now,
            "exp": now + 300,
            "nonce": nonce,
        }
        claims |= {"preferred_username": "reed", "groups": ["Commissioning"], **self.claims}
        header = {"alg": self.algorithm, "kid": self.key.kid}
        kept = {name: value for name, value in claims.items() if value is not None}
        return jwt.encode(header, kept, self.key, algorithms=[self.algorithm])


@contextmanager
def provider() -> Iterator[Provider]:
    """The service, answering on a free port of this machine."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Answers)
    made = Provider(f"http://127.0.0.1:{server.server_address[1]}")
    server.provider = made  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield made
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class _Answers(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        made: Provider = self.server.provider  # type: ignore[attr-defined]
        parts = urlsplit(self.path)
        made.asked.append(parts.path)
        if parts.path == "/.well-known/openid-configuration":
            self._answer(200, made.configuration())
        elif parts.path == "/keys":
            self._answer(200, made.keys())
        else:
            self._answer(302, {}, made.authorise(_flat(parts.query)))

    def do_POST(self) -> None:
        made: Provider = self.server.provider  # type: ignore[attr-defined]
        form = _flat(self.rfile.read(int(self.headers["content-length"])).decode())
        token = made.token(form, self.headers.get("authorization", ""))
        self._answer(200, token) if token else self._answer(400, {"error": "invalid_grant"})

    def _answer(self, status: int, body: dict[str, Any], location: str = "") -> None:
        words = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(words)))
        if location:
            self.send_header("location", location)
        self.end_headers()
        self.wfile.write(words)

    def log_message(self, *_: Any) -> None:
        """Nothing is printed."""


def _flat(query: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(query).items()}


def _base64(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()
