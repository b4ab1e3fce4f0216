"""Holdings records (MFHD): the leader, control fields, numbers and notes. What they share with the holdings in a
bibliographic record has its own tables.

Numbers of the bibliographic record (004, 014, 010-030) are kept as such: they say what is held, not what the holdings
are. The holdings carry the record's administrative metadata.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final

from mappings.rules.forward import add
from mappings.rules.holdings import groups_of
from mappings.rules.marc_keys import marc_key, parsed_key
from mappings.rules.model import ADMIN, HOLDINGS, Adds, Claim, Example, Field, Ind, Part, Root, Rule, Step, When
from mappings.rules.model import Sub as _Sub
from mappings.rules.punctuation import keep
from mappings.rules.tables.holdings_coded import LENGTH, LEVELS, TYPES, elements_of, read_elements, type_code
from mappings.rules.tables.shared import APPLIES_TO, INSTITUTION, INVALID, LOCATOR, link_notes, note_type

if TYPE_CHECKING:
    from mappings.bibframe.node import Node
    from mappings.marc.record import DataField
    from mappings.rules.back import Back
    from mappings.rules.forward import Run

Sub = partial(_Sub, take=keep, plain=True)

_LEADER: Final = "00000nx  a2200000   4500"
_STATUSES: Final = {"n": "new", "c": "changed", "d": "deleted"}
_ITEMS: Final = {"i": "item information in the record", "n": "no item information in the record"}
_DESCRIPTION: Final = "http://id.loc.gov/ontologies/bibframe-2-6-0/"


def _prepare(run: Run) -> None:
    if run.groups is None:
        run.groups = groups_of(run.record)
    run.main = run.root(HOLDINGS)
    run.admin["bf:descriptionLevel"] = [{"@id": _DESCRIPTION}]


def _forward(run: Run, field: DataField, language: str | None) -> None:
    node, text = run.main, field.ind1
    if field.tag == "LDR":
        for at, words, prop in ((6, TYPES, "lsp:holdingsType"), (18, _ITEMS, "lsp:itemInformation")):
            if (word := words.get(text[at : at + 1])) is not None:
                node[prop] = [word]
        if text[17:18] in LEVELS:
            node["lsp:holdingsLevel"] = [text[17]]
        if (word := _STATUSES.get(text[5:6])) is not None:
            run.admin["bf:status"] = [{"@type": ["bf:Status"], "rdfs:label": [word]}]
    elif field.tag == "001":
        number: Node = {"@type": ["bf:Local"], "rdf:value": [text.strip()]}
        if (agency := next((each.ind1.strip() for each in run.tagged("003")), "")) != "":
            number["bf:assigner"] = [{"@type": ["bf:Agent"], "bf:code": [agency]}]
        if text.strip():
            add(run.admin, "bf:identifiedBy", number)
    elif field.tag == "004":
        if text.strip():
            add(node, "lsp:bibliographicControlNumber", text.strip())
    elif field.tag == "005":
        run.admin.setdefault("bf:changeDate", [text])
    elif field.tag == "008":
        if text[:6].strip():
            run.admin.setdefault("bf:creationDate", [text[:6]])
        read_elements(node, text)
    else:
        add(
            run.admin,
            "bf:note",
            {"@type": ["bf:Note", note_type("internal")], "rdfs:label": [marc_key(field)]},
        )
    del language


def _texts(node: Node, prop: str) -> list[str]:
    return [text for text in node.get(prop, ()) if isinstance(text, str)]


def _back(out: Back, _: Root, value: Any) -> None:
    prop = out.origin.rpartition("/")[2]
    if prop == "bf:identifiedBy":
        for text in _texts(value, "rdf:value"):
            out.control_field("001", text)
        for agent in value.get("bf:assigner", ()):
            for code in _texts(agent, "bf:code"):
                out.control_field("003", code)
    elif prop == "bf:note":
        for text in _texts(value, "rdfs:label"):
            if (field := parsed_key(text)) is not None:
                out.field(field.tag, field.ind1, field.ind2, field.subfields)


def _back_finish(out: Back) -> None:
    node = out.holdings[0] if out.holdings else {}
    out.leader[:] = _LEADER
    status = next((word for each in out.admin.get("bf:status", ()) for word in _texts(each, "rdfs:label")), "")
    out.put("LDR", 5, next((code for code, word in _STATUSES.items() if word == status), "n"))
    out.put("LDR", 6, type_code(node) or "x")
    out.put("LDR", 17, next(iter(_texts(node, "lsp:holdingsLevel")), " "))
    items = next(iter(_texts(node, "lsp:itemInformation")), "")
    out.put("LDR", 18, next((code for code, word in _ITEMS.items() if word == items), " "))
    for text in _texts(node, "lsp:bibliographicControlNumber"):
        out.control_field("004", text)
    for text in _texts(out.admin, "bf:changeDate"):
        out.control_field("005", text)
    entered = next(iter(_texts(out.admin, "bf:creationDate")), "")
    if text := elements_of(node, entered):
        out.control_field("008", text[:LENGTH])


RECORD: Final = Step(
    "holdings record",
    tags="LDR 001 004 005 008 040",
    takes={"040": "abcde"},
    prepare=_prepare,
    forward=_forward,
    claims=(
        Claim(ADMIN, "bf:identifiedBy", "bf:Local"),
        Claim(ADMIN, "bf:note", note_type("internal")),
        Claim(ADMIN, "bf:descriptionLevel"),
    ),
    back=_back,
    back_finish=_back_finish,
    examples=(
        Example(
            """001 114189
               003 SIRSI
               004 LIAS233542
               005 20231103214008.0
               008 0103274p####8###1001aaeng0071008
               040 ## $a PSt $c PSt
               852 8# $b HARRISBURG $c PERIOD-HB $h Newspaper
               866 #0 $8 0 $a Current 3 months only""",
            holdings={
                "@type": "lsp:Holdings",
                "lsp:holdingsType": "serial",
                "lsp:holdingsLevel": "3",
                "lsp:bibliographicControlNumber": "LIAS233542",
                "lsp:receiptStatus": "currently received",
                "lsp:retention": "permanently retained",
                "lsp:lending": "will lend",
                "lsp:locationCode": "PERIOD-HB",
                "lsp:holdingsStatement": {"rdfs:label": "Current 3 months only"},
            },
            admin={
                "bf:identifiedBy": {"rdf:value": "114189", "bf:assigner": {"bf:code": "SIRSI"}},
                "bf:creationDate": "010327",
            },
            leader="00000cy  a22000003n 4500",
            back="""LDR 00000cy##a22000003n#4500
                    001 114189
                    003 SIRSI
                    004 LIAS233542
                    005 20231103214008.0
                    008 0103274p####8###1001aaeng0071008
                    040 ## $a PSt $c PSt
                    852 8# $b HARRISBURG $c PERIOD-HB $h Newspaper
                    866 #0 $8 0 $a Current 3 months only""",
        ),
    ),
)

