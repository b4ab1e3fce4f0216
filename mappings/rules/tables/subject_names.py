"""Names and titles as subjects, 600-630: an agent, a Hub, or a string whose first component is one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from mappings.marc.record import DataField, Subfield
from mappings.rules import iris
from mappings.rules.agents import RELATORS, agent_node, authority, field_of_agent, name_label, name_words, roles
from mappings.rules.compile_back import text_of
from mappings.rules.forward import add, literal
from mappings.rules.heading_numbers import numbers_of
from mappings.rules.hubs import describe_hub, field_of_hub, hub_iri, title_label, title_words, write
from mappings.rules.marc_keys import marc_key
from mappings.rules.model import WORK, Claim, Example, Root, Rule, Step
from mappings.rules.punctuation import arrange, chop, keep, spaced
from mappings.rules.tables.added_entries import titled
from mappings.rules.tables.subjects import DIVISIONS, HEADINGS, THESAURI
from mappings.text import heading_key

if TYPE_CHECKING:
    from mappings.bibframe.node import Node
    from mappings.rules.back import Back
    from mappings.rules.forward import Run

_NAMES: Final = "http://id.loc.gov/authorities/names"
_TOPIC: Final = HEADINGS.kinds["650"]


# ---- going forward --------------------------------------------------------------------------------------------------


def _forward(run: Run, field: DataField, language: str | None) -> None:
    tag = field.tag
    at = next((i for i, (code, _) in enumerate(field.subfields) if code in DIVISIONS), None)
    bare = field if at is None else _undivided(field, at)
    make = _hub if tag == "630" or titled(field) else _agent
    node = make(run, bare, field, language)
    if (twin := run.twin()) is not None:
        _key_twin(node, _normal(twin[0], run.isbd), twin[1])
    add(run.work, "bf:subject", node if at is None else _string(run, field, bare, node, language))


def _key_twin(node: Node, twin: DataField, language: str | None) -> None:
    """The key of the pair in another script, which holds the whole string, in its canonical form."""
    agents = [agent for each in node.get("bf:contribution", ()) for agent in each["bf:agent"]]
    for keyed in (node, *agents):
        keyed["bflc:marcKey"][-1] = literal(marc_key(twin), language)


def _undivided(field: DataField, at: int) -> DataField:
    """The name or title without its subdivisions, and without numbers that stand for the whole string."""
    kept = [sub for sub in field.subfields[:at] if sub.code not in "0w"]
    names = [sub for sub in field.subfields if sub.code == "0" and _NAMES in sub.value]
    while kept and not (last := chop(kept[-1].value)):
        kept.pop()
    if kept:
        kept[-1] = Subfield(kept[-1].code, last)
    return field._replace(subfields=(*kept, *names))


def _agent(run: Run, bare: DataField, field: DataField, language: str | None) -> Node:
    tag = field.tag
    node = agent_node(run, bare, language, tag)
    node.pop("bf:source", None)
    HEADINGS.put_source(node, field, _TOPIC)
    _name_authorities(node, bare, language)
    for role in roles(field, tag, language):
        relationship = {**role, "@type": ["bf:Relationship"]}
        add(node, "bf:relation", {"@type": ["bf:Relation"], "bf:relationship": [relationship],
                                  "bf:relatedTo": [{"@id": run.work["@id"]}]})  # fmt: skip
    return node


def _name_authorities(node: Node, field: DataField, language: str | None) -> None:
    """The authority of a name is described with its class and label."""
    found = node.get("madsrdf:isIdentifiedByAuthority")
    if not found:
        zero = authority(field)
        if zero is None or zero == node["@id"] or "/authorities/names/" not in zero:
            return
        found = node["madsrdf:isIdentifiedByAuthority"] = [{"@id": zero}]
    first = found[0]
    if any(text.startswith(("http", "(uri)")) and iris.known(text) == first["@id"] for text in field.all("0")):
        first["@type"] = [f"madsrdf:{_mads_class(field)}"]
        first["madsrdf:authoritativeLabel"] = [literal(name_label(field, field.tag), language)]
        first["madsrdf:isMemberOfMADSScheme"] = [{"@id": _NAMES}]


def _mads_class(field: DataField) -> str:
    if field.tag == "600":
        return "FamilyName" if field.ind1 == "3" else "PersonalName"
    return "CorporateName" if field.tag == "610" else "ConferenceName"


def _hub(run: Run, bare: DataField, field: DataField, language: str | None) -> Node:
    tag = field.tag
    title = title_label(bare, tag)
    name = "" if tag == "630" else name_label(bare, tag)
    node: Node = {"@id": hub_iri(run, bare, tag, title, name), "@type": ["bf:Hub"]}
    node["@type"].append("madsrdf:NameTitle" if name else "madsrdf:Title")
    node["madsrdf:authoritativeLabel"] = [literal(_main_label(bare, tag), language)]
    if (twin := run.twin()) is not None:
        node["madsrdf:authoritativeLabel"].append(literal(_main_label(twin[0], tag), twin[1]))
    _thesaurus(node, field)
    if tag != "630":
        agent = agent_node(run, bare, language, tag)
        agent.pop("bf:source", None)
        node["bf:contribution"] = [
            {
                "@type": ["bf:Contribution"],
                "bf:agent": [agent],
                "bf:role": [{"@id": RELATORS + "ctb", "@type": ["bf:Role"]}],
            }
        ]
    describe_hub(run, node, bare, language, tag)
    return node


def _main_label(field: DataField, tag: str) -> str:
    name = "" if tag == "630" else name_words(field, tag)
    return chop(f"{name} {title_words(field, tag)}")


def _thesaurus(node: Node, field: DataField) -> None:
    if field.ind2 in "01":
        node["madsrdf:isMemberOfMADSScheme"] = [{"@id": THESAURI[field.ind2]}]
    HEADINGS.put_source(node, field, _TOPIC)


def _string(run: Run, field: DataField, bare: DataField, first: Node, language: str | None) -> Node:
    label = _string_label(field, bare, field.tag)
    parted = _parted(field)
    own = [] if parted else [text for text in field.all("0") if _NAMES not in text]
    found = authority(field._replace(subfields=tuple(Subfield("0", text) for text in own)))
    node: Node = {
        "@id": found or run.heading("subjects", heading_key("bf:Topic", label), "Topic", field),
        "@type": ["bf:Topic", "madsrdf:ComplexSubject"],
        "madsrdf:authoritativeLabel": [literal(label, language)],
    }
    if (twin := run.twin()) is not None:
        node["madsrdf:authoritativeLabel"].append(literal(_string_label(twin[0], twin[0], field.tag), twin[1]))
    _thesaurus(node, field)
    node["madsrdf:componentList"] = [
        {"@list": [first, *HEADINGS.components(field.subfields, language, numbered=parted)]}
    ]
    return node


def _parted(field: DataField) -> bool:
    """Whether numbers name the subdivisions: one stands between two of them."""
    codes = "".join("0" if code in "01" else "x" for code, _ in field.subfields if code in "01" or code in DIVISIONS)
    return "x0x" in codes


def _string_label(field: DataField, bare: DataField, tag: str) -> str:
    parts = [part for code, text in field.subfields if code in DIVISIONS and (part := chop(text))]
    return "--".join([_main_label(bare, tag), *parts])


# ---- coming back ----------------------------------------------------------------------------------------------------


def _back(out: Back, _: Root, value: Any) -> None:
    lists = value.get("madsrdf:componentList")
    members = lists[0]["@list"] if lists else [value]
    first = members[0]
    if "bf:Hub" in first["@type"]:
        field, twin, language = field_of_hub(first, "6")
    else:
        field, twin, language = field_of_agent(first, "6")
    ind2, source = HEADINGS.scheme_of(value, _TOPIC)
    if lists:
        numbers = [sub for sub in field.subfields if sub.code in "01"]
        heading = [sub for sub in field.subfields if sub.code not in "012"]
        divided = [(code, text, "") for code, text in HEADINGS.divisions_back(members[1:], out.home)]
        trailing = [*source, *numbers_of(value, out.home)]
        trailing += [sub for sub in numbers if sub not in trailing]
        field = field._replace(ind2=ind2, subfields=(*heading, *arrange(divided, ".", isbd=out.isbd), *trailing))
        twin = _twin_string(value, twin, field.tag, isbd=out.isbd)
    else:
        field = _in_scheme(field, first, ind2, source)
    write(out, _with_relators(field, first), twin, language if twin is not None or not _plain(first) else "")


def _twin_string(value: Any, twin: DataField | None, tag: str, *, isbd: bool) -> DataField | None:
    """The string in another script as its key has it, where that agrees with the label."""
    labels = [text for text, tongue in map(text_of, value.get("madsrdf:authoritativeLabel", ())) if tongue]
    if twin is None or _string_label(twin, twin, tag) not in labels:
        return None
    return _normal(twin._replace(subfields=tuple(sub for sub in twin.subfields if sub.code != "6")), isbd)


def _plain(node: Node) -> bool:
    """Whether the heading has a label without language."""
    labels = [
        *node.get("rdfs:label", ()),
        *(t for title in node.get("bf:title", ()) for t in title.get("bf:mainTitle", ())),
    ]
    return any(isinstance(label, str) for label in labels)


def _in_scheme(field: DataField, node: Node, ind2: str, trailing: list[Subfield]) -> DataField:
    """`field` with the thesaurus that is stated: as it stands where it agrees."""
    stated: Node = {}
    HEADINGS.put_source(stated, field, _TOPIC)
    if [value.get("@id") for value in stated.get("bf:source", ())] == [s.get("@id") for s in node.get("bf:source", ())]:
        return field if field.ind2 in "01234567" else field._replace(ind2=ind2)
    source = [sub for sub in trailing if sub.code == "2"]
    return field._replace(ind2=ind2, subfields=(*(sub for sub in field.subfields if sub.code != "2"), *source))


def _with_relators(field: DataField, node: Node) -> DataField:
    """The field with the relators of its agent where an edit changed them."""
    stated = [each for relation in node.get("bf:relation", ()) for each in relation.get("bf:relationship", ())]
    said = [text_of(each["rdfs:label"][0])[0] for each in stated if "rdfs:label" in each]
    code = "j" if field.tag == "611" else "e"
    if not said or any(sub.code == code for sub in field.subfields):
        return field
    at = next((i for i, sub in enumerate(field.subfields) if i and sub.code in "vxyz012345"), len(field.subfields))
    spoken = tuple(Subfield(code, text) for text in said)
    return field._replace(subfields=(*field.subfields[:at], *spoken, *field.subfields[at:]))


def _begins_with_name(value: Any) -> bool:
    lists = value.get("madsrdf:componentList") if isinstance(value, dict) else None
    types = lists[0]["@list"][0].get("@type", ()) if lists and lists[0]["@list"] else ()
    return "bf:Agent" in types or "bf:Hub" in types


def _named(value: Any) -> bool:
    return isinstance(value, dict) and "bflc:marcKey" in value


def _normal(field: DataField, isbd: bool) -> DataField:  # noqa: FBT001 - a fact of the record
    """The canonical form: the name as it stands, no mark between subdivisions, a full stop at the end of a string."""
    at = next((i for i, (code, _) in enumerate(field.subfields) if code in DIVISIONS), None)
    if at is None:
        return spaced(field, isbd)
    before = [Subfield(code, keep(text)) for code, text in field.subfields[:at]]
    last = next((i for i in range(at - 1, -1, -1) if before[i].code not in "0w" and chop(before[i].value)), None)
    if last is not None:
        before[last] = Subfield(before[last].code, chop(before[last].value))
    rest = [(code, chop(text) if code in DIVISIONS else keep(text), "") for code, text in field.subfields[at:]]
    return field._replace(subfields=(*before, *arrange([each for each in rest if each[1]], ".", isbd=isbd)))


SUBJECT_NAMES: Final = Step(
    "names and titles as subjects",
    tags="600 610 611 630",
    takes={
        "600": "abcdefghjklmnopqrstuvxyz2401378",
        "610": "abcdefghklmnoprstuvxyz2401378",
        "611": "abcdefghjklnpqstuvxyz2401378",
        "630": "adefghklmnoprstvxyz01234",
    },
    forward=_forward,
    claims=(
        Claim(WORK, "bf:subject", "madsrdf:ComplexSubject", order=-1, accepts=_begins_with_name),
        Claim(WORK, "bf:subject", "bf:Agent", order=-1, accepts=_named),
        Claim(WORK, "bf:subject", "bf:Hub", order=-1),
    ),
    back=_back,
    normalise=_normal,
    twin="same",
    examples=(
        Example(
            "600 10 $a Tolstoy, Leo, $d 1828-1910. $0 http://id.loc.gov/authorities/names/n79068416",
            {
                "bf:subject": {
                    "@id": "http://id.loc.gov/rwo/agents/n79068416",
                    "@type": ["bf:Agent", "bf:Person"],
                    "rdfs:label": "Tolstoy, Leo, 1828-1910",
                    "bf:source": {"@id": THESAURI["0"]},
                    "madsrdf:isIdentifiedByAuthority": {
                        "@id": "http://id.loc.gov/authorities/names/n79068416",
                        "@type": "madsrdf:PersonalName",
                        "madsrdf:authoritativeLabel": "Tolstoy, Leo, 1828-1910",
                    },
                }
            },
        ),
        Example(
            "600 10 $a Tolstoy, Leo, $d 1828-1910 $x Criticism and interpretation.",
            {
                "bf:subject": {
                    "@type": ["bf:Topic", "madsrdf:ComplexSubject"],
                    "madsrdf:authoritativeLabel": "Tolstoy, Leo, 1828-1910--Criticism and interpretation",
                    "madsrdf:componentList": {
                        "@list": [
                            {"@type": "bf:Person", "bflc:marcKey": "60010$aTolstoy, Leo,$d1828-1910"},
                            {"@type": "madsrdf:Topic", "madsrdf:authoritativeLabel": "Criticism and interpretation"},
                        ]
                    },
                }
            },
        ),
        Example(
            """008 850101s1985####ru############000#0#rus##
               600 10 $6 880-01 $a Tolstoy, Leo, $d 1828-1910 $x Criticism and interpretation.
               880 10 $6 600-01/(N $a Толстой, Лев, $d 1828-1910 $x Критика.""",
            {
                "bf:subject": {
                    "madsrdf:authoritativeLabel": [
                        "Tolstoy, Leo, 1828-1910--Criticism and interpretation",
                        {"@value": "Толстой, Лев, 1828-1910--Критика", "@language": "ru-Cyrl"},
                    ]
                }
            },
        ),
        Example(
            "610 27 $a Bauhaus. $2 fast $0 (OCoLC)fst00614158",
            {"bf:subject": {"@id": "http://id.worldcat.org/fast/00614158", "@type": "bf:Organization"}},
        ),
        Example(
            "600 10 $a Tolstoy, Leo, $d 1828-1910. $t Voĭna i mir.",
            {
                "bf:subject": {
                    "@type": ["bf:Hub", "madsrdf:NameTitle"],
                    "madsrdf:authoritativeLabel": "Tolstoy, Leo, 1828-1910. Voĭna i mir.",
                    "bf:title": {"bf:mainTitle": "Voĭna i mir"},
                }
            },
        ),
        Example(
            "630 00 $a Beowulf $v Concordances.",
            {
                "bf:subject": {
                    "madsrdf:authoritativeLabel": "Beowulf--Concordances",
                    "madsrdf:componentList": {
                        "@list": [
                            {"@type": ["bf:Hub", "madsrdf:Title"], "bf:title": {"bf:mainTitle": "Beowulf"}},
                            {"@type": "madsrdf:GenreForm", "madsrdf:authoritativeLabel": "Concordances"},
                        ]
                    },
                }
            },
        ),
        Example(
            "630 07 $3 Part 1 $a Sonatas, $m piano, $n no. 14, $r C minor; $o arranged. $k Selections. $l English. "
            "$f 1920. $s Version. $p Allegro. $g Sketch. $t Moonlight $d (1919) $h [text] $e depicted $4 dpc $2 local "
            "$1 http://www.wikidata.org/entity/Q42",
            {"bf:subject": {"@type": ["bf:Hub", "bf:Arrangement"], "bf:musicMedium": {"rdfs:label": "piano"}}},
        ),
    ),
)

RULES: Final[tuple[Rule, ...]] = (SUBJECT_NAMES,)
