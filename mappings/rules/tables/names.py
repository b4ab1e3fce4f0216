"""Main entry names 100, 110, 111: contributions with agents and roles."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from mappings.rules.agents import RELATORS, agent_node, field_of_agent, roles, with_roles
from mappings.rules.forward import add
from mappings.rules.model import WORK, Claim, Example, Root, Rule, Step
from mappings.rules.punctuation import spaced

if TYPE_CHECKING:
    from mappings.bibframe.node import Node
    from mappings.marc.record import DataField
    from mappings.rules.back import Back
    from mappings.rules.forward import Run

_DEFAULTS: Final = {RELATORS + "aut", RELATORS + "ctb"}


def contribution(run: Run, field: DataField, language: str | None, tag: str) -> Node:
    """The contribution of a name field: the agent and its roles, `aut` or `ctb` where it states none."""
    node: Node = {"@type": ["bf:Contribution"]}
    if tag[0] == "1":
        node["@type"].append("bf:PrimaryContribution")
    node["bf:agent"] = [agent_node(run, field, language, tag)]
    stated = roles(field, tag, language)
    if not stated:
        author = tag[0] == "1" and run.leader[6:8] in {"am", "aa"}
        stated = [{"@id": RELATORS + ("aut" if author else "ctb"), "@type": ["bf:Role"]}]
    node["bf:role"] = stated
    return node


def _forward(run: Run, field: DataField, language: str | None) -> None:
    node = contribution(run, field, language, field.tag)
    if "rdfs:label" in node["bf:agent"][0]:
        add(run.work, "bf:contribution", node)


def _back(out: Back, _: Root, value: Any) -> None:
    agent = next(iter(value.get("bf:agent", ())), None)
    if agent is None:
        return
    field, twin, language = field_of_agent(agent, "1")
    field = with_roles(field, value.get("bf:role", []), _DEFAULTS)
    out.field(field.tag, field.ind1, field.ind2, [sub for sub in field.subfields if sub.code != "6"],
              twin=[sub for sub in twin.subfields if sub.code != "6"] if twin else (), language=language)  # fmt: skip


MAIN_ENTRY: Final = Step(
    "main entry",
    tags="100 110 111",
    takes={"100": "abcdefgjklnpqtu240178", "110": "abcdefgklnptu240178", "111": "abcdefgjklnpqtu240178"},
    forward=_forward,
    claims=(Claim(WORK, "bf:contribution", "bf:PrimaryContribution"),),
    back=_back,
    normalise=spaced,
    twin="same",
    examples=(
        Example(
            "100 1# $a Tolstoy, Leo, $c graf, $d 1828-1910, $e author.",
            {
                "bf:contribution": {
                    "@type": "bf:PrimaryContribution",
                    "bf:agent": {
                        "@type": ["bf:Agent", "bf:Person"],
                        "rdfs:label": "Tolstoy, Leo, graf, 1828-1910",
                        "bflc:marcKey": "1001 $aTolstoy, Leo,$cgraf,$d1828-1910,$eauthor.",
                    },
                    "bf:role": {"rdfs:label": "author"},
                }
            },
        ),
        Example(
            "110 2# $a Bauhaus. $0 http://id.loc.gov/authorities/names/n80028442",
            {
                "bf:contribution": {
                    "bf:agent": {
                        "@id": "http://id.loc.gov/rwo/agents/n80028442",
                        "@type": "bf:Organization",
                        "madsrdf:isIdentifiedByAuthority": {"@id": "http://id.loc.gov/authorities/names/n80028442"},
                    },
                    "bf:role": {"@id": RELATORS + "aut"},
                }
            },
        ),
    ),
)

RULES: Final[tuple[Rule, ...]] = (MAIN_ENTRY,)
