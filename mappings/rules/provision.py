"""Provision: the fields 260, 261, 262, 264 and the dates and place of the 008, as one step.

260-262 become blocks as 264 has them: a new block begins where a place follows something else, and the manufacturer's
subfields ($e $f $g) make a block of their own. The 008 date and country go to the last block of their function; without
one they make an activity of their own. Coming back each activity is a 264 (its transcribed parts), and the 008 gets its
characters again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from mappings.rules import iris
from mappings.rules.compile_back import text_of
from mappings.rules.forward import add, literal
from mappings.rules.languages import tag_of
from mappings.rules.provision_blocks import SIMPLE, Block, Marked, closed, cut, marked, transcribed
from mappings.rules.punctuation import chop

if TYPE_CHECKING:
    from mappings.bibframe.node import Node, Value
    from mappings.rules.back import Back
    from mappings.rules.forward import Run
    from mappings.rules.model import Root

FUNCTIONS: Final = {"0": "Production", "1": "Publication", "2": "Distribution", "3": "Manufacture"}
STATEMENTS: Final = {
    "Production": "bf:productionStatement",
    "Publication": "bf:publicationStatement",
    "Distribution": "bf:distributionStatement",
    "Manufacture": "bf:manufactureStatement",
}
_TAGS: Final = ("260", "261", "262", "264")
COUNTRIES: Final = "http://id.loc.gov/vocabulary/countries/"
_STATUS: Final = "http://id.loc.gov/vocabulary/mstatus/"


# ---- forward --------------------------------------------------------------------------------------------------------


def finish(run: Run) -> None:
    """Make the provision activities of the record."""
    blocks = _blocks(run)
    activities = _of_008(run.text008)
    count = len(run.tagged(*_TAGS))
    for index, block in enumerate(blocks):
        if block.ind2 == "4":
            _copyright(run, block, activities)
            continue
        function = FUNCTIONS.get(block.ind2, "")
        last = all(other.ind2 != block.ind2 for other in blocks[index + 1 :])
        _activity(run, block, function, activities.get(function, {}) if last else {}, count)
    _unmatched(run, blocks, activities)


def _blocks(run: Run) -> list[Block]:
    blocks: list[Block] = []
    if run.has(*_TAGS):
        for position, source in enumerate(run.record.fields, 2):
            if source[0] in _TAGS and len(source) == 4:
                run.position = position
                blocks.extend(cut(source, tag_of(run, source), run.twin()))
    for linked in run.tagged("880"):
        six = linked.get("6") or ""
        if six[:3] in _TAGS and not any(linked is twin for twin in run.twins.values()):
            bare = linked._replace(tag=six[:3], subfields=tuple(s for s in linked.subfields if s.code != "6"))
            blocks.extend(cut(bare, None, None))
    return blocks


def _activity(run: Run, block: Block, function: str, coded: dict[str, list[Value]], count: int) -> None:
    node: Node = {"@type": ["bf:ProvisionActivity", *([f"bf:{function}"] if function else [])], **coded}
    if function == "Publication" and "bf:status" not in node and (status := _serial_status(run, block, count)):
        node["bf:status"] = [status]
    _applies_to(node, block)
    plain: dict[str, list[str]] = {}
    other: dict[str, list[str]] = {}
    for at, (code, _, place) in enumerate(block.subfields):
        prop = SIMPLE[code]
        value = transcribed(block, at)
        if value:
            add(node, prop, literal(value, block.language))
            (other if block.language else plain).setdefault(prop, []).append(value)
        if (twin := _twin_text(block, place)) and block.twin:
            add(node, prop, literal(twin, block.twin[1]))
            (other if block.twin[1] else plain).setdefault(prop, []).append(twin)
    add(run.instance, "bf:provisionActivity", node)
    statement = STATEMENTS.get(function)
    if statement:
        tongue = block.language or (block.twin[1] if block.twin else None)
        for parts, language in ((plain, None), (other, tongue)):
            if parts:
                add(run.instance, statement, literal(_statement(parts), language))


def _serial_status(run: Run, block: Block, count: int) -> Node | None:
    kind = run.leader[7:8]
    if kind in "si" and count > 1 and block.ind1 in " 3":
        name = "earliest" if block.ind1 == " " else "current"
    elif kind == "i" and count == 1:
        name = "current"
    else:
        return None
    return _status(name)


def _status(name: str) -> Node:
    return {"@id": _STATUS + name, "@type": ["bf:Status"], "rdfs:label": [name]}


def _applies_to(node: Node, block: Block) -> None:
    for source, language in ((block.source, block.language), block.twin or (None, None)):
        if source is not None and (three := source.get("3")):
            node["bflc:appliesTo"] = [{"@type": ["bflc:AppliesTo"], "rdfs:label": [literal(chop(three), language)]}]
            return


def _twin_text(block: Block, place: int) -> str:
    """The subfield of the paired field that stands for the one at `place`: as many of its code before it."""
    if block.twin is None:
        return ""
    code = block.source.subfields[place].code
    before = sum(1 for sub in block.source.subfields[:place] if sub.code == code)
    texts = block.twin[0].all(code)
    return chop(texts[before]) if before < len(texts) else ""


def _statement(parts: dict[str, list[str]]) -> str:
    """`Place: Agent, Date`, several of a kind joined."""
    places, agents, dates = (parts.get(prop, []) for prop in SIMPLE.values())
    out = _joined(places, ";")
    if places and (agents or dates):
        out += ": "
    out += _joined(agents, ",")
    if agents and dates:
        out += ", "
    return out + _joined(dates, ",")


def _joined(texts: list[str], mark: str) -> str:
    return "".join(
        text if index == len(texts) - 1 else text + (" " if text[-1] in ".:,;/" else mark + " ")
        for index, text in enumerate(texts)
    )


def _copyright(run: Run, block: Block, activities: dict[str, dict[str, list[Value]]]) -> None:
    if "Copyright" in activities:
        for value in activities["Copyright"]["bf:copyrightDate"]:
            add(run.instance, "bf:copyrightDate", dict(value) if isinstance(value, dict) else value)
        return
    text = chop(_delimited([text for _, text, _ in block.subfields]).replace("©", "").replace("℗", ""))
    if text:
        add(run.instance, "bf:copyrightDate", literal(text, block.language))
    if block.twin is not None:
        other = _delimited(block.twin[0].all("abc")).replace("©", "").replace("℗", "")
        if cleaned := chop(other):
            add(run.instance, "bf:copyrightDate", literal(cleaned, block.twin[1]))


def _delimited(texts: list[str]) -> str:
    return _joined([" ".join(text.split()) for text in texts if text.strip()], ";")


def _unmatched(run: Run, blocks: list[Block], activities: dict[str, dict[str, list[Value]]]) -> None:
    """What the 008 tells of functions that no field has."""
    have = {block.ind2 for block in blocks}
    for number, function in FUNCTIONS.items():
        if function in activities and number not in have:
            node: Node = {"@type": ["bf:ProvisionActivity", f"bf:{function}"], **activities[function]}
            add(run.instance, "bf:provisionActivity", node)
    if "Copyright" in activities and "4" not in have:
        for value in activities["Copyright"]["bf:copyrightDate"]:
            add(run.instance, "bf:copyrightDate", value)


# ---- the 008 --------------------------------------------------------------------------------------------------------


def _edtf(text: str) -> Node:
    return {"@value": text.replace("u", "X").replace("U", "X"), "@type": "edtf:edtf"}


def _date(kind: str, first: str, second: str) -> str:
    """The EDTF date of 008/06-14; empty where none is told."""
    one, two = first.strip(" |") != "", second.strip(" |") != ""
    if kind == "c":
        return first + "/.."
    if kind in "dikmu" or (kind == "|" and one and two) or (kind == "n" and one and two):
        return f"{first}/{second}"
    if kind == "q":
        return f"{first}~/{second}~"
    if kind == "e":
        return f"{first}-{second[:2]}" + ("" if second[2:] == "  " else f"-{second[2:]}")
    if kind in "prst" or (kind in "|n" and one):
        return first
    return "XXXX" if kind == "n" else ""


def _of_008(text: str) -> dict[str, dict[str, list[Value]]]:
    """What the 008 says of provision, by function; "Copyright" holds a copyright date."""
    if len(text) < 18:
        return {}
    kind, first, second, place = text[6], text[7:11], text[11:15], text[15:18]
    where: dict[str, list[Value]] = {}
    country = place[:2] if place[2] == " " else place
    if country.strip() and country != "|||":
        where = {"bf:place": [{"@id": COUNTRIES + iris.encoded(" ".join(country.split()))}]}
    date = _date(kind, first, second)
    if not date:
        return {"Publication": where} if where else {}
    function = "Production" if kind in "ik" else "Distribution" if kind == "p" else "Publication"
    said: dict[str, list[Value]] = {}
    if kind in "ik":
        label = "inclusive collection dates" if kind == "i" else "bulk collection dates"
        said["bf:note"] = [{"@type": ["bf:Note"], "rdfs:label": [label]}]
    said["bf:date"] = [_edtf(date)]
    if kind in "cd":
        said["bf:status"] = [_status("current" if kind == "c" else "ceased")]
    out = {function: {**said, **where}}
    if kind == "p":
        out["Production"] = {"bf:date": [_edtf(second)]}
    if kind == "t" and second.strip(" |"):
        out["Copyright"] = {"bf:copyrightDate": [_edtf(second)]}
    return out


# ---- coming back ----------------------------------------------------------------------------------------------------


def take_activity(out: Back, _: Root, value: Any) -> None:
    """A 264 of the transcribed parts, and the characters of the 008 it carries."""
    types = value.get("@type", ())
    function = next((name for name in FUNCTIONS.values() if f"bf:{name}" in types), "")
    ind2 = next((number for number, name in FUNCTIONS.items() if name == function), " ")
    _to_008(out, value, function)
    plain: list[Marked] = []
    other: list[Marked] = []
    language = ""
    for code, prop in SIMPLE.items():
        for member in value.get(prop, ()):
            text, tongue = text_of(member)
            into = other if tongue else plain
            into.append(marked(code, text, further=any(each == code for each, _, _ in into)))
            language = tongue or language
    three = [text_of(label)[0] for node in value.get("bflc:appliesTo", ()) for label in node.get("rdfs:label", ())]
    head: list[tuple[str, str]] = [("3", text) for text in three[:1]]
    out.field("264", _first_indicator(value, out), ind2, [*head, *closed(plain, isbd=out.isbd)],
              twin=closed(other, isbd=out.isbd), language=language)  # fmt: skip


def _first_indicator(node: Node, out: Back) -> str:
    current = any(status.get("@id") == _STATUS + "current" for status in node.get("bf:status", ()))
    return "3" if current and out.leader[7] in "si" and len(out.instance.get("bf:provisionActivity", ())) > 1 else " "


def _to_008(out: Back, node: Node, function: str) -> None:
    for place in node.get("bf:place", ()):
        iri = place.get("@id", "")
        if iri.startswith(COUNTRIES):
            out.put("008", 15, iri.removeprefix(COUNTRIES).ljust(3)[:3])
    date = next((text_of(value)[0] for value in node.get("bf:date", ())), "")
    if not date:
        return
    notes = str(node.get("bf:note", ""))
    seen: set[str] = out.notes.setdefault("provision dates", set())
    if "p" in seen and function == "Production":
        out.put("008", 11, date.replace("X", "u"))
        return
    kind, first, second = _of_edtf(date, function, notes, ceased="ceased" in str(node.get("bf:status", "")))
    if kind == "p":
        seen.add("p")
    out.put("008", 6, kind + first.replace("X", "u").ljust(4)[:4] + second.replace("X", "u").ljust(4)[:4])


def _of_edtf(date: str, function: str, notes: str, *, ceased: bool) -> tuple[str, str, str]:
    """(type of date, date 1, date 2) of an EDTF date."""
    first, slash, second = date.partition("/")
    if slash:
        if second == "..":
            return "c", first, "9999"
        if first.endswith("~"):
            return "q", first[:-1], second[:-1]
        kind = "i" if "inclusive" in notes else "k" if "bulk" in notes else "d" if ceased else "m"
        return kind, first, second
    if date == "XXXX":
        return "n", "    ", "    "
    if "-" in date:
        year, _, rest = date.partition("-")
        return "e", year, rest.replace("-", "")
    return ("p" if function == "Distribution" else "s"), first, "    "


def take_statement(out: Back, _: Root, value: Any) -> None:
    """A copyright date; the statements repeat the activities and say nothing new."""
    out.notes.setdefault("statements", []).append(value)


def back_finish(out: Back) -> None:
    """The copyright dates as 264 #4, and date 2 of the 008."""
    dates = [text_of(value) for value in out.instance.get("bf:copyrightDate", ())]
    coded = [
        value for value in out.instance.get("bf:copyrightDate", ()) if isinstance(value, dict) and "@type" in value
    ]
    for value in coded[:1]:
        out.put("008", 6, "t")
        out.put("008", 11, value["@value"].replace("X", "u")[:4])
    plain = next((text for text, language in dates if not language), "")
    other, language = next(((text, tongue) for text, tongue in dates if tongue), ("", ""))
    if plain or other:
        out.field("264", " ", "4", [("c", "©" + plain)] if plain else (), twin=[("c", "©" + other)] if other else (),
                  language=language)  # fmt: skip
