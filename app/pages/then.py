"""The page about a resource as it was described at a moment: what was public then, without what is on the shelf now."""

from __future__ import annotations

from datetime import datetime

from app.pages.asking import NothingThere
from app.pages.visit import EVERYWHERE, Shown, Visit
from app.protocols.linked import memento
from app.protocols.linked.answers import Deleted
from app.protocols.linked.formats import FORMS


def then(visit: Visit, iri: str, moment: datetime) -> Shown:
    """The page about a resource of a moment. Raises `NothingThere`, `Deleted`."""
    catalogue, access = visit.services.catalogue, visit.services.access
    it = visit.ask("then", iri=iri, asOf=moment.isoformat(), everywhere=EVERYWHERE)["resource"]
    now = access.scope(visit.caller.actor)
    # What leads on names the moment as it was asked for: the same page has the same links.
    values = {"asked": visit.parameter(memento.AS_OF), "moment": memento.written(moment), "iri": iri}
    if it is None:
        if catalogue.resources([iri], now)[0] is not None:
            return Shown("then.html", {**values, "it": None, "kind": None, "endings": []}, 404)
        raise Deleted("This was deleted.") if catalogue.deleted([iri], now)[0] is not None else NothingThere()
    if it["iri"] != iri and visit.addresses.has_own(it["iri"]):
        return Shown(lead=memento.as_of(visit.addresses.resource(it["iri"]), moment), status=301)
    endings = [
        each for each, form in FORMS.items() if not form.of_records and visit.addresses.format(iri, each) is not None
    ]
    known = {**values, "it": it, "kind": it["__typename"], "endings": endings}
    said = max((each["recordedAt"] for each in it["provenance"]), default=None)
    became = moment if said is None else datetime.fromisoformat(said)
    return Shown("then.html", known, headers=memento.told(became) | earlier(visit, iri))


def earlier(visit: Visit, iri: str) -> dict[str, str]:
    """Where a page leads to what was there before; nowhere from a page whose resource is elsewhere."""
    if not visit.addresses.has_own(iri):
        return {}
    return {"Link": memento.links(visit.addresses.resource(iri).partition("?")[0])}
