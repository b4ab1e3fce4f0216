"""The code lists that ship, as terms that can be looked up: roles, languages, countries, content, media, carriers …"""

from __future__ import annotations

from collections.abc import Iterator

from mappings.bibframe.node import Node
from mappings.bibframe.vocabulary import terms


def code_terms() -> Iterator[Node]:
    """Every term of the code lists, with its code where its IRI ends in one."""
    for term in terms():
        code = str(term["@id"]).rpartition("/")[2]
        yield {**term, "madsrdf:code": [code]} if code.isalnum() else term
