"""What of a work and its instances counts when two libraries' descriptions are compared, in the forms compared.

Everything is read once from the documents: folded words, keys of names, numbers apart from words. Comparing then needs
no look-up and no text work but the distance of titles.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from mappings.bibframe.node import Node
from mappings.bibframe.reading import agents, details, publication, titles
from mappings.bibframe.reading.identifiers import identifiers
from mappings.bibframe.reading.values import iris, nodes, plain, texts
from mappings.text import tokens

ARTICLES: Final = frozenset(
    "the a an der die das ein eine le la les l un une el los las lo il gli i uno una o os as um uma"  # noqa: SIM905 - a list
    " de het een en et".split()
)
_MEDIA: Final = {
    "bf:Text": "text",
    "bf:NonMusicAudio": "spoken",
    "bf:Audio": "spoken",
    "bf:MusicAudio": "music",
    "bf:NotatedMusic": "score",
    "bf:MovingImage": "film",
    "bf:StillImage": "image",
    "bf:Cartography": "map",
    "bf:MixedMaterial": "mixed",
    "bf:Object": "object",
    "bf:Dataset": "data",
    "bf:Multimedia": "data",
}
_ISSUED: Final = {"bf:Serial": "serial", "bf:Series": "serial", "bf:Integrating": "integrating"}
_NO_LANGUAGE: Final = frozenset({"und", "zxx", "mul", "mis", ""})
_COUNTED: Final = frozenset({"lccn", "oclc", "isbn"})
_ROMAN: Final = re.compile(r"(?=[ivxl])(xl|l?x{0,3})(ix|iv|v?i{0,3})")
_WORDS_FOR: Final = {
    word: str(number)
    for number, names in enumerate(
        (
            "one first", "two second", "three third", "four fourth", "five fifth", "six sixth", "seven seventh",
            "eight eighth", "nine ninth", "ten tenth", "eleven eleventh", "twelve twelfth",
        ),
        start=1,
    )
    for word in names.split()
}  # fmt: skip
_PART_WORDS: Final = frozenset(
    "part parts pt volume volumes vol vols v no nos number num nr band bd teil t tome tomo tom book bk chapter section"  # noqa: SIM905 - a list
    " sec issue folge heft del cast том ч часть pars liber".split()
)
_NUMBERED: Final = frozenset("phase part volume vol class title book act series type stage".split())  # noqa: SIM905 - a list
"""Words after which one of these letters is a number: “phase I”."""
_LETTERS: Final = frozenset("ivx")
_ORDINAL: Final = re.compile(r"([0-9]+)(?:st|nd|rd|th|e|a)")
_YEAR: Final = re.compile(r"(?<![0-9])(1[4-9][0-9]{2}|20[0-9]{2})(?![0-9])")
_PAGES: Final = re.compile(
    r"([0-9]{1,5})\s*(?:unnumbered\s+)?(?:p\b|pages|pp|s\b|seiten|leaves|l\b|с\b)", re.IGNORECASE
)
_AGAIN: Final = re.compile(
    r"\b(?:rev\b|revis|updated|corrected|enlarged|reprint|second|third|fourth|fifth|sixth|[0-9]{1,2}(?:d|nd|rd|th)\b"
    r"|[2-9]\. (?:ed|aufl))",
    re.IGNORECASE,
)
_ADDED: Final = re.compile(r"\[with [^\]]*\]", re.IGNORECASE)
"""What cataloguers add to a title, such as “[with list of references]”."""
_MOST_STATED: Final = 3
_MOST_WORDS: Final = 60


@dataclass(frozen=True, slots=True)
class Name:
    """An agent as names are compared: `first` the word it files under, `rest` the others, `years` of a life."""

    first: str
    rest: tuple[str, ...]
    years: tuple[str, ...] = ()
    person: bool = True


@dataclass(frozen=True, slots=True)
class WorkFacts:
    """What is known of one work. Empty means that its description doesn't say.

    `title` are the words of the title proper without numbers and a leading article, `subtitle` those of the rest,
    `numbers` those of both; `abridged` where a cataloguer left words out (“…”). `part` is the number and name of a
    part. `uniform` are the words of its hub's title. `makers` begin with the main entry where `primary`; `stated` are
    the words of the statement of responsibility, each between blanks. `revised` where an edition says that it is an
    older text again. `theme` are the words of a map's series, which say what it shows.
    """

    iri: str
    title: tuple[str, ...] = ()
    subtitle: tuple[str, ...] = ()
    numbers: frozenset[str] = frozenset()
    abridged: bool = False
    part: tuple[str, ...] = ()
    part_name: tuple[str, ...] = ()
    uniform: tuple[str, ...] = ()
    makers: tuple[Name, ...] = ()
    primary: bool = False
    stated: str = ""
    languages: frozenset[str] = frozenset()
    medium: str = ""
    issued: str = "monograph"
    years: tuple[int, ...] = ()
    editions: frozenset[str] = frozenset()
    revised: bool = False
    pages: tuple[int, ...] = ()
    publishers: tuple[str, ...] = ()
    series: tuple[tuple[str, str], ...] = ()
    theme: str = ""
    identifiers: frozenset[str] = frozenset()


def number(word: str) -> str | None:
    """The number a word stands for, None where it is none.

    >>> number("xiv"), number("2nd"), number("third"), number("007"), number("mix")
    ('14', '2', '3', '7', None)
    """
    if word.isdecimal():
        return word.lstrip("0") or "0"
    if found := _ORDINAL.fullmatch(word):
        return found[1].lstrip("0") or "0"
    if word in _WORDS_FOR:
        return _WORDS_FOR[word]
    return str(_roman(word)) if _ROMAN.fullmatch(word) and len(word) > 1 else None


def _roman(word: str) -> int:
    values = [{"i": 1, "v": 5, "x": 10, "l": 50}[letter] for letter in word]
    return sum(-one if one < after else one for one, after in zip(values, [*values[1:], 0], strict=True))


@lru_cache(maxsize=16_384)
def name(label: str, types: tuple[str, ...] = ()) -> Name | None:
    """A heading as names are compared, None for an empty one.

    >>> name("Tolstoy, Leo, graf, 1828-1910", ("bf:Person",))
    Name(first='tolstoy', rest=('leo', 'graf'), years=('1828', '1910'), person=True)
    """
    years = tuple(_YEAR.findall(label))
    words = [word for word in tokens(_YEAR.sub(" ", label)) if not word.isdecimal()]
    if not words:
        return None
    person = not types or "bf:Person" in types or "bf:Family" in types
    if person and "," in label:
        surname = tokens(label.partition(",")[0])
        if surname and words[: len(surname)] == surname:
            return Name(" ".join(surname), tuple(words[len(surname) :]), years, person)
    if person and len(words) > 1 and "," not in label:
        return Name(words[-1], tuple(words[:-1]), years, person)
    return Name(words[0], tuple(words[1:]), years, person)


def work_facts(work: Node, instances: Sequence[Node], by: Sequence[agents.Contribution] | None = None) -> WorkFacts:
    """The facts of `work` and the instances its library has of it; `by` are its contributions, where they are read
    already. Total: what can't be read is left out.
    """
    shown = [each for each in (titles.title(node) for node in (*instances, work)) if each is not None]
    proper = next((each for each in shown if each.subtitle), shown[0] if shown else None)
    named, rest = (proper.main[proper.skip :], proper.subtitle or "") if proper else ("", "")
    main, numbers = _split(tokens(_ADDED.sub("", named)))
    sub, more = _split(tokens(_ADDED.sub("", rest)))
    medium = next((_MEDIA[each] for each in work.get("@type", ()) if each in _MEDIA), "")
    issued = next((_ISSUED[each] for each in work.get("@type", ()) if each in _ISSUED), "monograph")
    editions = [text for each in instances if (text := details.edition(each))]
    makers, primary = _makers(agents.contributions(work) if by is None else by)
    return WorkFacts(
        iri=str(work.get("@id", "")),
        title=main[1:] if len(main) > 1 and main[0] in ARTICLES else main,
        subtitle=sub,
        numbers=frozenset((*numbers, *more)),
        abridged=issued == "monograph" and ("..." in named or "..." in rest),
        part=_numbers_of(each.part_number for each in shown),
        part_name=_first(tokens(each.part_name or "") for each in shown),
        uniform=_uniform(work),
        makers=makers,
        primary=primary,
        stated=_stated(instances),
        languages=_languages(work),
        medium=medium,
        issued=issued,
        years=tuple(sorted({year for each in instances for year in _years(each)})),
        editions=frozenset(found for each in editions if (found := _edition(each))),
        revised=any(_AGAIN.search(each) for each in editions),
        pages=tuple(sorted({count for each in instances for count in _page_counts(each)})),
        publishers=_publishers(instances),
        series=_series((work, *instances)),
        theme=_theme((work, *instances)) if medium == "map" else "",
        identifiers=_identifiers(work, instances),
    )


def _split(words: Iterable[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    plain_words, numbers, before = [], [], ""
    for word in words:
        found = str(_roman(word)) if before in _NUMBERED and word in _LETTERS else number(word)
        if found is None:
            plain_words.append(word)
        else:
            numbers.append(found)
        before = word
    return tuple(plain_words), tuple(numbers)


def _first(choices: Iterable[Sequence[str]]) -> tuple[str, ...]:
    return next((tuple(each) for each in choices if each), ())


def _numbers_of(parts: Iterable[str | None]) -> tuple[str, ...]:
    """What tells a part, without the word for a part: “Band II” and “vol. 2” are the same part, “1-A” is another."""
    for each in parts:
        words = [number(word) or word for word in tokens(each or "")]
        if words:
            return tuple(word for word in words if word not in _PART_WORDS) or tuple(words)
    return ()


def _uniform(work: Node) -> tuple[str, ...]:
    for hub in nodes(work, "bf:expressionOf"):
        found = titles.title(hub)
        if found is not None:
            return tuple(tokens(found.main))
    return ()


def _makers(by: Iterable[agents.Contribution]) -> tuple[tuple[Name, ...], bool]:
    found: dict[Name, None] = {}
    primary = False
    for each in sorted(by, key=lambda one: not one.primary):
        read = name(each.agent.label, each.agent.types)
        if read is not None:
            primary = primary or each.primary
            found[read] = None
    return tuple(found), primary


def _languages(work: Node) -> frozenset[str]:
    codes = (iri.rpartition("/")[2] for iri in iris(work, "bf:language"))
    return frozenset(code for code in codes if code not in _NO_LANGUAGE)


def _stated(instances: Sequence[Node]) -> str:
    words = [word for each in instances[:_MOST_STATED] for word in tokens(details.responsibility(each) or "")]
    return f" {' '.join(words[:_MOST_WORDS])} " if words else ""


def _years(instance: Node) -> set[int]:
    """The years of its publication, coded and transcribed; none where they are only bounded, as “19--”."""
    for activity in nodes(instance, "bf:provisionActivity"):
        dates = [each.value for of in ("bf:date", "bflc:simpleDate") for each in texts(activity, of)]
        if dates:
            return {int(found[1]) for each in dates if "between" not in each and (found := _YEAR.search(each))}
    first = publication.first_year(instance)
    return set() if first is None else {first}


def _edition(text: str) -> str:
    """The number of an edition; “first” says nothing."""
    found = next((known for word in tokens(text) if (known := number(word)) is not None), "")
    return "" if found == "1" else found


def _page_counts(instance: Node) -> list[int]:
    return [
        max(counts) for text in details.extent(instance) if (counts := [int(each) for each in _PAGES.findall(text)])
    ]


def _publishers(instances: Sequence[Node]) -> tuple[str, ...]:
    found = {" ".join(tokens(text.value)[:3]) for each in instances for text in publication.publishers(each)}
    return tuple(sorted(found - {""}))


def _series(own: Sequence[Node]) -> tuple[tuple[str, str], ...]:
    found = set()
    for node in own:
        for each in nodes(node, "bf:relation"):
            numbered = plain(each, "bf:seriesEnumeration")
            words = [number(word) or word for word in tokens(numbered or "")]
            if read := " ".join(word for word in words if word not in _PART_WORDS):
                for related in nodes(each, "bf:associatedResource"):
                    titled = titles.title(related)
                    if titled is not None:
                        found.add((" ".join(tokens(titled.main)[:3]), read))
    return tuple(sorted(found))


def _theme(own: Sequence[Node]) -> str:
    unnumbered = [each for node in own for each in nodes(node, "bf:relation") if "bf:seriesEnumeration" not in each]
    transcribed = [
        related
        for each in unnumbered
        for related in nodes(each, "bf:associatedResource")
        if "bflc:Uncontrolled" in related.get("@type", ())
    ]
    shown = [titled for each in transcribed if (titled := titles.title(each)) is not None]
    return " ".join(sorted({word.rstrip("s") for each in shown for word in tokens(each.main)}))


def _identifiers(work: Node, instances: Sequence[Node]) -> frozenset[str]:
    return frozenset(
        f"{each.scheme}:{each.normalized}"
        for node in (work, *instances)
        for each in identifiers(node)
        if each.scheme in _COUNTED and each.normalized and not each.cancelled
    )
