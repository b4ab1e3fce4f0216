"""Added entries 700-758: contributions of names, related Hubs of names with titles, uncontrolled titles, places."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from mappings.marc.record import DataField, Subfield
from mappings.rules.agents import RELATORS, field_of_agent, with_roles
from mappings.rules.compile_back import text_of
from mappings.rules.forward import add, literal
from mappings.rules.hubs import describe_hub, field_of_hub, hub_iri, title_label, write
from mappings.rules.model import WORK, Claim, Example, Root, Rule, Step
from mappings.rules.punctuation import arrange, chop, spaced
from mappings.rules.tables.names import contribution
from mappings.rules.tables.shared import institution_node

if TYPE_CHECKING:
    from mappings.bibframe.node import Node
    from mappings.rules.back import Back
    from mappings.rules.forward import Run

RELATIONSHIP: Final = "http://id.loc.gov/vocabulary/relationship/"
VARIANT_ENTRY: Final = "http://id.loc.gov/ontologies/bflc/hasVariantEntry"
_SAID: Final = {
    "is arrangement of": RELATIONSHIP + "arrangementof",
    "is translation of": RELATIONSHIP + "translationof",
}
"""`$i` that names a relationship of the vocabulary."""
_CONTRIBUTOR: Final = {RELATORS + "ctb"}


def resource_of(relation: Any) -> Node:
    """The first resource of a relation that is described here, or nothing."""
    found = next(iter(relation.get("bf:associatedResource", ())), None)
    return found if isinstance(found, dict) else {}


def relationship_of(relation: Node) -> str:
    """The IRI of the relationship, or nothing."""
    return next((value["@id"] for value in relation.get("bf:relationship", ()) if "://" in value.get("@id", "")), "")


def titled(field: DataField) -> bool:
    """Whether a name field has a title."""
    return any(code == "t" for code, _ in field.subfields)


# ---- names ----------------------------------------------------------------------------------------------------------


def _name_forward(run: Run, field: DataField, language: str | None) -> None:
    if titled(field):
        return
    node = contribution(run, field, language, field.tag)
    if "rdfs:label" not in node["bf:agent"][0]:
        return
    for code, text in field.subfields:
        if code == "5":
            add(node, "bflc:applicableInstitution", institution_node(text))
    add(run.work, "bf:contribution", node)


def _name_back(out: Back, _: Root, value: Any) -> None:
    agent = next(iter(value.get("bf:agent", ())), None)
    if agent is None:
        return
    if "bflc:Uncontrolled" in agent.get("@type", ()):
        _uncontrolled(out, value, agent)
        return
    field, twin, language = field_of_agent(agent, "7")
    write(out, with_roles(field, value.get("bf:role", []), _CONTRIBUTOR), twin, language)


def _uncontrolled(out: Back, value: Node, agent: Node) -> None:
    labels = [text_of(label) for label in agent.get("rdfs:label", ())]
    name = next((text for text, language in labels if not language), "")
    other, language = next(((text, tongue) for text, tongue in labels if tongue), ("", ""))
    first = "1" if "bf:Person" in agent["@type"] else " "
    field = DataField("720", first, " ", (Subfield("a", name),) if name else ())
    field = with_roles(field, value.get("bf:role", []), _CONTRIBUTOR) if name else field
    out.field("720", first, " ", field.subfields, twin=[("a", other)] if other else (), language=language)


NAMES: Final = Step(
    "added entries of names",
    tags="700 710 711 720",
    takes={
        "700": "abcdefghijklmnopqrstux24013578",
        "710": "abcdefghiklmnoprstux24013578",
        "711": "abcdefghijklnpqstux24013578",
        "720": "ae4015",
    },
    normalise=spaced,
    forward=_name_forward,
    claims=(Claim(WORK, "bf:contribution", "bf:Contribution", order=1),),
    back=_name_back,
    twin="same",
    examples=(
        Example(
            "700 1# $a Maude, Aylmer, $d 1858-1938, $e translator.",
            {
                "bf:contribution": {
                    "@type": "bf:Contribution",
                    "bf:agent": {
                        "@type": ["bf:Agent", "bf:Person"],
                        "rdfs:label": "Maude, Aylmer, 1858-1938",
                        "bflc:marcKey": "7001 $aMaude, Aylmer,$d1858-1938,$etranslator.",
                    },
                    "bf:role": {"@type": "bf:Role", "rdfs:label": "translator"},
                }
            },
        ),
        Example(
            "710 2# $a Penguin Books. $4 pbl",
            {"bf:contribution": {"bf:agent": {"@type": "bf:Organization"}, "bf:role": {"@id": RELATORS + "pbl"}}},
        ),
        Example(
            "720 1# $a Blacklock, Naomi",
            {
                "bf:contribution": {
                    "bf:agent": {"@type": ["bf:Agent", "bf:Person", "bflc:Uncontrolled"], "bflc:marcKey": []},
                    "bf:role": {"@id": RELATORS + "ctb"},
                }
            },
        ),
        Example(
            """008 850101s1985####ru############000#0#rus##
               700 1# $6 880-01 $a Tolstai͡a, S. A.
               880 1# $6 700-01/(N $a Толстая, С. А.""",
            {"bf:contribution": {"bf:agent": {"rdfs:label": ["Tolstai͡a, S. A.",
                                                              {"@value": "Толстая, С. А.", "@language": "ru-Cyrl"}]}}},
        ),
    ),
)  # fmt: skip


