"""What cataloguers note of a heading: references in words, sources, notes (260, 360, 663–688), addresses on the net.

Sources say whether anything was found (670) or not (675). A reference that is made of words and headings keeps its
parts in its `marcKey`.
"""

from __future__ import annotations

from typing import Final

from mappings.rules.attributes import Value, attributes
from mappings.rules.model import AUTHORITY, THING, Example, Field, Ind, Part, Rule, Sub
from mappings.rules.punctuation import as_is
from mappings.rules.tables.shared import APPLIES_TO, INSTITUTION, NUMBERS, link_notes

_NOT_FOUND: Final = {"madsrdf:citationStatus": "not found"}
_LINK: Final = Sub("u", "rdfs:seeAlso", reference=True)


def _reference(tag: str, codes: str, name: str, example: str) -> Field:
    """A reference that words and headings make together: a note of that name."""
    return Field(
        tag,
        on=AUTHORITY,
        makes=Part("bf:note", "bf:Note", also={"bf:noteType": name}),
        subfields=(Sub(codes, "rdfs:label", join=" ", take=as_is), INSTITUTION, *NUMBERS),
        examples=(Example(example, authority={"bf:note": {"@type": "bf:Note", "bf:noteType": name}}),),
    )


def _note(tag: str, prop: str, example: str, text: str, *, codes: str = "a") -> Field:
    """A note that is one text."""
    return Field(
        tag,
        on=AUTHORITY,
        subfields=(Sub(codes, prop, join=" " if len(codes) > 1 else None, take=as_is),),
        examples=(Example(example, authority={prop: text}),),
    )


FOUND: Final = Field(
    "670",
    on=AUTHORITY,
    makes=Part("madsrdf:hasSource", "madsrdf:Source", also={"madsrdf:citationStatus": "found"}),
    subfields=(
        Sub("a", "madsrdf:citationSource", take=as_is),
        Sub("b", "madsrdf:citationNote", take=as_is),
        Sub("w", "bf:code", take=as_is),
        _LINK,
        INSTITUTION,
    ),
    twin="same",
    examples=(
        Example(
            "670 ## $a His Voĭna i mir, 1868: $b t.p. (graf L.N. Tolstoĭ) $u https://example.org/war-and-peace",
            authority={
                "madsrdf:hasSource": {
                    "@type": "madsrdf:Source",
                    "madsrdf:citationSource": "His Voĭna i mir, 1868:",
                    "madsrdf:citationNote": "t.p. (graf L.N. Tolstoĭ)",
                    "madsrdf:citationStatus": "found",
                }
            },
        ),
    ),
)

NOT_FOUND: Final = attributes(
    "675",
    AUTHORITY,
    (Value("a", "madsrdf:hasSource", "madsrdf:Source", "madsrdf:citationSource", also=_NOT_FOUND),),
    order=1,
    numbers="",
    examples=(
        Example(
            "675 ## $a Ėnt︠s︡iklopedicheskiĭ slovarʹ, 1890; $a New Grove",
            authority={
                "madsrdf:hasSource": {
                    "madsrdf:citationSource": "New Grove",
                    "madsrdf:citationStatus": "not found",
                }
            },
        ),
    ),
)

TITLE: Final = Field(
    "672",
    on=THING,
    makes=Part("bf:contributionOf", "bf:Work"),
    subfields=(
        Sub("a", "bf:mainTitle", take=as_is, part=Part("bf:title", "bf:Title")),
        Sub("b", "bf:subtitle", take=as_is),
        Sub("f", "bf:originDate", take=as_is),
        Sub("w", "bf:identifier", take=as_is),
        Sub("0", "madsrdf:isIdentifiedByAuthority", reference=True),
        INSTITUTION,
    ),
    ind2="0",
    examples=(
        Example(
            "672 #0 $a Voĭna i mir $f 1868",
            thing={"bf:contributionOf": {"bf:title": {"bf:mainTitle": "Voĭna i mir"}, "bf:originDate": "1868"}},
        ),
    ),
)

