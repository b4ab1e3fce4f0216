"""One attempt to sign in at a provider: what binds the answer to the browser that asked, kept by that browser alone.

The cookie holds a random seed, the time and where to go afterwards, signed with a key that follows from the client's
secret, so that every process knows its own and nothing is written for whoever merely looks. State, nonce and the
verifier of PKCE (RFC 7636) are hashes of the seed: none of them leads to another.
"""

from __future__ import annotations

import hmac
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Final

import orjson

from graph.access.provider_sign_in import ATTEMPT_LASTS, AttemptOver

HOME: Final = "/sign-in"
_SEED_OCTETS: Final = 32
_MOST_OF_A_PATH: Final = 500
_SEALED_MOST: Final = 2_000


@dataclass(frozen=True, slots=True)
class Attempt:
    """One attempt. `seed` is the browser's secret, `began` in UTC, `back` a path of this server."""

    seed: str
    began: datetime
    back: str

    @property
    def state(self) -> str:
        """What the provider sends back unchanged."""
        return self._derived("state")

    @property
    def nonce(self) -> str:
        """What the id token must hold."""
        return self._derived("nonce")

    @property
    def verifier(self) -> str:
        """What shows the provider that who redeems the code is who asked for it."""
        return self._derived("verifier")

    @property
    def challenge(self) -> str:
        """The verifier's SHA-256, as it is sent ahead (S256)."""
        return _text(sha256(self.verifier.encode()).digest())

    @property
    def name(self) -> str:
        """What the attempt is known by once it is made: a hash that opens nothing."""
        return sha256(f"spent {self.seed}".encode()).hexdigest()

    def _derived(self, purpose: str) -> str:
        return _text(hmac.digest(self.seed.encode(), purpose.encode(), "sha256"))


class Attempts:
    """Begins attempts, and knows them again. `secret` is the client's."""

    def __init__(self, secret: str) -> None:
        self._key = hmac.digest(secret.encode(), b"catalograph attempt to sign in", "sha256")

    def begin(self, now: datetime, back: str | None) -> Attempt:
        """A new attempt, after which the browser goes `back` where that is a path of this server."""
        return Attempt(secrets.token_urlsafe(_SEED_OCTETS), now, local_path(back))

    def sealed(self, attempt: Attempt) -> str:
        """The attempt as the browser keeps it."""
        body = _text(orjson.dumps([attempt.seed, int(attempt.began.timestamp()), attempt.back]))
        return f"{body}.{self._mark(body)}"

    def opened(self, sealed: str | None, state: str | None, now: datetime) -> Attempt:
        """The attempt that a browser kept, where the state that came back is its own. Raises `AttemptOver`."""
        body, _, mark = (sealed or "")[:_SEALED_MOST].partition(".")
        if not hmac.compare_digest(mark.encode(), self._mark(body).encode()):
            raise AttemptOver("This sign-in was not begun in this browser.")
        seed, began, back = orjson.loads(urlsafe_b64decode(body + "=" * (-len(body) % 4)))
        attempt = Attempt(seed, datetime.fromtimestamp(began, UTC), local_path(back))
        if state is None or not hmac.compare_digest(state.encode("utf-8", "replace"), attempt.state.encode()):
            raise AttemptOver("This sign-in was not begun in this browser.")
        if not attempt.began <= now < attempt.began + ATTEMPT_LASTS:
            raise AttemptOver("This sign-in took longer than ten minutes.")
        return attempt

    def _mark(self, body: str) -> str:
        return _text(hmac.digest(self._key, body.encode("utf-8", "surrogatepass"), "sha256"))


def local_path(path: str | None) -> str:
    """The path where it is one of this server, else the page to sign in."""
    if path is None or len(path) > _MOST_OF_A_PATH or not path.startswith("/") or path.startswith(("//", "/\\")):
        return HOME
    plain = path.isascii() and path.isprintable() and "\\" not in path and " " not in path
    return path if plain else HOME


def _text(octets: bytes) -> str:
    return urlsafe_b64encode(octets).rstrip(b"=").decode()
