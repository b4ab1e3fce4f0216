"""Notes 5xx that BIBFRAME has no type for: one text with a type of our own, the parts of which its `marcKey` tells."""

from __future__ import annotations

from typing import Final

from mappings.rules.model import WORK, Adds, Example, Field, Ind, Part, Rule, Sub, When
from mappings.rules.punctuation import keep
from mappings.rules.tables.notes import note
from mappings.rules.tables.shared import LOCATOR, NUMBERS, note_type, source

_PUBLIC: Final = When(ind1="#1")  # 0 marks it private: it stays with the source record

DATA_QUALITY: Final = note(
    "514", "lsp:DataQualityNote", "Accuracy is described by field checks of 1992.", codes="abcdefghijkmz"
)
STUDY_PROGRAM: Final = note(
    "526",
    "lsp:StudyProgramNote",
    "Accelerated Reader UG 6.6 16.0 511.",
    codes="iabcdz",
    ind1="0",
    line="526 0# $a Accelerated Reader $b UG $c 6.6 $d 16.0 $z 511.",
)
LOCATION: Final = note(
    "535",
    "lsp:OriginalsNote",
    "Harbor Museum; 1 Quay Street, Lowell",
    codes="abcdg",
    ind1=Ind(
        "1",
        {
            "1": Adds(also={"bf:noteType": "holder of originals"}),
            "2": Adds(also={"bf:noteType": "holder of duplicates"}),
        },
    ),
    line="535 2# $a Harbor Museum; $b 1 Quay Street, Lowell",
)
COPYRIGHT: Final = note(
    "542",
    "lsp:CopyrightNote",
    "Brown, Ann 1987 published",
    source(),
    codes="abcdefghijklmnopqrs",
    when=_PUBLIC,
    line="542 ## $d Brown, Ann $g 1987 $m published",
)
FORMER_TITLES: Final = note("547", "", "Title varies slightly.", on=WORK, order=8)
ATTRIBUTES: Final = note(
    "552",
    "lsp:AttributesNote",
    "Road codes of the state road department",
    codes="abcdefghijklmnopz",
    line="552 ## $o Road codes $p of the state road department",
)
COPY: Final = note(
    "562",
    "lsp:CopyNote",
    "Annotation in pencil. Draft 2",
    codes="abcde",
    line="562 ## $a Annotation in pencil. $c Draft 2",
)
CASE_FILE: Final = note(
    "565",
    "lsp:CaseFileNote",
    "11 Name; address",
    codes="abcde",
    ind1="0",
    line="565 0# $a 11 $b Name; address",
)
METHOD: Final = note(
    "567",
    "lsp:MethodologyNote",
    "Continuous sampling.",
    Sub("b", "rdfs:label", part=Part("bf:genreForm", "bf:GenreForm")),
    source(),
    *NUMBERS,
    on=WORK,
)
EDITOR: Final = note("570", "lsp:EditorNote", "Editor: C. W. Dugmore.")
ACCUMULATION: Final = note(
    "584",
    "lsp:AccumulationNote",
    "45 cubic feet a year. 50 requests a month",
    codes="ab",
    line="584 ## $a 45 cubic feet a year. $b 50 requests a month",
)

DATA_SOURCE: Final = Field(
    "587",
    on=WORK,
    makes=Part("bf:note", "bf:Note"),
    subfields=(Sub("a", "bf:preferredCitation", take=keep), Sub("b", "rdfs:label", take=keep), LOCATOR),
    ind1=Ind("#", {"#": Adds(types=(note_type("datasource"),)), "0": Adds(types=(note_type("datanf"),))}),
    twin="own",
    order=7,
    accepts=lambda node: "bf:preferredCitation" in node,
    examples=(
        Example(
            "587 ## $a Harbour gazette, 12 May 1902 $b opened in 1899",
            {
                "bf:note": {
                    "@type": note_type("datasource"),
                    "bf:preferredCitation": "Harbour gazette, 12 May 1902",
                    "rdfs:label": "opened in 1899",
                }
            },
        ),
    ),
)

RULES: Final[tuple[Rule, ...]] = (
    DATA_QUALITY, STUDY_PROGRAM, LOCATION, COPYRIGHT, FORMER_TITLES, ATTRIBUTES, COPY, CASE_FILE, METHOD, EDITOR,
    ACCUMULATION,
    DATA_SOURCE,
)  # fmt: skip
