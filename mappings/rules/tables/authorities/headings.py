"""The heading, 1XX: what the record is about, and the form of its name.

A person, family, corporate body, meeting or place is a thing of its own, named in the authority for it; a title, a
topic, a genre or a period is the authority itself. Coming back the `marcKey` counts only where it agrees with the
label.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mappings.rules.authority_fields import field_of
from mappings.rules.authority_headings import KINDS
from mappings.rules.authority_run import AuthorityRun
from mappings.rules.forward import add, literal
from mappings.rules.hubs import describe_hub
from mappings.rules.marc_keys import marc_key
from mappings.rules.model import Example, Rule, Step
from mappings.rules.tables.subjects import THESAURI

if TYPE_CHECKING:
    from mappings.bibframe.node import Node
    from mappings.marc.record import DataField
    from mappings.rules.authority_headings import Heading
    from mappings.rules.back import Back
    from mappings.rules.forward import Run

_NAMES: Final = "http://id.loc.gov/authorities/names"
_SYSTEMS: Final = {"a": "0", "b": "1", "c": "2", "d": "3", "k": "5", "v": "6"}
"""008/11, the subject heading system → the second indicator of 6XX that says the same."""
_DELETED: Final = frozenset("dsx")
"""Leader/05 of records that were deleted, split, or replaced by another."""


def _forward(run: Run, field: DataField, language: str | None) -> None:
    assert isinstance(run, AuthorityRun)  # noqa: S101 - the tables of authorities run on nothing else
    found = run.of
    if found is None or found.field is not field:
        return
    thing, authority = run.thing, run.authority
    thing["@type"].extend(found.types)
    state = "madsrdf:DeprecatedAuthority" if run.leader[5:6] in _DELETED else "madsrdf:Authority"
    authority["@type"].extend([found.mads, state] if found.mads else [state])
    if found.is_work:
        _describe_work(run, found, thing, language)
    thing["rdfs:label"] = [literal(found.label, language)]
    found.describe(authority, "madsrdf:authoritativeLabel", language)
    if authority is not thing:
        thing["bflc:marcKey"] = authority.pop("bflc:marcKey")
        authority["madsrdf:identifiesRWO"] = [{"@id": thing["@id"]}]
    if (twin := run.twin()) is not None:
        _other_script(thing, authority, found, *twin)
    if (scheme := _scheme(run, found)) is not None:
        authority["madsrdf:isMemberOfMADSScheme"] = [{"@id": scheme}]


def _describe_work(run: Run, found: Heading, thing: Node, language: str | None) -> None:
    describe_hub(run, thing, found.field, language, found.field.tag)
    skipped = found.field.ind2
    if found.kind.ending == "30" and skipped.isdigit() and skipped != "0":
        thing["bf:title"][0]["bflc:nonSortNum"] = [skipped]
    if found.titled:
        name = found.name_heading()
        agent: Node = {"@id": name.iri(run), "@type": name.types, "rdfs:label": [literal(name.label, language)]}
        add(thing, "bf:contribution", {"@type": ["bf:Contribution"], "bf:agent": [agent]})


def _other_script(thing: Node, authority: Node, found: Heading, field: DataField, language: str | None) -> None:
    other = found.like(field)
    for node, prop in ((thing, "rdfs:label"), (authority, "madsrdf:authoritativeLabel")):
        add(node, prop, literal(other.label, language))
    if not found.is_work:
        add(thing, "bflc:marcKey", literal(marc_key(field), language))


def _scheme(run: Run, found: Heading) -> str | None:
    """The file the authority is of: that of its LCCN, else the subject heading system of 008/11."""
    files = [iri.rpartition("/")[0] for iri in _known(run) if iri.startswith("http://id.loc.gov/authorities/")]
    if files:
        return files[0]
    system = run.text008[11:12]
    if system in _SYSTEMS and not (system == "a" and (found.is_thing or found.is_work)):
        return THESAURI[_SYSTEMS[system]]
    return _NAMES if run.text008[32:33] in {"a", "b"} and system == "a" and found.is_thing else None


def _known(run: Run) -> list[str]:
    assert isinstance(run, AuthorityRun)  # noqa: S101 - as above
    other = run.authority.get("madsrdf:hasExactExternalAuthority", ())
    return [run.authority.get("@id", ""), run.thing["@id"].replace("/rwo/agents/", "/authorities/names/"),
            *(each.get("@id", "") for each in other)]  # fmt: skip


# ---- coming back ----------------------------------------------------------------------------------------------------


def _back(out: Back) -> None:
    thing, authority = out.thing, out.authority  # type: ignore[attr-defined]
    out.origin = "authority/madsrdf:authoritativeLabel"
    labels = [*authority.get("madsrdf:authoritativeLabel", ()), *thing.get("rdfs:label", ())]
    if not labels:
        return
    keys = [*thing.get("bflc:marcKey", ()), *(authority.get("bflc:marcKey", ()) if thing is not authority else ())]
    node = {**authority, "@type": [*thing["@type"], *authority["@type"]], "bflc:marcKey": keys}
    field, twin, language = field_of(node, labels, "1")
    own = [sub for sub in field.subfields if sub.code != "6"]
    other = [sub for sub in twin.subfields if sub.code != "6"] if twin is not None else []
    out.field(field.tag, field.ind1, field.ind2, own, twin=other, language=language)
    status = "d" if "madsrdf:DeprecatedAuthority" in authority["@type"] and "".join(out.leader[5:6]) == "n" else ""
    if status:
        out.put("LDR", 5, status)


HEADING: Final = Step(
    "heading",
    tags=" ".join(f"1{ending}" for ending in KINDS),
    forward=_forward,
    back_finish=_back,
    examples=(
        Example(
            """010 ## $a n 79068416
               100 1# $a Tolstoy, Leo, $c graf, $d 1828-1910""",
            thing={
                "@id": "http://id.loc.gov/rwo/agents/n79068416",
                "@type": ["bf:Agent", "bf:Person"],
                "rdfs:label": "Tolstoy, Leo, graf, 1828-1910",
                "bflc:marcKey": "1001 $aTolstoy, Leo,$cgraf,$d1828-1910",
            },
            authority={
                "@id": "http://id.loc.gov/authorities/names/n79068416",
                "@type": ["madsrdf:PersonalName", "madsrdf:Authority"],
                "madsrdf:authoritativeLabel": "Tolstoy, Leo, graf, 1828-1910",
                "madsrdf:elementList": {
                    "@list": [
                        {"@type": "madsrdf:FullNameElement", "madsrdf:elementValue": "Tolstoy, Leo"},
                        {"@type": "madsrdf:TermsOfAddressNameElement", "madsrdf:elementValue": "graf"},
                        {"@type": "madsrdf:DateNameElement", "madsrdf:elementValue": "1828-1910"},
                    ]
                },
                "madsrdf:identifiesRWO": {"@id": "http://id.loc.gov/rwo/agents/n79068416"},
                "madsrdf:isMemberOfMADSScheme": {"@id": _NAMES},
            },
        ),
        Example(
            "100 3# $a Tolstoy (Family : $d 1353-)",
            thing={"@type": ["bf:Agent", "bf:Family"]},
            authority={"@type": ["madsrdf:FamilyName", "madsrdf:Authority"]},
        ),
        Example(
            "110 1# $a Russia. $b Ministerstvo finansov",
            thing={"@type": ["bf:Agent", "bf:Jurisdiction"]},
            authority={
                "@type": "madsrdf:CorporateName",
                "madsrdf:authoritativeLabel": "Russia. Ministerstvo finansov",
            },
        ),
        Example(
            "111 2# $a Congress of Vienna $d (1814-1815)",
            thing={"@type": ["bf:Agent", "bf:Meeting"]},
            authority={"@type": "madsrdf:ConferenceName"},
        ),
        Example(
            "100 1# $a Tolstoy, Leo, $c graf, $d 1828-1910. $t Voĭna i mir. $l English",
            thing={
                "@type": ["bf:Hub", "madsrdf:NameTitle", "madsrdf:Authority"],
                "rdfs:label": "Tolstoy, Leo, graf, 1828-1910. Voĭna i mir. English",
                "bf:title": {"bf:mainTitle": "Voĭna i mir. English"},
                "bf:contribution": {"bf:agent": {"@type": "bf:Person", "rdfs:label": "Tolstoy, Leo, graf, 1828-1910"}},
                "madsrdf:componentList": {
                    "@list": [
                        {
                            "@type": "madsrdf:PersonalName",
                            "madsrdf:authoritativeLabel": "Tolstoy, Leo, graf, 1828-1910",
                        },
                        {"@type": "madsrdf:Title", "madsrdf:authoritativeLabel": "Voĭna i mir. English"},
                    ]
                },
            },
        ),
        Example(
            "130 #4 $a The Hobbit (Motion picture)",
            thing={
                "@type": ["bf:Hub", "madsrdf:Title", "madsrdf:Authority"],
                "bf:title": {"bf:mainTitle": "The Hobbit (Motion picture)", "bflc:nonSortNum": "4"},
            },
        ),
        Example(
            "147 ## $a Borodino, Battle of $d (1812)",
            thing={"@type": ["bf:Event", "madsrdf:Authority"]},
        ),
        Example("148 ## $a 1805-1812", thing={"@type": ["bf:Temporal", "madsrdf:Temporal", "madsrdf:Authority"]}),
        Example(
            """010 ## $a sh 85038796
               150 ## $a Dogs""",
            thing={
                "@id": "http://id.loc.gov/authorities/subjects/sh85038796",
                "@type": ["bf:Topic", "madsrdf:Topic", "madsrdf:Authority"],
                "rdfs:label": "Dogs",
                "madsrdf:authoritativeLabel": "Dogs",
                "madsrdf:isMemberOfMADSScheme": {"@id": THESAURI["0"]},
            },
        ),
        Example(
            "150 ## $a Dogs $x Training $z Russia",
            thing={
                "@type": ["bf:Topic", "madsrdf:ComplexSubject", "madsrdf:Authority"],
                "madsrdf:authoritativeLabel": "Dogs--Training--Russia",
                "madsrdf:componentList": {
                    "@list": [
                        {"@type": "madsrdf:Topic", "madsrdf:authoritativeLabel": "Dogs"},
                        {"@type": "madsrdf:Topic", "madsrdf:authoritativeLabel": "Training"},
                        {"@type": "madsrdf:Geographic", "madsrdf:authoritativeLabel": "Russia"},
                    ]
                },
            },
        ),
        Example(
            """010 ## $a n 80001203
               151 ## $a Moscow (Russia)""",
            thing={"@id": "http://id.loc.gov/rwo/agents/n80001203", "@type": "bf:Place"},
            authority={
                "@id": "http://id.loc.gov/authorities/names/n80001203",
                "@type": ["madsrdf:Geographic", "madsrdf:Authority"],
            },
        ),
        Example("155 ## $a War films", thing={"@type": ["bf:GenreForm", "madsrdf:GenreForm", "madsrdf:Authority"]}),
        Example("162 ## $a balalaika", thing={"@type": ["bf:MusicMedium", "madsrdf:Medium", "madsrdf:Authority"]}),
        Example("180 ## $x Training", thing={"@type": ["lsp:Subdivision", "madsrdf:Topic", "madsrdf:Authority"]}),
        Example("181 ## $z Russia", thing={"@type": ["lsp:Subdivision", "madsrdf:Geographic"]}),
        Example("182 ## $y 1801-1917", thing={"@type": ["lsp:Subdivision", "madsrdf:Temporal"]}),
        Example("185 ## $v Diaries", thing={"@type": ["lsp:Subdivision", "madsrdf:GenreForm"]}),
    ),
)

RULES: Final[tuple[Rule, ...]] = (HEADING,)
