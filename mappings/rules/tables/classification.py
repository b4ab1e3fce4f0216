"""Classification and call numbers 050-086."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from mappings.rules import iris
from mappings.rules.agents import identifier_node, source_node
from mappings.rules.forward import add
from mappings.rules.model import INSTANCE, WORK, Claim, Example, Field, Part, Root, Rule, Step, Sub
from mappings.rules.punctuation import keep

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mappings.bibframe.node import Node
    from mappings.marc.record import DataField
    from mappings.rules.back import Back
    from mappings.rules.forward import Run

_VOCABULARY: Final = "http://id.loc.gov/vocabulary/"
ORGANIZATIONS: Final = _VOCABULARY + "organizations/"
_CANADA: Final = "http://id.loc.gov/authorities/names/no2004037399"
_CLASS_SCHEMES: Final = _VOCABULARY + "classSchemes/"
_STATUS: Final = {"0": _VOCABULARY + "mstatus/uba", "1": _VOCABULARY + "mstatus/nuba"}
_EDITIONS: Final = {"0": "full", "1": "abridged"}
_DOCUMENTS: Final = {"0": _CLASS_SCHEMES + "sudocs", "1": _CLASS_SCHEMES + "cacodoc"}


def _runs(field: DataField, begins: str) -> Iterator[tuple[str, str, list[str]]]:
    """(code, text, the `$0` behind it) of each subfield that begins a class."""
    at: tuple[str, str, list[str]] | None = None
    for code, text in field.subfields:
        if code in begins:
            if at is not None:
                yield at
            at = (code, text, [])
        elif code == "0" and at is not None:
            at[2].append(text)
    if at is not None:
        yield at


def _named(node: Node, zeros: list[str], *, whole: bool) -> None:
    """`$0`: the first IRI names the class itself where the number is whole, others are related authorities."""
    first = True
    for zero in zeros:
        if "://" not in zero:
            add(node, "bf:identifiedBy", identifier_node("0", zero))
            continue
        iri = iris.known(zero)
        if iri and first and whole:
            node["@id"] = iri
        elif iri:
            add(node, "madsrdf:hasRelatedAuthority", {"@id": iri})
        first = False


def _by(run: Run, field: DataField, name: str, code: str) -> Node | None:
    """The assigner: the national library itself, by indicator or, where that is blank, as the record's maker."""
    made_by = next((text for each in run.tagged("040") for text in each.all("a")), "")
    if field.ind2 == "0" or (field.ind2 == " " and name in made_by):
        return {"@id": ORGANIZATIONS + code}
    return None


def _forward_numbered(run: Run, field: DataField, language: str | None) -> None:
    """050, 055, 060, 070, 084: a class for each `$a`, the item number with the first."""
    kind, agency = _NUMBERED[field.tag]
    portion = next(iter(field.all("b")), "")
    for index, (_, text, zeros) in enumerate(_runs(field, "a")):
        node: Node = {"@type": [kind], "bf:classificationPortion": [text]}
        if not index:
            if portion:
                node["bf:itemPortion"] = [portion]
            if field.tag == "055" and field.ind2 in "012":
                node["bf:assigner"] = [{"@id": _CANADA}]
            elif agency and (assigner := _by(run, field, *agency)):
                node["bf:assigner"] = [assigner]
            elif field.tag == "070" and field.ind1 in _STATUS:
                node["bf:assigner"] = [{"@id": ORGANIZATIONS + "dnal"}]
            if field.tag != "084" and field.ind1 in _STATUS:
                node["bf:status"] = [{"@id": _STATUS[field.ind1]}]
        if assigners := field.all("q") if field.tag == "084" else ():
            node["bf:assigner"] = [{"@type": ["bf:Agent"], "rdfs:label": [each]} for each in assigners]
        _named(node, zeros, whole=not portion)
        if field.tag == "084":
            for two in field.all("2"):
                add(node, "bf:source", source_node(two))
        add(run.work, "bf:classification", node)
    del language


_NUMBERED: Final[dict[str, tuple[str, tuple[str, str] | None]]] = {
    "050": ("bf:ClassificationLcc", ("DLC", "dlc")),
    "055": ("bf:ClassificationLcc", ("CaOONL", "caoonl")),
    "060": ("bf:ClassificationNlm", ("NLM", "dnlm")),
    "070": ("bf:ClassificationNal", None),
    "084": ("bf:Classification", None),
}


