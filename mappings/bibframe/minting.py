"""Names from a template, for conversions without a store: `http://example.org/{001}#{part}`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from urllib.parse import quote

from mappings.errors import CatalographError
from mappings.marc.record import Record
from mappings.rules.iris import valid

_SAFE: Final = "!'()*-._~"


class TemplateError(CatalographError):
    """An IRI template that doesn't give valid, absolute IRIs."""

    code = "IRI_TEMPLATE"
    hint = "Write an absolute IRI with {n}, {001} or {part} in it, such as http://example.org/{001}#{part}."


@dataclass(frozen=True, slots=True)
class TemplateMinter:
    """Mints names from `template`: `{n}` the record's position from 0, `{001}` its control number, `{part}` the part.

    Raises `TemplateError` when the template can't give an absolute IRI.
    """

    template: str

    def __post_init__(self) -> None:
        """Refuse a template that can't give an IRI."""
        if not valid(_filled(self.template, "0", "x").replace("{part}", "Work")):
            raise TemplateError(f"“{self.template}” gives no absolute IRI.")

    def of(self, n: int, record: Record) -> RecordMinter:
        """The names of record number `n`. A record without a control number is called after its position."""
        number = " ".join((record.control_number or f"n{n}").split())
        return RecordMinter(_filled(self.template, str(n), quote(number, safe=_SAFE)))


def _filled(template: str, n: str, number: str) -> str:
    return template.replace("{n}", n).replace("{001}", number)


@dataclass(frozen=True, slots=True)
class RecordMinter:
    """The names of one record: a template in which only `{part}` is open."""

    template: str

    def root(self, part: str) -> str:
        """The IRI of a root, such as `Work` or `Instance2`."""
        return self.template.replace("{part}", part)

    def heading(self, kind: str, key: str, part: str) -> str:  # noqa: ARG002 - a template names by place alone
        """The IRI of a heading, by its place in the record: `Agent100-4`."""
        return self.template.replace("{part}", part)
