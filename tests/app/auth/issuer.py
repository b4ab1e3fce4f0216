"""A small OpenID Connect provider on the loopback, for tests of what must be refused: it can be told to do wrong."""

from __future__ import annotations

import base64
import hashlib
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlencode, urlsplit

import orjson
from joserfc import jws
from joserfc.jwk import ECKey, JWKRegistry, Key, OKPKey, RSAKey

CLIENT, SECRET = "catalograph", "s3cret +/:%ü and long enough"
CALLBACK = "http://127.0.0.1:8000/sign-in/callback"
ALGORITHMS = {"RS256": RSAKey, "PS256": RSAKey, "ES256": ECKey, "EdDSA": OKPKey}


def made_key(algorithm: str, kid: str) -> Key:
    size: Any = {"RS256": 2048, "PS256": 2048, "ES256": "P-256", "EdDSA": "Ed25519"}[algorithm]
    kind = {"RS256": "RSA", "PS256": "RSA", "ES256": "EC", "EdDSA": "OKP"}[algorithm]
    return JWKRegistry.generate_key(kind, size, {"kid": kid, "use": "sig"})


def signed(claims: dict[str, Any], key: Any, **header: Any) -> str:
    """A token; EdDSA is signed by its new name, which the header doesn't show."""
    header = {"kid": "one", **header}
    registry = _AnyName(algorithms=["RS256", "PS256", "ES256", "Ed25519", "HS256", "none"], strict_check_header=False)
    return jws.serialize_compact(header, orjson.dumps(claims), key, registry=registry)


class _AnyName(jws.JWSRegistry):
    def get_alg(self, name: str) -> Any:
        return super().get_alg("Ed25519" if name == "EdDSA" else name)

    def check_header(self, header: Any) -> None:
        """Anything goes."""


class Issuer(ThreadingHTTPServer):
    """What it says is in its attributes, for a test to change; `calls` are the paths that were asked for."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Answers)
        self.address = f"http://127.0.0.1:{self.server_port}"
        self.calls: list[str] = []
        self.begin_anew()

    def begin_anew(self) -> None:
        self.algorithm = "ES256"
        self.key: Any = _KEY
        self.published: list[Any] = [_KEY.as_dict(private=False)]
        self.claims: dict[str, Any] = {}
        self.header: dict[str, Any] = {}
        self.document: dict[str, Any] = {}
        self.token: str | None = None
        self.methods = ["client_secret_basic"]
        self.answers: dict[str, tuple[int, dict[str, str], bytes]] = {}
        self.wait_s = 0.0
        self._codes: dict[str, dict[str, str]] = {}
        self.calls.clear()

    def approve(self, location: str, **answer: str) -> str:
        """What a person's consent makes of the address that the browser was sent to: the path to come back to."""
        asked = dict(parse_qsl(urlsplit(location).query))
        code = f"code-{len(self._codes)}"
        self._codes[code] = asked
        return f"/sign-in/callback?{urlencode({'code': code, 'state': asked['state']} | answer)}"

    def discovery(self) -> dict[str, Any]:
        return {
            "issuer": self.address,
            "authorization_endpoint": f"{self.address}/authorize",
            "token_endpoint": f"{self.address}/token",
            "jwks_uri": f"{self.address}/keys",
            "token_endpoint_auth_methods_supported": self.methods,
        } | self.document

    def redeemed(self, form: dict[str, str], authorization: str) -> tuple[int, dict[str, Any]]:
        asked = self._codes.pop(form.get("code", ""), None)
        challenge = base64.urlsafe_b64encode(hashlib.sha256(form.get("code_verifier", "").encode()).digest())
        if not self._is_client(form, authorization):
            return 401, {"error": "invalid_client", "error_description": "ZUGVOGEL"}
        if asked is None or asked["code_challenge"] != challenge.rstrip(b"=").decode():
            return 400, {"error": "invalid_grant", "error_description": "ZUGVOGEL"}
        assert (asked["code_challenge_method"], form["redirect_uri"]) == ("S256", CALLBACK)
        now = int(time.time())
        said = {"iss": self.address, "aud": CLIENT, "iat": now, "exp": now + 60, "nonce": asked["nonce"], "sub": "ana"}
        claims = {name: value for name, value in (said | self.claims).items() if value is not None}
        token = self.token or signed(claims, self.key, **({"alg": self.algorithm} | self.header))
        return 200, {"access_token": "x", "token_type": "Bearer", "id_token": token}

    def _is_client(self, form: dict[str, str], authorization: str) -> bool:
        if self.methods == ["client_secret_post"]:
            return (form.get("client_id"), form.get("client_secret")) == (CLIENT, SECRET)
        pair = base64.b64decode(authorization.removeprefix("Basic ")).decode().partition(":")
        return dict(parse_qsl(f"{CLIENT}={pair[2]}")) == {CLIENT: SECRET}


_KEY = made_key("ES256", "one")


class _Answers(BaseHTTPRequestHandler):
    server: Issuer

    def do_GET(self) -> None:
        path = urlsplit(self.path).path
        self.server.calls.append(path)
        found: Any = {
            "/.well-known/openid-configuration": self.server.discovery,
            "/keys": lambda: {"keys": self.server.published},
        }[path]()
        self._say(path, 200, found)

    def do_POST(self) -> None:
        self.server.calls.append(self.path)
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        form = {name: values[0] for name, values in parse_qs(body).items()}
        self._say(self.path, *self.server.redeemed(form, self.headers.get("Authorization", "")))

    def _say(self, path: str, status: int, body: Any) -> None:
        time.sleep(self.server.wait_s)
        status, headers, octets = self.server.answers.get(path, (status, {}, orjson.dumps(body)))
        self.send_response(status)
        for name, value in {"Content-Type": "application/json", "Content-Length": str(len(octets)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(octets)

    def handle(self) -> None:
        with suppress(ConnectionError):  # who asked has gone
            super().handle()

    def log_message(self, *_: Any) -> None: ...


@contextmanager
def issuing() -> Iterator[Issuer]:
    """The provider on a free port, until the block ends."""
    with Issuer() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        yield server
        server.shutdown()
        thread.join()
