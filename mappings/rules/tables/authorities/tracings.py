"""Tracings: other forms of the heading (4XX), related headings (5XX), the same heading elsewhere (7XX).

A variant and a related authority carry their label, their parts and the field itself. `$w` says how a related heading
is related: wider, narrower, earlier, later.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from mappings.marc.record import DataField, Subfield
from mappings.rules import iris
from mappings.rules.agents import RELATORS, authority, source_node
from mappings.rules.authority_fields import field_of, typed
from mappings.rules.authority_headings import KINDS, Heading, heading
from mappings.rules.forward import add, literal
from mappings.rules.model import AUTHORITY, Claim, Example, Root, Rule, Step
from mappings.rules.punctuation import chop
from mappings.rules.tables.subjects import SUBJECT_SCHEMES, THESAURI

if TYPE_CHECKING:
    from mappings.bibframe.node import Node
    from mappings.rules.back import Back
    from mappings.rules.forward import Run

RELATIONS: Final = {
    "g": "madsrdf:hasBroaderAuthority",
    "h": "madsrdf:hasNarrowerAuthority",
    "a": "madsrdf:hasEarlierEstablishedForm",
    "b": "madsrdf:hasLaterEstablishedForm",
}
"""The first character of `$w` in 5XX → how the related heading is related; any other is `hasRelatedAuthority`."""
_RELATED: Final = "madsrdf:hasRelatedAuthority"
_CODES: Final = {prop: code for code, prop in RELATIONS.items()}
EXACT: Final = "madsrdf:hasExactExternalAuthority"
CLOSE: Final = "madsrdf:hasCloseExternalAuthority"
_SUBDIVIDED: Final = "lsp:subdivisionForm"


def _node(found: Heading, *states: str) -> Node:
    kinds = ["lsp:Subdivision"] if found.kind.type == "lsp:Subdivision" else []
    main = [found.mads] if found.mads else [found.type]
    return {"@type": [*main, *kinds, *states]}


def _relate(node: Node, field: DataField, language: str | None) -> None:
    """`$i` and `$4`: the relationship in words, and its code or IRI."""
    said: list[Node] = [
        {"@type": ["bf:Relationship"], "rdfs:label": [literal(chop(text), language)]} for text in field.all("i")
    ]
    for text in field.all("4"):
        iri = RELATORS + text if len(text) == 3 and text.isalpha() and text.isascii() else text
        said.append({"@type": ["bf:Relationship"], **({"@id": iri} if iris.valid(iri) else {"bf:code": [text]})})
    if said:
        node["bf:relation"] = [{"@type": ["bf:Relation"], "bf:relationship": said}]


# ---- 4XX ------------------------------------------------------------------------------------------------------------


def _variant(run: Run, field: DataField, language: str | None) -> None:
    found = heading(field)
    if found is None:
        return
    earlier = (field.get("w") or "")[2:3] == "e"
    node = _node(found, "madsrdf:Variant", *(["madsrdf:DeprecatedAuthority"] if earlier else []))
    found.describe(node, "madsrdf:variantLabel", language)
    _relate(node, field, language)
    add(run.root(AUTHORITY), "madsrdf:hasVariant", node)


def _back_variant(out: Back, _: Root, value: Any) -> None:
    if typed(value):
        _write(out, *field_of(value, value.get("madsrdf:variantLabel", ()), "4"))


def _write(out: Back, field: DataField, twin: DataField | None, language: str) -> None:
    own = [sub for sub in field.subfields if sub.code != "6"]
    if language and twin is None:
        out.field(field.tag, field.ind1, field.ind2, (), twin=own, language=language)
    else:
        out.field(field.tag, field.ind1, field.ind2, own)


VARIANT: Final = Step(
    "see from tracings",
    tags=" ".join(f"4{ending}" for ending in KINDS),
    forward=_variant,
    claims=(Claim(AUTHORITY, "madsrdf:hasVariant"),),
    back=_back_variant,
    twin="own",
    examples=(
        Example(
            "400 1# $a Tolstoi, Leo, $c graf, $d 1828-1910",
            authority={
                "madsrdf:hasVariant": {
                    "@type": ["madsrdf:PersonalName", "madsrdf:Variant"],
                    "madsrdf:variantLabel": "Tolstoi, Leo, graf, 1828-1910",
                }
            },
        ),
        Example(
            "450 ## $w nne $a Canis familiaris",
            authority={
                "madsrdf:hasVariant": {
                    "@type": ["madsrdf:Topic", "madsrdf:DeprecatedAuthority"],
                    "madsrdf:variantLabel": "Canis familiaris",
                }
            },
        ),
        Example(
            "400 1# $i Real name: $a Samokhvalov, Petr",
            authority={
                "madsrdf:hasVariant": {
                    "madsrdf:variantLabel": "Samokhvalov, Petr",
                    "bf:relation": {"bf:relationship": {"rdfs:label": "Real name"}},
                }
            },
        ),
        Example("480 ## $x Drill", authority={"madsrdf:hasVariant": {"@type": "lsp:Subdivision"}}),
        Example("481 ## $z Muscovy", authority={"madsrdf:hasVariant": {"@type": "madsrdf:Geographic"}}),
        Example("482 ## $y Napoleonic era", authority={"madsrdf:hasVariant": {"@type": "madsrdf:Temporal"}}),
        Example("485 ## $v Journals", authority={"madsrdf:hasVariant": {"@type": "madsrdf:GenreForm"}}),
    ),
)


# ---- 5XX ------------------------------------------------------------------------------------------------------------


def _related(run: Run, field: DataField, language: str | None) -> None:
    found = heading(field)
    if found is None:
        return
    node = _other_authority(run, found, language)
    _relate(node, field, language)
    add(run.root(AUTHORITY), RELATIONS.get((field.get("w") or " ")[0], _RELATED), node)


def _other_authority(run: Run, found: Heading, language: str | None) -> Node:
    """The node of another authority: under its own IRI, and with that of the thing where the two differ."""
    thing = found.iri(run)
    node = _node(found, "madsrdf:Authority")
    if not found.is_thing:
        node = {"@id": thing, **node}
    else:
        own = authority(found.field)
        if own is not None and own != thing:
            node = {"@id": own, **node}
        node["madsrdf:identifiesRWO"] = [{"@id": thing}]
    found.describe(node, "madsrdf:authoritativeLabel", language)
    return node


def _back_related(out: Back, _: Root, value: Any) -> None:
    if not typed(value):
        return
    prop = out.origin.rpartition("/")[2]
    field, twin, language = field_of(value, value.get("madsrdf:authoritativeLabel", ()), "5")
    said = next((sub.value for sub in field.subfields if sub.code == "w"), "")
    if RELATIONS.get(said[:1], _RELATED) != prop:
        rest = tuple(sub for sub in field.subfields if sub.code != "w")
        code = _CODES.get(prop, "")
        field = field._replace(subfields=(*([Subfield("w", code + said[1:])] if code else []), *rest))
    _write(out, field, twin, language)


RELATED: Final = Step(
    "see also tracings",
    tags=" ".join(f"5{ending}" for ending in KINDS),
    forward=_related,
    claims=tuple(Claim(AUTHORITY, prop) for prop in (*RELATIONS.values(), _RELATED)),
    back=_back_related,
    twin="own",
    examples=(
        Example(
            "550 ## $w g $a Domestic animals",
            authority={
                "madsrdf:hasBroaderAuthority": {
                    "@type": ["madsrdf:Topic", "madsrdf:Authority"],
                    "madsrdf:authoritativeLabel": "Domestic animals",
                }
            },
        ),
        Example(
            "550 ## $w h $a Borzoi",
            authority={"madsrdf:hasNarrowerAuthority": {"madsrdf:authoritativeLabel": "Borzoi"}},
        ),
        Example(
            "510 2# $w a $a Rumi͡ant͡sevskiĭ muzeĭ",
            authority={"madsrdf:hasEarlierEstablishedForm": {"@type": "madsrdf:CorporateName"}},
        ),
        Example(
            "510 2# $w b $a Rossiĭskai͡a gosudarstvennai͡a biblioteka",
            authority={"madsrdf:hasLaterEstablishedForm": {"@type": "madsrdf:CorporateName"}},
        ),
        Example("580 ## $w g $x Exercise", authority={"madsrdf:hasBroaderAuthority": {"@type": "lsp:Subdivision"}}),
        Example("581 ## $w g $z Europe", authority={"madsrdf:hasBroaderAuthority": {"@type": "madsrdf:Geographic"}}),
        Example("582 ## $w g $y 1789-1914", authority={"madsrdf:hasBroaderAuthority": {"@type": "madsrdf:Temporal"}}),
        Example("585 ## $w g $v Biography", authority={"madsrdf:hasBroaderAuthority": {"@type": "madsrdf:GenreForm"}}),
        Example(
            "500 1# $w r $i Spouse: $a Tolstai͡a, S. A. $0 http://id.loc.gov/authorities/names/n79138817",
            authority={
                "madsrdf:hasRelatedAuthority": {
                    "@id": "http://id.loc.gov/authorities/names/n79138817",
                    "@type": "madsrdf:PersonalName",
                    "madsrdf:identifiesRWO": {"@id": "http://id.loc.gov/rwo/agents/n79138817"},
                    "bf:relation": {"bf:relationship": {"rdfs:label": "Spouse"}},
                }
            },
        ),
    ),
)


# ---- 7XX ------------------------------------------------------------------------------------------------------------


def _equivalence(field: DataField, found: Heading) -> str:
    """The property of a linking entry: how near its heading is."""
    if found.kind.type == "lsp:Subdivision":
        return _SUBDIVIDED
    return EXACT if "=EQ" in field.all("4") else CLOSE


def _linking(run: Run, field: DataField, language: str | None) -> None:
    found = heading(field)
    if found is None:
        return
    node = _node(found, "madsrdf:Authority")
    own = authority(field)
    if own is not None:
        node = {"@id": own, **node}
    found.describe(node, "madsrdf:authoritativeLabel", language)
    if field.ind2 in THESAURI:
        node["bf:source"] = [{"@id": THESAURI[field.ind2]}]
    elif source := field.get("2"):
        node["bf:source"] = [source_node(source, SUBJECT_SCHEMES)]
    _relate(node, field, language)
    add(run.root(AUTHORITY), _equivalence(field, found), node)


def _back_linking(out: Back, _: Root, value: Any) -> None:
    if typed(value):
        _write(out, *field_of(value, value.get("madsrdf:authoritativeLabel", ()), "7"))


LINKING: Final = Step(
    "heading linking entries",
    tags=" ".join(f"7{ending}" for ending in KINDS),
    forward=_linking,
    claims=tuple(Claim(AUTHORITY, prop) for prop in (EXACT, CLOSE, _SUBDIVIDED)),
    back=_back_linking,
    twin="own",
    examples=(
        Example(
            "750 #7 $a Hund $0 (DE-588)4026181-5 $2 gnd $4 =EQ",
            authority={
                "madsrdf:hasExactExternalAuthority": {
                    "@id": "https://d-nb.info/gnd/4026181-5",
                    "madsrdf:authoritativeLabel": "Hund",
                    "bf:source": {"bf:code": "gnd"},
                }
            },
        ),
        Example(
            "750 #2 $a Dogs",
            authority={"madsrdf:hasCloseExternalAuthority": {"bf:source": {"@id": THESAURI["2"]}}},
        ),
        Example("780 #0 $x Training", authority={"lsp:subdivisionForm": {"@type": "madsrdf:Topic"}}),
        Example("782 #0 $y 1801-1917", authority={"lsp:subdivisionForm": {"@type": "madsrdf:Temporal"}}),
        Example("785 #0 $v Diaries", authority={"lsp:subdivisionForm": {"@type": "madsrdf:GenreForm"}}),
        Example(
            "781 #0 $z Russia (Federation) $z Moscow",
            authority={
                "lsp:subdivisionForm": {
                    "@type": "lsp:Subdivision",
                    "madsrdf:authoritativeLabel": "Russia (Federation)--Moscow",
                }
            },
        ),
    ),
)

RULES: Final[tuple[Rule, ...]] = (VARIANT, RELATED, LINKING)