# ---- related works --------------------------------------------------------------------------------------------------


def relationships(field: DataField, language: str | None) -> list[Node]:
    """What `$i` and the second indicator say of a related work."""
    said = [text for code, text in field.subfields if code == "i"]
    iri = RELATIONSHIP + "relatedwork"
    if field.ind2 == "2" and (not said or field.tag != "730"):
        iri = RELATIONSHIP + "part"
    elif field.ind2 == "4" and not said:
        iri = VARIANT_ENTRY
    elif field.ind2 == " ":
        iri = next((_SAID[text] for text in said if text in _SAID), iri)
    out: list[Node] = [{"@id": iri}]
    for text in said:
        contains = iri.endswith("/part") and "ontain" in text
        if text not in _SAID and not contains and (iri.endswith(("/part", "/relatedwork")) or field.tag == "730"):
            out.append({"@type": ["bf:Relationship"], "rdfs:label": [literal(chop(text), language)]})
    return out


def _hub_forward(run: Run, field: DataField, language: str | None) -> None:
    tag = field.tag
    if (tag != "730" and not titled(field)) or not title_label(field, tag):
        return
    add(
        run.work,
        "bf:relation",
        {
            "@type": ["bf:Relation"],
            "bf:relationship": relationships(field, language),
            "bf:associatedResource": [added_hub(run, field, language, tag)],
        },
    )


def added_hub(run: Run, field: DataField, language: str | None, tag: str) -> Node:
    """The hub of a field with a title, alone or after a name."""
    node: Node = {"@id": "", "@type": ["bf:Hub"]}
    name = ""
    if tag[1:] != "30":
        made = contribution(run, field, language, tag)
        name = text_of(next(iter(made["bf:agent"][0].get("rdfs:label", [""]))))[0]
        node["bf:contribution"] = [made]
    label = title_label(field, tag)
    node["@id"] = hub_iri(run, field, tag, label, name)
    if label:
        describe_hub(run, node, field, language, tag)
    for code, text in field.subfields:
        if code == "5":
            add(node, "bflc:applicableInstitution", institution_node(text))
    return node


def _hub_back(out: Back, _: Root, value: Any) -> None:
    field, twin, language = field_of_hub(resource_of(value), "7")
    write(out, _related(field, value.get("bf:relationship", [])), twin, language)


def _related(field: DataField, stated: list[Node]) -> DataField:
    """`field` with the relationship stated: as it stands where it says so already, else written anew."""
    if _said(relationships(field, None)) == _said(stated):
        return field
    iri = next((node["@id"] for node in stated if "://" in node.get("@id", "")), "")
    labels = [text_of(node["rdfs:label"][0])[0] for node in stated if "rdfs:label" in node]
    ind2 = "2" if iri.endswith("/part") else "4" if iri == VARIANT_ENTRY else " "
    labels += [words for words, known in _SAID.items() if known == iri]
    rest = [sub for sub in field.subfields if sub.code != "i"]
    ind1 = field.ind1
    return DataField(field.tag, ind1, ind2, (*(Subfield("i", label + ":") for label in labels), *rest))


def _said(nodes: list[Node]) -> list[str]:
    return sorted(text_of(node["rdfs:label"][0])[0] if "rdfs:label" in node else node.get("@id", "") for node in nodes)


def _is_hub(value: Any) -> bool:
    types = resource_of(value).get("@type", ())
    return "bf:Hub" in types and "bf:Series" not in types


RELATED: Final = Step(
    "added entries of titles",
    tags="700 710 711 730",
    takes={
        "700": "abcdefghijklmnopqrstux24013578",
        "710": "abcdefghiklmnoprstux24013578",
        "711": "abcdefghijklnpqstux24013578",
        "730": "adfghiklmnoprstx2401358",
    },
    normalise=spaced,
    forward=_hub_forward,
    claims=(Claim(WORK, "bf:relation", "bf:Relation", order=2, accepts=_is_hub),),
    back=_hub_back,
    twin="same",
    examples=(
        Example(
            "700 12 $a Tolstoy, Leo, $d 1828-1910. $t Kholstomer. $l English.",
            {
                "bf:relation": {
                    "@type": "bf:Relation",
                    "bf:relationship": {"@id": RELATIONSHIP + "part"},
                    "bf:associatedResource": {
                        "@type": "bf:Hub",
                        "bf:contribution": {"bf:agent": {"rdfs:label": "Tolstoy, Leo, 1828-1910"}},
                        "bf:title": {"bf:mainTitle": "Kholstomer. English."},
                        "bf:language": {"@type": "bf:Language", "rdfs:label": "English"},
                    },
                }
            },
        ),
        Example(
            "730 0# $i Based on (work): $a Beowulf.",
            {
                "bf:relation": {
                    "bf:relationship": [
                        {"@id": RELATIONSHIP + "relatedwork"},
                        {"@type": "bf:Relationship", "rdfs:label": "Based on (work)"},
                    ],
                    "bf:associatedResource": {"bf:title": {"bf:mainTitle": "Beowulf"}},
                }
            },
        ),
    ),
)