_MFHD: Final = "00000nx  a22000003n 4500"


def _number(tag: str, prop: str, type_: str, line: str, *further: _Sub, codes: str = "az", gives: str = "") -> Field:
    """A row of numbers: `$a` valid, `$z` cancelled, each a node of its own."""
    return Field(
        tag,
        on=HOLDINGS,
        makes=Part(prop, type_, each=codes),
        subfields=(
            Sub("a", "rdf:value"),
            *(Sub(code, "rdf:value", also={**INVALID, "lsp:code": code}) for code in codes if code != "a"),
            *further,
        ),
        examples=(Example(line, {prop: {"@type": type_, "rdf:value": gives}}, leader=_MFHD),),
    )


SYSTEM_NUMBER: Final = _number(
    "035", "bf:identifiedBy", "bf:Local", "035 ## $a (DE-600)4826778-8", gives="(DE-600)4826778-8"
)
_HELD: Final = "lsp:bibliographicIdentifier"
OF_WHAT_IS_HELD: Final = (
    _number("010", _HELD, "bf:Lccn", "010 ## $a 85000002", codes="abz", gives="85000002"),
    _number("016", _HELD, "bf:Nbn", "016 ## $a 1234", Sub("2", "bf:code", every=True), gives="1234"),
    _number("020", _HELD, "bf:Isbn", "020 ## $a 9780198534532", gives="9780198534532"),
    _number("022", _HELD, "bf:Issn", "022 ## $a 0028-0836", codes="ayz", gives="0028-0836"),
    _number("024", _HELD, "bf:Identifier", "024 ## $a 1234", Sub("2", "bf:code", every=True), gives="1234"),
    _number("027", _HELD, "bf:Strn", "027 ## $a METPRO/ED/SR-77/035", gives="METPRO/ED/SR-77/035"),
    _number("030", _HELD, "bf:Coden", "030 ## $a ASIRAF", gives="ASIRAF"),
)
LINKAGE: Final = Field(
    "014",
    on=HOLDINGS,
    makes=Part("lsp:linkageNumber", "bf:Local"),
    ind1=Ind(
        means={
            "0": Adds(also={"lsp:linkageOf": "holdings record"}),
            "1": Adds(also={"lsp:linkageOf": "bibliographic record"}),
        }
    ),
    subfields=(
        Sub("a", "rdf:value"),
        Sub("b", "bf:code", part=Part("bf:assigner", "bf:Agent")),
        Sub("z", "lsp:formerNumber"),
    ),
    examples=(
        Example(
            "014 1# $a 99123 $b NjP",
            {"lsp:linkageNumber": {"rdf:value": "99123", "lsp:linkageOf": "bibliographic record"}},
            leader=_MFHD,
        ),
    ),
)


