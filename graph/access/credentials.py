"""What an account signs in with, as a document of its own: a password's hash, a code to set one, failures."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from graph.store.names import Names
from mappings.bibframe.node import Node


@dataclass(frozen=True, slots=True)
class Credential:
    """An account's password and how its last attempts went. `code` is a hash, too."""

    account: str
    password: str = ""
    code: str = ""
    code_ends: datetime | None = None
    failures: int = 0
    tried: datetime | None = None


def credential_iri(account: str, names: Names) -> str:
    """Where the document is."""
    return f"{names.base}credentials/{account}"


def credential_node(credential: Credential, names: Names) -> Node:
    """The document of a credential (`lsp:Credential`)."""
    node: Node = {
        "@id": credential_iri(credential.account, names),
        "@type": ["lsp:Credential"],
        "lsp:account": [credential.account],
        "lsp:failures": [str(credential.failures)],
    }
    for name, text in (("lsp:passwordHash", credential.password), ("lsp:codeHash", credential.code)):
        if text:
            node[name] = [text]
    for name, moment in (("lsp:codeExpiresAt", credential.code_ends), ("lsp:triedAt", credential.tried)):
        if moment is not None:
            node[name] = [{"@value": moment.isoformat(), "@type": "xsd:dateTime"}]
    return node


def credential_of(node: Node) -> Credential:
    """A credential from its document."""
    return Credential(
        node["lsp:account"][0],
        node.get("lsp:passwordHash", [""])[0],
        node.get("lsp:codeHash", [""])[0],
        _moment(node, "lsp:codeExpiresAt"),
        int(node["lsp:failures"][0]),
        _moment(node, "lsp:triedAt"),
    )


def _moment(node: Node, name: str) -> datetime | None:
    return datetime.fromisoformat(node[name][0]["@value"]) if name in node else None
