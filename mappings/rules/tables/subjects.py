"""Subjects 6xx: topics, places, times, events, genres and occupations, alone or as strings of subdivisions.

The tables say which subfields and classes a tag has; `mappings.rules.headings` puts the string together: the label
joined by "--" and a `madsrdf:componentList` of one component per subfield. Names and titles as subjects (600-630) are
in `subject_names`, hierarchical places (662) in `places`.
"""

from __future__ import annotations

from typing import Final

from mappings.rules.headings import Headings, Kind
from mappings.rules.model import WORK, Adds, Claim, Example, Field, Ind, Part, Rule, Step, Sub, When
from mappings.rules.tables.shared import INSTITUTION, NUMBERS

THESAURI: Final = {
    "0": "http://id.loc.gov/authorities/subjects",
    "1": "http://id.loc.gov/authorities/childrensSubjects",
    "2": "http://id.loc.gov/vocabulary/subjectSchemes/mesh",
    "3": "http://id.loc.gov/vocabulary/subjectSchemes/nal",
    "5": "http://id.loc.gov/vocabulary/subjectSchemes/cash",
    "6": "http://id.loc.gov/vocabulary/subjectSchemes/rvm",
}
"""Second indicator -> the source of the heading. 7: the source is in `$2`; 4: none is told."""
SUBJECT_SCHEMES: Final = "http://id.loc.gov/vocabulary/subjectSchemes/"
GENRE_SCHEMES: Final = "http://id.loc.gov/vocabulary/genreFormSchemes/"

DIVISIONS: Final = {
    "v": "madsrdf:GenreForm", "x": "madsrdf:Topic", "y": "madsrdf:Temporal", "z": "madsrdf:Geographic",
}  # fmt: skip
"""Subdivision -> the class of its component."""

KINDS: Final = (
    Kind("647", "acd", "bf:Event", "", "subjects", SUBJECT_SCHEMES),
    Kind("648", "a", "bf:Temporal", "madsrdf:Temporal", "subjects", SUBJECT_SCHEMES),
    Kind("650", "abcd", "bf:Topic", "madsrdf:Topic", "subjects", SUBJECT_SCHEMES),
    Kind("651", "ab", "bf:Place", "madsrdf:Geographic", "places", SUBJECT_SCHEMES),
    Kind("655", "a", "bf:GenreForm", "madsrdf:GenreForm", "genres", GENRE_SCHEMES, prop="bf:genreForm", ind1=" "),
    Kind("656", "ak", "bf:Topic", "madsrdf:Occupation", "subjects", SUBJECT_SCHEMES, string=True),
    Kind("657", "a", "bf:Topic", "lsp:Function", "subjects", SUBJECT_SCHEMES),
)
"""Tag, subfields of the main heading, class of the node, class of its component, kind of name, stem of `$2`."""

HEADINGS: Final = Headings(KINDS, THESAURI, DIVISIONS)

