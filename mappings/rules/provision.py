"""Provision: the fields 260, 261, 262, 264 and the dates and place of the 008, as one step.

260-262 become blocks as 264 has them: a new block begins where a place follows something else, and the manufacturer's
subfields ($e $f $g) make a block of their own. The 008 date and country go to the last block of their function; without
one they make an activity of their own. Coming back each activity is a 264 (its transcribed parts), and the 008 gets its
characters again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from mappings.rules.agents import keys_of
from mappings.rules.compile_back import text_of
from mappings.rules.forward import add, literal
from mappings.rules.languages import tag_of
from mappings.rules.marc_keys import marc_key
from mappings.rules.provision_blocks import (
    SIMPLE,
    Block,
    Marked,
    closed,
    copyright_text,
    cut,
    marked,
    told_by_activities,
    transcribed,
)
from mappings.rules.provision_dates import STATUSES, of_008, status, to_008
from mappings.rules.punctuation import chop

if TYPE_CHECKING:
    from mappings.bibframe.node import Node, Value
    from mappings.marc.record import Subfield
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


# ---- forward --------------------------------------------------------------------------------------------------------


def finish(run: Run) -> None:
    """Make the provision activities of the record."""
    blocks = _blocks(run)
    activities = of_008(run.text008)
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
    if block.first and not told_by_activities(block.source):
        node["bflc:marcKey"] = [marc_key(block.source)]
        if block.twin is not None:
            node["bflc:marcKey"].append(literal(marc_key(block.twin[0]), block.twin[1]))
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
    return status(name)


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
    """The date alone, of the 008 where that has one; and as it is transcribed where a © before it doesn't say that."""
    texts = [" ".join(text.split()) for _, text, _ in block.subfields if text.strip()]
    date = chop(_joined(texts, ";").replace("©", "").replace("℗", ""))
    coded = activities.get("Copyright", {}).get("bf:copyrightDate", [])
    for value in coded:
        add(run.instance, "bf:copyrightDate", dict(value) if isinstance(value, dict) else value)
    if coded:
        date = text_of(coded[0])[0]
    elif date:
        add(run.instance, "bf:copyrightDate", literal(date, block.language))
    shown = copyright_text(texts)
    if shown and shown != f"©{date}":
        add(run.instance, "bf:copyrightDate", literal(shown, block.language))
    if block.twin is not None and not coded:
        other = _joined([" ".join(text.split()) for text in block.twin[0].all("abc") if text.strip()], ";")
        if cleaned := chop(other.replace("©", "").replace("℗", "")):
            add(run.instance, "bf:copyrightDate", literal(cleaned, block.twin[1]))


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


# ---- coming back ----------------------------------------------------------------------------------------------------


class _Told(NamedTuple):
    """What one activity tells of a field: indicators, $3, its subfields in two scripts, and its node."""

    indicators: str
    three: str
    plain: list[tuple[str, str]]
    other: list[tuple[str, str]]
    language: str
    node: Node


def take_activity(out: Back, _: Root, value: Any) -> None:
    """The transcribed parts wait for their field; the 008 gets the characters the activity carries."""
    types = value.get("@type", ())
    function = next((name for name in FUNCTIONS.values() if f"bf:{name}" in types), "")
    ind2 = next((number for number, name in FUNCTIONS.items() if name == function), " ")
    to_008(out, value, function)
    plain: list[tuple[str, str]] = []
    other: list[tuple[str, str]] = []
    language = ""
    for code, prop in SIMPLE.items():
        for member in value.get(prop, ()):
            text, tongue = text_of(member)
            (other if tongue else plain).append((code, text))
            language = tongue or language
    three = [text_of(label)[0] for node in value.get("bflc:appliesTo", ()) for label in node.get("rdfs:label", ())]
    told = _Told(_first_indicator(value, out) + ind2, next(iter(three), ""), plain, other, language, value)
    out.notes.setdefault("provision", []).append(told)


def _write_activities(out: Back) -> None:
    """A field of each activity; one of several that belong together."""
    told: list[_Told] = out.notes.get("provision", [])
    out.origin = "instance/bf:provisionActivity"
    at = 0
    while at < len(told):
        if count := _of_key(out, told, at):
            at += count
            continue
        end = at + 1
        while end < len(told) and _continues(told[end - 1], told[end]):
            end += 1
        _write(out, told[at:end])
        at = end


