"""Notes 5xx that are a typed `bf:Note`, most of the Instance, some of the Work."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mappings.marc.record import Subfield
from mappings.rules.model import INSTANCE, WORK, Adds, Example, Field, Ind, Part, Root, Rule, Sub, When
from mappings.rules.punctuation import keep
from mappings.rules.tables.shared import APPLIES_TO, INSTITUTION, LOCATOR, note_type, source

if TYPE_CHECKING:
    from collections.abc import Callable

    from mappings.bibframe.node import Node
    from mappings.marc.record import DataField
    from mappings.rules.model import Twin


def note(
    tag: str,
    type_: str,
    text: str,
    *further: Sub,
    codes: str = "a",
    on: Root = INSTANCE,
    ind1: Ind | str = " ",
    twin: Twin = "same",
    line: str = "",
    back: str | None = None,
    when: When | None = None,
    order: int = 0,
    first: tuple[Sub, ...] = (),
) -> Field:
    """A row of a note: its text in `$a` (or several subfields, as one text), its type, and an example of its text.

    `first` are subfields that stand for `$3`. `line` is the example where the plain `TAG ## $a text` would not do,
    `back` what comes back where it isn't the same.
    """
    label = Sub(codes, "rdfs:label", take=keep, join=" " if len(codes) > 1 else None)
    types = (type_ if ":" in type_ else note_type(type_),) if type_ else ()
    return Field(
        tag,
        on=on,
        makes=Part("bf:note", "bf:Note", types),
        subfields=(*first, APPLIES_TO, label, *further, LOCATOR, INSTITUTION),
        when=when or When(),
        ind1=ind1,
        twin=twin,
        order=order,
        examples=(
            Example(
                line or f"{tag} ## $a {text}",
                {"bf:note": {"@type": ["bf:Note", *types], "rdfs:label": text}},
                back=back,
            ),
        ),
    )


GENERAL: Final = note("500", "", '"March 1987."', order=5)
WITH: Final = note("501", "with", "With: The reformed school / J. Dury. London, 1650.")
REPORT_TYPE: Final = note("513", "report", "Quarterly technical progress report;", codes="ab")
ISSUANCE: Final = note("515", "issuance", "Issued in parts.")
COMPUTER_FILE: Final = note("516", "computer", "Text (Law reports).")
ADDITIONAL_FORM: Final = note(
    "530",
    "addphys",
    "Also available online.",
    Sub("d", "rdf:value", part=Part("bf:identifiedBy", "bf:StockNumber")),
    codes="abc",
)
REPRODUCTION: Final = note(
    "533",
    "repro",
    "Microfilm. Ann Arbor, Mich. : University Microfilms, 1976.",
    first=(Sub("m", "rdfs:label", take=keep, part=Part("bflc:appliesTo", "bflc:AppliesTo")),),
    codes="abcdefn",
)
ORIGINAL: Final = note(
    "534",
    "orig",
    "Dublin, Ohio : OCLC, 1983.",
    Sub("l", "bf:physicalLocation", take=keep),
    Sub("o", "rdf:value", part=Part("bf:identifiedBy", "bf:Identifier")),
    Sub("x", "rdf:value", part=Part("bf:identifiedBy", "bf:Issn")),
    Sub("z", "rdf:value", part=Part("bf:identifiedBy", "bf:Isbn")),
    first=(Sub("p", "rdfs:label", take=keep, part=Part("bflc:appliesTo", "bflc:AppliesTo")),),
    codes="abcefkmnt",
)


FUNDING: Final = Field(
    "536",
    on=INSTANCE,
    makes=Part("bf:note", "bf:Note", (note_type("fundinfo"),)),
    subfields=(
        Sub("a", "rdfs:label", take=keep),
        Sub("b", "rdfs:label", prefix="Contract: "),
        Sub("c", "rdfs:label", prefix="Grant: "),
        Sub("d", "rdfs:label", prefix="Number: "),
        Sub("e", "rdfs:label", prefix="Program element: "),
        Sub("f", "rdfs:label", prefix="Project: "),
        Sub("g", "rdfs:label", prefix="Task: "),
        Sub("h", "rdfs:label", prefix="Work unit: "),
    ),
    examples=(
        Example(
            "536 ## $a Sponsored by the Office of Energy.",
            {"bf:note": {"rdfs:label": "Sponsored by the Office of Energy."}},
        ),
        Example(
            "536 ## $a Army. $b DASW01-96-C-0004 $d AR001",
            {"bf:note": {"rdfs:label": ["Army.", "Contract: DASW01-96-C-0004", "Number: AR001"]}},
        ),
    ),
)

LOCATION_OF_OTHERS: Final = note("544", "related", "Correspondence is at the county archive.", codes="abcden")
BIOGRAPHY: Final = Field(
    "545",
    on=INSTANCE,
    makes=Part("bf:note", "bf:Note"),
    subfields=(APPLIES_TO, Sub("ab", "rdfs:label", take=keep, join=" "), LOCATOR),
    ind1=Ind("#", {"0": Adds(types=(note_type("biogdata"),)), "1": Adds(types=(note_type("adminhist"),))}),
    twin="same",
    order=6,
    examples=(
        Example(
            "545 0# $a Poet and translator; lived in Trieste.",
            {"bf:note": {"@type": note_type("biogdata"), "rdfs:label": "Poet and translator; lived in Trieste."}},
        ),
    ),
)
ISSUING_BODY: Final = note("550", "issuing", "Issued by the harbour board.")
INDEXES: Final = Field(
    "555",
    on=INSTANCE,
    makes=Part("bf:note", "bf:Note"),
    subfields=(APPLIES_TO, Sub("abcd", "rdfs:label", take=keep, join=" "), LOCATOR),
    ind1=Ind("8", {"#": Adds(types=(note_type("index"),)), "0": Adds(types=(note_type("finding"),))}),
    twin="same",
    order=7,
    examples=(
        Example(
            "555 ## $a Vols. 1-10 in v. 11.",
            {"bf:note": {"@type": note_type("index"), "rdfs:label": "Vols. 1-10 in v. 11."}},
        ),
    ),
)
DOCUMENTATION: Final = note(
    "556",
    "doc",
    "A codebook comes with the file.",
    Sub("z", "rdf:value", part=Part("bf:identifiedBy", "bf:Isbn")),
)
PUBLICATIONS: Final = note(
    "581",
    "related",
    "The results appeared in print.",
    Sub("z", "rdf:value", part=Part("bf:identifiedBy", "bf:Isbn")),
    order=1,
    back="544 ## $a The results appeared in print.",
)
EXHIBITIONS: Final = note("585", "exhibit", "Shown in Lübeck, 1998.")


_CONSTANTS: Final = {"0": "Description based on:", "1": "Latest issue consulted:"}


def _with_constant(field: DataField) -> DataField:
    """588 with the words of its first indicator written out: the indicator says them."""
    if field.ind1 == " " and field.subfields and field.subfields[0].code == "a":
        whole = keep(field.subfields[0].value)
        for ind1, words in _CONSTANTS.items():
            if (text := whole.removeprefix(words)) != whole and text.strip():
                return field._replace(ind1=ind1, subfields=(Subfield("a", text), *field.subfields[1:]))
    return field


def _source_of_description(ind1: str, text: str) -> Field:
    words = _CONSTANTS.get(ind1, "")
    prefix = f"{words} " if words else ""
    return Field(
        "588",
        on=INSTANCE,
        makes=Part("bf:note", "bf:Note", (note_type("descsource"),)),
        subfields=(Sub("a", "rdfs:label", take=keep, prefix=prefix), INSTITUTION),
        when=When(ind1=ind1 or "#23456789"),
        ind1=ind1 or " ",
        order=0 if words else 1,
        accepts=_beginning(prefix) if words else None,
        current=_with_constant,
        examples=(
            Example(
                f"588 {ind1 or '#'}# $a {text}",
                {"bf:note": {"@type": note_type("descsource"), "rdfs:label": prefix + text}},
            ),
        ),
    )


def _beginning(prefix: str) -> Callable[[Node], bool]:
    return lambda node: any(isinstance(text, str) and text.startswith(prefix) for text in node.get("rdfs:label", ()))


DESCRIPTION_SOURCE: Final = (
    _source_of_description("", "Title from cover."),
    _source_of_description("0", "Vol. 2, no. 2; title from cover."),
    _source_of_description("1", "Vol. 5, no. 1."),
)

BIBLIOGRAPHY: Final = Field(
    "504",
    on=INSTANCE,
    makes=Part("bf:note", "bf:Note", (note_type("biblio"),)),
    subfields=(Sub("a", "rdfs:label", take=keep), Sub("b", "bf:count"), INSTITUTION),
    twin="same",
    examples=(
        Example(
            "504 ## $a Bibliography: pages 1-2.",
            {"bf:note": {"@type": ["bf:Note", note_type("biblio")], "rdfs:label": "Bibliography: pages 1-2."}},
        ),
    ),
)

CREDITS: Final = note("508", "credits", "Producer, Mary Hill; camera, John Orr.", on=WORK)
PARTICIPANTS: Final = Field(
    "511",
    on=WORK,
    makes=Part("bf:note", "bf:Note", (note_type("participants"),)),
    subfields=(APPLIES_TO, Sub("a", "rdfs:label", take=keep)),
    when=When(ind1="#023456789"),
    ind1="0",
    twin="same",
    order=1,
    examples=(Example("511 0# $a Anna Netrebko, soprano.", {"bf:note": {"rdfs:label": "Anna Netrebko, soprano."}}),),
)
CAST: Final = Field(
    "511",
    on=WORK,
    makes=Part("bf:note", "bf:Note", (note_type("participants"),)),
    subfields=(APPLIES_TO, Sub("a", "rdfs:label", take=keep, prefix="Cast: ")),
    when=When(ind1="1"),
    ind1="1",
    accepts=_beginning("Cast: "),
    examples=(
        Example(
            "511 1# $a Colin Blakely, Jane Lapotaire",
            {"bf:note": {"rdfs:label": "Cast: Colin Blakely, Jane Lapotaire"}},
        ),
    ),
)
SUPPLEMENT: Final = note("525", "suppl", "Has a supplement every spring.", on=WORK)
LANGUAGE: Final = note(
    "546",
    "lang",
    "Tibetan; also in roman",
    Sub("b", "rdfs:label", part=Part("bf:notation", "bf:Notation"), on=WORK),
    on=WORK,
    line="546 ## $a Tibetan; also in roman $b Tibetan script",
)
AWARDS: Final = note("586", "award", "Pulitzer Prize, 1981.", on=WORK)
PREFERRED_CITATION: Final = note(
    "524", "citeas", "Papers of A. Brown, Harbor Library.", source("http://id.loc.gov/vocabulary/citationschemes/")
)
BINDING: Final = note("563", "binding", "Contemporary calf over boards.")

ACTION: Final = Field(
    "583",
    on=INSTANCE,
    when=When(ind1="#1"),  # 0 marks it private: it stays with the source record
    makes=Part("bf:note", "bf:Note", (note_type("action"),)),
    subfields=(
        APPLIES_TO,
        Sub("a", "rdfs:label", take=keep),
        Sub("b", "rdfs:label", prefix="Identification: "),
        Sub("c", "bf:date", plain=True),
        Sub("d", "rdfs:label", prefix="Interval: "),
        Sub("e", "rdfs:label", prefix="Contingency: "),
        Sub("f", "rdfs:label", prefix="Authorization: "),
        Sub("h", "rdfs:label", prefix="Jurisdiction: "),
        Sub("i", "rdfs:label", prefix="Method: "),
        Sub("j", "rdfs:label", prefix="Site: "),
        Sub("k", "rdfs:label", part=Part("bf:agent", "bf:Agent")),
        Sub("l", "rdfs:label", part=Part("bf:status", "bf:Status")),
        Sub("n", "rdfs:label", prefix="Extent: "),
        Sub("o", "rdfs:label", prefix="Unit: "),
        LOCATOR,
        Sub("z", "rdfs:label", take=keep, part=Part("bf:note", "bf:Note")),
        source(),
        INSTITUTION,
    ),
    twin="own",
    examples=(
        Example("583 0# $a to be withdrawn", back=""),
        Example(
            "583 ## $a committed to retain $c 20180101",
            {"bf:note": {"rdfs:label": "committed to retain", "bf:date": "20180101"}},
        ),
        Example(
            "583 1# $a digitized $c 2010 $h HathiTrust Digital Library $l committed to preserve $2 pda $5 MiAaHDL",
            {
                "bf:note": {
                    "rdfs:label": ["digitized", "Jurisdiction: HathiTrust Digital Library"],
                    "bf:status": {"rdfs:label": "committed to preserve"},
                    "bflc:applicableInstitution": {"bf:code": "MiAaHDL"},
                }
            },
            back="583 ## $a digitized $c 2010 $h HathiTrust Digital Library $l committed to preserve $2 pda $5 MiAaHDL",
        ),
    ),
)

RULES: Final[tuple[Rule, ...]] = (
    GENERAL, WITH, BIBLIOGRAPHY, CREDITS, PARTICIPANTS, CAST, REPORT_TYPE, ISSUANCE, COMPUTER_FILE, PREFERRED_CITATION,
    SUPPLEMENT, ADDITIONAL_FORM, REPRODUCTION, ORIGINAL, FUNDING, LOCATION_OF_OTHERS, BIOGRAPHY, LANGUAGE, ISSUING_BODY,
    INDEXES, DOCUMENTATION, BINDING, PUBLICATIONS, ACTION, EXHIBITIONS, AWARDS, *DESCRIPTION_SOURCE,
)  # fmt: skip
