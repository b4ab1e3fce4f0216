"""What is wrong in an installation, and making anew what follows from its documents or from its log."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from graph.store.comparing import behind, sampled, search_differs, sparql_differs, unreadable
from graph.store.errors import ProjectionUnavailable
from graph.store.model import Remedy
from graph.store.names import GraphKind
from graph.store.scope import SystemScope

if TYPE_CHECKING:
    from app.bootstrap import Installation
    from graph.store.model import Finding
    from graph.store.projector import Progress


def findings(installation: Installation) -> list[Finding]:
    """What is wrong in the store and in what follows it: nothing, as a rule."""
    scope, store = SystemScope(), installation.store
    found = store.check(scope)
    names, known = installation.services.names, installation.services.tenants.directory().tenants
    graphs = [(slug, names.graph(slug, GraphKind.CATALOGUE)) for slug in known]
    differences: dict[str, Callable[[], list[Finding]]] = {
        "search": lambda: search_differs(store, installation.search, graphs, scope),
        "sparql": lambda: sparql_differs(store, installation.sparql, sampled(store, scope)),
    }
    for name, differs in differences.items():
        try:
            last = store.position()
            found += behind(name, installation.position(name), last, followed=installation.is_projected(name))
            found += differs()
        except ProjectionUnavailable as error:
            found.append(unreadable(name, error))
    return found


def mend(installation: Installation, findings: Sequence[Finding], progress: Progress | None = None) -> None:
    """Make anew what these findings are about, as far as it follows from documents or from the log."""
    keys = [each.key for each in findings if each.remedy is Remedy.MEND and each.key]
    installation.store.mend(list(dict.fromkeys(keys)), SystemScope())
    for name in installation.positions:
        remedies = {each.remedy for each in findings if each.projection == name}
        if remedies:
            installation.have_projected(name, progress, again=Remedy.REBUILD in remedies)
