"""Fields that the conversion specifications of the Library of Congress leave out and people read: one text with a type
of our own, whose `marcKey` tells its subfields; facets and objectives as subjects.
"""

from __future__ import annotations

from typing import Final

from mappings.rules.model import WORK, Adds, Example, Field, Ind, Part, Rule, Sub, When
from mappings.rules.punctuation import keep
from mappings.rules.tables.notes import note
from mappings.rules.tables.shared import APPLIES_TO, INSTITUTION, NUMBERS, source


def _said(words: dict[str, str], default: str = "#") -> Ind:
    """An indicator whose values are words for people."""
    return Ind(default, {value: Adds(also={"bf:noteType": word}) for value, word in words.items()})


PATENT: Final = note(
    "013",
    "lsp:PatentNote",
    "67-SC-41534 USO Design patents",
    codes="abcdef",
    line="013 ## $a 67-SC-41534 $b USO $c Design patents",
)
INCIPIT: Final = note(
    "031",
    "lsp:IncipitNote",
    "1 1 1 Aria soprano G-2 '4B",
    source(),
    on=WORK,
    codes="abcdegmnopqrstyz",
    line="031 ## $a 1 $b 1 $c 1 $d Aria $m soprano $g G-2 $p '4B $2 pe",
)
VERSION: Final = note("251", "lsp:VersionNote", "Final draft", source(), *NUMBERS)
PHILATELIC_ISSUE: Final = note(
    "258",
    "lsp:PhilatelicIssueNote",
    "Canada, 37 cents",
    codes="ab",
    line="258 ## $a Canada, $b 37 cents",
)
ADDRESS: Final = note(
    "270",
    "lsp:AddressNote",
    "1 Quay Street Lowell USA",
    codes="abcdefghijklmnpqrz4",
    line="270 ## $a 1 Quay Street $b Lowell $d USA",
)
HOURS: Final = note(
    "307",
    "lsp:HoursNote",
    "M-F, 9-17; first Sunday, 13-17",
    codes="ab",
    line="307 ## $a M-F, 9-17; $b first Sunday, 13-17",
)
EXTENSION_PLAN: Final = note(
    "335", "lsp:ExtensionPlanNote", "static plan s", source(), *NUMBERS, on=WORK, codes="ab",
    line="335 ## $a static plan $b s $2 rdaep",
)  # fmt: skip
GEOSPATIAL_REFERENCE: Final = note(
    "342",
    "lsp:GeospatialReferenceNote",
    "Polyconic 0.9996 0 500,000",
    source(),
    on=WORK,
    codes="abcdefghijklmnopqrstuvw",
    ind1=_said({"0": "horizontal coordinate system", "1": "vertical coordinate system"}),
    line="342 0# $a Polyconic $g 0.9996 $h 0 $i 500,000",
)
PLANAR_COORDINATES: Final = note(
    "343",
    "lsp:PlanarCoordinatesNote",
    "Coordinate pair; meters; 22;",
    on=WORK,
    codes="abcdefghi",
    line="343 ## $a Coordinate pair; $b meters; $c 22;",
)
DIGITAL_GRAPHIC: Final = note(
    "352",
    "lsp:DigitalGraphicNote",
    "Raster : pixel (5,000 x 5,000)",
    codes="abcdefgiq",
    line="352 ## $a Raster : $b pixel $d (5,000 x $e 5,000)",
)
SECURITY: Final = note(
    "355",
    "lsp:SecurityNote",
    "Confidential [noforn]",
    codes="abcdefghj",
    ind1=_said(
        {
            "0": "document",
            "1": "title",
            "2": "abstract",
            "3": "contents note",
            "4": "author",
            "5": "record",
            "8": "another element",
        }
    ),
    line="355 2# $a Confidential $b [noforn]",
)
DISSEMINATION: Final = note(
    "357",
    "lsp:DisseminationNote",
    "Dissemination controlled by originator United States",
    codes="abcg",
    line="357 ## $a Dissemination controlled by originator $b United States",
)
OWNERSHIP: Final = note(
    "361",
    "lsp:OwnershipNote",
    "Brown, Ann inscription 1902",
    *NUMBERS,
    codes="afklosyz",
    ind1="1",
    when=When(ind1="#1"),  # 0 marks it private: it stays with the source record
    line="361 1# $a Brown, Ann $f inscription $l 1902 $u http://example.org/copy $5 UkL",
)
PRICE: Final = note(
    "365",
    "lsp:PriceNote",
    "01 12.00 USD",
    source(),
    codes="abcdefghijkm",
    line="365 ## $a 01 $b 12.00 $c USD $2 onixpt",
)
AVAILABILITY: Final = note(
    "366", "lsp:AvailabilityNote", "20040515 IP", source(), codes="abcdefgjkm", line="366 ## $b 20040515 $c IP $2 onixa"
)
CHARACTERISTIC: Final = note("381", "lsp:CharacteristicNote", "Unabridged", source(), *NUMBERS, on=WORK, codes="av")
REPRESENTATIVE_EXPRESSION: Final = note(
    "387",
    "lsp:RepresentativeExpressionNote",
    "1.33:1 English",
    source(),
    *NUMBERS,
    on=WORK,
    codes="abcdefghijklm",
    line="387 ## $a 1.33:1 $h English",
)
PERIOD_OF_CREATION: Final = note(
    "388",
    "lsp:PeriodOfCreationNote",
    "Nineteenth century",
    source(),
    *NUMBERS,
    on=WORK,
    ind1=_said({"1": "creation of work", "2": "creation of aggregate work"}),
    line="388 1# $a Nineteenth century $2 fast",
)
TAXON: Final = note(
    "754",
    "lsp:TaxonomicNote",
    "phylum Chordata seals",
    source(),
    *NUMBERS,
    on=WORK,
    codes="acdz",
    line="754 ## $c phylum $a Chordata $d seals $2 itis",
)
MANIFESTATION_STATEMENTS: Final = note(
    "881",
    "lsp:ManifestationStatement",
    "Harbour lights Printed in Lowell",
    codes="abcdefghijklmn",
    line="881 ## $c Harbour lights $f Printed in Lowell",
)


