"""A library as one file: a ZIP of a manifest, the library itself, and its documents as lines of JSON.

manifest.json     what it is, where it comes from, counts and checksums
tenant.json       the library's own document and those of its networks
{kind}.jsonl      per graph, its documents in order: {"iri", "body"}
log.jsonl         with history, instead: per event {"at", "actor", "command", "source", "states"}
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from hashlib import blake2b, sha256
from pathlib import Path
from typing import Any, ClassVar, Final

import orjson

from graph.catalogue.errors import CatalogueError
from graph.store.canonical import encode
from graph.store.names import GraphKind
from mappings.bibframe.node import Node

FORMAT: Final = "catalograph-tenant-1"
LOG: Final = "log"
_CHUNK: Final = 1 << 20
_MOST: Final = 1 << 128


class NotAParcel(CatalogueError):
    """The file is no whole export of a library, or is damaged. Nothing was imported."""

    code: ClassVar[str] = "NOT_A_PARCEL"
    hint: ClassVar[str] = "Make it again with `catalograph tenant export`."


class ParcelDiffers(CatalogueError):
    """What arrived is not what the file holds. The library stays closed."""

    code: ClassVar[str] = "PARCEL_DIFFERS"
    hint: ClassVar[str] = "Take it away with `catalograph tenant remove`, and import it again."


@dataclass(slots=True)
class Graph:
    """What a file holds of one graph: how many documents, and the sum of their digests, whatever their order."""

    documents: int = 0
    digest: int = 0

    def add(self, iri: str, body: Node) -> None:
        """Count a document that is there."""
        self.documents += 1
        octets = iri.encode() + b"\0" + encode(body)
        self.digest = (self.digest + int.from_bytes(blake2b(octets, digest_size=16).digest(), "big")) % _MOST


@dataclass(slots=True)
class Manifest:
    """What a file is. `graphs` by kind; `checksums` are the SHA-256 of the members."""

    base: str
    slug: str
    position: int
    history: bool
    made: str
    graphs: dict[str, Graph] = field(default_factory=dict)
    checksums: dict[str, str] = field(default_factory=dict)

    def json(self) -> bytes:
        """The manifest as it is written."""
        graphs = {
            kind: {"documents": each.documents, "digest": f"{each.digest:032x}"} for kind, each in self.graphs.items()
        }
        return orjson.dumps({"format": FORMAT, **asdict(self), "graphs": graphs}, option=orjson.OPT_INDENT_2)


class ParcelWriter:
    """Writes the members of a file, one after another."""

    def __init__(self, archive: zipfile.ZipFile, manifest: Manifest) -> None:
        self._archive, self.manifest = archive, manifest

    @contextmanager
    def member(self, name: str) -> Iterator[Any]:
        """A function that writes one line of a member."""
        digest = sha256()
        with self._archive.open(name, "w", force_zip64=True) as file:

            def line(value: object) -> None:
                octets = orjson.dumps(value) + b"\n"
                digest.update(octets)
                file.write(octets)

            yield line
        self.manifest.checksums[name] = digest.hexdigest()

    def finish(self) -> None:
        """Write the manifest: the file is whole."""
        self._archive.writestr("manifest.json", self.manifest.json())


class Parcel:
    """A file, read and checked whole."""

    def __init__(self, path: Path) -> None:
        try:
            self._archive = zipfile.ZipFile(path)
            written = self._archive.read("manifest.json")
            found = orjson.loads(written)
            if found.pop("format") != FORMAT:
                raise NotAParcel(f"{path.name} is not an export of a library that this release can read.")
            graphs = {
                kind: Graph(each["documents"], int(each["digest"], 16)) for kind, each in found.pop("graphs").items()
            }
            self.manifest = Manifest(**found, graphs=graphs)
            self.name = sha256(written).hexdigest()
            for member, checksum in self.manifest.checksums.items():
                if self._checksum(member) != checksum:
                    raise NotAParcel(f"{member} in {path.name} is damaged.")
        except (zipfile.BadZipFile, KeyError, TypeError, ValueError, EOFError) as error:
            raise NotAParcel(f"{path.name} is not a whole export of a library.") from error

    def _checksum(self, member: str) -> str:
        digest = sha256()
        with self._archive.open(member) as file:
            while octets := file.read(_CHUNK):
                digest.update(octets)
        return digest.hexdigest()

    def lines(self, member: str) -> Iterator[Any]:
        """The lines of a member."""
        with self._archive.open(member) as file:
            yield from map(orjson.loads, file)

    def close(self) -> None:
        """Release the file."""
        self._archive.close()


@dataclass(frozen=True, slots=True)
class Renaming:
    """How addresses change on the way: the installation's base, the library's slug, and single resources."""

    old_base: str
    old_slug: str
    new_base: str
    new_slug: str
    single: dict[str, str] = field(default_factory=dict)

    @property
    def changes(self) -> bool:
        """Whether anything is renamed."""
        return (self.old_base, self.old_slug) != (self.new_base, self.new_slug)

    def back(self) -> Renaming:
        """The way back."""
        single = {new: old for old, new in self.single.items()}
        return Renaming(self.new_base, self.new_slug, self.old_base, self.old_slug, single)

    def iri(self, iri: str) -> str:
        """An address as it is there."""
        root, mark, part = iri.partition("#")
        if root in self.single:
            return self.single[root] + mark + part
        if not iri.startswith(self.old_base):
            return iri
        rest = iri[len(self.old_base) :]
        first, slash, further = rest.partition("/")
        if first == self.old_slug and slash:
            return f"{self.new_base}{self.new_slug}/{further}"
        if rest == f"tenants/{self.old_slug}":
            return f"{self.new_base}tenants/{self.new_slug}"
        return self.new_base + rest

    def body(self, node: Any) -> Any:
        """A description with all its addresses as they are there."""
        if isinstance(node, list):
            return [self.body(each) for each in node]
        if not isinstance(node, dict):
            return node
        return {
            name: self.iri(value) if name == "@id" else self.body(value) if name != "@value" else value
            for name, value in node.items()
        }


ALWAYS: Final = (GraphKind.CATALOGUE, GraphKind.SOURCE, GraphKind.STAFF, GraphKind.SETTINGS)
"""What every file of a library holds, in the order in which it is imported."""
PRIVATE: Final = (GraphKind.PATRONS, GraphKind.CIRCULATION, GraphKind.ACQUISITIONS)
"""What it holds only when asked for."""
