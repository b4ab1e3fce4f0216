"""Who made it: agents and their contributions.

BIBFRAME: `bf:contribution` holds `bf:Contribution` (`bf:PrimaryContribution` for MARC 1xx) with `bf:agent`, described
in place, and `bf:role`, a relator IRI or a term.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from mappings.bibframe.node import Node
from mappings.bibframe.reading.values import Text, iri_of, iris, label, labels, nodes, plain, preferred, types

AGENT_TYPES: Final = frozenset(
    {"bf:Agent", "bf:Person", "bf:Family", "bf:Organization", "bf:Jurisdiction", "bf:Meeting"}
)
_BARE_AGENT: Final[tuple[str, ...]] = ("bf:Agent",)


@dataclass(frozen=True, slots=True)
class AgentRef:
    """An agent as a description names it. `iri` None where it has only a name here; `labels` holds every script's form;
    `authorities` are IRIs of authority records for it.
    """

    iri: str | None
    label: str
    types: tuple[str, ...] = _BARE_AGENT
    lang: str | None = None
    labels: tuple[Text, ...] = ()
    authorities: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Contribution:
    """One agent's part. `roles` are relator IRIs; `role_terms` are roles that only have a name. `primary` marks the
    main entry. `label` of the agent is empty where only its IRI is known here.
    """

    agent: AgentRef
    roles: tuple[str, ...] = ()
    primary: bool = False
    role_terms: tuple[str, ...] = ()


def agent(node: Node) -> AgentRef:
    """An agent from its node in place, or from a bare reference."""
    names = labels(node)
    shown = preferred(names)
    return AgentRef(
        iri_of(node),
        shown.value,
        types(node) or _BARE_AGENT,
        shown.lang,
        names,
        iris(node, "madsrdf:isIdentifiedByAuthority") if "madsrdf:isIdentifiedByAuthority" in node else (),
    )


def contributions(node: Node) -> list[Contribution]:
    """The contributions of a Work, Instance, Item or Hub in order; an agent with neither IRI nor name is left out."""
    found = []
    for each in nodes(node, "bf:contribution"):
        primary = "bf:PrimaryContribution" in each.get("@type", ())
        roles, terms = _roles(each)
        for member in nodes(each, "bf:agent"):
            read = agent(member)
            if read.iri is not None or read.label:
                found.append(Contribution(read, roles, primary, terms))
    return found


def _roles(contribution: Node) -> tuple[tuple[str, ...], tuple[str, ...]]:
    found, terms = [], []
    for role in nodes(contribution, "bf:role"):
        iri = iri_of(role)
        if iri is not None:
            found.append(iri)
        elif term := label(role) or plain(role, "bf:code"):
            terms.append(term)
    return tuple(found), tuple(terms)