def _subject(
    tag: str, kind: str, codes: str, line: str, label: str, *further: Sub, genre: bool = False,
    when: When | None = None, ind1: str = " ", ind2: str = " ",
) -> Field:  # fmt: skip
    prop, type_ = ("bf:genreForm", "bf:GenreForm") if genre else ("bf:subject", "bf:Topic")
    return Field(
        tag,
        on=WORK,
        makes=Part(prop, type_, (kind,)),
        subfields=(APPLIES_TO, Sub(codes, "rdfs:label", take=keep, join=" "), *further, source(), *NUMBERS),
        when=when or When(),
        ind1=ind1,
        ind2=ind2,
        examples=(Example(line, {prop: {"@type": [type_, kind], "rdfs:label": label}}),),
    )


FACETED_TOPIC: Final = _subject(
    "654", "lsp:FacetedTopic", "abcevyz4", "654 #7 $c k $a prints $z Lowell $2 aat", "k prints Lowell", ind2="7"
)
FACETED_GENRE: Final = _subject(
    "655",
    "lsp:FacetedTopic",
    "abcvxyz",
    "655 07 $c k $b Laminated $a marblewood $2 aat",
    "k Laminated marblewood",
    INSTITUTION,
    genre=True,
    when=When(ind1="0"),
    ind1="0",
    ind2="7",
)
OBJECTIVE: Final = _subject(
    "658",
    "lsp:CurriculumObjective",
    "abcd",
    "658 ## $a Health objective 1 $b handicapped awareness $c NHPO1-1991 $d highly correlated $2 ohco",
    "Health objective 1 handicapped awareness NHPO1-1991 highly correlated",
)
UNSPECIFIED: Final = _subject(
    "688",
    "lsp:UnspecifiedEntity",
    "aeg4",
    "688 #7 $a Lighthouse $g Harbor $2 local",
    "Lighthouse Harbor",
    ind2="7",
)

RULES: Final[tuple[Rule, ...]] = (
    PATENT, INCIPIT, VERSION, PHILATELIC_ISSUE, ADDRESS, HOURS, EXTENSION_PLAN, GEOSPATIAL_REFERENCE,
    PLANAR_COORDINATES, DIGITAL_GRAPHIC, SECURITY, DISSEMINATION, OWNERSHIP, PRICE, AVAILABILITY,
    CHARACTERISTIC, REPRESENTATIVE_EXPRESSION, PERIOD_OF_CREATION, TAXON, MANIFESTATION_STATEMENTS,
    FACETED_TOPIC, FACETED_GENRE, OBJECTIVE, UNSPECIFIED,
)  # fmt: skip
