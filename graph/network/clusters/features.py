"""What counts when works are compared, and how much: a row an outcome, each with an example that runs as a test.

`weight` is in natural logarithms of odds; they are summed, and `bias` is what two works that met in a block begin with.
`apart` marks what makes two works by definition (docs/decisions/clusters.md): whatever else speaks for it, they aren't
joined. `says` is the sentence that a person who decides reads.
"""

from __future__ import annotations

from typing import Final

from graph.network.clusters import comparing
from graph.network.clusters.facts import Name, WorkFacts
from graph.network.clusters.outcomes import Feature, Outcome

BIAS: Final = -3.75
JOIN: Final = 0.92
REVIEW: Final = 0.4


def _w(**said: object) -> WorkFacts:
    return WorkFacts("", **said)  # type: ignore[arg-type]


def _titled(text: str, rest: str = "", **said: object) -> WorkFacts:
    return _w(title=tuple(text.split()), subtitle=tuple(rest.split()), **said)


_TOLSTOY: Final = Name("tolstoy", ("leo",), ("1828", "1910"))
_ALEXEY: Final = Name("tolstoy", ("alexey",), ("1817", "1875"))
_YOUNGER: Final = Name("tolstoy", ("leo",), ("1869", "1945"))
_ENERGY: Final = Name("united", ("states", "department", "of", "energy"), (), person=False)

