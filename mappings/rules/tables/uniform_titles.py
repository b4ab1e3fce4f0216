"""Uniform titles 130 and 240: the Hub that the Work is an expression of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from mappings.marc.record import DataField, Subfield
from mappings.rules.agents import in_two_scripts
from mappings.rules.compile_back import text_of
from mappings.rules.forward import add, literal
from mappings.rules.hubs import describe_hub, field_of_hub, hub_iri, title_label, title_subfields, write
from mappings.rules.marc_keys import marc_key, parsed_key
from mappings.rules.model import WORK, Claim, Example, Root, Rule, Step
from mappings.rules.punctuation import spaced
from mappings.rules.tables.names import contribution
from mappings.rules.tables.shared import institution_node

if TYPE_CHECKING:
    from mappings.bibframe.node import Node
    from mappings.rules.back import Back
    from mappings.rules.forward import Run

_MAIN: Final = frozenset({"100", "110", "111"})


def _forward(run: Run, field: DataField, language: str | None) -> None:
    tag = field.tag
    label = title_label(field, tag)
    if not label:
        return
    node: Node = {"@id": "", "@type": ["bf:Hub"]}
    made = _contributions(run) if tag == "240" else []
    name = ""
    if made:
        node["bf:contribution"] = made
        name = text_of(next(iter(made[0]["bf:agent"][0].get("rdfs:label", [""]))))[0]
    node["@id"] = hub_iri(run, field, tag, label, name)
    describe_hub(run, node, field, language, tag)
    if tag == "240":
        node["bflc:marcKey"] = _joined_keys(run, field)
    for code, text in field.subfields:
        if code == "5":
            add(node, "bflc:applicableInstitution", institution_node(text))
    add(run.work, "bf:expressionOf", node)


def _contributions(run: Run) -> list[Node]:
    """The main entry again, as the creator of the hub."""
    here = run.position
    made: list[Node] = []
    for position, field in enumerate(run.record.fields, 2):
        if field.tag in _MAIN and isinstance(field, DataField):
            run.position = position
            made.append(contribution(run, field, None, field.tag))
    run.position = here
    return made


def _joined_keys(run: Run, field: DataField) -> list[Any]:
    """The key of main entry and uniform title as of one field with `$t`."""
    mains = [main for main in run.tagged("100", "110", "111", "130") if main.subfields]
    keys: list[Any] = [_joined(marc_key(mains[0]) if mains else "", field)]
    if (twin := run.twin()) is not None:
        linked = [other for other in run.tagged("880") if (other.get("6") or " ")[0] == "1"]
        keys.append(literal(_joined(marc_key(linked[0]) if linked else "", twin[0]), twin[1]))
    return keys


def _joined(main: str, field: DataField) -> str:
    return f"{main}$t{marc_key(field).partition('$a')[2]}"


# ---- coming back ----------------------------------------------------------------------------------------------------


def _back(out: Back, _: Root, value: Any) -> None:
    if not _under_main_entry(out, value):
        write(out, *field_of_hub(value, "1"))
        return
    titles = [text for title in value.get("bf:title", ()) for text in title.get("bf:mainTitle", ())]
    (label, other), language = in_two_scripts(titles)
    key, other_key = in_two_scripts(value.get("bflc:marcKey", ()))[0]
    subfields = _kept(key, label or other)
    field = DataField("240", "1", _nonfiling(value), subfields or tuple(title_subfields(value, "a", label or other)))
    twin = _kept(other_key, other) if label and other else ()
    write(out, field, field._replace(subfields=twin) if twin else None, language)


def _under_main_entry(out: Back, hub: Node) -> bool:
    keys = [text_of(key)[0] for key in hub.get("bflc:marcKey", ())]
    if keys:
        return not keys[0].startswith(("130", "880"))
    return "bf:contribution" in hub or any(
        "bf:PrimaryContribution" in made.get("@type", ()) for made in out.work.get("bf:contribution", ())
    )


def _kept(key: str, label: str) -> tuple[Subfield, ...]:
    """The title of a joined key as the subfields of a 240, where it agrees with the label."""
    field = parsed_key(f"24010$a{key.partition('$t')[2]}")
    return field.subfields if field is not None and title_label(field, "240") == label else ()


def _nonfiling(hub: Node) -> str:
    counts = [text_of(count)[0] for title in hub.get("bf:title", ()) for count in title.get("bflc:nonSortNum", ())]
    return counts[0] if counts else "0"


UNIFORM_TITLES: Final = Step(
    "uniform titles",
    tags="130 240",
    takes={"130": "adfghklmnoprst20178", "240": "adfghklmnoprs20178"},
    forward=_forward,
    claims=(Claim(WORK, "bf:expressionOf", "bf:Hub"),),
    back=_back,
    normalise=spaced,
    twin="same",
    examples=(
        Example(
            "130 0# $a Beowulf. $l English",
            {
                "bf:expressionOf": {
                    "@type": "bf:Hub",
                    "bf:title": {"@type": "bf:Title", "bf:mainTitle": "Beowulf. English"},
                    "bf:language": {"rdfs:label": "English"},
                    "bflc:marcKey": "1300 $aBeowulf.$lEnglish",
                }
            },
        ),
        Example(
            """100 1# $a Tolstoy, Leo, $d 1828-1910.
               240 10 $a Voĭna i mir. $l English $s (Maude)""",
            {
                "bf:expressionOf": {
                    "@type": "bf:Hub",
                    "bf:contribution": {
                        "@type": "bf:PrimaryContribution",
                        "bf:agent": {"rdfs:label": "Tolstoy, Leo, 1828-1910"},
                    },
                    "bf:title": {"bf:mainTitle": "Voĭna i mir. English (Maude)"},
                    "bf:version": "(Maude)",
                    "bflc:marcKey": "1001 $aTolstoy, Leo,$d1828-1910.$tVoĭna i mir.$lEnglish$s(Maude)",
                }
            },
        ),
    ),
)

RULES: Final[tuple[Rule, ...]] = (UNIFORM_TITLES,)
