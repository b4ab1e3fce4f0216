"""What we say and the reference doesn't."""

from __future__ import annotations

from functools import partial
from typing import Final

from mappings.departures.model import Departure, Kind

_More: Final = partial(Departure, Kind.MORE)
_COAR: Final = "http://purl.org/coar/access_right/c_abf2"
_NOTE_TYPE: Final = "http://id.loc.gov/vocabulary/mnotetype/"
_STRING: Final = "Work/bf:subject/bf:Topic+madsrdf:ComplexSubject/"

MORE: Final = (
    _More(
        "`bf:code` on the assigner of a system number (035)",
        "the IRI, in lower case and without hyphens, doesn't give the organisation's code back",
        "035 ## $a (Sirsi) i123",
        ours=('Instance/bf:identifiedBy/bf:Local/bf:assigner/bf:Agent/bf:code="Sirsi"',),
        more=("Instance/bf:identifiedBy/bf:Local/bf:assigner/bf:Agent/bf:code=*",),
        where=r"^035 .*\$[az] \(",
        count=298,
    ),
    _More(
        "`bf:qualifier` on the title (245 `$h`)",
        "the medium in brackets tells editions apart in older records",
        "245 10 $a Salt $h [microform] : $b a history.",
        ours=('Instance/bf:title/bf:Title/bf:qualifier="[microform]"',),
        more=("Instance/bf:title/bf:Title/bf:qualifier=*",),
        where=r"^(245|880) [^$]*(\$[^$]*)*?\$h ",
        count=191,
    ),
    _More(
        "`bf:usageAndAccessPolicy` on links (856 `$7`)",
        "open or restricted access, in the terms of the open repositories' vocabulary",
        "856 40 $u http://example.org/a $7 0",
        ours=(f"Instance/bf:usageAndAccessPolicy=<{_COAR}>",),
        more=("*/bf:usageAndAccessPolicy=<http://purl.org/coar/access_right/*>",),
        where=r"^85[67] .*\$7 ",
        count=147,
    ),
    _More(
        "`bflc:appliesTo` on items with a link (856 `$3`)",
        "the part of the resource the link leads to",
        """008 990524k19939999dcu#####o####f000#0#eng#d
           856 40 $3 Volumes 1-5 $u http://example.org/a""",
        ours=('Item/bflc:appliesTo/bflc:AppliesTo/rdfs:label="Volumes 1-5"',),
        more=("Item/bflc:appliesTo/*",),
        where=r"^85[67] .*\$3 ",
        count=110,
    ),
    _More(
        "notes of links: link text (856 `$y`), part (`$3` of a related resource), file name, path, format and the "
        "other subfields of 856 that the reference leaves out, each with its `bf:noteType`",
        "each comes back as the subfield it was",
        "856 42 $3 Contents $u http://example.org/a $q text/html",
        ours=('Instance/bf:supplementaryContent/bf:SupplementaryContent/bf:note/bf:Note/bf:noteType="format"',),
        more=(
            "Instance/bf:note/bf:Note/a bf:Note",
            "Instance/bf:note/bf:Note/rdfs:label=*",
            "Instance/bf:note/bf:Note/bf:noteType=*",
            "Instance/bf:supplementaryContent/bf:SupplementaryContent/bf:note/*",
            "Item/bf:note/bf:Note/*",
        ),
        where=r"^85[679] .*\$[^u02375 ] |^856 .2 .*\$3 ",
        count=264,
    ),
    _More(
        "`bflc:marcKey` beside texts joined of several subfields (300, 505, 533, 541 …)",
        "the text alone doesn't tell its subfields apart; the key is void when somebody edits the text",
        "533 ## $a Microfilm. $b Ann Arbor : $c UMI, $d 1962.",
        ours=(
            f'Instance/bf:note/<{_NOTE_TYPE}repro>+bf:Note/bflc:marcKey="533 $aMicrofilm.$bAnn Arbor :$cUMI,$d1962."',
        ),
        more=(
            f"Instance/bf:note/<{_NOTE_TYPE}*>+bf:Note/bflc:marcKey=*",
            "*/bf:immediateAcquisition/bf:ImmediateAcquisition/bflc:marcKey=*",
            "Instance/bf:extent/bf:Extent/bflc:marcKey=*",
            "Work/bf:tableOfContents/bf:TableOfContents/bflc:marcKey=*",
        ),
        where=r"^(300|505|5[0-9]{2}|880) ",
        count=70,
    ),
    _More(
        "`bflc:marcKey` on titles whose parts stand in another order (245 `$b` before `$n $p`)",
        "the order comes back; the texts come from the statements",
        "245 10 $a Census : $b Norway. $n Part 2, $p Households.",
        ours=('Instance/bf:title/bf:Title/bflc:marcKey="24510$aCensus$bNorway$nPart 2$pHouseholds"',),
        more=("Instance/bf:title/bf:Title/bflc:marcKey=*",),
        where=r"^(245|880) ",
        count=45,
    ),
    _More(
        "`bflc:marcKey` on provision told by 260 with more than one date or a manufacturer, 261 or 262, or in another "
        "order (264 `$c $a`)",
        "the older form and the order come back; the texts come from the statements",
        "260 ## $c 1983 $a Washington",
        ours=(
            'Instance/bf:provisionActivity/bf:ProvisionActivity+bf:Publication/bflc:marcKey="260 $c1983$aWashington"',
        ),
        more=("Instance/bf:provisionActivity/bf:ProvisionActivity+*/bflc:marcKey=*",),
        where=r"^26[0124] |^880 .*\$6 26",
        count=6,
    ),
    _More(
        "an ISBN that has a price or a qualifier and no number (020 with `$c` or `$q` alone)",
        "both come back",
        "020 ## $c $18.00".replace("$18", "{dollar}18"),
        ours=('Instance/bf:identifiedBy/bf:Isbn/bf:acquisitionTerms="$18.00"',),
        more=("Instance/bf:identifiedBy/bf:Isbn/*",),
        where=r"^020 .. (\$[cq] |$)",
        count=35,
    ),
    _More(
        "`bf:status` of a classification that another library assigned (050 with second indicator 4 or blank)",
        "the indicator comes back",
        "050 14 $a QA76.76 $b R396",
        ours=("Work/bf:classification/bf:ClassificationLcc/bf:status=<http://id.loc.gov/vocabulary/mstatus/nuba>",),
        more=("Work/bf:classification/bf:Classification*/bf:status=*",),
        where=r"^0[56]0 [01][4#]",
        count=19,
    ),
    _More(
        "`bflc:nonSortNum` of series titles",
        "a filing indicator of 0 is an answer too",
        "440 #0 $a Studies in salt ; $v 3.",
        ours=(
            'Work/bf:relation/bf:Relation/bf:associatedResource/bf:Series+bflc:Uncontrolled/bf:title/bf:Title/bflc:nonSortNum="0"',
        ),
        more=(
            "Work/bf:relation/bf:Relation/bf:associatedResource/bf:Series+bflc:Uncontrolled/bf:title/bf:Title/bflc:nonSortNum=*",
        ),
        where=r"^(440|490|830) ",
        count=65,
    ),
    _More(
        "an extent without `$a`, or in another script (300 `$b` alone, 880 of 300)",
        "the illustrations of an article have no pages; a paired extent is the same statement in another script",
        "300 ## $b Illustrations",
        ours=(f'Instance/bf:extent/bf:Extent/bf:note/<{_NOTE_TYPE}physical>+bf:Note/rdfs:label="Illustrations"',),
        more=("Instance/bf:extent/bf:Extent/*", "Instance/bf:dimensions=*"),
        where=r"^300 .. \$b |^880 .*\$6 300|^LDR .{6}[# ]",
        count=30,
    ),
    _More(
        "dimensions of the carrier (340 `$b`) keep the full stop of an abbreviation",
        "`4 3/4 in.` comes back as it stands, beside the dimensions of 300",
        "340 ## $b 4 3/4 in.",
        ours=('Instance/bf:dimensions="4 3/4 in."',),
        more=("Instance/bf:dimensions=*",),
        where=r"^340 .*\$b ",
        count=3,
    ),
    _More(
        "the transcribed date of copyright beside the coded one, where it isn't `©` and the year (264 #4)",
        "`℗1990` and `copyright 2012` come back",
        "264 #4 $c ℗1990",
        ours=('Instance/bf:copyrightDate="℗1990"',),
        more=("Instance/bf:copyrightDate=*",),
        where=r"^264 .4 ",
        count=9,
    ),
    _More(
        "all institutions that hold a copy (850)",
        "the reference leaves the field out",
        "850 ## $a DLC $a InU",
        ours=('Instance/lsp:holdingInstitution/bf:Agent/bf:code="InU"',),
        more=("Instance/lsp:holdingInstitution*",),
        where=r"^850 ",
        count=54,
    ),
    _More(
        "items made of 852 with a barcode and of 876, with barcode, copy number, status, use restriction and place",
        "copies that libraries record; the reference leaves 841-878 out",
        """852 0# $b lsf $h WB $i 14527 $8 1
           876 ## $p 39002102791267 $t 1""",
        ours=('Item/bf:identifiedBy/bf:Barcode/rdf:value="39002102791267"',),
        more=("Item/*", "Instance/bf:hasItem=>Item"),
        where=r"^(852|87[678]) ",
        count=342,
    ),
    _More(
        "places of 751",
        "the reference leaves the field out",
        "751 ## $a Hamburg",
        ours=('Work/bf:place/bf:Place+madsrdf:Geographic/rdfs:label="Hamburg"',),
        more=("Work/bf:place/bf:Place+madsrdf:Geographic*", "Work/bf:place=*"),
        where=r"^751 ",
        count=50,
    ),
    _More(
        "texts of an action (583 `$b $d $e $f $h $i $j $n $o`), each with its name before it, and the institution "
        "(`$5`)",
        "the reference leaves them out, or doesn't tell them apart",
        "583 1# $a committed to retain $f ReCAP $5 HUL",
        ours=(f'Instance/bf:note/<{_NOTE_TYPE}action>+bf:Note/rdfs:label="Authorization: ReCAP"',),
        more=(f"Instance/bf:note/<{_NOTE_TYPE}action>+bf:Note/*",),
        where=r"^583 ",
        count=25,
    ),
    _More(
        "each of several works that merged (780 second indicator 4, 785 second indicator 7)",
        "the reference takes the first two of them, and the second of 785 for the result",
        """780 04 $t Salt weekly $w (OCoLC)1
           780 04 $t Salt monthly $w (OCoLC)2
           780 04 $t Salt yearly $w (OCoLC)3""",
        ours=(
            'Work/bf:relation/bf:Relation/bf:associatedResource/bf:Work/bf:title/bf:Title/bf:mainTitle="Salt yearly"',
        ),
        more=(
            "Work/bf:relation/*",
            "Instance/a bf:Instance",
            "Instance/bf:identifiedBy/*",
            "Instance/bf:instanceOf/*",
            "Instance/bf:title/bf:Title/a bf:Title",
            "Instance/bf:title/bf:Title/bf:mainTitle=*",
            "Work/bf:note/*",
        ),
        less=("Work/bf:relation/*",),
        where=r"^(780 .4|785 .7) ",
        count=131,
    ),
    _More(
        "the title in another script on each instance made of a link or of a further extent (856, 300)",
        "it is the title of all of them",
        """008 850101s1985####ru############000#0#rus##
           245 00 $6 880-01 $a Solʹ.
           856 40 $3 Scans $u http://example.org/a
           880 00 $6 245-01/(N $a Соль.""",
        ours=('Instance/bf:title/bf:Title/bf:mainTitle="Соль"@ru-cyrl',),
        more=("Instance/bf:title/bf:Title/bf:mainTitle=*", "Instance/bf:title/bf:Title/a bf:Title"),
        where=r"^880 .*\$6 245",
        count=9,
    ),
    _More(
        "media of manuscripts (leader/06 t) and what else the positions 18-34 of their 008 say",
        "they are language material; the reference misses them, a bracket of its test for `t` stands wrong",
        "008 060816s1744####xx############000#0#ara#d",
        ours=("Instance/bf:media=<http://id.loc.gov/vocabulary/mediaTypes/n>",),
        more=(
            "Instance/bf:media*",
            "Work/bf:illustrativeContent*",
            "Work/bf:genreForm*",
            "Work/bf:supplementaryContent*",
            "Work/bf:intendedAudience*",
        ),
        where=r"^LDR .{6}t",
        leader="00000ntm a2200000 i 4500",
        count=138,
    ),
    _More(
        "the source of a carrier that has no code (338 `$a $2`), and of a media type whose source the record misspells",
        "the source is said in the record; the comparison joins what all records say of one media type",
        "338 ## $a microform $2 local",
        ours=("Instance/bf:carrier/bf:Carrier/bf:source=<http://id.loc.gov/vocabulary/genreFormSchemes/local>",),
        more=("Instance/bf:media/bf:*/bf:source*", "Instance/bf:carrier/bf:*/bf:source*"),
        shared=True,
        count=77,
    ),
    _More(
        "`bf:identifiedBy` of agents whose number stands beside an invalid link (`$0 (DE-588)… $0 (uri) http://…|…`)",
        "the number is said whatever stands beside it",
        "700 1# $a Testi, Fabio $0 (DE-588)141649429 $0 (uri) http://viaf.org/viaf/sourceID/DNB|141649429",
        ours=(
            "Work/bf:contribution/bf:Contribution/bf:agent/bf:Agent+bf:Person/bf:identifiedBy/bf:Identifier"
            '/rdf:value="141649429"',
        ),
        more=("*/bf:agent/bf:Agent+*/bf:identifiedBy/*", "Work/bf:subject/*/bf:identifiedBy/*"),
        where=r"^[1678]\d\d .*\$[01] (\(uri\) |\S*[|<>{}^`\\])",
        count=122,
    ),
    _More(
        "names and subjects with a link that is no IRI, or has a space before it (`$0 (uri) http://…`)",
        "the reference names the resource by that text, so that none of its statements is RDF and they fell out",
        "651 #0 $a Ohio $v Maps. $0 (uri) http://id.loc.gov/authorities/names/n79138970",
        ours=(_STRING + 'madsrdf:authoritativeLabel="Ohio--Maps"',),
        more=("Work/bf:contribution/*", "Work/bf:subject*", "Work/bf:genreForm*"),
        where=r"^[167]\d\d .*\$[01] (\(uri\) |\S*[|<>{}^`\\])",
        count=350,
    ),
    _More(
        "subjects of 657",
        "the reference leaves the field out",
        "657 #7 $a Personnel management $z Lowell $2 aat",
        ours=(_STRING + 'madsrdf:authoritativeLabel="Personnel management--Lowell"',),
        more=("Work/bf:subject*",),
        where=r"^65[78] ",
        count=14,
    ),
    _More(
        "`bf:source` of a title as a subject, alone or with its author (600-611 `$t`, 630), also within a string",
        "the thesaurus is that of the second indicator, as for other subjects",
        "600 10 $a Tolstoy, Leo, $d 1828-1910. $t Voĭna i mir.",
        ours=("Work/bf:subject/bf:Hub+madsrdf:NameTitle/bf:source=<http://id.loc.gov/authorities/subjects>",),
        more=("Work/bf:subject*/bf:Hub+madsrdf:*Title/bf:source*",),
        where=r"^(6[01][01] .*\$t |630 )",
        count=25,
    ),
    _More(
        "the agent of a uniform title is that of the main entry, by its IRI (100 `$0` with 240)",
        "the reference describes the same person a second time, without a name of its own",
        """100 1# $a Traverso, Marco. $0 http://id.loc.gov/authorities/names/no2016094350
           240 10 $a Canon""",
        ours=(
            "Work/bf:expressionOf/bf:Hub/bf:contribution/bf:Contribution+bf:PrimaryContribution/bf:agent"
            "=<http://id.loc.gov/rwo/agents/no2016094350>",
        ),
        more=("Work/bf:expressionOf/bf:Hub/bf:contribution/*/bf:agent*",),
        where=r"^1[01][01] (.|\n)*^240 ",
        count=17,
    ),
    _More(
        "notes of the administrative metadata: fields 336-338 without a source (`$2`), a 041 that says again what the "
        "008 says, punctuation left out (leader/18)",
        "the type, the language or the convention alone is also what other records say; a noted field comes back only "
        "while the description still says the same",
        "336 ## $a text $b txt",
        ours=(
            f"Work/bf:adminMetadata/bf:AdminMetadata/bf:note/<{_NOTE_TYPE}internal>+bf:Note"
            '/rdfs:label="336 $atext$btxt"',
        ),
        more=(f"Work/bf:adminMetadata/bf:AdminMetadata/bf:note/<{_NOTE_TYPE}internal>+bf:Note/*",),
        where=r"^(041|336|337|338) |^LDR .{18}[cn]",
        count=597,
    ),
    _More(
        "notes of a class of our own: 361, 514, 526, 535, 542, 552, 561 with `$5`, 562, 565, 567, 570, 584",
        "the reference leaves these fields out",
        "584 ## $a Additions are expected.",
        ours=('Instance/bf:note/lsp:AccumulationNote+bf:Note/rdfs:label="Additions are expected."',),
        more=("*/bf:note/lsp:*",),
        where=r"^(361|5[1-8][0-9]) ",
        count=27,
    ),
    _More(
        "foreign fields (886)",
        "what another format said stays readable",
        "886 2# $2 UK MARC $a 690 $b 00 $z 11030 $a polytechnics",
        ours=('Work/bf:adminMetadata/bf:AdminMetadata/lsp:provenance/lsp:Provenance/bf:code="UK MARC"',),
        more=("Work/bf:adminMetadata/bf:AdminMetadata/lsp:provenance*",),
        where=r"^88[3-7] ",
        count=24,
    ),
    _More(
        "label and words of the relationship of a resource named by IRI (758)",
        "the IRI alone tells a reader nothing",
        "758 ## $i has work: $a Salt (Text) $1 http://example.org/salt",
        ours=('Work/bf:relation/bf:Relation/bf:relationship/bf:Relationship/rdfs:label="has work:"',),
        more=("Work/bf:relation/bf:Relation/bf:associatedResource/*", "Work/bf:relation/bf:Relation/bf:relationship/*"),
        where=r"^758 ",
        count=6,
    ),
    _More(
        "the article of an uncontrolled title (740 with a filing indicator)",
        "it is part of the title; the reference cuts it off",
        "740 42 $a Det osynliga barnet.",
        ours=(
            "Work/bf:relation/bf:Relation/bf:associatedResource/bf:Work+bflc:Uncontrolled/bf:title/bf:Title"
            '/bf:mainTitle="Det osynliga barnet"',
        ),
        more=("Work/bf:relation/*/bf:Work+bflc:Uncontrolled/bf:title/*",),
        less=("Work/bf:relation/*/bf:Work+bflc:Uncontrolled/bf:title/*",),
        where=r"^740 [1-9]",
        count=6,
    ),
    _More(
        "medium and language of a translated title (242 `$h $y`)",
        "each comes back as the subfield it was",
        "242 10 $a Railway $h [graphic] $y eng",
        ours=('Instance/bf:title/bf:VariantTitle/bf:qualifier="[graphic]"',),
        more=("Instance/bf:title/bf:VariantTitle/bf:qualifier=*", "Instance/bf:title/bf:VariantTitle/bf:language*"),
        where=r"^242 .*\$[hy] ",
        count=15,
    ),
)