def _note(tag: str, prop: str, type_: str, codes: str, text: str, types: tuple[str, ...] = ()) -> Field:
    """A row of a note of several subfields. What is marked private (first indicator 0) stays with the source record."""
    private = tag in {"541", "561", "583"}
    return Field(
        tag,
        on=HOLDINGS,
        makes=Part(prop, type_, types),
        when=When(ind1="#123456789") if private else When(),
        ind1=Ind(means={"1": Adds(also={"lsp:privacy": "not private"})}) if private else " ",
        subfields=(
            APPLIES_TO,
            Sub(codes, "rdfs:label", join=" ") if len(codes) > 1 else Sub(codes, "rdfs:label"),
            LOCATOR,
            INSTITUTION,
        ),
        examples=(Example(f"{tag} ## $a {text}", {prop: {"@type": type_, "rdfs:label": text}}, leader=_MFHD),),
    )


NOTES: Final = (
    _note("506", "bf:usageAndAccessPolicy", "bf:AccessPolicy", "abcdefg", "In the reading room"),
    _note("538", "bf:systemRequirement", "bf:SystemRequirement", "a", "Microfiche reader"),
    _note("541", "bf:immediateAcquisition", "bf:ImmediateAcquisition", "abcdefhno", "Heirs of the author"),
    _note("561", "bf:note", "bf:Note", "a", "From the library of a monastery", (note_type("custodial"),)),
    _note("562", "bf:note", "bf:Note", "abcde", "Signed by the author", (note_type("copyid"),)),
    _note("563", "bf:note", "bf:Note", "a", "Calf, gilt", (note_type("binding"),)),
    _note("583", "bf:note", "bf:Note", "abcdefhijklnoz", "Microfilmed", (note_type("action"),)),
)
MEDIA: Final = tuple(
    Field(
        tag,
        on=HOLDINGS,
        makes=Part(prop, type_),
        subfields=(
            Sub("a", "rdfs:label"),
            Sub("b", "bf:code"),
            Sub("2", "bf:code", part=Part("bf:source", "bf:Source")),
        ),
        examples=(Example(f"{tag} ## $a {text}", {prop: {"rdfs:label": text}}, leader=_MFHD),),
    )
    for tag, prop, type_, text in (
        ("337", "bf:media", "bf:Media", "microform"),
        ("338", "bf:carrier", "bf:Carrier", "microfilm reel"),
    )
)
LINK: Final = Field(
    "856",
    on=HOLDINGS,
    makes=Part("bf:electronicLocator", "lsp:Link"),
    ind1="4",
    ind2=Ind(means={code: Adds(also={"lsp:linkTo": code}) for code in "01234"}),
    subfields=(
        Sub("3", "lsp:appliesTo"),
        Sub("u", "rdf:value"),
        Sub("y", "rdfs:label"),
        Sub("z", "rdfs:label", part=Part("bf:note", "bf:Note")),
        *link_notes("acdfghlmnopqrstv"),
    ),
    examples=(
        Example(
            "856 41 $3 2001- $u https://example.org/journal $y Full text $z Campus only",
            {"bf:electronicLocator": {"rdf:value": "https://example.org/journal", "rdfs:label": "Full text"}},
            leader=_MFHD,
        ),
    ),
)

RULES: Final[tuple[Rule, ...]] = (
    RECORD, SYSTEM_NUMBER, *OF_WHAT_IS_HELD, LINKAGE, *NOTES, *MEDIA, LINK,
)  # fmt: skip