FEATURES: Final[tuple[Feature[WorkFacts], ...]] = (
    Feature("title", comparing.title, (
        Outcome("equal", 4.5, "The titles are the same.", (_titled("war and peace"), _titled("war and peace"))),
        Outcome("derived", -1.0, "One is a summary, a draft or the like of the other.",
                (_titled("hazardous waste sites"), _titled("hazardous waste sites", "project summary"))),
        Outcome("abridged", 3.0, "One title is the other with words left out.",
                (_titled("war and peace in our time"), _titled("war and peace", abridged=True))),
        Outcome("subtitle", 3.0, "The titles are the same; one has a subtitle.",
                (_titled("war and peace", makers=(_TOLSTOY,), primary=True),
                 _titled("war peace", "translated anew", makers=(_TOLSTOY,), primary=True))),
        Outcome("contained", 1.25, "One title is the beginning of the other.",
                (_titled("war and peace"), _titled("war and peace", "a report"))),
        Outcome("near", 2.5, "The titles differ in a few letters.",
                (_titled("collected works of anton chekhov"), _titled("collected works of anton tchekhov"))),
        Outcome("within", 1.0, "One title has every word of the other.",
                (_titled("jane austen's pride and prejudice"), _titled("pride and prejudice jane austen's notes"))),
        Outcome("uniform", 2.5, "They have the same preferred title.",
                (_titled("great war", uniform=("voina",), makers=(_TOLSTOY,), primary=True),
                 _titled("battle", uniform=("voina",), makers=(_TOLSTOY,), primary=True))),
        Outcome("other-words", -2.0, "Each title has a word that the other hasn't.",
                (_titled("water resources of utah"), _titled("water resources of nevada"))),
        Outcome("different", -4.5, "The titles differ.", (_titled("war and peace"), _titled("anna karenina"))),
    )),
    Feature("hub", comparing.hub, (
        Outcome("equal", 0.5, "They have the same preferred title.",
                (_w(uniform=("voina",), makers=(_TOLSTOY,), primary=True),
                 _w(uniform=("voina",), makers=(_TOLSTOY,), primary=True))),
        Outcome("serial", 1.0, "They have the same preferred title, as forms of one serial have.",
                (_w(uniform=("annals", "utah"), issued="serial"),
                 _w(uniform=("annals", "utah", "online"), issued="serial"))),
        Outcome("qualified", -3.0, "A preferred title tells the one from others of its title.",
                (_titled("indonesia", uniform=("indonesia", "inflation")), _titled("indonesia"))),
        Outcome("different", -6.0, "Their preferred titles differ.",
                (_w(uniform=("iran", "property"), makers=(_TOLSTOY,), primary=True),
                 _w(uniform=("iran", "marriage"), makers=(_TOLSTOY,), primary=True))),
    )),
    Feature("words", comparing.words, (
        Outcome("few", -0.25, "The titles share few words.", (_titled("report"), _titled("report"))),
        Outcome("many", 0.5, "The titles share many words.",
                (_titled("one two three four five six seven"), _titled("one two three four five six seven"))),
    )),
    Feature("numbers", comparing.numbers, (
        Outcome("equal", -0.25, "The same numbers are in the titles.",
                (_w(numbers=frozenset({"2004"})), _w(numbers=frozenset({"2004"})))),
        Outcome("contained", -2.5, "One title has more numbers.",
                (_w(numbers=frozenset({"2004"})), _w(numbers=frozenset({"2004", "7"})))),
        Outcome("one-silent", -1.5, "One title has a number, the other none.", (_w(numbers=frozenset({"2"})), _w())),
        Outcome("different", -6.0, "The numbers in the titles differ.",
                (_w(numbers=frozenset({"2004"})), _w(numbers=frozenset({"2005"})))),
    )),
    Feature("maker", comparing.maker, (
        Outcome("equal", 2.25, "They are by the same.",
                (_w(makers=(_TOLSTOY,), primary=True), _w(makers=(_TOLSTOY,), primary=True))),
        Outcome("body", 1.25, "They are by the same body.",
                (_w(makers=(_ENERGY,), primary=True), _w(makers=(_ENERGY,), primary=True))),
        Outcome("among", 1.0, "Who made the one is named in the other.",
                (_w(makers=(_TOLSTOY,), primary=True), _w(makers=(_ALEXEY, _TOLSTOY)))),
        Outcome("shared", 0.25, "Some are named in both.", (_w(makers=(_ENERGY,)), _w(makers=(_ALEXEY, _ENERGY)))),
        Outcome("silent", 0.0, "One doesn't say who made it.", (_w(makers=(_ENERGY,)), _w())),
        Outcome("years", -6.0, "They are by two of the same name, born in different years.",
                (_w(makers=(_TOLSTOY,), primary=True), _w(makers=(_YOUNGER,), primary=True)), apart=True),
        Outcome("others", -1.0, "Nobody is named in both.", (_w(makers=(_ENERGY,)), _w(makers=(_ALEXEY,)))),
        Outcome("renamed", -4.0, "They are serials by different bodies, as a serial is whose body got another name.",
                (_w(makers=(_ENERGY,), primary=True, issued="serial"),
                 _w(makers=(Name("atomic", ("energy", "commission"), (), person=False),), primary=True,
                    issued="serial"))),
        Outcome("bodies", -2.5, "They are by different bodies.",
                (_w(makers=(Name("ohio", ("senate",), (), person=False),), primary=True),
                 _w(makers=(Name("ohio", ("house",), (), person=False),), primary=True))),
        Outcome("different", -6.0, "They are by different people or bodies.",
                (_w(makers=(_TOLSTOY,), primary=True), _w(makers=(_ALEXEY,), primary=True)), apart=True),
    )),
    Feature("version", comparing.version, (
        Outcome("different", -3.0, "One is shortened or told anew.",
                (_w(stated=" by jane austen abridged by ann lee "), _w(stated=" jane austen "))),
    )),
    Feature("language", comparing.language, (
        Outcome("equal", 0.5, "They are in the same language.",
                (_w(languages=frozenset({"eng"})), _w(languages=frozenset({"eng"})))),
        Outcome("different", -9.0, "They are in different languages.",
                (_w(languages=frozenset({"eng"})), _w(languages=frozenset({"rus"}))), apart=True),
    )),
    Feature("medium", comparing.medium, (
        Outcome("equal", 0.0, "They are of the same kind.", (_w(medium="text"), _w(medium="text"))),
        Outcome("different", -9.0, "They are of different kinds, such as text and film.",
                (_w(medium="text"), _w(medium="film")), apart=True),
    )),
    Feature("issued", comparing.issued, (
        Outcome("equal", 0.0, "They are published in the same way.", (_w(), _w())),
        Outcome("changed", -1.0, "One of them is changed as it goes on.", (_w(issued="integrating"), _w())),
        Outcome("different", -9.0, "One goes on being published, the other not.", (_w(issued="serial"), _w()),
                apart=True),
    )),
    Feature("part", comparing.part, (
        Outcome("equal", 1.0, "They are the same part.", (_w(part=("2",)), _w(part=("2",)))),
        Outcome("contained", -1.0, "One part is named more closely.",
                (_w(part_name=("housing",)), _w(part_name=("housing", "ohio")))),
        Outcome("told", 0.0, "The part of the one is in the title of the other.",
                (_w(part_name=("housing",)), _titled("census of housing"))),
        Outcome("one-silent", -2.5, "One is a part.", (_w(part=("2",)), _w())),
        Outcome("different", -9.0, "They are different parts.", (_w(part=("2",)), _w(part=("3",))), apart=True),
    )),
    Feature("year", comparing.year, (
        Outcome("equal", 1.5, "They are of the same year.", (_w(years=(2004,)), _w(years=(2004,)))),
        Outcome("near", 0.0, "They are of years that follow each other.", (_w(years=(2004,)), _w(years=(2005,)))),
        Outcome("editions", -0.25, "They are of different years, as editions are.",
                (_w(years=(1904,), makers=(_TOLSTOY,), primary=True),
                 _w(years=(2005,), makers=(_TOLSTOY,), primary=True))),
        Outcome("far", -1.5, "They are of different years.", (_w(years=(2004,)), _w(years=(2009,)))),
    )),
    Feature("edition", comparing.edition, (
        Outcome("equal", 0.25, "They are the same edition.",
                (_w(editions=frozenset({"2"})), _w(editions=frozenset({"2"})))),
        Outcome("again", 1.5, "The later says that it is a new edition.",
                (_w(years=(1957,)), _w(years=(1960,), revised=True))),
        Outcome("different", -0.5, "They are different editions.",
                (_w(editions=frozenset({"2"})), _w(editions=frozenset({"3"})))),
    )),
    Feature("pages", comparing.pages, (
        Outcome("equal", 2.75, "They have as many pages.", (_w(pages=(374,)), _w(pages=(374,)))),
        Outcome("near", -0.75, "They have about as many pages.", (_w(pages=(374,)), _w(pages=(372,)))),
        Outcome("editions", -0.5, "Their pages differ, as those of editions do.",
                (_w(pages=(374,), makers=(_TOLSTOY,), primary=True),
                 _w(pages=(120,), makers=(_TOLSTOY,), primary=True))),
        Outcome("different", -2.25, "Their pages differ.", (_w(pages=(374,)), _w(pages=(120,)))),
    )),
    Feature("publisher", comparing.publisher, (
        Outcome("equal", 0.25, "They have the same publisher.",
                (_w(publishers=("penguin",)), _w(publishers=("penguin",)))),
        Outcome("different", 0.0, "Their publishers differ.", (_w(publishers=("penguin",)), _w(publishers=("knopf",)))),
    )),
    Feature("series", comparing.series, (
        Outcome("equal", 3.0, "They have the same number in a series.",
                (_w(series=(("nrel pr", "76024"),)), _w(series=(("nrel pr", "76024"),)))),
        Outcome("others", -1.5, "They have numbers in different series.",
                (_w(series=(("nrel pr", "76024"),)), _w(series=(("nrel tp", "5000"),)))),
        Outcome("different", -5.0, "Their numbers in a series differ.",
                (_w(series=(("nrel pr", "76024"),)), _w(series=(("nrel pr", "76025"),)))),
    )),
    Feature("theme", comparing.theme, (
        Outcome("different", -5.0, "The maps show different things.",
                (_w(theme="land management statu"), _w(theme="management mineral statu"))),
    )),
    Feature("identifier", comparing.identifier, (
        Outcome("equal", 5.0, "They share a Library of Congress or OCLC number.",
                (_w(identifiers=frozenset({"lccn:85000002"})), _w(identifiers=frozenset({"lccn:85000002"})))),
        Outcome("isbn", 3.5, "They share an ISBN.",
                (_w(identifiers=frozenset({"isbn:9780198534532"})), _w(identifiers=frozenset({"isbn:9780198534532"})))),
    )),
)  # fmt: skip
"""Every feature, in the order in which evidence is shown."""
