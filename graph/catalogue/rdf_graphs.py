"""What one graph of a file says, to be looked up from both ends, and which subjects are in a description already."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Protocol

from graph.catalogue.rdf_terms import TYPE
from mappings.bibframe.node import expand


class Graph(Protocol):
    """The statements of a graph, each term as N-Triples writes it; pairs in the order of the file, `most` of them."""

    def about(self, subject: str, most: int) -> list[tuple[str, str]]:
        """What is said of a subject: pairs of property and value."""

    def pointing(self, target: str, most: int) -> list[tuple[str, str]]:
        """What points at a term: pairs of subject and property."""

    def typed(self, name: str, most: int) -> list[str]:
        """Subjects of a class."""

    def linked(self, properties: Iterable[str]) -> Iterator[tuple[str, str, str]]:
        """Statements with one of these properties."""

    def take(self, subjects: Iterable[str]) -> None:
        """From now on these subjects are taken."""

    def is_taken(self, subject: str) -> bool:
        """Whether a subject is in a description already."""

    def left(self) -> Iterator[str]:
        """Subjects that are not taken when their turn comes."""


class HeldGraph:
    """A graph in memory."""

    def __init__(self, rows: Sequence[tuple[str, str, str]]) -> None:
        self._rows = rows
        self._about: dict[str, dict[tuple[str, str], None]] = {}
        self._pointing: dict[str, list[tuple[str, str]]] = {}
        self._taken: set[str] = set()
        for one, name, other in rows:
            self._about.setdefault(one, {})[name, other] = None
            if other[0] != '"':
                self._pointing.setdefault(other, []).append((one, name))

    def about(self, subject: str, most: int) -> list[tuple[str, str]]:
        """What is said of a subject."""
        return list(islice(self._about.get(subject, ()), most))

    def pointing(self, target: str, most: int) -> list[tuple[str, str]]:
        """What points at a term."""
        return self._pointing.get(target, [])[:most]

    def typed(self, name: str, most: int) -> list[str]:
        """Subjects of a class."""
        found = self._pointing.get(f"<{expand(name)}>", ())
        return list(dict.fromkeys(one for one, by in found if by == TYPE))[:most]

    def linked(self, properties: Iterable[str]) -> Iterator[tuple[str, str, str]]:
        """Statements with one of these properties."""
        wanted = {f"<{expand(each)}>" for each in properties}
        return (row for row in self._rows if row[1] in wanted)

    def take(self, subjects: Iterable[str]) -> None:
        """From now on these subjects are taken."""
        self._taken.update(subjects)

    def is_taken(self, subject: str) -> bool:
        """Whether a subject is in a description already."""
        return subject in self._taken

    def left(self) -> Iterator[str]:
        """Subjects that are not taken when their turn comes."""
        return (each for each in sorted(self._about) if each not in self._taken)


class StoredGraph:
    """A graph in the table `said` (g, s, p, o, literal) of a temporary file."""

    def __init__(self, db: sqlite3.Connection, name: str) -> None:
        self._db, self._name = db, name
        db.execute("drop table if exists taken")
        db.execute("create table taken (s text primary key) without rowid")

    def about(self, subject: str, most: int) -> list[tuple[str, str]]:
        """What is said of a subject."""
        asked = "select p, o from said where g=? and s=? order by rowid limit ?"
        return list(dict.fromkeys(self._db.execute(asked, (self._name, subject, most))))

    def pointing(self, target: str, most: int) -> list[tuple[str, str]]:
        """What points at a term."""
        asked = "select s, p from said where g=? and o=? and literal=0 order by rowid limit ?"
        return list(self._db.execute(asked, (self._name, target, most)))

    def typed(self, name: str, most: int) -> list[str]:
        """Subjects of a class."""
        asked = "select s from said where g=? and o=? and p=? and literal=0 order by rowid limit ?"
        found = self._db.execute(asked, (self._name, f"<{expand(name)}>", TYPE, most))
        return list(dict.fromkeys(row[0] for row in found))

    def linked(self, properties: Iterable[str]) -> Iterator[tuple[str, str, str]]:
        """Statements with one of these properties."""
        wanted = [f"<{expand(each)}>" for each in properties]
        marks = ",".join("?" * len(wanted))
        asked = f"select s, p, o from said where g=? and p in ({marks})"  # noqa: S608 - marks only
        return iter(self._db.execute(asked, (self._name, *wanted)))

    def take(self, subjects: Iterable[str]) -> None:
        """From now on these subjects are taken."""
        self._db.executemany("insert or ignore into taken values (?)", ((each,) for each in subjects))

    def is_taken(self, subject: str) -> bool:
        """Whether a subject is in a description already."""
        return self._db.execute("select 1 from taken where s=?", (subject,)).fetchone() is not None

    def left(self) -> Iterator[str]:
        """Subjects that are not taken when their turn comes."""
        after = ""
        asked = "select distinct s from said where g=? and s>? and s not in (select s from taken) order by s limit 100"
        while some := self._db.execute(asked, (self._name, after)).fetchall():
            yield from (each for (each,) in some if not self.is_taken(each))
            after = some[-1][0]
