"""Who somebody is at an identity provider, and which account that leads to: one document, found by its own name.

Its IRI is a hash of the provider and of what the provider calls the person, so that two first sign-ins at the same
moment write the same document, and one of them finds the account of the other.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from graph.store.names import Names
from mappings.bibframe.node import Node


@dataclass(frozen=True, slots=True)
class Identity:
    """Somebody at a provider: `issuer` is the provider's address, `subject` what it calls them, for good."""

    issuer: str
    subject: str

    def iri(self, names: Names) -> str:
        """Where the document is; it tells neither."""
        digest = sha256(f"{self.issuer}\n{self.subject}".encode("utf-8", "surrogatepass")).hexdigest()
        return f"{names.base}identities/{digest}"


def identity_node(iri: str, account: str, tried: datetime | None = None) -> Node:
    """The document of an identity (`lsp:Identity`): its account, and when it last came."""
    node: Node = {"@id": iri, "@type": ["lsp:Identity"], "lsp:account": [account]}
    if tried is not None:
        node["lsp:triedAt"] = [{"@value": tried.isoformat(), "@type": "xsd:dateTime"}]
    return node


def account_in(node: Node) -> str:
    """The account an identity leads to."""
    return str(node["lsp:account"][0])


def came_at(node: Node) -> datetime | None:
    """When somebody last came from their provider, in UTC; None before they ever did."""
    return datetime.fromisoformat(node["lsp:triedAt"][0]["@value"]) if "lsp:triedAt" in node else None


def spent_iri(attempt: str, names: Names) -> str:
    """Where it is written that an attempt to sign in was made, so that none is made twice."""
    return f"{names.base}sign-in/{attempt}"


def spent_node(iri: str, ends: datetime) -> Node:
    """The document of an attempt that was made (`lsp:SpentSignIn`); after `ends` it need not be known any more."""
    return {
        "@id": iri,
        "@type": ["lsp:SpentSignIn"],
        "lsp:expiresAt": [{"@value": ends.isoformat(), "@type": "xsd:dateTime"}],
    }


def spent_ends(node: Node) -> datetime:
    """When an attempt need not be known any more."""
    return datetime.fromisoformat(node["lsp:expiresAt"][0]["@value"])
