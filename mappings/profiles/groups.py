"""The groups that a form sets its fields in, in the order in which they stand."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from mappings.profiles.model import Texts

GROUPS: Final[Mapping[str, Texts]] = MappingProxyType(
    {
        "title": {"en": "Title", "ar": "العنوان", "pl": "Tytuł"},
        "responsibility": {"en": "Responsibility", "ar": "المسؤولية", "pl": "Odpowiedzialność"},
        "edition": {"en": "Edition and publication", "ar": "الطبعة والنشر", "pl": "Wydanie i publikacja"},
        "carrier": {"en": "Physical description", "ar": "الوصف المادي", "pl": "Opis fizyczny"},
        "content": {"en": "Content", "ar": "المحتوى", "pl": "Zawartość"},
        "subject": {"en": "Subject and classification", "ar": "الموضوع والتصنيف", "pl": "Temat i klasyfikacja"},
        "identifier": {"en": "Identifiers", "ar": "المعرّفات", "pl": "Identyfikatory"},
        "relation": {"en": "Relations and series", "ar": "العلاقات والسلاسل", "pl": "Relacje i serie"},
        "note": {"en": "Notes", "ar": "الملاحظات", "pl": "Uwagi"},
        "holding": {"en": "Copy", "ar": "النسخة", "pl": "Egzemplarz"},
        "heading": {"en": "Heading", "ar": "المدخل", "pl": "Hasło"},
        "life": {"en": "Life and activity", "ar": "الحياة والنشاط", "pl": "Życie i działalność"},
        "admin": {"en": "About this description", "ar": "عن هذا الوصف", "pl": "O tym opisie"},
    }
)
"""Their labels by id. A table may name another group; its id is its label then."""


def label_of(group: str) -> Texts:
    """What a group is called."""
    return GROUPS.get(group) or {"en": group}
