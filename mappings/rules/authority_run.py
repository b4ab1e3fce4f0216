"""One conversion of an authority record going forward: the thing it is about, and the authority for it.

The thing (`Root.THING`) is the root of the description. The authority of an agent or a place is a node of its own below
it; that of a work or a concept is the same node. What the record says about itself hangs on the authority.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mappings.rules.authority_headings import Heading, main_heading
from mappings.rules.authority_numbers import others, published, things
from mappings.rules.forward import Run
from mappings.rules.model import Root

if TYPE_CHECKING:
    from mappings.bibframe.node import Node
    from mappings.marc.record import Record
    from mappings.rules.forward import Minter

IDENTIFIED: str = "madsrdf:isIdentifiedByAuthority"


class AuthorityRun(Run):
    """The state of one conversion of an authority record."""

    __slots__ = ("authority", "of", "thing")

    def __init__(self, record: Record, mint: Minter) -> None:
        super().__init__(record, mint)
        self.of: Heading | None = main_heading(self)
        self.thing: Node = {"@id": "", "@type": []}
        self.authority = self.thing
        self._name(self.of)
        self.work = self.main = self.authority
        self.instances = []
        self._roots = {Root.THING: self.thing, Root.AUTHORITY: self.authority, Root.ADMIN: self.admin}

    def _name(self, heading: Heading | None) -> None:
        """Give thing and authority their IRIs."""
        if heading is None:
            self.thing["@id"] = self.mint.root("Authority")
            self.thing["@type"].append("madsrdf:Authority")
            return
        numbers = published(self)
        self.position = next(at for at, field in enumerate(self.record.fields, 2) if field is heading.field)
        iri = self.thing["@id"] = heading.iri(self, numbers)
        known = others(numbers, {iri})
        if heading.is_thing:
            self.authority = {"@type": []}
            own = next((each for each in known if "/rwo/" not in each), None)
            if own is not None:
                self.authority["@id"] = own
            self.thing[IDENTIFIED] = [self.authority]
            known = [each for each in known if each != own]
        if known:
            self.authority["madsrdf:hasExactExternalAuthority"] = [{"@id": each} for each in known]
        if same := [each for each in things(self) if each != iri]:
            self.thing["owl:sameAs"] = [{"@id": each} for each in same]

    @property
    def all_roots(self) -> tuple[Node, ...]:
        """The thing."""
        return (self.thing,)