OTHER_TITLE: Final = Field(
    "673",
    on=AUTHORITY,
    makes=Part("bf:note", "bf:Note", also={"bf:noteType": "title of another entity"}),
    subfields=(
        Sub("a", "rdfs:label", take=as_is),
        Sub("b", "bf:subtitle", take=as_is),
        Sub("f", "bf:originDate", take=as_is),
        Sub("w", "bf:identifier", take=as_is),
        *NUMBERS,
    ),
    ind2="0",
    examples=(Example("673 #0 $a Childhood $f 1950", authority={"bf:note": {"rdfs:label": "Childhood"}}),),
)

BIOGRAPHY: Final = Field(
    "678",
    on=THING,
    makes=Part("bf:summary", "bf:Summary"),
    subfields=(Sub("a", "rdfs:label", take=as_is), Sub("b", "bf:note", take=as_is), _LINK),
    ind1=Ind(" "),
    examples=(
        Example(
            "678 ## $a Russian novelist.",
            thing={"bf:summary": {"@type": "bf:Summary", "rdfs:label": "Russian novelist."}},
        ),
    ),
)

EDITORIAL: Final = Field(
    "667",
    on=AUTHORITY,
    subfields=(Sub("a", "madsrdf:editorialNote", take=as_is),),
    examples=(
        Example(
            "667 ## $a Machine-derived non-Latin script reference project.",
            authority={"madsrdf:editorialNote": "Machine-derived non-Latin script reference project."},
        ),
    ),
)

LOCATION: Final = Field(
    "856",
    on=THING,
    makes=Part("rdfs:seeAlso", "bf:Electronic"),
    subfields=(
        Sub("u", "bf:electronicLocator", reference=True),
        Sub("y", "rdfs:label", take=as_is),
        Sub("z", "bf:note", take=as_is),
        *link_notes("acdfghlmnopqrstv"),
        APPLIES_TO,
    ),
    ind1=Ind("4"),
    examples=(
        Example(
            "856 4# $u https://example.org/tolstoy $y Portrait",
            thing={"rdfs:seeAlso": {"bf:electronicLocator": {"@id": "https://example.org/tolstoy"}}},
        ),
    ),
)

RULES: Final[tuple[Rule, ...]] = (
    _reference("260", "ia", "complex see reference",
               "260 ## $i subdivision $a Uniforms $i under armies, e.g. $a Russia. Armii͡a--Uniforms"),
    _reference("360", "ia", "complex see also reference",
               "360 ## $i subdivision $a Training $i under animals, e.g. $a Dogs--Training"),
    _reference("663", "abt", "complex see also reference: name",
               "663 ## $a For works written under another name, search also under $b Ostrov, T."),
    _reference("664", "abt", "complex see reference: name",
               "664 ## $a For works of this author, search under $b Tolstoy, Leo"),
    _reference("665", "a", "history reference",
               "665 ## $a In 1862 the museum moved to Moscow."),
    _reference("666", "a", "general explanatory reference: name",
               "666 ## $a Names beginning with De la are also found under La."),
    EDITORIAL,
    FOUND,
    TITLE,
    OTHER_TITLE,
    NOT_FOUND,
    _note("677", "madsrdf:definitionNote", "677 ## $a A long Russian sighthound.", "A long Russian sighthound."),
    BIOGRAPHY,
    _reference("680", "ia", "scope note",
               "680 ## $i Here are entered works on the wars of $a Napoleon I $i in Russia."),
    _reference("681", "ia", "example note", "681 ## $i Example under $a Pets"),
    _reference("682", "ia", "deletion note",
               "682 ## $i This heading was replaced by $a Borzoi"),
    _note("688", "madsrdf:changeNote", "688 ## $a Revised in 2021.", "Revised in 2021."),
    LOCATION,
)  # fmt: skip
