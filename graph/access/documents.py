"""How accounts and tokens are written as documents of the identity graph, and read back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from graph.access.model import Account, Permission, Token
from graph.store.names import Names
from mappings.bibframe.node import Node


def account_node(account: Account, names: Names) -> Node:
    """The document of an account (`lsp:Account`): its name, its own tenant, and role parts per owner."""
    node: Node = {
        "@id": f"{names.base}accounts/{account.id}",
        "@type": ["lsp:Account"],
        "rdfs:label": [account.name],
    }
    if account.tenant is not None:
        node["lsp:tenant"] = [account.tenant]
    for part, roles in (("roleGrant", account.roles), ("claimedGrant", account.claimed)):
        if roles:
            node[f"lsp:{part}"] = _grants(part, roles)
    if account.username:
        node["lsp:username"] = [account.username]
    if account.locked:
        node["lsp:locked"] = ["true"]
    if account.patrons:
        node["lsp:isPatron"] = [{"@id": iri} for _, iri in sorted(account.patrons.items())]
    if account.identities:
        node["lsp:identity"] = [{"@id": iri} for iri in account.identities]
    return node


def account_of(node: Node, revision: int = 0) -> Account:
    """An account from its document, of which this is the `revision`."""
    return Account(
        id=_local(node["@id"]),
        name=node["rdfs:label"][0],
        tenant=node["lsp:tenant"][0] if "lsp:tenant" in node else None,
        roles=_roles(node, "lsp:roleGrant"),
        patrons={each["@id"].split("/")[-3]: each["@id"] for each in node.get("lsp:isPatron", ())},
        username=node["lsp:username"][0] if "lsp:username" in node else "",
        locked="lsp:locked" in node,
        claimed=_roles(node, "lsp:claimedGrant"),
        identities=tuple(each["@id"] for each in node.get("lsp:identity", ())),
        revision=revision,
    )


def token_node(token: Token, digest: str, names: Names) -> Node:
    """The document of a token (`lsp:Token`): whose it is, the hash of its secret, and its times."""
    node: Node = {
        "@id": f"{names.base}tokens/{token.id}",
        "@type": ["lsp:Token"],
        "lsp:account": [token.account],
        "lsp:tokenHash": [digest],
        "lsp:issuedAt": [_time(token.created)],
    }
    if token.label:
        node["rdfs:label"] = [token.label]
    if token.expires is not None:
        node["lsp:expiresAt"] = [_time(token.expires)]
    if token.scopes:
        node["lsp:scope"] = [each.value for each in token.scopes]
    if token.revoked is not None:
        node["lsp:revokedAt"] = [_time(token.revoked)]
    return node


def token_of(node: Node) -> Token:
    """What is known of a token from its document."""
    return Token(
        id=_local(node["@id"]),
        account=node["lsp:account"][0],
        label=node["rdfs:label"][0] if "rdfs:label" in node else "",
        created=datetime.fromisoformat(node["lsp:issuedAt"][0]["@value"]),
        expires=_moment(node, "lsp:expiresAt"),
        revoked=_moment(node, "lsp:revokedAt"),
        scopes=tuple(Permission(each) for each in node.get("lsp:scope", ())),
    )


def hash_of(node: Node) -> str:
    """The stored hash of a token's secret, hexadecimal."""
    return str(node["lsp:tokenHash"][0])


def _grants(part: str, roles: Mapping[str, tuple[str, ...]]) -> list[Node]:
    return [
        {
            "@id": f"#{part}-{number}",
            "@type": ["lsp:RoleGrant"],
            "lsp:owner": [owner],
            "lsp:role": list(names),
        }
        for number, (owner, names) in enumerate(sorted(roles.items()), 1)
    ]


def _roles(node: Node, property: str) -> dict[str, tuple[str, ...]]:
    return {part["lsp:owner"][0]: tuple(part["lsp:role"]) for part in node.get(property, ())}


def _time(moment: datetime) -> Node:
    return {"@value": moment.isoformat(), "@type": "xsd:dateTime"}


def _moment(node: Node, property: str) -> datetime | None:
    return datetime.fromisoformat(node[property][0]["@value"]) if property in node else None


def _local(iri: str) -> str:
    return iri.rpartition("/")[2]