SUBJECT_STRINGS: Final = Step(
    "subject strings",
    tags="647 648 650 651 655 656 657",
    takes={
        "647": "acdegvxyz01234",
        "648": "aevxyz01234",
        "650": "abcdegvxyz01234",
        "651": "abegvxyz01234",
        "655": "avxyz0123",
        "656": "akvxyz0123",
    },
    forward=HEADINGS.forward,
    claims=(
        Claim(WORK, "bf:subject", "bf:Topic"),
        Claim(WORK, "bf:subject", "bf:Place"),
        Claim(WORK, "bf:subject", "bf:Temporal"),
        Claim(WORK, "bf:subject", "bf:Event"),
        Claim(WORK, "bf:genreForm", "madsrdf:GenreForm"),
    ),
    back=HEADINGS.back,
    normalise=HEADINGS.normal,
    twin="same",
    examples=(
        Example(
            "650 #0 $a Nuclear power plants $x Environmental aspects $z Pennsylvania.",
            {
                "bf:subject": {
                    "@type": ["bf:Topic", "madsrdf:ComplexSubject"],
                    "rdfs:label": "Nuclear power plants--Environmental aspects--Pennsylvania",
                    "bf:source": {"@id": THESAURI["0"]},
                    "madsrdf:componentList": {
                        "@list": [
                            {"@type": "madsrdf:Topic", "madsrdf:authoritativeLabel": "Nuclear power plants"},
                            {"@type": "madsrdf:Topic", "madsrdf:authoritativeLabel": "Environmental aspects"},
                            {"@type": "madsrdf:Geographic", "madsrdf:authoritativeLabel": "Pennsylvania"},
                        ]
                    },
                }
            },
        ),
        Example(
            "655 #7 $a Musical films. $2 lcgft",
            {
                "bf:genreForm": {
                    "@type": ["bf:GenreForm", "madsrdf:GenreForm"],
                    "rdfs:label": "Musical films",
                    "bf:source": {"@id": GENRE_SCHEMES + "lcgft", "bf:code": "lcgft"},
                }
            },
        ),
        Example(
            "647 #7 $a Battle of Borodino $c (Russia : $d 1812) $2 fast",
            {
                "bf:subject": {
                    "@type": "bf:Event",
                    "rdfs:label": "Battle of Borodino (Russia : 1812)",
                    "bflc:marcKey": "647 7$aBattle of Borodino$c(Russia :$d1812)$2fast",
                }
            },
        ),
        Example(
            "648 #7 $a 1900-1999. $2 fast",
            {"bf:subject": {"@type": ["bf:Temporal", "madsrdf:Temporal"], "rdfs:label": "1900-1999"}},
        ),
        Example(
            "651 #7 $a Baltic Sea. $2 fast $0 (OCoLC)fst01243538",
            {
                "bf:subject": {
                    "@type": ["bf:Place", "madsrdf:Geographic"],
                    "madsrdf:isIdentifiedByAuthority": {"@id": "http://id.worldcat.org/fast/01243538"},
                }
            },
        ),
        Example(
            "650 #7 $a Whales. $2 fast $0 (OCoLC)fst01174266",
            {"bf:subject": {"@id": "http://id.worldcat.org/fast/01174266", "@type": "bf:Topic"}},
        ),
        Example(
            "650 #0 $a Aquifers $0 (OCoLC)fst00812051 $z Wisconsin. $0 (OCoLC)fst01204595",
            {
                "bf:subject": {
                    "madsrdf:componentList": {
                        "@list": [
                            {"@id": "http://id.worldcat.org/fast/00812051", "@type": "madsrdf:Topic"},
                            {"@id": "http://id.worldcat.org/fast/01204595", "@type": "madsrdf:Geographic"},
                        ]
                    }
                }
            },
        ),
        Example(
            """008 850101s1985####ru############000#0#rus##
               650 #0 $6 880-01 $a Poets $z Russia.
               880 #0 $6 650-01/(N $a Поэты $z Россия.""",
            {
                "bf:subject": {
                    "madsrdf:authoritativeLabel": ["Poets--Russia", {"@value": "Поэты--Россия", "@language": "ru-Cyrl"}]
                }
            },
        ),
        Example(
            "650 #0 $a Seabiscuit (Race horse), $e depicted.",
            {"bf:subject": {"bf:relation": {"bf:relationship": {"rdfs:label": "depicted"}}}},
        ),
        Example(
            "657 #7 $a Personnel management $z Lowell. $2 local",
            {
                "bf:subject": {
                    "madsrdf:componentList": {
                        "@list": [
                            {"@type": "lsp:Function", "madsrdf:authoritativeLabel": "Personnel management"},
                            {"@type": "madsrdf:Geographic", "madsrdf:authoritativeLabel": "Lowell"},
                        ]
                    }
                }
            },
        ),
        Example(
            "656 #7 $a Anthropologists $v Biographies. $2 lcsh",
            {
                "bf:subject": {
                    "@type": ["bf:Topic", "madsrdf:ComplexSubject"],
                    "madsrdf:componentList": {
                        "@list": [
                            {"@type": "madsrdf:Occupation", "madsrdf:authoritativeLabel": "Anthropologists"},
                            {"@type": "madsrdf:GenreForm", "madsrdf:authoritativeLabel": "Biographies"},
                        ]
                    },
                }
            },
        ),
    ),
)

UNCONTROLLED: Final = Field(
    "653",
    on=WORK,
    makes=Part("bf:subject", "bf:Topic", types=("bflc:Uncontrolled",), each="a"),
    when=When(ind2="#012345789"),
    subfields=(Sub("a", "rdfs:label"), INSTITUTION, *NUMBERS),
    ind2=Ind(
        " ",
        {
            "1": Adds(type="bf:Person"),
            "2": Adds(type="bf:Organization"),
            "3": Adds(type="bf:Meeting"),
            "4": Adds(type="bf:Temporal"),
            "5": Adds(type="bf:Place"),
        },
    ),
    examples=(
        Example(
            "653 ## $a polytechnics",
            {"bf:subject": {"@type": ["bf:Topic", "bflc:Uncontrolled"], "rdfs:label": "polytechnics"}},
        ),
        Example("653 #5 $a Yasnaya Polyana", {"bf:subject": {"@type": ["bf:Place", "bflc:Uncontrolled"]}}),
    ),
)

UNCONTROLLED_GENRE: Final = Field(
    "653",
    on=WORK,
    makes=Part("bf:genreForm", "bf:GenreForm", types=("bflc:Uncontrolled",), each="a"),
    when=When(ind2="6"),
    subfields=(Sub("a", "rdfs:label"), INSTITUTION, *NUMBERS),
    ind2="6",
    examples=(
        Example(
            "653 #6 $a pastoral novels",
            {"bf:genreForm": {"@type": ["bf:GenreForm", "bflc:Uncontrolled"], "rdfs:label": "pastoral novels"}},
        ),
    ),
)

RULES: Final[tuple[Rule, ...]] = (SUBJECT_STRINGS, UNCONTROLLED, UNCONTROLLED_GENRE)
