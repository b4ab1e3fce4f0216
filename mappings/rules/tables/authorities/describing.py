"""What distinguishes the thing: kinds, places, addresses, activities, groups, languages, forms of work (335–388).

RDA's attributes of persons, families, corporate bodies and works, each value a node with the source of its term and the
time it holds for.
"""

from __future__ import annotations

from typing import Final

from mappings.rules.attributes import Value, attributes
from mappings.rules.model import THING, Example, Field, Part, Rule, Sub
from mappings.rules.punctuation import as_is
from mappings.rules.tables.shared import source

_VOCABULARY: Final = "http://id.loc.gov/vocabulary/"
_PERIOD: Final = "stuv2"
_CODED: Final = "madsrdf:code"

KIND: Final = attributes(
    "368",
    THING,
    (
        Value("a", "madsrdf:entityDescriptor", "madsrdf:Topic"),
        Value("b", "lsp:jurisdictionType", "madsrdf:Topic"),
        Value("c", "madsrdf:hasCharacteristic", "madsrdf:Topic"),
        Value("d", "madsrdf:honoraryTitle", "madsrdf:Topic"),
    ),
    shared=_PERIOD,
    examples=(
        Example(
            "368 ## $c Pacifists $d Count $s 1828 $t 1910 $2 lcdgt",
            thing={
                "madsrdf:hasCharacteristic": {"rdfs:label": "Pacifists", "bf:source": {"bf:code": "lcdgt"}},
                "madsrdf:honoraryTitle": {"rdfs:label": "Count", "madsrdf:activityStartDate": "1828"},
            },
        ),
        Example("368 ## $a Publishers", thing={"madsrdf:entityDescriptor": {"rdfs:label": "Publishers"}}),
        Example("368 ## $b Nation", thing={"lsp:jurisdictionType": {"rdfs:label": "Nation"}}),
    ),
)

PLACES: Final = attributes(
    "370",
    THING,
    (
        Value("a", "madsrdf:birthPlace", "madsrdf:Geographic"),
        Value("b", "madsrdf:deathPlace", "madsrdf:Geographic"),
        Value("c", "madsrdf:associatedLocale", "madsrdf:Country"),
        Value("e", "madsrdf:associatedLocale", "madsrdf:Geographic"),
        Value("f", "bf:place", "madsrdf:Geographic"),
        Value("g", "bf:originPlace", "madsrdf:Geographic"),
    ),
    shared="3i4" + _PERIOD,
    once="ab",
    examples=(
        Example(
            "370 ## $a Yasnaya Polyana (Russia) $b Lev Tolstoy (Russia) $c Russia $e Moscow (Russia) $2 naf",
            thing={
                "madsrdf:birthPlace": {
                    "@type": "madsrdf:Geographic",
                    "rdfs:label": "Yasnaya Polyana (Russia)",
                    "bf:source": {"bf:code": "naf"},
                },
                "madsrdf:deathPlace": {"rdfs:label": "Lev Tolstoy (Russia)"},
                "madsrdf:associatedLocale": {"@type": "madsrdf:Country", "rdfs:label": "Russia"},
            },
        ),
        Example("370 ## $f Kazan (Russia) $g Russia", thing={"bf:originPlace": {"rdfs:label": "Russia"}}),
    ),
)

ADDRESS: Final = Field(
    "371",
    on=THING,
    makes=Part("madsrdf:hasAffiliationAddress", "madsrdf:Address"),
    subfields=(
        Sub("a", "madsrdf:street", take=as_is),
        Sub("b", "madsrdf:city", take=as_is),
        Sub("c", "madsrdf:state", take=as_is),
        Sub("d", "madsrdf:country", take=as_is),
        Sub("e", "madsrdf:postcode", take=as_is),
        Sub("m", "madsrdf:email", take=as_is),
        Sub("s", "madsrdf:activityStartDate", take=as_is),
        Sub("t", "madsrdf:activityEndDate", take=as_is),
        Sub("u", "rdfs:seeAlso", reference=True),
        Sub("v", "madsrdf:citationSource", take=as_is, part=Part("madsrdf:hasSource", "madsrdf:Source")),
        Sub("z", "madsrdf:note", take=as_is),
    ),
    examples=(
        Example(
            "371 ## $a Ul. Prechistenka 11 $b Moscow $d Russia $e 119034 $m info@example.org",
            thing={
                "madsrdf:hasAffiliationAddress": {
                    "@type": "madsrdf:Address",
                    "madsrdf:street": "Ul. Prechistenka 11",
                    "madsrdf:city": "Moscow",
                    "madsrdf:email": "info@example.org",
                }
            },
        ),
    ),
)

