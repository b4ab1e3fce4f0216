"""Messages to patrons on the command line: templates are checked and shown, and what waits is sent once."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from app.bootstrap import installed
from app.settings import read_settings
from graph.access.model import operator
from graph.circulation.requesting import Wish
from graph.patrons.model import Contact
from graph.patrons.service import PatronWanted
from graph.tenants.places import PointWanted
from tests.app.processes import catalograph
from tests.mail_server import MailServer, mail_server

TEMPLATES = "[ready en]\nsubject: Come and get {item.title}\n\nAt {fetch.place}: {item.title}\n"


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A store with a library in it."""
    address = f"sqlite:///{tmp_path}/c.sqlite"
    monkeypatch.setenv("CATALOGRAPH_STORE", address)
    monkeypatch.setenv("CATALOGRAPH_DATA", str(tmp_path))
    with installed(read_settings(), create=True) as made:
        made.services.tenants.create_tenant(operator(), "harbor", {"en": "Harbor", "de": "Hafen"})
    return address


def lying_ready(count: int) -> None:
    """For so many patrons with addresses, something lies ready at the desk."""
    with installed(read_settings()) as made:
        services, chief = made.services, operator("harbor")
        point = services.places.put_point(chief, PointWanted("DESK", {"en": "Desk"})).iri
        work = services.catalogue.create(chief, "bf:Work", {"rdfs:label": ["A work"]}).iri
        node: dict[str, Any] = {"bf:instanceOf": [{"@id": work}], "rdfs:label": ["A history of maps"]}
        edition = services.catalogue.create(chief, "bf:Instance", node).iri
        for n in range(count):
            mark = {"@id": "#identifiedBy-1", "@type": ["bf:Barcode"], "rdf:value": [f"copy-{n}"]}
            services.catalogue.create(chief, "bf:Item", {"bf:itemOf": [{"@id": edition}], "bf:identifiedBy": [mark]})
            wanted = PatronWanted(f"card-{n}", "Ada", "adult", contact=Contact(f"p{n}@post.example"))
            services.patrons.create(chief, wanted)
            services.circulation.requesting.place(chief, f"card-{n}", Wish(f"copy-{n}", pickup=point))
            services.circulation.returning.check_in(chief, f"copy-{n}", point)


def sent_by(server: MailServer) -> dict[str, str]:
    return {
        "CATALOGRAPH_MAIL_HOST": "127.0.0.1",
        "CATALOGRAPH_MAIL_PORT": str(server.port),
        "CATALOGRAPH_MAIL_SECURITY": "none",
        "CATALOGRAPH_MAIL_SENDER": "library@harbor.example",
    }


@pytest.mark.slow
def test_two_processes_at_once_send_each_message_once(store: str) -> None:
    lying_ready(8)
    with mail_server(slow_s=0.05) as server, ThreadPoolExecutor(2) as both:
        runs = list(both.map(lambda _: catalograph("run", "due", **sent_by(server)), range(2)))
        again = catalograph("run", "due", **sent_by(server))
    assert [each.returncode for each in (*runs, again)] == [0, 0, 0], [each.stderr for each in runs]
    assert len(server.messages) == len(set(server.ids)) == 8
    assert {each["To"] for each in server.messages} == {f"p{n}@post.example" for n in range(8)}
    assert sum(int(each.stdout.splitlines()[1].split("\t")[6]) for each in runs) == 8


def test_what_is_due_is_sent_and_what_is_refused_is_listed_with_its_reason(
    run, store: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lying_ready(2)
    file = tmp_path / "templates.txt"
    file.write_text(TEMPLATES)
    assert run("notices", "publish", file, "--tenant", "harbor").exit_code == 0
    assert run("notices", "show", "--tenant", "harbor").stdout == TEMPLATES
    waiting = run("run", "due")
    assert "no mail server" in waiting.stderr
    assert "Waiting\tready\t\t2" in run("notices", "list", "--tenant", "harbor").stdout
    with mail_server() as server:
        for name, value in sent_by(server).items():
            monkeypatch.setenv(name, value)
        server.answers["RCPT"] = ["550 unknown"]
        assert run("run", "due").exit_code == 0
    (letter,) = server.messages
    assert letter["Subject"] == "Come and get A history of maps"
    assert letter.get_content().strip() == "At Desk: A history of maps"
    assert "Failed\tready\taddressRefused\t1" in run("notices", "list", "--tenant", "harbor").stdout


def test_a_dead_mail_server_is_a_problem_told_without_a_patron_in_it(
    run, store: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    lying_ready(1)
    with mail_server() as server:
        settings = sent_by(server)
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    told = run("run", "due")
    assert told.exit_code == 1
    assert "can't be reached: Connection refused" in told.stdout
    assert not re.search(r"post\.example|Ada|card-", told.stdout + told.stderr)
    assert "Waiting\tready\t\t1" in run("notices", "list", "--tenant", "harbor").stdout


def test_a_template_is_previewed_and_a_mistake_is_told_with_its_line(run, tmp_path: Path) -> None:
    file = tmp_path / "templates.txt"
    file.write_text(run("notices", "preset", "--language", "de").stdout)
    shown = run("notices", "preview", "ready", file, "--language", "de").stdout
    assert shown.startswith("Subject: Liegt bereit: War and peace\n\nGuten Tag Ada Example")
    assert "Subject: Overdue: War and peace" in run("notices", "preview", "overdue").stdout
    file.write_text(TEMPLATES.replace("{fetch.place}", "{fetch.plaice}"))
    wrong = run("notices", "preview", "ready", file)
    assert wrong.exit_code == 1
    assert f"{file}:4:4: there is no place {{fetch.plaice}}; did you mean “fetch.place”?" in wrong.stderr
    assert run("notices", "preview", "unheard-of").exit_code == 2
