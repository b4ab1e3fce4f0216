"""The lists that fields are looked up in: code lists, whose members are known, and those that only a search knows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from mappings.codes import fixed_fields as codes
from mappings.codes.countries import COUNTRIES, DISCONTINUED_COUNTRIES
from mappings.codes.geographic_areas import GEOGRAPHIC_AREAS
from mappings.codes.languages import DISCONTINUED_LANGUAGES, LANGUAGES
from mappings.codes.model import CodeList
from mappings.codes.relators import RELATORS

_LISTS: Final[Mapping[str, tuple[CodeList, ...]]] = MappingProxyType(
    {
        "relators": (RELATORS,),
        "languages": (LANGUAGES, DISCONTINUED_LANGUAGES),
        "countries": (COUNTRIES, DISCONTINUED_COUNTRIES),
        "geographic-areas": (GEOGRAPHIC_AREAS,),
        "content-types": (codes.CONTENT_TYPES, codes.CONTENT_BY_RECORD_TYPE),
        "media-types": (codes.MEDIA_BY_CATEGORY,),
        "carriers": (codes.CARRIERS,),
        "illustrations": (codes.ILLUSTRATIONS,),
        "audiences": (codes.AUDIENCES,),
        "frequencies": (codes.FREQUENCIES,),
        "music-formats": (codes.MUSIC_FORMATS,),
        "reliefs": (codes.RELIEFS,),
        "projections": (codes.PROJECTIONS,),
    }
)

LOOK_UPS: Final = frozenset({"agents", "subjects", "places", "genres", "hubs", "series", "works", "instances"})
"""What is looked up among headings and descriptions, where the list is never complete."""

NAMES: Final = frozenset(_LISTS) | LOOK_UPS
"""Every name that a table may give."""


def is_closed(name: str) -> bool:
    """Whether the members of a list are known here."""
    return name in _LISTS


@lru_cache(maxsize=64)
def members(name: str) -> tuple[str, ...]:
    """The IRIs of a closed list, in its order, each once."""
    return tuple(dict.fromkeys(_iris(_LISTS[name])))


@lru_cache(maxsize=64)
def labels(name: str) -> Mapping[str, str]:
    """The English label of each member of a closed list."""
    return MappingProxyType({code.iri: code.label for each in _LISTS[name] for code in each if code.iri is not None})


def _iris(lists: Iterable[CodeList]) -> Iterable[str]:
    return (code.iri for each in lists for code in each if code.iri is not None)


_ISSUANCE: Final = "http://id.loc.gov/vocabulary/issuance/"
_TERMS: Final[Mapping[str, Mapping[str, str]]] = MappingProxyType(
    {
        _ISSUANCE + "mono": {"en": "single unit", "ar": "وحدة مفردة", "pl": "jednostka pojedyncza"},
        _ISSUANCE + "mulm": {"en": "multipart", "ar": "متعدد الأجزاء", "pl": "wieloczęściowa"},
        _ISSUANCE + "serl": {"en": "serial", "ar": "دورية", "pl": "wydawnictwo ciągłe"},
        _ISSUANCE + "intg": {"en": "integrating", "ar": "مصدر متكامل", "pl": "zasób integrujący"},
    }
)
"""Terms of short lists that picklists name."""


def term_labels(value: str) -> Mapping[str, str]:
    """What a value of a picklist is called, by language; the value itself where nothing is known of it."""
    if (known := _TERMS.get(value)) is not None:
        return known
    for name in _LISTS:
        if (label := labels(name).get(value)) is not None:
            return {"en": label}
    return {"en": value}