def _forward_dewey(run: Run, field: DataField, language: str | None) -> None:
    node: Node = {"@type": ["bf:ClassificationDdc"]}
    if numbers := field.all("a"):
        node["bf:classificationPortion"] = numbers
    if portion := field.all("b"):
        node["bf:itemPortion"] = portion[:1]
    for two in field.all("2"):
        add(node, "bf:source", {"@type": ["bf:Source"], "bf:code": [two.partition("%2F")[0]]})
    if field.ind1 in _EDITIONS:
        node["bf:edition"] = [_EDITIONS[field.ind1]]
    if assigner := _by(run, field, "DLC", "dlc"):
        node["bf:assigner"] = [{**assigner, "@type": ["bf:Agent"]}]
    else:
        for name in field.all("q"):
            add(node, "bf:assigner", {"@type": ["bf:Agent"], "rdfs:label": [name]})
    if len(node) > 1:
        if named := next((one for one in field.all("1") if iris.valid(one)), ""):
            node["@id"] = named
        _named(node, field.all("0"), whole=False)
        add(run.work, "bf:classification", node)
    del language


def _forward_udc(run: Run, field: DataField, language: str | None) -> None:
    for number in field.all("a"):
        node: Node = {"@type": ["bf:ClassificationUdc"], "bf:classificationPortion": [number]}
        if portion := field.all("b"):
            node["bf:itemPortion"] = portion[:1]
        if extension := field.all("x"):
            node["bf:code"] = extension
        for two in field.all("2"):
            add(node, "bf:source", source_node(two))
        if field.ind1 in _EDITIONS:
            node["bf:edition"] = [_EDITIONS[field.ind1]]
        _named(node, field.all("0"), whole=False)
        add(run.work, "bf:classification", node)
    del language


def _forward_document(run: Run, field: DataField, language: str | None) -> None:
    for code, text, zeros in _runs(field, "az"):
        node: Node = {"@type": ["bf:Classification"], "rdfs:label": [text]}
        if code == "z":
            node["bf:status"] = [
                {"@id": _VOCABULARY + "mstatus/cancinv", "@type": ["bf:Status"], "rdfs:label": ["invalid"]}
            ]
        _named(node, zeros, whole=not field.all("b"))
        if field.ind1 in _DOCUMENTS:
            node["bf:source"] = [{"@id": _DOCUMENTS[field.ind1], "@type": ["bf:Source"]}]
        for two in field.all("2"):
            add(node, "bf:source", {"@type": ["bf:Source"], "bf:code": [two]})
        add(run.work, "bf:classification", node)
    del language


# ---- coming back ----------------------------------------------------------------------------------------------------


def _texts(node: Node, prop: str) -> list[str]:
    return [text for text in node.get(prop, ()) if isinstance(text, str)]


def _ids(node: Node, prop: str) -> list[str]:
    return [value["@id"] for value in node.get(prop, ()) if isinstance(value, dict) and "@id" in value]


def _labels(node: Node, prop: str, key: str) -> list[str]:
    return [text for value in node.get(prop, ()) if isinstance(value, dict) for text in _texts(value, key)]


def _zeros(node: Node) -> list[tuple[str, str]]:
    own = [node["@id"]] if not node.get("@id", "#").startswith("#") else []
    code = "1" if "bf:ClassificationDdc" in node["@type"] else "0"
    return [*((code, iri) for iri in own), *(("0", iri) for iri in _ids(node, "madsrdf:hasRelatedAuthority"))]


def _back(out: Back, _: Root, value: Any) -> None:
    kind = value["@type"][0]
    sources = [("2", code) for code in _labels(value, "bf:source", "bf:code")]
    if "rdfs:label" in value and "bf:classificationPortion" not in value:
        scheme = {iri: ind1 for ind1, iri in _DOCUMENTS.items()}
        ind1 = next((scheme[iri] for iri in _ids(value, "bf:source") if iri in scheme), " ")
        code = "z" if value.get("bf:status") else "a"
        out.field("086", ind1, " ", [*((code, text) for text in _texts(value, "rdfs:label")), *_zeros(value), *sources])
        return
    subfields = [("a", text) for text in _texts(value, "bf:classificationPortion")]
    subfields += [("b", text) for text in _texts(value, "bf:itemPortion")]
    subfields += [("x", text) for text in _texts(value, "bf:code")]
    subfields += _zeros(value)
    assigners = _labels(value, "bf:assigner", "rdfs:label")
    subfields += [("q", text) for text in assigners]
    status = {iri: ind1 for ind1, iri in _STATUS.items()}
    held = next((status[iri] for iri in _ids(value, "bf:status") if iri in status), " ")
    edition = {word: ind1 for ind1, word in _EDITIONS.items()}
    edited = next((edition[word] for word in _texts(value, "bf:edition") if word in edition), " ")
    by = _ids(value, "bf:assigner")
    if kind == "bf:ClassificationLcc":
        tag = "055" if _CANADA in by else "050"
        out.field(tag, held, "0" if by else "4", subfields)
    elif kind == "bf:ClassificationDdc":
        out.field(
            "082",
            edited if edited != " " else "0",
            "0" if by else "4" if not assigners else " ",
            [*subfields, *sources],
        )
    elif kind == "bf:ClassificationUdc":
        out.field("080", edited, " ", [*subfields, *sources])
    elif kind == "bf:Classification":
        out.field("084", " ", " ", [*subfields, *sources])
    elif kind == "bf:ClassificationNlm":
        out.field("060", held, "0" if by else "4", subfields)
    else:
        out.field("070", held, " ", subfields)


