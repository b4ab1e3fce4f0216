"""What we say in other words than the reference, or where it stands otherwise."""

from __future__ import annotations

from functools import partial
from typing import Final

from mappings.departures.model import Departure, Kind, letters, without_language, without_link

_Otherwise: Final = partial(Departure, Kind.OTHERWISE)
_ALL: Final = ("*",)
_SCRIPT: Final = """008 850101s1985####ru############000#0#rus##
           """

PAIRED: Final = (
    _Otherwise(
        "values of a paired 880 whose `$6` names no script have a language tag: titles, agents, notes, statements",
        "without it, transliteration and original are two equal titles; the letters name the script",
        _SCRIPT
        + """245 00 $6 880-01 $a Solʹ.
           880 00 $6 245-01 $a Соль.""",
        ours=('Instance/bf:title/bf:Title/bf:mainTitle="Соль"@ru-cyrl',),
        theirs=('Instance/bf:title/bf:Title/bf:mainTitle="Соль"',),
        more=_ALL,
        less=_ALL,
        alike=without_language,
        where=r"^880 ",
        count=300,
    ),
    _Otherwise(
        "`bflc:marcKey` without the link to another script (`$6`)",
        "its number is that of one record; equal headings have equal keys",
        _SCRIPT
        + """700 1# $6 880-01 $a Tolstoĭ, Lev.
           880 1# $6 700-01/(N $a Толстой, Лев.""",
        ours=('Work/bf:contribution/bf:Contribution/bf:agent/bf:Agent+bf:Person/bflc:marcKey="7001 $aTolstoĭ, Lev."',),
        more=("*/bflc:marcKey=*",),
        less=("*/bflc:marcKey=*",),
        alike=without_link,
        where=r"\$6 ",
        count=346,
    ),
    _Otherwise(
        "labels of a subject string without the final full stop, and without marks between its parts",
        "the full stop ends the field, it isn't part of the heading; equal headings have equal labels",
        "650 #0 $a Presque Isle Bay (Pa.) $x Navigation.",
        ours=(
            'Work/bf:subject/bf:Topic+madsrdf:ComplexSubject/madsrdf:authoritativeLabel="Presque Isle Bay (Pa.)'
            '--Navigation"',
        ),
        more=("Work/bf:subject/bf:Topic+madsrdf:*Label=*", "Work/bf:subject/bf:Topic+madsrdf:*/rdfs:label=*"),
        less=("Work/bf:subject/bf:Topic+madsrdf:*Label=*", "Work/bf:subject/bf:Topic+madsrdf:*/rdfs:label=*"),
        alike=letters,
        where=r"^6",
        count=450,
    ),
    _Otherwise(
        "`Egypt--Cairo` (752, 662), not `Egypt--Cairo.`",
        "the full stop ends the field",
        "752 ## $a Egypt $d Cairo.",
        ours=('Work/bf:place/bf:Place+madsrdf:HierarchicalGeographic/rdfs:label="Egypt--Cairo"',),
        more=("Work/bf:*/bf:Place+madsrdf:HierarchicalGeographic/*",),
        less=("Work/bf:*/bf:Place+madsrdf:HierarchicalGeographic/*",),
        alike=letters,
        where=r"^(752|662) ",
        count=36,
    ),
    _Otherwise(
        "the label of a person's authority keeps the hyphen of an open date",
        "`1971-` is somebody who lives, `1971` isn't a date of birth",
        "600 10 $a Rosenworcel, Jessica, $d 1971- $0 http://id.loc.gov/authorities/names/no2012048797",
        ours=(
            "Work/bf:subject/bf:Agent+bf:Person/madsrdf:isIdentifiedByAuthority/madsrdf:PersonalName"
            '/madsrdf:authoritativeLabel="Rosenworcel, Jessica, 1971-"',
        ),
        more=("*/madsrdf:isIdentifiedByAuthority/*/madsrdf:authoritativeLabel=*",),
        less=("*/madsrdf:isIdentifiedByAuthority/*/madsrdf:authoritativeLabel=*",),
        alike=letters,
        where=r"^6",
        count=14,
    ),
    _Otherwise(
        "the title that a related work or a further instance takes from 245 has a colon between its parts",
        "where `$h` stood or the record has no punctuation, the reference joins title and remainder without a mark",
        """245 10 $a RNA as a drug target $b the next frontier
           776 08 $i Print version: $z 9783527840434""",
        ours=(
            "Work/bf:relation/bf:Relation/bf:associatedResource/bf:Work/bf:title/bf:Title/bf:mainTitle"
            '="RNA as a drug target : the next frontier"',
        ),
        more=("*/bf:Title/bf:mainTitle=*",),
        less=("*/bf:Title/bf:mainTitle=*",),
        alike=letters,
        where=r"^245 .*\$b ",
        count=96,
    ),
    _Otherwise(
        "a date of origin taken from the title keeps its full stop (245 `$f $g`)",
        "`n.d.` ends in an abbreviation",
        "245 00 $a Papers, $f 1851-1897, n.d.",
        ours=('Work/bf:originDate="1851-1897, n.d."',),
        more=("Work/bf:originDate=*",),
        less=("Work/bf:originDate=*",),
        alike=letters,
        where=r"^245 .*\$[fg] ",
        count=10,
    ),
    _Otherwise(
        "the title of an instance made of a link (856 `$3`) without a final full stop",
        "as for every other title",
        "856 41 $3 digital file from negative. $u http://example.org/a",
        ours=('Instance/bf:title/bf:Title/bf:mainTitle="digital file from negative"',),
        more=("Instance/bf:title/bf:Title/bf:mainTitle=*",),
        less=("Instance/bf:title/bf:Title/bf:mainTitle=*",),
        alike=letters,
        where=r"^856 ",
        count=44,
    ),
)
"""Tried first: each difference has its counterpart."""

