"""Checking an id token (OpenID Connect Core 1.0, section 3.1.3.7): who signed it, for whom, when, for which attempt.

Signatures are by a provider's public key alone. A token without one, or with one that the client's own secret could
make (HS256 and the like), is refused before any key is looked at.
"""

from __future__ import annotations

import hmac
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, ClassVar, Final, TypeGuard

import orjson
from joserfc import jws
from joserfc.errors import JoseError
from joserfc.jwk import JWKRegistry, Key

from graph.access.model import AccessError

SKEW_S: Final = 60
"""How far the provider's clock may be from ours."""
_KEY_TYPES: Final = {"RS256": "RSA", "PS256": "RSA", "ES256": "EC", "EdDSA": "OKP", "Ed25519": "OKP"}
"""The algorithms that are taken, each with the type of its keys."""
_PUBLIC: Final = ("kty", "n", "e", "crv", "x", "y")
_LEAST_RSA_BITS: Final = 2048
_MOST_OF_A_SUBJECT: Final = 255


class IdTokenRefused(AccessError):
    """What the provider said of the person can't be believed. `reason` is for the log, and holds nothing of it."""

    code: ClassVar[str] = "ID_TOKEN_REFUSED"
    hint: ClassVar[str] = "Try again. If it stays, whoever runs this server finds the reason in its log."

    def __init__(self, reason: str) -> None:
        super().__init__("The provider's answer could not be verified.")
        self.reason = reason


class UnknownKey(IdTokenRefused):
    """The token names a key that the provider's known keys don't have: they may have changed."""

    code: ClassVar[str] = "ID_TOKEN_REFUSED"


class _Registry(jws.JWSRegistry):
    """The algorithms of the table and no other. `EdDSA` is what providers still call Ed25519 (RFC 9864)."""

    max_header_length = 8_192
    max_signature_length = 4_096

    def __init__(self) -> None:
        super().__init__(algorithms=("RS256", "PS256", "ES256", "Ed25519"), strict_check_header=False)

    def get_alg(self, name: str) -> Any:
        return super().get_alg("Ed25519" if name == "EdDSA" else name)


def verified(token: str, keys: Sequence[Mapping[str, object]]) -> dict[str, object]:
    """The claims of a token that one of the keys (a JWKS, RFC 7517) signed. Raises `IdTokenRefused`, `UnknownKey`."""
    registry = _Registry()
    try:
        header = jws.extract_compact(token.encode("ascii"), registry=registry).headers()
    except (JoseError, ValueError):
        raise IdTokenRefused("malformed") from None
    if not isinstance(header.get("alg"), str) or header["alg"] not in _KEY_TYPES:
        raise IdTokenRefused("algorithm")
    if str(header.get("typ", "JWT")).lower() not in {"jwt", "application/jwt"}:
        raise IdTokenRefused("type")
    key = _key(header, keys)
    try:
        payload = jws.deserialize_compact(token, key, registry=registry).payload
    except (JoseError, ValueError):
        raise IdTokenRefused("signature") from None
    try:
        claims = orjson.loads(payload or b"")
    except orjson.JSONDecodeError:
        raise IdTokenRefused("malformed") from None
    if not isinstance(claims, dict):
        raise IdTokenRefused("malformed")
    return claims


def _key(header: Mapping[str, Any], keys: Sequence[Mapping[str, object]]) -> Key:
    """The one key that a token may be signed with, by its id and by what the key is for."""
    fitting = [each for each in keys if _fits(each, header["alg"])]
    if "kid" in header:
        fitting = [each for each in fitting if each.get("kid") == header["kid"]]
    if len(fitting) != 1:
        raise UnknownKey("key")
    try:
        key = JWKRegistry.import_key({name: str(fitting[0][name]) for name in _PUBLIC if name in fitting[0]})
    except (JoseError, ValueError, TypeError, KeyError):
        raise IdTokenRefused("key") from None
    return key


def _fits(key: Mapping[str, object], algorithm: str) -> bool:
    operations = key.get("key_ops", ["verify"])
    return (
        key.get("kty") == _KEY_TYPES[algorithm]
        and key.get("use", "sig") == "sig"
        and key.get("alg", algorithm) in {algorithm, *({"EdDSA", "Ed25519"} if key.get("kty") == "OKP" else ())}
        and isinstance(operations, list)
        and "verify" in operations
        and (key.get("kty") != "RSA" or len(str(key.get("n", ""))) * 6 >= _LEAST_RSA_BITS)
    )


def check_claims(claims: Mapping[str, object], issuer: str, client: str, nonce: str, now: datetime) -> None:
    """Raise `IdTokenRefused` unless the claims are the issuer's, for this client and attempt, and hold now."""
    if claims.get("iss") != issuer:
        raise IdTokenRefused("issuer")
    _check_audience(claims, client)
    _check_times(claims, now.timestamp())
    given = claims.get("nonce")
    if not isinstance(given, str) or not hmac.compare_digest(given.encode("utf-8", "replace"), nonce.encode()):
        raise IdTokenRefused("nonce")
    subject = claims.get("sub")
    if not isinstance(subject, str) or not subject.strip() or len(subject) > _MOST_OF_A_SUBJECT:
        raise IdTokenRefused("subject")


def _check_audience(claims: Mapping[str, object], client: str) -> None:
    audience = claims.get("aud")
    named = audience if isinstance(audience, list) else [audience]
    if client not in named:
        raise IdTokenRefused("audience")
    if claims.get("azp", client if len(named) == 1 else None) != client:
        raise IdTokenRefused("authorised party")


def _check_times(claims: Mapping[str, object], now: float) -> None:
    ends, made, begins = (claims.get(each) for each in ("exp", "iat", "nbf"))
    if not _is_time(ends) or now >= ends + SKEW_S:
        raise IdTokenRefused("expiry")
    if not _is_time(made) or made > now + SKEW_S:
        raise IdTokenRefused("time of issue")
    if begins is not None and (not _is_time(begins) or begins > now + SKEW_S):
        raise IdTokenRefused("not yet valid")


def _is_time(value: object) -> TypeGuard[int | float]:
    return isinstance(value, int | float) and not isinstance(value, bool)