ACTIVITY: Final = attributes(
    "372",
    THING,
    (Value("a", "madsrdf:fieldOfActivity", "madsrdf:Topic"),),
    shared=_PERIOD,
    examples=(
        Example(
            "372 ## $a Fiction $a Education $2 lcsh",
            thing={"madsrdf:fieldOfActivity": {"rdfs:label": "Education", "bf:source": {"bf:code": "lcsh"}}},
        ),
    ),
)

GROUP: Final = attributes(
    "373",
    THING,
    (
        Value(
            "a", "madsrdf:hasAffiliation", "madsrdf:Affiliation", below=("madsrdf:organization", "madsrdf:Organization")
        ),
    ),
    shared="i4" + _PERIOD,
    examples=(
        Example(
            "373 ## $a Imperial Kazan University $s 1844 $t 1847 $2 naf",
            thing={
                "madsrdf:hasAffiliation": {
                    "@type": "madsrdf:Affiliation",
                    "madsrdf:organization": {"rdfs:label": "Imperial Kazan University"},
                    "madsrdf:activityStartDate": "1844",
                }
            },
        ),
    ),
)

OCCUPATION: Final = attributes(
    "374",
    THING,
    (Value("a", "madsrdf:occupation", "madsrdf:Occupation"),),
    shared=_PERIOD,
    examples=(
        Example(
            "374 ## $a Novelists $a Teachers $2 lcsh",
            thing={"madsrdf:occupation": {"@type": "madsrdf:Occupation", "rdfs:label": "Novelists"}},
        ),
    ),
)

GENDER: Final = attributes(
    "375",
    THING,
    (Value("a", "madsrdf:gender", "madsrdf:Topic"),),
    shared=_PERIOD,
    examples=(Example("375 ## $a Males $2 lcdgt", thing={"madsrdf:gender": {"rdfs:label": "Males"}}),),
)

FAMILY: Final = attributes(
    "376",
    THING,
    (
        Value("a", "lsp:familyType", "madsrdf:Topic"),
        Value("b", "madsrdf:prominentFamilyMember", "madsrdf:PersonalName"),
        Value("c", "lsp:hereditaryTitle", "madsrdf:Topic"),
    ),
    shared=_PERIOD,
    examples=(
        Example(
            "376 ## $a Noble family $b Tolstoy, Leo, graf, 1828-1910 $c Count",
            thing={
                "lsp:familyType": {"rdfs:label": "Noble family"},
                "madsrdf:prominentFamilyMember": {"rdfs:label": "Tolstoy, Leo, graf, 1828-1910"},
                "lsp:hereditaryTitle": {"rdfs:label": "Count"},
            },
        ),
    ),
)

LANGUAGE: Final = attributes(
    "377",
    THING,
    (
        Value("a", "madsrdf:associatedLanguage", "madsrdf:Language", _CODED, stem=_VOCABULARY + "languages/"),
        Value("l", "bf:language", "madsrdf:Language"),
    ),
    shared="2",
    sourced=2,
    examples=(
        Example(
            "377 ## $a rus $a fre",
            thing={"madsrdf:associatedLanguage": {"@id": _VOCABULARY + "languages/rus", "@type": "madsrdf:Language"}},
        ),
        Example(
            "377 #7 $a ger $2 iso639-2b",
            thing={"madsrdf:associatedLanguage": {"bf:source": {"bf:code": "iso639-2b"}}},
        ),
        Example("377 ## $l Church Slavic", thing={"bf:language": {"rdfs:label": "Church Slavic"}}),
    ),
)

FULLER_FORM: Final = attributes(
    "378",
    THING,
    (Value("q", "madsrdf:fullerName", "madsrdf:PersonalName"),),
    shared="uv",
    once="q",
    numbers="",
    examples=(Example("378 ## $q Lev Nikolaevich", thing={"madsrdf:fullerName": {"rdfs:label": "Lev Nikolaevich"}}),),
)

FORM: Final = attributes(
    "380",
    THING,
    (Value("a", "bf:genreForm", "bf:GenreForm"),),
    shared="2",
    examples=(
        Example(
            "380 ## $a Novels $2 lcgft",
            thing={"bf:genreForm": {"rdfs:label": "Novels", "bf:source": {"bf:code": "lcgft"}}},
        ),
    ),
)

DISTINCTION: Final = attributes(
    "381",
    THING,
    (Value("a", "bf:version", "madsrdf:Topic"),),
    shared="uv2",
    examples=(Example("381 ## $a Translations $2 lcsh", thing={"bf:version": {"rdfs:label": "Translations"}}),),
)