OTHERWISE: Final = (
    _Otherwise(
        "an imprint in another script has its own statement (880 of 264)",
        "the reference joins both scripts into one text, part by part",
        _SCRIPT
        + """264 #1 $6 880-01 $a Moskva : $b Nauka, $c 1985.
           880 #1 $6 264-01/(N $a Москва : $b Наука, $c 1985.""",
        ours=('Instance/bf:publicationStatement="Москва: Наука, 1985"@ru-cyrl',),
        theirs=('Instance/bf:publicationStatement="Moskva; Москва: Nauka, Наука, 1985, 1985"',),
        more=("Instance/bf:*Statement=*", "Instance/bf:provisionActivity/*"),
        less=("Instance/bf:*Statement=*", "Instance/bf:provisionActivity/*"),
        where=r"^880 .*\$6 26[0-4]",
        count=48,
    ),
    _Otherwise(
        "acquisition (541) is a statement about the instance, with the institution (`$5`) as "
        "`bflc:applicableInstitution`",
        "the reference makes an item of each, held by the Library of Congress: copies that nobody owns",
        "541 ## $c Gift; $d 1942. $5 PSt",
        ours=(
            "Instance/bf:immediateAcquisition/bf:ImmediateAcquisition/bflc:applicableInstitution"
            "=<http://id.loc.gov/vocabulary/organizations/pst>",
        ),
        theirs=("Item/a bf:Item",),
        more=("Instance/bf:immediateAcquisition*",),
        less=("Item*", "Instance/bf:hasItem=>Item"),
        where=r"^541 ",
        count=301,
    ),
    _Otherwise(
        "further call numbers of copies (051, 061, 071) are statements about the instance",
        "the reference makes an item of each, as of 541",
        "051 ## $a QA76 $b .S3 $c Copy 2",
        theirs=("Item/a bf:Item",),
        less=("Item*", "Instance/bf:hasItem=>Item"),
        where=r"^0[567]1 ",
        count=26,
    ),
    _Otherwise(
        "the key of a title that begins a subject string is that of the title alone (630 `$a $x`)",
        "the subdivisions aren't part of it; equal titles have equal keys",
        "630 00 $a Beowulf $v Concordances.",
        ours=(
            "Work/bf:subject/bf:Topic+madsrdf:ComplexSubject/madsrdf:componentList[0]/bf:Hub+madsrdf:Title"
            '/bflc:marcKey="63000$aBeowulf"',
        ),
        more=("*/bf:Hub+madsrdf:Title/bflc:marcKey=*",),
        less=("*/bf:Hub+madsrdf:Title/bflc:marcKey=*",),
        where=r"^630 .*\$[vxyz] ",
        count=14,
    ),
    _Otherwise(
        "a `$0` inside a series entry after its title (8XX `$t … $0`) names the series, not the body that issues it",
        "the number stands behind the title",
        "810 1# $a United States. $b Congress. $t Report ; $0 https://id.loc.gov/authorities/names/n42025618 $v 5.",
        ours=("Work/bf:relation/bf:Relation/bf:associatedResource=<https://id.loc.gov/authorities/names/n42025618>",),
        theirs=(
            "Work/bf:relation/bf:Relation/bf:associatedResource/bf:Hub+bf:Series/bf:contribution/bf:Contribution"
            "/bf:agent=<https://id.loc.gov/rwo/agents/n42025618>",
        ),
        more=("Work/bf:relation/*",),
        less=("Work/bf:relation/*",),
        where=r"^8[0-3]\d .*\$t .*\$0 ",
        count=40,
    ),
    _Otherwise(
        "`bf:code` of a source without the spaces around it",
        "the code is the code; the comparison counts the second one with every record that names the source",
        "655 #7 $a Posters. $2 aat  $5 DLC",
        ours=('Work/bf:genreForm/bf:GenreForm+madsrdf:GenreForm/bf:source/bf:Source/bf:code="aat"',),
        less=("Work/*/bf:source/bf:Source/bf:code=*",),
        shared=True,
        count=43,
    ),
    _Otherwise(
        "the generation process is ours, without a converting agency and the time of the conversion",
        "they aren't facts of the record: the same record gives the same statements whoever converts it, and when",
        "001 1",
        ours=(
            "Work/bf:adminMetadata/bf:AdminMetadata/bf:generationProcess=<https://catalograph.org/ns/lsp#marcConversion>",
        ),
        more=("Work/bf:adminMetadata/bf:AdminMetadata/bf:generationProcess=*",),
        less=(
            "Work/bf:adminMetadata/bf:AdminMetadata/bf:generationProcess=*",
            "Work/bf:adminMetadata/bf:AdminMetadata/bf:date=*",
            "Work/bf:adminMetadata/bf:AdminMetadata/bf:agent*",
        ),
        count=5640,
    ),
    _Otherwise(
        "a record with several control numbers (001) is named by the first",
        "the reference makes up a name, so all its statements are of another resource",
        """001 4508585
           001 ocn123565145""",
        ours=('Work/bf:adminMetadata/bf:AdminMetadata/bf:identifiedBy/bf:Local/rdf:value="4508585"',),
        one_sided=True,
        count=821,
    ),
    _Otherwise(
        "each of several main entries (100, 110, 111 in one record) is an agent of its own",
        "a record has one main entry; the reference makes one agent of three classes of them all",
        """100 1# $a Tran, Phong.
           110 2# $a Ceeys.
           240 10 $a Works.""",
        ours=(
            "Work/bf:expressionOf/bf:Hub/bf:contribution/bf:Contribution+bf:PrimaryContribution/bf:agent/bf:Agent+bf:Person"
            '/rdfs:label="Tran, Phong"',
        ),
        more=("Work/bf:expressionOf*",),
        less=("Work/bf:expressionOf*",),
        where=r"^1\d\d .*\n(.*\n)*?1\d\d ",
        count=44,
    ),
    _Otherwise(
        "a related title is named by its own IRI (`$1` of 700 with `$t`), its `$0` stands beside it as the authority",
        "the reference names the title by its `$0` as if it were an agent, and the author by that of the title",
        "700 12 $a Auric, Georges. $t Hommage. $0 http://id.loc.gov/authorities/names/no2004038180 "
        "$1 http://viaf.org/viaf/185742755",
        ours=("Work/bf:relation/bf:Relation/bf:associatedResource=<http://viaf.org/viaf/185742755>",),
        theirs=("Work/bf:relation/bf:Relation/bf:associatedResource=<http://id.loc.gov/rwo/agents/no2004038180>",),
        more=(
            "Work/bf:relation/bf:Relation/bf:associatedResource=*",
            "Work/bf:relation/bf:Relation/bf:associatedResource/bf:Hub/madsrdf:isIdentifiedByAuthority=*",
        ),
        less=(
            "Work/bf:relation/bf:Relation/bf:associatedResource=*",
            "Work/bf:relation/bf:Relation/bf:associatedResource/bf:Hub/bf:contribution/bf:Contribution/bf:agent=*",
        ),
        where=r"^7[01][01] .*\$t .*\$1 ",
        count=50,
    ),
    _Otherwise(
        "numbers inside a subject string (`$a … $0 … $z … $0 …`) name the component they follow, and the string has a "
        "name of its own",
        "the reference calls the whole string by the number of its first part",
        "651 #0 $a Ohio $0 http://id.loc.gov/authorities/names/n79138970 $x History "
        "$0 http://id.loc.gov/authorities/subjects/sh99005024",
        ours=(
            "Work/bf:subject/bf:Topic+madsrdf:ComplexSubject/madsrdf:componentList[1]"
            "=<http://id.loc.gov/authorities/subjects/sh99005024>",
        ),
        theirs=("Work/bf:subject=<http://id.loc.gov/authorities/names/n79138970>",),
        more=("Work/bf:subject*",),
        less=("Work/bf:subject*",),
        where=r"^6\d\d .*\$0 .*\$[vxyz] .*\$0 ",
        count=32,
    ),
    _Otherwise(
        "each of several fields that claim one link number (880 `$6 245-01` three times) is a statement of its own",
        "the record is several records in one; the reference takes the first 880 for all",
        """100 1# $6 880-04 $a Obara, Kuniyoshi
           880 1# $6 100-04/Jpan $a 小原, 國芳
           100 1# $6 880-04 $a Obara, Kuniyoshi $9 ULB
           880 1# $6 100-04/Jpan $a 小原, 國芳 $9 ULB""",
        ours=(
            "Work/bf:contribution/bf:Contribution+bf:PrimaryContribution/bf:agent/bf:Agent+bf:Person/bflc:marcKey"
            '="1001 $aObara, Kuniyoshi"',
        ),
        more=_ALL,
        less=_ALL,
        where=r"^880 .*\$6 (\d{3}-(?!00)\d\d)(.*\n)+?880 .*\$6 \1",
        count=65,
    ),
)
