"""NCIP messages as XML: what is asked, and elements in the order that the schema of NCIP 2.02 has them.

Source: ANSI/NISO Z39.83-1 (NISO Circulation Interchange Part 1: Protocol), version 2.02.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar, Final

from lxml import etree

from app.formats import xml_text
from mappings.errors import CatalographError

NCIP: Final = "http://www.niso.org/2008/ncip"
VERSION: Final = "http://www.niso.org/schemas/ncip/v2_02/ncip_v2_02.xsd"

Element = etree._Element  # noqa: SLF001 - lxml's type has no other name


class NoMessage(CatalographError):
    """What was sent is no message of NCIP."""

    code: ClassVar[str] = "NCIP_NO_MESSAGE"


@dataclass(frozen=True, slots=True)
class Message:
    """A message: the name of its service, and the element that holds what is asked."""

    service: str
    element: Element

    def text(self, *path: str) -> str:
        """The text at a path of elements, empty where there is none."""
        found = self.element.find("/".join(f"{{{NCIP}}}{each}" for each in path))
        return "" if found is None else (found.text or "").strip()

    def has(self, name: str) -> bool:
        """Whether an element is there, such as `LoanedItemsDesired`."""
        return self.element.find(f"{{{NCIP}}}{name}") is not None

    def authentication(self) -> dict[str, str]:
        """What a patron is known by, by its type in small letters: `barcode id`, `pin`."""
        found = {}
        for each in self.element.iterfind(f"{{{NCIP}}}AuthenticationInput"):
            kind = (each.findtext(f"{{{NCIP}}}AuthenticationInputType") or "").strip().lower()
            found[kind] = (each.findtext(f"{{{NCIP}}}AuthenticationInputData") or "").strip()
        return found


def read(octets: bytes) -> Message:
    """The message that octets are. Raises `NoMessage`."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, remove_comments=True)
    try:
        root = etree.fromstring(octets, parser)
    except etree.XMLSyntaxError as error:
        raise NoMessage(f"This is not XML: line {error.lineno}.") from None
    if root.getroottree().docinfo.doctype:
        raise NoMessage("A message has no document type.")
    if root.tag != f"{{{NCIP}}}NCIPMessage":
        raise NoMessage(f"The element NCIPMessage of {NCIP} was expected.")
    for each in root.iterchildren(f"{{{NCIP}}}*"):
        return Message(etree.QName(each).localname, each)
    raise NoMessage("The message asks for nothing.")


def element(name: str, *content: Element | str | None) -> Element:
    """An element with a text or with others; those that are None are left out."""
    made = etree.Element(f"{{{NCIP}}}{name}")
    for each in content:
        if isinstance(each, str):
            made.text = xml_text(each)
        elif each is not None:
            made.append(each)
    return made


def maybe(name: str, text: str | None) -> Element | None:
    """An element with a text, None where there is no text."""
    return element(name, text) if text else None


def holding(name: str, content: Iterable[Element | None]) -> Element | None:
    """An element with others, None where there are none."""
    found = [each for each in content if each is not None]
    return element(name, *found) if found else None


def problem(type_: str, detail: str, where: str = "", value: str = "") -> Element:
    """What stands in the way: its type, what it means here, and the element and value it is about."""
    more = maybe("ProblemElement", where), maybe("ProblemValue", value)
    return element("Problem", element("ProblemType", type_), maybe("ProblemDetail", detail), *more)


def written(content: Element | Iterable[Element]) -> bytes:
    """A message with this in it, as octets."""
    root = etree.Element(f"{{{NCIP}}}NCIPMessage", nsmap={None: NCIP})
    root.set(f"{{{NCIP}}}version", VERSION)
    root.extend([content] if isinstance(content, etree._Element) else content)  # noqa: SLF001 - as above
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")