MEDIUM: Final = Field(
    "382",
    on=THING,
    makes=Part("bf:musicMedium", "bf:MusicMedium", types=("madsrdf:Medium",)),
    subfields=(Sub("abdenprstv", "rdfs:label", join=" ", take=as_is), source(_VOCABULARY + "musiccodeschemes/")),
    ind1="0",
    examples=(
        Example(
            "382 0# $a piano $n 1 $a violin $n 1 $s 2 $2 lcmpt",
            thing={"bf:musicMedium": {"rdfs:label": "piano 1 violin 1 2"}},
        ),
    ),
)

NUMBERS: Final = Field(
    "383",
    on=THING,
    makes=Part("bf:musicThematicNumber", "bf:Identifier"),
    subfields=(
        Sub("a", "bf:musicSerialNumber", take=as_is),
        Sub("b", "bf:musicOpusNumber", take=as_is),
        Sub("c", "rdf:value", take=as_is),
        Sub("d", "bf:code", take=as_is),
        Sub("e", "bf:note", take=as_is),
        source(),
    ),
    examples=(
        Example("383 ## $a no. 2 $b op. 44", thing={"bf:musicThematicNumber": {"bf:musicOpusNumber": "op. 44"}}),
    ),
)

KEY: Final = Field(
    "384",
    on=THING,
    subfields=(Sub("a", "bf:musicKey", take=as_is),),
    ind1="0",
    examples=(Example("384 0# $a E♭ major", thing={"bf:musicKey": "E♭ major"}),),
)

AUDIENCE: Final = attributes(
    "385",
    THING,
    (
        Value("a", "bf:intendedAudience", "bf:IntendedAudience"),
        Value("b", "bf:intendedAudience", "bf:IntendedAudience", "bf:code"),
    ),
    shared="3mn2",
    once="b",
    examples=(
        Example(
            "385 ## $m Age $a Children $2 lcdgt",
            thing={"bf:intendedAudience": {"rdfs:label": "Children"}},
            back="385 ## $a Children $m Age $2 lcdgt",
        ),
    ),
)

CREATORS: Final = attributes(
    "386",
    THING,
    (
        Value("a", "bflc:creatorCharacteristic", "bflc:CreatorCharacteristic"),
        Value("b", "bflc:creatorCharacteristic", "bflc:CreatorCharacteristic", "bf:code"),
    ),
    shared="3i4mn2",
    once="b",
    examples=(
        Example(
            "386 ## $a Russians $a Men $2 lcdgt",
            thing={"bflc:creatorCharacteristic": {"rdfs:label": "Men"}},
        ),
    ),
)

TIME: Final = attributes(
    "388",
    THING,
    (Value("a", "bf:date", "madsrdf:Temporal"),),
    shared="32",
    ind1="1",
    examples=(Example("388 1# $a Nineteenth century $2 fast", thing={"bf:date": {"@type": "madsrdf:Temporal"}}),),
)

PLAN: Final = attributes(
    "335",
    THING,
    (
        Value("a", "bf:issuance", "bf:Issuance"),
        Value("b", "bf:issuance", "bf:Issuance", "bf:code"),
    ),
    shared="32",
    once="b",
    examples=(Example("335 ## $a static plan $2 rdaep", thing={"bf:issuance": {"rdfs:label": "static plan"}}),),
)

CONTENT: Final = attributes(
    "336",
    THING,
    (
        Value("a", "bf:content", "bf:Content"),
        Value("b", "bf:content", "bf:Content", "bf:code"),
    ),
    shared="32",
    examples=(Example("336 ## $a spoken word $2 rdacontent", thing={"bf:content": {"rdfs:label": "spoken word"}}),),
)

NOTATED: Final = attributes(
    "348",
    THING,
    (
        Value("a", "bf:musicFormat", "bf:MusicFormat"),
        Value("b", "bf:musicFormat", "bf:MusicFormat", "bf:code"),
    ),
    shared="32",
    examples=(Example("348 ## $a full score $2 rdafnm", thing={"bf:musicFormat": {"rdfs:label": "full score"}}),),
)

RULES: Final[tuple[Rule, ...]] = (
    PLAN, CONTENT, NOTATED, KIND, PLACES, ADDRESS, ACTIVITY, GROUP, OCCUPATION, GENDER, FAMILY, LANGUAGE, FULLER_FORM,
    FORM, DISTINCTION, MEDIUM, NUMBERS, KEY, AUDIENCE, CREATORS, TIME,
)  # fmt: skip
