"""Linking entries 760-787: a related Work with its Instance, the relationship by tag and second indicator.

`linking_subfields` says for every subfield where it goes; consecutive fields of one merger or split make one relation.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from mappings.marc.record import DataField, Subfield
from mappings.rules import iris
from mappings.rules.agents import identifier_node
from mappings.rules.compile_back import text_of
from mappings.rules.forward import add, literal
from mappings.rules.model import WORK, Claim, Example, Root, Rule, Step
from mappings.rules.punctuation import chop, chop_parens, keep
from mappings.rules.tables.added_entries import RELATIONSHIP, institutions, relationship_of, resource_of
from mappings.rules.tables.linking_subfields import PLACES, RELATIONSHIPS, Place
from mappings.rules.tables.shared import institution_node

if TYPE_CHECKING:
    from mappings.bibframe.node import Node
    from mappings.rules.back import Back
    from mappings.rules.forward import Run

_FIELD_OF: Final = {
    RELATIONSHIP + name: (tag, ind or ("2" if tag in {"780", "785"} else " "))
    for tag, by in RELATIONSHIPS.items()
    for ind, name in reversed(by.items())
}
_JOINED: Final = frozenset({("780", "4"), ("785", "6"), ("785", "7")})
"""Consecutive fields of these are one event: a merger or a split."""


# ---- going forward --------------------------------------------------------------------------------------------------


def _forward(run: Run, field: DataField, language: str | None) -> None:
    joined = (field.tag, field.ind2) in _JOINED
    if joined and _at(run, run.position - 1, field):
        return
    by = RELATIONSHIPS[field.tag]
    relation: Node = {
        "@type": ["bf:Relation"],
        "bf:relationship": [{"@id": RELATIONSHIP + by.get(field.ind2, by[""])}],
    }
    for text in field.all("i"):
        label: Node = {"@type": ["bf:Relationship"], "rdfs:label": [literal(chop(text), language)]}
        relation["bf:relationship"].append(label)
    works = [_work(run, field, language)]
    if joined:
        works += _rest(run, field, language)
    if joined and field.ind2 == "7" and len(works) > 1:
        relation["bf:mergedWith"], works = works[:-1], works[-1:]
    relation["bf:associatedResource"] = works
    for text in field.all("5"):
        add(relation, "bflc:applicableInstitution", institution_node(text))
    add(run.work, "bf:relation", relation)


def _at(run: Run, position: int, like: DataField) -> DataField | None:
    """The field at a position, where it has the tag and second indicator of `like`."""
    fields = run.record.fields
    if not 2 <= position < len(fields) + 2:
        return None
    found = fields[position - 2]
    same = isinstance(found, DataField) and (found.tag, found.ind2) == (like.tag, like.ind2)
    return found if same and isinstance(found, DataField) else None


def _rest(run: Run, field: DataField, language: str | None) -> list[Node]:
    """The works of the fields that follow in one merger or split."""
    here = run.position
    works: list[Node] = []
    while (following := _at(run, run.position + 1, field)) is not None:
        run.position += 1
        works.append(_work(run, following, language))
    run.position = here
    return works


def _work(run: Run, field: DataField, language: str | None) -> Node:
    work: Node = {"@type": ["bf:Work"]}
    instance: Node = {"@type": ["bf:Instance"]}
    others = _others(run)
    codes = {code for code, _ in field.subfields}
    own = _own_title(run) if "t" not in codes else ""
    _title(work, field, language, others, own if "s" not in codes else "", "s" if "s" in codes else "t")
    _title(instance, field, language, others, own, "t")
    for code, text in field.subfields:
        if code == "a":
            agent: Node = {"@type": ["bf:Agent"], "rdfs:label": _texts(code, text, language, others)}
            add(work, "bf:contribution", {"@type": ["bf:PrimaryContribution"], "bf:agent": [agent]})
        elif code == "c" and "bf:title" in work:
            add(work["bf:title"][0], "bf:qualifier", literal(chop_parens(text), language))
        elif code == "w":
            node = identifier_node(code, text.strip())
            node["@type"] = ["bf:Lccn" if text.startswith("(DLC)") else "bf:Identifier"]
            add(instance, "bf:identifiedBy", node)
        elif code in PLACES:
            place = PLACES[code]
            _put(instance if place.on_instance else work, place, text, _texts(code, text, language, others))
        elif code in "34":
            _control(work, instance, code, text, language)
    work["bf:hasInstance"] = [instance]
    return work


def _control(work: Node, instance: Node, code: str, text: str, language: str | None) -> None:
    for node in (work, instance):
        if code == "3":
            label = literal(chop(text), language)
            add(node, "bflc:appliesTo", {"@type": ["bflc:AppliesTo"], "rdfs:label": [label]})
        elif iris.valid(text):
            add(node, "bf:role", {"@id": text, "@type": ["bf:Role"]})
        else:
            add(node, "bf:role", {"@type": ["bf:Role"], "rdfs:label": [text]})


_Others = tuple[dict[str, str], "str | None"]
"""First subfields of the paired field in another script, with its language tag."""


def _others(run: Run) -> _Others | None:
    twin = run.twin()
    if twin is None:
        return None
    first: dict[str, str] = {}
    for code, text in twin[0].subfields:
        first.setdefault(code, text)
    return first, twin[1]


def _texts(code: str, text: str, language: str | None, others: _Others | None) -> list[Any]:
    out = [literal(chop(text), language)]
    if others is not None and code in others[0]:
        out.append(literal(chop(others[0][code]), others[1]))
    return out


def _own_title(run: Run) -> str:
    """A linking entry without a title means a resource of the same title."""
    for field in run.tagged("245"):
        return " : ".join([chopped for code, text in field.subfields if code in "ab" and (chopped := chop(text))])
    return ""


def _title(node: Node, field: DataField, language: str | None, others: _Others | None, own: str, code: str) -> None:
    text = own or next((chop(text) for each, text in field.subfields if each == code), "")
    if not text:
        return
    values = [literal(text, language)]
    if others is not None and code in others[0]:
        values.append(literal(chop(others[0][code]), others[1]))
    node["bf:title"] = [{"@type": ["bf:Title"], "bf:mainTitle": values}]


def _put(node: Node, place: Place, text: str, texts: list[Any]) -> None:
    if place.iri:
        value: Node = {"@id": place.iri + iris.encoded(keep(text)), "@type": [place.type]}
        if place.inner == "bf:place":
            value = {"@type": [place.type], "bf:place": [{"@id": value["@id"], "@type": ["bf:Place"]}]}
        add(node, place.prop, value)
    elif not place.type:
        for each in texts:
            add(node, place.prop, each)
    elif texts:
        add(node, place.prop, {"@type": [place.type], place.inner: texts if place.prop != "bf:identifiedBy"
                               else texts[:1]})  # fmt: skip


# ---- coming back ----------------------------------------------------------------------------------------------------


def _back(out: Back, _: Root, value: Any) -> None:
    tag, ind2 = _FIELD_OF[relationship_of(value)]
    labels = [("i", *text_of(text)) for node in value["bf:relationship"] for text in node.get("rdfs:label", ())]
    works = [*value.get("bf:mergedWith", ()), *value.get("bf:associatedResource", ())]
    for work in works:
        instance: Node = next((node for node in work.get("bf:hasInstance", ()) if "@type" in node), {})
        rows = [*labels, *_titles_back(work, instance)]
        rows += [row for place in PLACES.values() for row in _place_back(work, instance, place)]
        rows += _numbers_back(work, instance)
        ordered = sorted(rows, key=lambda row: _ORDER.index(row[0]))
        own = [(code, _said(text) if code == "i" else text) for code, text, tongue in ordered if not tongue]
        twin = [(code, _said(text) if code == "i" else text) for code, text, tongue in ordered if tongue]
        own += institutions(value)
        if twin and all(code not in "abdstk" for code, _ in own):  # known in another script only: the numbers too
            own, twin = [], [*twin, *own]
        out.field(
            tag, "0", ind2 if ind2 != " " or not labels else "8",
            own,
            twin=twin,
            language=next((tongue for _, _, tongue in ordered if tongue), ""),
        )  # fmt: skip


def _said(text: str) -> str:
    """The words of `$i` with the colon that ends them."""
    return text if text.endswith((".", ":")) else f"{text}:"


_ORDER: Final = "3iastcbdefghkmnopqruvxyzw4"


def _titles_back(work: Node, instance: Node) -> list[tuple[str, str, str]]:
    main = [title for title in work.get("bf:title", ()) if "bf:Title" in title.get("@type", ())]
    uniform = [text_of(text) for title in main for text in title.get("bf:mainTitle", ())]
    plain = [text_of(text) for title in instance.get("bf:title", ()) for text in title.get("bf:mainTitle", ())]
    rows = [("t", *pair) for pair in plain]
    if uniform != plain:
        rows += [("s", *pair) for pair in uniform if pair not in plain]
    rows += [
        ("c", f"({text})", tongue) for title in main for text, tongue in map(text_of, title.get("bf:qualifier", ()))
    ]
    for made in work.get("bf:contribution", ()):
        rows += [("a", *text_of(text)) for agent in made.get("bf:agent", ()) for text in agent.get("rdfs:label", ())]
    return rows


def _place_back(work: Node, instance: Node, place: Place) -> list[tuple[str, str, str]]:
    if place.code in "jmq":
        return []
    rows: list[tuple[str, str, str]] = []
    for value in (instance if place.on_instance else work).get(place.prop, ()):
        if not place.type:
            rows.append((place.code, *text_of(value)))
        elif place.type in value.get("@type", ()):
            inner = value.get(place.inner, ())
            if place.iri:
                iri = value["@id"] if place.inner != "bf:place" else next((node["@id"] for node in inner), "")
                rows.append((place.code, iri.removeprefix(place.iri), ""))
            else:
                rows.extend((place.code, *text_of(text)) for text in inner)
    return rows


def _numbers_back(work: Node, instance: Node) -> list[tuple[str, str, str]]:
    rows: list[tuple[str, str, str]] = []
    for number in instance.get("bf:identifiedBy", ()):
        if not {"bf:Lccn", "bf:Identifier"}.isdisjoint(number.get("@type", ())):
            code = next((text_of(text)[0] for agent in number.get("bf:assigner", ())
                         for text in agent.get("bf:code", ())), "")  # fmt: skip
            text = text_of(next(iter(number.get("rdf:value", [""]))))[0]
            rows.append(("w", f"({code}){text}" if code else text, ""))
    for node in work.get("bflc:appliesTo", ()):
        rows += [("3", *text_of(text)) for text in node.get("rdfs:label", ())]
    for role in work.get("bf:role", ()):
        rows += [("4", text_of(text)[0], "") for text in role.get("rdfs:label", [{"@id": role.get("@id", "")}])]
    return rows


def _is_linked(value: Any) -> bool:
    resource = resource_of(value)
    types = resource.get("@type", ())
    return "bf:Work" in types and "bflc:Uncontrolled" not in types and relationship_of(value) in _FIELD_OF


def _plain(field: DataField, _isbd: bool) -> DataField:  # noqa: FBT001 - a fact of the record
    """The canonical form: no punctuation between subfields, a colon behind `$i`, parentheses round `$c`."""
    return field._replace(subfields=tuple([Subfield(code, _canonical(code, text)) for code, text in field.subfields]))


def _canonical(code: str, text: str) -> str:
    if code == "c" and (taken := chop_parens(text)):
        return f"({taken})"
    if code == "i" and (taken := chop(text)):
        return _said(taken)
    return chop(text) or text if code in "abdghkmnopqrstuvxyz" else text.strip() if code in "wef4" else text


_FURTHER: Final = {
    "760": "cq", "762": "cq", "773": "kpqruz35", "774": "ckruz5", "775": "cefkqruz", "786": "cjkpruvz", "787": "ckruz5",
}  # fmt: skip
"""What a tag has beside the subfields of all; those not named have `$c $k $q $r $u $z`."""

LINKING: Final = Step(
    "linking entries",
    tags=" ".join(RELATIONSHIPS),
    takes={tag: "abdghimnostwxy4" + _FURTHER.get(tag, "ckqruz") for tag in RELATIONSHIPS},
    forward=_forward,
    claims=(Claim(WORK, "bf:relation", "bf:Relation", order=5, accepts=_is_linked),),
    back=_back,
    normalise=_plain,
    twin="same",
    examples=(
        Example(
            "776 08 $i Print version: $a Tolstoy, Leo $t War and peace $d London : Penguin, 2005 $w (OCoLC)58052271",
            {
                "bf:relation": {
                    "bf:relationship": [
                        {"@id": RELATIONSHIP + "otherphysicalformat"},
                        {"@type": "bf:Relationship", "rdfs:label": "Print version"},
                    ],
                    "bf:associatedResource": {
                        "@type": "bf:Work",
                        "bf:title": {"bf:mainTitle": "War and peace"},
                        "bf:contribution": {
                            "@type": "bf:PrimaryContribution",
                            "bf:agent": {"rdfs:label": "Tolstoy, Leo"},
                        },
                        "bf:hasInstance": {
                            "@type": "bf:Instance",
                            "bf:title": {"bf:mainTitle": "War and peace"},
                            "bf:provisionActivityStatement": "London : Penguin, 2005",
                            "bf:identifiedBy": {"@type": "bf:Identifier", "rdf:value": "58052271"},
                        },
                    },
                }
            },
        ),
        Example(
            "780 00 $t Journal of botany $x 1234-5679",
            {
                "bf:relation": {
                    "bf:relationship": {"@id": RELATIONSHIP + "continuationof"},
                    "bf:associatedResource": {"bf:identifiedBy": {"@type": "bf:Issn", "rdf:value": "1234-5679"}},
                }
            },
        ),
        Example(
            """760 0# $t Harbour studies $c (Lowell)
               762 0# $t Harbour studies $c (Lowell)
               765 0# $t Harbour studies $c (Lowell)
               767 0# $t Harbour studies $c (Lowell)
               770 0# $t Harbour studies $c (Lowell)
               772 0# $t Harbour studies $c (Lowell)
               773 0# $t Harbour studies $5 DLC
               774 0# $t Harbour studies $c (Lowell) $5 DLC
               775 0# $t Harbour studies $c (Lowell)
               777 0# $t Harbour studies $c (Lowell)
               786 0# $t Harbour studies $c (Lowell)
               787 0# $t Harbour studies $c (Lowell) $5 DLC""",
            {
                "bf:relation": {
                    "bf:relationship": {"@id": RELATIONSHIP + "part"},
                    "bf:associatedResource": {"bf:title": {"bf:qualifier": "Lowell"}},
                    "bflc:applicableInstitution": {"bf:code": "DLC"},
                }
            },
        ),
        Example(
            """785 07 $t Annals of zoology
               785 07 $t Annals of biology""",
            {
                "bf:relation": {
                    "bf:relationship": {"@id": RELATIONSHIP + "mergedtoform"},
                    "bf:mergedWith": {"bf:title": {"bf:mainTitle": "Annals of zoology"}},
                    "bf:associatedResource": {"bf:title": {"bf:mainTitle": "Annals of biology"}},
                }
            },
        ),
    ),
)

RULES: Final[tuple[Rule, ...]] = (LINKING,)
