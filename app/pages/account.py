"""A patron's own pages: what they have out, wait for and owe; requests, renewals, signing in with the library card."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from app.auth.attempt import local_path
from app.pages.asking import Json, NothingThere
from app.pages.visit import EVERYWHERE, Shown, Visit
from graph.tenants.model import ForReaders

DONE: Final = ("requested", "renewed", "cancelled")
"""What a page may be told was done, in its address."""
_LEVELS: Final = {"Item": "ITEM", "Instance": "INSTANCE", "Work": "WORK"}
_PAST: Final = 20


def account(visit: Visit, errors: tuple[str, ...] = (), status: int = 200) -> Shown:
    """What a patron has; whoever isn't signed in is led to the page to do so."""
    if visit.caller.actor.patron is None:
        return to_sign_in(visit, "account")
    found = visit.ask("account", past=_PAST)
    done = visit.parameters.get("done")
    values = {
        **found,
        "patron": found["viewer"]["patron"],
        "payable": visit.services.payments.taken_at(visit.library.slug),
        "errors": errors,
        "done": done if done in DONE else None,
    }
    return Shown("account.html", values, status)


def requesting(visit: Visit, errors: tuple[str, ...] = (), status: int = 200) -> Shown:
    """The form to request a work, an edition or a copy, named by `of`. Raises `NothingThere`."""
    iri = visit.given.get("of") or visit.parameter("of")
    if iri is None:
        raise NothingThere
    if visit.caller.actor.patron is None:
        wanted = {"of": iri, "from": "elsewhere"} if _is_elsewhere(visit) else {"of": iri}
        return to_sign_in(visit, visit.addresses.page("request", wanted))
    found = _asked_for(visit, iri)
    if found["resource"] is None or found["resource"]["__typename"] not in _LEVELS:
        raise NothingThere
    elsewhere = _is_elsewhere(visit)
    if elsewhere and visit.library.asks_for_readers is ForReaders.NOT:
        raise NothingThere
    points = [each for each in found["tenant"]["servicePoints"] if each["pickup"]]
    chosen = visit.given.get("pickup")
    agrees = visit.library.asks_for_readers is ForReaders.BY_STAFF
    told = {"points": points, "errors": errors, "chosen": chosen, "elsewhere": elsewhere, "agrees": agrees}
    values = {**found, "it": found["resource"], **told}
    return Shown("request.html", values, status)


def request(visit: Visit) -> Shown:
    """Place a request as the form says."""
    if visit.caller.actor.patron is None:
        return requesting(visit)
    iri = visit.given.get("of", "")
    found = _asked_for(visit, iri)
    level = None if found["resource"] is None else _LEVELS.get(found["resource"]["__typename"])
    if level is None:
        raise NothingThere
    card, pickup = found["viewer"]["patron"]["barcode"], visit.given.get("pickup") or None
    if _is_elsewhere(visit):
        wanted = {"patron": card, "work": iri, "pickup": pickup}
        return _done(visit, "request_elsewhere", wanted, "requested", requesting)
    wish: dict[str, Any] = {"patron": card, "target": iri, "level": level, "pickup": pickup}
    return _done(visit, "place_request", wish, "requested", requesting)


def cancel(visit: Visit) -> Shown:
    """Take a request back, to the library itself or to others."""
    if visit.given.get("elsewhere"):
        return _done(visit, "cancel_elsewhere", {"request": visit.given["elsewhere"]}, "cancelled", account)
    return _done(visit, "cancel_request", {"request": visit.given.get("request", "")}, "cancelled", account)


def _asked_for(visit: Visit, iri: str) -> Json:
    """What is to be requested, of any library where others are to be asked, and where it can be fetched."""
    scope = EVERYWHERE if _is_elsewhere(visit) else None
    return visit.ask("requesting", iri=iri, tenant=visit.library.slug, scope=scope)


def _is_elsewhere(visit: Visit) -> bool:
    """Whether other libraries are to be asked for what is requested."""
    return (visit.given.get("from") or visit.parameter("from")) == "elsewhere"


def renew(visit: Visit) -> Shown:
    """Give one loan a later due date, or all of them, as far as each may be."""
    if visit.given.get("loan"):
        return _done(visit, "renew", {"loan": visit.given["loan"]}, "renewed", account)
    if visit.caller.actor.patron is None:
        return account(visit)
    patron = visit.ask("card")["viewer"]["patron"]["barcode"]
    found = visit.ask("renew_all", input={"patron": patron})["renewAll"]
    told = _reasons(visit, found["userErrors"])
    told += [f"{_title(each['loan'])}: {' '.join(_reasons(visit, [each]))}" for each in found["refused"]]
    if told:
        return account(visit, tuple(told), 409)
    return Shown(lead=visit.addresses.page("account", {"done": "renewed"}), status=303)


def sign_in(visit: Visit, message: str = "", status: int = 200) -> Shown:
    """The form to sign in with the library card. `back` is a page of this library to go to afterwards."""
    back = visit.given.get("back") or visit.parameter("back") or ""
    return Shown("sign_in.html", {"message": message, "back": safe_back(visit.library.slug, back)}, status)


def safe_back(library: str, back: str) -> str:
    """Where to go after signing in: only to a page of the same library."""
    own = f"/{library}/"
    return back if back.startswith(own) and local_path(back) == back else f"{own}account"


def _done(visit: Visit, name: str, input: Json, done: str, again: Any) -> Shown:
    """Do something and go to the account; or show the page again with every reason against it."""
    if visit.caller.actor.patron is None:
        return account(visit)
    (payload,) = visit.ask(name, input=input).values()
    errors = payload["userErrors"]
    if not errors:
        return Shown(lead=visit.addresses.page("account", {"done": done}), status=303)
    shown: Shown = again(visit, tuple(dict.fromkeys(_reasons(visit, errors))), 409)
    return shown


def _reasons(visit: Visit, refused: Sequence[Json]) -> list[str]:
    """Every reason of refusals, in the language of the page."""
    found = [one for each in refused for one in each.get("blocks") or [each]]
    return [visit.wording.refused(each.get("reason") or each["code"], each["message"]) for each in found]


def to_sign_in(visit: Visit, back: str) -> Shown:
    """Lead to the form to sign in, and back to a page of this library after it."""
    path = back if back.startswith("/") else visit.addresses.page(back)
    return Shown(lead=visit.addresses.page("sign-in", {"back": path}), status=303)


def _title(loan: Json) -> str:
    instance = (loan["item"] or {}).get("instance") or {}
    return str((instance.get("label") or {}).get("value", ""))
