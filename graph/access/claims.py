"""Which roles the claims of an identity provider give: rules that an operator writes, each with a role in one place.

`staff = harbor:cataloguer; heads = harbor:administrator; * = network:rivers:researcher`: the value of a claim, then
where the role holds and which it is. The value `*` is anybody whom the provider lets sign in.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, Final

from graph.access.model import ROLES, AccessError

ANYBODY: Final = "*"
_MOST: Final = 200
"""Characters of a name; a longer one is cut."""


class InvalidClaimRule(AccessError):
    """A rule for the roles of a provider's people that can't be read."""

    code: ClassVar[str] = "CLAIM_RULE"
    hint: ClassVar[str] = (
        "Write rules as `staff = harbor:cataloguer; heads = harbor:administrator`, each a value of the claim, then the "
        "library (or network:NAME) and the role."
    )


@dataclass(frozen=True, slots=True)
class ClaimRule:
    """Whoever has the value in the claim has the role at the owner (tenant slug or `network_owner`)."""

    value: str
    owner: str
    role: str

    @property
    def is_of_tenant(self) -> bool:
        """Whether the owner is a library rather than a network."""
        return ":" not in self.owner


def claim_rules(text: str) -> tuple[ClaimRule, ...]:
    """The rules in a text, separated by semicolons or line ends. Raises `InvalidClaimRule`."""
    return tuple(_rule(each.strip()) for each in re.split(r"[;\n]", text) if each.strip())


def _rule(text: str) -> ClaimRule:
    value, _, given = (each.strip() for each in text.rpartition("="))  # a value may be a name such as cn=staff,dc=x
    owner, _, role = (each.strip() for each in given.rpartition(":"))
    if not value or not re.fullmatch(r"(network:)?[a-z0-9-]+", owner):
        raise InvalidClaimRule(f"“{text}” is no rule for a role.")
    if role not in ROLES:
        raise InvalidClaimRule(f"There is no role “{role}”.", hint=f"The roles are: {', '.join(sorted(ROLES))}.")
    return ClaimRule(value, owner, role)


def roles_of(claims: Mapping[str, object], claim: str, rules: Sequence[ClaimRule]) -> dict[str, tuple[str, ...]]:
    """The roles per owner that the rules give to somebody with these claims, owners in the order of the rules."""
    values = {*values_of(claims, claim), ANYBODY}
    found: dict[str, tuple[str, ...]] = {}
    for rule in rules:
        if rule.value in values and rule.role not in found.get(rule.owner, ()):
            found[rule.owner] = (*found.get(rule.owner, ()), rule.role)
    return found


def values_of(claims: Mapping[str, object], claim: str) -> frozenset[str]:
    """The values of a claim, a text or a list of them: by its name, else along a path such as `realm_access.roles`."""
    found: object = claims.get(claim)
    if found is None:
        found = claims
        for step in claim.split("."):
            found = found.get(step) if isinstance(found, Mapping) else None
    values = found if isinstance(found, list) else [found]
    return frozenset(each.strip() for each in values if isinstance(each, str) and each.strip() not in {"", ANYBODY})


def name_of(claims: Mapping[str, object]) -> str:
    """What somebody is called, by the first of the claims that says it; else “Somebody”."""
    for claim in ("name", "preferred_username", "email"):
        given = claims.get(claim)
        if isinstance(given, str):
            name = " ".join("".join(each if each.isprintable() else " " for each in given[: _MOST * 2]).split())[:_MOST]
            if name:
                return name
    return "Somebody"
