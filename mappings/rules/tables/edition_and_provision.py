"""Edition 250-251 and provision 260-264: rows here, the step "provision" in `mappings.rules.provision`."""

from __future__ import annotations

from typing import Final

from mappings.rules.model import INSTANCE, Claim, Example, Field, Rule, Step, Sub
from mappings.rules.provision import STATEMENTS, back_finish, finish, take_activity, take_statement
from mappings.rules.provision_blocks import normalise
from mappings.rules.punctuation import chop, keep

EDITION: Final = Field(
    "250",
    on=INSTANCE,
    subfields=(Sub("ab", "bf:editionStatement", take=chop, join=" ", lead=" /"),),
    ends=".",
    twin="own",
    examples=(
        Example("250 ## $a 2nd edition.", {"bf:editionStatement": "2nd edition"}),
        Example(
            "250 ## $a 2nd edition / $b revised by A. Lee.",
            {"bf:editionStatement": "2nd edition / revised by A. Lee"},
        ),
    ),
)

MUSICAL_PRESENTATION: Final = Field(
    "254",
    on=INSTANCE,
    subfields=(Sub("a", "bf:editionStatement", take=chop),),
    echo=True,
    examples=(Example("254 ## $a Full score.", {"bf:editionStatement": "Full score"}, back="250 ## $a Full score."),),
)

PROJECTED_DATE: Final = Field(
    "263",
    on=INSTANCE,
    subfields=(Sub("a", "bflc:projectedProvisionDate", take=keep),),
    examples=(Example("263 ## $a 202611", {"bflc:projectedProvisionDate": "202611"}),),
)

PROVISION: Final = Step(
    "provision",
    tags="260 264",
    takes={"260": "abcdefgkl3", "264": "abc3"},
    finish=finish,
    claims=(
        Claim(INSTANCE, "bf:provisionActivity", "bf:ProvisionActivity"),
        Claim(INSTANCE, "bf:copyrightDate"),
        *(Claim(INSTANCE, prop) for prop in STATEMENTS.values()),
    ),
    back=lambda out, root, value: (
        take_activity(out, root, value)
        if isinstance(value, dict) and "@type" in value and "@value" not in value
        else take_statement(out, root, value)
    ),
    back_finish=back_finish,
    normalise=normalise,
    twin="same",
    examples=(
        Example(
            "264 #1 $a Washington, D.C. : $b Department of Commerce, $c [1987]",
            instance={
                "bf:provisionActivity": {
                    "@type": "bf:Publication",
                    "bflc:simplePlace": "Washington, D.C.",
                    "bflc:simpleAgent": "Department of Commerce",
                    "bflc:simpleDate": "[1987]",
                },
                "bf:publicationStatement": "Washington, D.C.: Department of Commerce, [1987]",
            },
            back="264 #1 $a Washington, D.C. : $b Department of Commerce, $c [1987]",
        ),
        Example(
            """008 850101s1985####ru############000#0#rus##
               264 #1 $6 880-01 $a Moskva : $b Nauka, $c 1985.
               880 #1 $6 264-01/(N $a Москва : $b Наука, $c 1985.""",
            instance={
                "bf:provisionActivity": {
                    "bf:date": {"@value": "1985", "@type": "edtf:edtf"},
                    "bf:place": {"@id": "http://id.loc.gov/vocabulary/countries/ru"},
                    "bflc:simplePlace": ["Moskva", {"@value": "Москва", "@language": "ru-Cyrl"}],
                }
            },
            back="""264 #1 $6 880-01 $a Moskva : $b Nauka, $c 1985.
                    880 #1 $6 264-01/(N $a Москва : $b Наука, $c 1985.""",
        ),
    ),
)

RULES: Final[tuple[Rule, ...]] = (EDITION, MUSICAL_PRESENTATION, PROVISION, PROJECTED_DATE)
