"""The reference page of application profiles: which there are, columns, groups, lists, and what a form says."""

from __future__ import annotations

from typing import Final

from mappings.profiles.columns import COLUMNS, TRANSLATED
from mappings.profiles.groups import GROUPS
from mappings.profiles.resolve import shared
from mappings.profiles.vocabularies import LOOK_UPS, NAMES

_FORM: Final = {
    "id, label, help, own": "of the profile; labels and help by language",
    "roots": "the shapes of whole descriptions: `describes`, `shape`",
    "groups": "the parts of the form in order: `id`, `label`",
    "shapes": "by id: `label`, `help`, `describes`, `classes` of what is held to it, `types` of a new one, `fields`",
    "fields: key, property": "`key` tells a field from others of its property in a shape",
    "fields: kind": "`text`, `date` (EDTF), `choice`, `lookup` (a term, or a part made here), `part` (nested), `link`",
    "fields: required, severity": "whether it has to be said, and how much that matters: `error`, `warning`, `note`",
    "fields: repeatable, ordered, hidden": "as the table says",
    "fields: classes, types": "a value goes to the first field of its property that has one of its classes in `classes`"
    " (or has none); a new one gets `types`",
    "fields: shapes": "the shapes a value made inside has, the first by default",
    "fields: vocabulary, choices": "the list to look up in; the values of a picklist with their labels",
    "fields: pattern, stems, languages": "what a value is held to, with `constraintSeverity`",
    "fields: datatype, default": "the datatype of a literal that isn't text; a value that a new one begins with",
    "fields: group, marc, label, help, example": "as the table says",
}


def page(made: str) -> str:
    """The page; `made` says how it is made."""
    columns = [
        f"| `{name}`{' (and `@ar`, `@pl` …)' if name in TRANSLATED else ''} | {meaning} |"
        for name, meaning in COLUMNS.items()
    ]
    profiles = [
        f"| `{each.id}` | {', '.join(str(root.describes) for root in each.roots)} | {each.label['en']} |"
        f" {each.help.get('en', '')} |"
        for each in shared().offered
    ]
    return "\n".join(
        [
            "# Application profiles",
            made,
            "",
            "How a library changes one: [how-to](../how-to/profiles.md). Each is at `/profiles/{name}.ttl` (SHACL) and",
            "`/profiles/{name}.csv` (its own rows).",
            "",
            "| profile | describes | label | what it is for |",
            "|---|---|---|---|",
            *profiles,
            "",
            "## Columns of a table",
            "",
            "| column | meaning |",
            "|---|---|",
            *columns,
            "",
            f"Groups: {', '.join(f'`{each}`' for each in GROUPS)}, or any other word.",
            "",
            f"Lists for `vocabulary`: {', '.join(f'`{each}`' for each in sorted(NAMES - LOOK_UPS))}, whose members are",
            f"known; {', '.join(f'`{each}`' for each in sorted(LOOK_UPS))}, which are only searched.",
            "",
            "## What a form says",
            "",
            "| key | meaning |",
            "|---|---|",
            *(f"| {key} | {meaning} |" for key, meaning in _FORM.items()),
            "",
        ]
    )