def _class(type_: str, number: str) -> dict[str, Any]:
    return {"bf:classification": {"@type": type_, "bf:classificationPortion": number}}


CALL_NUMBERS: Final = Step(
    "call numbers of national libraries and other schemes",
    tags=" ".join(_NUMBERED),
    takes={"050": "ab0", "055": "ab0", "060": "ab0", "070": "ab0", "084": "abq20"},
    forward=_forward_numbered,
    claims=tuple(
        Claim(WORK, "bf:classification", type_)
        for type_ in (
            "bf:ClassificationLcc", "bf:ClassificationNlm", "bf:ClassificationNal", "bf:ClassificationDdc",
            "bf:ClassificationUdc", "bf:Classification",
        )
    ),
    back=_back,
    examples=(
        Example(
            "050 00 $a PG3366.V6 $b 1991",
            work={
                "bf:classification": {
                    "@type": "bf:ClassificationLcc",
                    "bf:classificationPortion": "PG3366.V6",
                    "bf:itemPortion": "1991",
                    "bf:assigner": {"@id": "http://id.loc.gov/vocabulary/organizations/dlc"},
                    "bf:status": {"@id": "http://id.loc.gov/vocabulary/mstatus/uba"},
                }
            },
        ),
        Example("050 #4 $a QA76 $b .K5", work=_class("bf:ClassificationLcc", "QA76")),
        Example("060 #4 $a WG 120", work=_class("bf:ClassificationNlm", "WG 120")),
        Example(
            "070 0# $a TC424.N4 $b W37",
            work={
                "bf:classification": {
                    "@type": "bf:ClassificationNal",
                    "bf:assigner": {"@id": "http://id.loc.gov/vocabulary/organizations/dnal"},
                    "bf:status": {"@id": "http://id.loc.gov/vocabulary/mstatus/uba"},
                }
            },
        ),
        Example("084 ## $a 17,1 $2 ssgn", work=_class("bf:Classification", "17,1")),
    ),
)  # fmt: skip

DEWEY: Final = Step(
    "Dewey decimal classification",
    tags="082",
    takes={"082": "01abq2"},
    forward=_forward_dewey,
    examples=(
        Example(
            "082 04 $a 891.733 $1 https://id.oclc.org/worldcat/ddc/E3dRpXYVMjbHqMmfVkyKtMhHWK $2 20",
            work={
                "bf:classification": {
                    "@type": "bf:ClassificationDdc",
                    "bf:classificationPortion": "891.733",
                    "bf:source": {"bf:code": "20"},
                    "bf:edition": "full",
                }
            },
        ),
    ),
)

UDC: Final = Step(
    "universal decimal classification",
    tags="080",
    takes={"080": "abx20"},
    forward=_forward_udc,
    examples=(Example("080 ## $a 821.161.1-31", work=_class("bf:ClassificationUdc", "821.161.1-31")),),
)

DOCUMENTS: Final = Step(
    "government document classification",
    tags="086",
    takes={"086": "az20"},
    forward=_forward_document,
    examples=(
        Example(
            "086 0# $a C 13.58:2649",
            work={
                "bf:classification": {
                    "rdfs:label": "C 13.58:2649",
                    "bf:source": {"@id": "http://id.loc.gov/vocabulary/classSchemes/sudocs"},
                }
            },
        ),
    ),
)

COPIES: Final = tuple(
    Field(
        tag,
        on=INSTANCE,
        makes=Part("bf:classification", kind),
        subfields=(
            Sub("a", "bf:classificationPortion", take=keep),
            Sub("b", "bf:itemPortion", take=keep),
            Sub("c", "rdfs:label", take=keep, part=Part("bf:note", "bf:Note")),
        ),
        examples=(
            Example(
                f"{tag} ## $a Z1000 $b .H25 $c Copy 2",
                {
                    "bf:classification": {
                        "@type": kind,
                        "bf:classificationPortion": "Z1000",
                        "bf:itemPortion": ".H25",
                        "bf:note": {"rdfs:label": "Copy 2"},
                    }
                },
            ),
        ),
    )
    for tag, kind in (
        ("051", "bf:ClassificationLcc"), ("061", "bf:ClassificationNlm"), ("071", "bf:ClassificationNal")
    )
)  # fmt: skip
"""Further call numbers of copies, issues and offprints. They are said of the instance: nobody knows who holds them."""

RULES: Final[tuple[Rule, ...]] = (CALL_NUMBERS, UDC, DEWEY, DOCUMENTS, *COPIES)
