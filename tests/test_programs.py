"""The programs of docs/how-to/programs.md and notebook.md, run as they stand against a server with the demo in it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from app.bootstrap import installed
from app.demo.setup import State, set_up
from app.settings import Settings, StoreAddress
from graph.access.model import operator
from graph.circulation.refusals import Refused
from graph.services import Services
from graph.store import walking
from graph.store.names import GraphKind
from graph.store.port import Store
from graph.store.scope import SystemScope
from tests.app.processes import answered, running, unused_port

pytestmark = pytest.mark.slow
PAGES = [Path(__file__).parents[1] / "docs" / "how-to" / name for name in ("programs.md", "notebook.md")]
BLOCK = re.compile(r"^```python (\S+)\n(.*?)^```", re.DOTALL | re.MULTILINE)


class Programs:
    """The programs in a folder, and the server they ask."""

    def __init__(
        self, folder: Path, address: str, tokens: Mapping[str, str], lendable: Sequence[str], desk: str
    ) -> None:
        self.folder, self.lendable, self.desk = folder, lendable, desk
        self._environment, self._tokens = {**os.environ, "CATALOGRAPH": address}, tokens

    def run(self, name: str, *arguments: str, who: str = "desk-harbor") -> str:
        """What a program prints that somebody of the demo runs."""
        done = subprocess.run(
            [sys.executable, name, *arguments],
            cwd=self.folder,
            env=self._environment | {"TOKEN": self._tokens[who]},
            capture_output=True, text=True, check=False, timeout=180,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return done.stdout


@pytest.fixture(scope="module")
def programs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Programs]:
    folder = tmp_path_factory.mktemp("programs")
    for name, text in (block for page in PAGES for block in BLOCK.findall(page.read_text("utf-8"))):
        assert not (folder / name).exists()
        (folder / name).write_text(text, "utf-8")
    settings = Settings(store=StoreAddress("sqlite", folder / "demo.sqlite"), data=folder / "data")
    state = State.read(folder / "demo.json")
    with installed(settings, create=True) as installation:
        set_up(installation, state, lambda _: None)
        installation.bring_up_to_date("search")
        installation.bring_up_to_date("sparql")
        lendable = list(islice(_lendable(installation.services, installation.store), 2))
        desk = installation.services.places.points(["harbor"], SystemScope())[0][0].code
    port = unused_port()
    environment = {"CATALOGRAPH_STORE": str(settings.store), "CATALOGRAPH_DATA": str(settings.data)}
    with running("serve", "--port", port, "--workers", "1", **environment):
        answered(f"http://127.0.0.1:{port}", "/health")
        yield Programs(folder, f"http://127.0.0.1:{port}", state.tokens, lendable, desk)


def _lendable(services: Services, store: Store) -> Iterator[str]:
    """The barcodes of Harbor's copies that anybody may take home now, each of another edition that nobody waits for."""
    graph = services.names.graph("harbor", GraphKind.CATALOGUE)
    point = services.places.points(["harbor"], SystemScope())[0][0].iri
    editions: set[str | None] = set()
    for key in walking.keys(store, graph, SystemScope(), type="bf:Item"):
        (item,) = services.holdings.items([key.iri], SystemScope())
        if item is None or item.instance in editions or services.elsewhere.queue_lengths([item], SystemScope()) != [0]:
            continue
        if item.barcode and item.status.available:
            try:
                services.circulation.lending.check_out(operator("harbor"), item.iri, "H-1002", point, dry_run=True)
            except Refused:  # another copy will do
                continue
            editions.add(item.instance)
            yield item.barcode


def test_a_self_check_terminal_lends_and_says_everything_that_is_in_the_way(programs: Programs) -> None:
    copy = programs.lendable[0]
    told = programs.run("selfcheck.py", "H-1002", programs.desk, copy)
    assert re.fullmatch(rf"{copy}: due \d{{4}}-\d\d-\d\d, .+\n", told)
    told = programs.run("selfcheck.py", "NO-CARD", programs.desk, copy)
    assert "[PATRON_UNKNOWN]" in told
    assert "[ALREADY_CHECKED_OUT]" in told


def test_a_discovery_layer_shows_what_is_out_until_when_and_places_a_request(programs: Programs) -> None:
    copy = programs.lendable[1]
    programs.run("selfcheck.py", "H-1002", programs.desk, copy)
    told = programs.run("discover.py", copy)
    assert re.search(rf"^  {copy} .+: CHECKED_OUT until \d{{4}}-\d\d-\d\d, 0 waiting$", told, re.MULTILINE)
    told = programs.run("discover.py", copy, "H-1001", programs.desk)
    assert told.splitlines()[-1].endswith("in the queue")


def test_a_nightly_script_does_what_is_due_and_lists_the_hold_shelf(programs: Programs) -> None:
    assert programs.run("nightly.py", programs.desk).startswith("expired 0, toFetch ")


def test_a_notebook_loads_a_librarys_graph_asks_it_and_draws_it(programs: Programs) -> None:
    told = programs.run("picture.py", "decades.svg", who="researcher")
    assert re.search(r"^\d+ statements$", told, re.MULTILINE)
    decades = dict(re.findall(r"^(\d{3}0)  █* (\d+)$", told, re.MULTILINE))
    bars = ET.parse(programs.folder / "decades.svg").getroot()
    assert [each[0].text for each in bars] == [f"{decade}: {editions}" for decade, editions in decades.items()]
    told = programs.run("people.py", "people.dot", who="researcher")
    assert int(told.split()[0]) > 1
    assert (programs.folder / "people.dot").read_text("utf-8").startswith("digraph {")
    told = programs.run("remote.py", who="researcher")
    assert len(re.findall(r"^\d+  .+$", told, re.MULTILINE)) == 5