# ---- uncontrolled titles --------------------------------------------------------------------------------------------


def _title_forward(run: Run, field: DataField, language: str | None) -> None:
    work: Node = {"@type": ["bf:Work", "bflc:Uncontrolled"]}
    title: Node = {"@type": ["bf:Title"]}
    _uncontrolled_title(work, title, field, language)
    if (twin := run.twin()) is not None:
        _uncontrolled_title(work, title, *twin)
    if len(title) > 1:
        work["bf:title"] = [title]
    for code, text in field.subfields:
        if code == "5":
            add(work, "bflc:applicableInstitution", institution_node(text))
    kind = "part" if field.ind2 == "2" else "relatedwork"
    relation = {
        "@type": ["bf:Relation"],
        "bf:relationship": [{"@id": RELATIONSHIP + kind}],
        "bf:associatedResource": [work],
    }
    if len(work) > 1:
        add(run.work, "bf:relation", relation)


def _uncontrolled_title(work: Node, title: Node, field: DataField, language: str | None) -> None:
    count = field.ind1 if field.ind1.isdigit() else "0"
    for code, text in field.subfields:
        if code == "a" and (main := chop(text)):
            add(title, "bflc:nonSortNum", literal(count, language))
            add(title, "bf:mainTitle", literal(main, language))
        elif code == "n":
            add(work, "bf:partNumber", literal(chop(text), language))
        elif code == "p":
            add(work, "bf:partName", literal(chop(text), language))


def _title_back(out: Back, _: Root, value: Any) -> None:
    work = resource_of(value)
    title: Node = next(iter(work.get("bf:title", ())), {})
    rows = [("a", title.get("bf:mainTitle", ())), ("n", work.get("bf:partNumber", ())),
            ("p", work.get("bf:partName", ()))]  # fmt: skip
    read = [(code, *text_of(each)) for code, values in rows for each in values]
    counts = [text_of(count)[0] for count in title.get("bflc:nonSortNum", ())]
    leads = {"n": ".", "p": ","}
    plain = [(code, text, leads.get(code, "")) for code, text, language in read if not language]
    other = [(code, text, leads.get(code, "")) for code, text, language in read if language]
    out.field(
        "740", counts[0] if counts else "0", "2" if relationship_of(value).endswith("/part") else " ",
        [*arrange(plain, ".", isbd=out.isbd), *institutions(work)], twin=arrange(other, ".", isbd=out.isbd),
        language=next((language for _, _, language in read if language), ""),
    )  # fmt: skip


def institutions(node: Node) -> list[Subfield]:
    """The `$5` of a node."""
    return [Subfield("5", text_of(each["bf:code"][0])[0]) for each in node.get("bflc:applicableInstitution", ())
            if "bf:code" in each]  # fmt: skip


def _normal_title(field: DataField, isbd: bool) -> DataField:  # noqa: FBT001 - a fact of the record
    leads = {"n": ".", "p": ","}
    pairs = [(code, chop(text) if code in "anp" else text, leads.get(code, "")) for code, text in field.subfields]
    return field._replace(subfields=arrange([pair for pair in pairs if pair[1]], ".", isbd=isbd) or field.subfields)


def _is_uncontrolled(value: Any) -> bool:
    return {"bf:Work", "bflc:Uncontrolled"} <= set(resource_of(value).get("@type", ()))


UNCONTROLLED: Final = Step(
    "uncontrolled titles",
    tags="740",
    normalise=_normal_title,
    takes={"740": "anp5"},
    forward=_title_forward,
    claims=(Claim(WORK, "bf:relation", "bf:Relation", order=3, accepts=_is_uncontrolled),),
    back=_title_back,
    twin="same",
    examples=(
        Example(
            "740 02 $a Master and man. $n Part 1.",
            {
                "bf:relation": {
                    "bf:relationship": {"@id": RELATIONSHIP + "part"},
                    "bf:associatedResource": {
                        "@type": ["bf:Work", "bflc:Uncontrolled"],
                        "bf:title": {"bf:mainTitle": "Master and man", "bflc:nonSortNum": "0"},
                        "bf:partNumber": "Part 1",
                    },
                }
            },
        ),
        Example(
            "740 4# $a The raid.",
            {
                "bf:relation": {
                    "bf:associatedResource": {"bf:title": {"bf:mainTitle": "The raid", "bflc:nonSortNum": "4"}}
                }
            },
        ),
    ),
)


RULES: Final[tuple[Rule, ...]] = (NAMES, RELATED, UNCONTROLLED)