def _of_key(out: Back, told: list[_Told], at: int) -> int:
    """How many activities one field of another form (260, 261, 262) made, which is then written in that form.

    Its key tells which subfields there are. Where one says something else now, that one is written anew.
    """
    own, other = keys_of(told[at].node)
    blocks = [block for block in cut(own, None, None) if block.ind2 != "4"] if own is not None else []
    if own is None or not blocks or len(told) < at + len(blocks):
        return 0
    subfields = list(own.subfields)
    kept = 0
    for block, each in zip(blocks, told[at:], strict=False):
        for code in SIMPLE:
            places = [place for place, sub in enumerate(block.subfields) if sub[0] == code]
            texts = [text for made, text in each.plain if made == code]
            if len(texts) < len(places):
                return 0
            for place, text in zip(places, texts, strict=False):
                was, source = transcribed(block, place), block.subfields[place][2]
                if not was:  # a text with the mark of subfields in it, which a key can't tell from one
                    return 0
                kept += was == text
                if was != text:
                    subfields[source] = _with_text(subfields[source], was, text)
    if not kept:
        return 0
    twin = other.subfields if other is not None else ()
    out.field(own.tag, own.ind1, own.ind2, [sub for sub in subfields if sub.code != "6"],
              twin=[sub for sub in twin if sub.code != "6"], language=told[at].language)  # fmt: skip
    return len(blocks)


def _with_text(subfield: Subfield, was: str, text: str) -> Subfield:
    """A subfield that says something else, with the marks that stood around what it said."""
    before, found, after = subfield.value.partition(was)
    return subfield._replace(value=f"{before}{text}{after}" if found else text)


def _continues(before: _Told, after: _Told) -> bool:
    """Whether an activity is a further place and name of the field before it, whose date stands at its end."""
    return (
        before.indicators == after.indicators
        and not after.three
        and before.language == after.language
        and bool(before.plain and after.plain)
        and before.plain[-1][0] == "b"
        and after.plain[0][0] == "a"
    )


def _write(out: Back, told: list[_Told]) -> None:
    first = told[0]
    plain = _marked([pair for each in told for pair in each.plain])
    other = _marked([pair for each in told for pair in each.other])
    head: list[tuple[str, str]] = [("3", first.three)] if first.three else []
    out.field("264", first.indicators[0], first.indicators[1], [*head, *closed(plain, isbd=out.isbd)],
              twin=closed(other, isbd=out.isbd), language=first.language)  # fmt: skip


def _marked(pairs: list[tuple[str, str]]) -> list[Marked]:
    return [marked(code, text, further=code in [c for c, _ in pairs[:at]]) for at, (code, text) in enumerate(pairs)]


def _first_indicator(node: Node, out: Back) -> str:
    current = any(status.get("@id") == STATUSES + "current" for status in node.get("bf:status", ()))
    return "3" if current and out.leader[7] in "si" and len(out.instance.get("bf:provisionActivity", ())) > 1 else " "


def take_statement(out: Back, _: Root, value: Any) -> None:
    """A copyright date; the statements repeat the activities and say nothing new."""
    out.notes.setdefault("statements", []).append(value)


def back_finish(out: Back) -> None:
    """The fields of the activities, the copyright dates as 264 #4, and date 2 of the 008."""
    _write_activities(out)
    dates = [text_of(value) for value in out.instance.get("bf:copyrightDate", ())]
    coded = [
        value
        for value in out.instance.get("bf:copyrightDate", ())
        if isinstance(value, dict) and "@value" in value and "@type" in value
    ]
    for value in coded[:1]:
        out.put("008", 6, "t")
        out.put("008", 11, value["@value"].replace("X", "u")[:4])
    plain = [text for text, language in dates if not language]
    shown = [text for text in plain if any(text != other and text in other for other in plain)]
    plain = [text if _transcribed_date(text) else f"©{text}" for text in plain if text not in shown]
    other, language = next(((text, tongue) for text, tongue in dates if tongue), ("", ""))
    for at, text in enumerate(plain or [""] * bool(other)):
        twin = [("c", f"©{other}")] if other and not at else []
        out.field("264", " ", "4", [("c", text)] if text else (), twin=twin, language=language)


def _transcribed_date(text: str) -> bool:
    """Whether a date of copyright says itself that it is one."""
    return text[:1] in {"©", "℗"} or not text[:1].isdigit()
