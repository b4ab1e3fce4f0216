"""Whatever a person meets in the browser that was refused can be said in each language of the interface."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from app.reference import error_classes
from graph.circulation.reasons import Code

ROOT: Final = Path(__file__).parents[2]
REFUSALS: Final = ROOT / "app" / "client" / "messages" / "refusals"
FLOORS: Final = ("mappings", "graph", "schema", "app")
OTHERWISE: Final = {
    # what others derive from
    "ACCESS", "CATALOGUE", "CIRCULATION", "CLUSTER", "DOCUMENT", "GRAPHQL", "HEADING_BATCH", "MARC_ERROR",
    "MARC_REFUSED", "PAST",
    "MARC_UNREADABLE", "MARC_UNWRITABLE", "PATRON", "PAYMENT_REFUSED", "PROFILE", "QUERY_RUN", "STORE", "TENANT",
    # who runs an installation meets it, on the command line or in the log
    "ALREADY_RUNNING", "CLAIM_RULE", "COPY_DIFFERS", "INVALID_VOCABULARY", "IRI_TEMPLATE", "KEPT_AS_IT_IS", "MAIL",
    "MAPPING_RULE_INVALID", "NOT_A_COPY", "NOT_A_PARCEL", "NO_SUCH_POINT", "NO_TERM", "OLDER_RELEASE_RUNS",
    "OTHER_PARCEL", "PARCEL_DIFFERS", "REGION_DIFFERS", "SLUG_TAKEN", "STORE_UNFINISHED", "TOO_MANY_WEBHOOKS",
    "UNKNOWN_WEBHOOK", "UNREADABLE_LINE",
    # programs meet it, not the client
    "INVALID_CLUSTER_DECISION", "PAST_NOT_MADE", "UNKNOWN_CLUSTER_ACT",
    "BAD_NOTIFICATION", "FEED_BEING_MADE", "ISO18626_MESSAGE", "MESSAGE_REFUSED", "METHOD_NOT_ALLOWED", "PAID_TWICE",
    "PAYMENT_CLOSED", "PAYMENT_DIFFERS", "WRONG_SIGNATURE",
    # on the public pages, which have words of their own
    "NO_PAYMENT_PROVIDER", "PAYMENT_EXPIRED", "TOO_MANY_PAYMENTS", "UNKNOWN_PAYMENT",
}  # fmt: skip
"""Codes of the floors below the protocols that nobody meets in the client."""
OTHERS: Final = {f"reason.{each}" for each in Code} | {
    "EDITED_SINCE",
    "INTERRUPTED",
    *(f"hindrance.{each}" for each in ("IN_TRANSIT", "KEPT", "ON_LOAN", "REQUESTED")),
}
"""What is no error and told like one."""


def refusals(language: str) -> dict[str, str]:
    said: dict[str, str] = json.loads((REFUSALS / f"{language}.json").read_text("utf-8"))
    return said


def met() -> set[str]:
    """The codes of what somebody may meet who works in the client."""
    below = re.compile(r"(mappings|graph|schema|app\.auth)\.")
    return {
        code for code, classes in error_classes().items() if any(below.match(each.__module__) for each in classes)
    } - OTHERWISE


def raised() -> Iterator[tuple[str, set[str]]]:
    """Every sentence that has a name of its own or names something: its name, and what of it is named."""
    codes = {each.__name__: code for code, classes in error_classes().items() for each in classes}
    for floor in FLOORS:
        for file in (ROOT / floor).rglob("*.py"):
            for node in ast.walk(ast.parse(file.read_text("utf-8"))):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in codes:
                    yield from sentence(codes[node.func.id], node)


def sentence(code: str, call: ast.Call) -> Iterator[tuple[str, set[str]]]:
    said = {each.arg: each.value for each in call.keywords}
    which, values = said.get("which"), said.get("values")
    if isinstance(which, ast.Constant) or isinstance(values, ast.Dict):
        name = f"{code}.{which.value}" if isinstance(which, ast.Constant) else code
        keys = values.keys if isinstance(values, ast.Dict) else []
        yield name, {str(each.value) for each in keys if isinstance(each, ast.Constant)}


def test_every_refusal_that_somebody_can_meet_is_said_with_what_it_names() -> None:
    named = list(raised())
    known = error_classes().keys() | {name for name, _ in named} | OTHERS
    for language in ("en", "ar", "pl"):
        said = refusals(language)
        assert sorted(met() - said.keys()) == [], language
        for name, values in named:
            assert name in said, language
            assert set(re.findall(r"\{(\w+)\s*[,}]", said[name])) <= values | {"sentence"}, (language, name)
        assert sorted(said.keys() - known) == [], language
