"""Letters reach a real mail server; every no of it is understood, and nothing of a patron is in an error."""

from __future__ import annotations

import shutil
import socket
import ssl
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.mail import SmtpMailer, mailer, message
from app.settings import Settings
from app.settings_file import SettingError
from graph.circulation.messages.mailing import Letter, MailTrouble, Result
from graph.circulation.messages.model import Trouble
from tests.mail_server import MailServer, mail_server

LETTER = Letter("n1", "ada@post.example", "Harbor Bücherei", "Überfällig: Война и мир", "Hallo,\n\n.\nEnde\n", "de")


@pytest.fixture
def server() -> Iterator[MailServer]:
    with mail_server() as made:
        yield made


def to(port: int, **more: object) -> SmtpMailer:
    given = {"mail_security": "none", "mail_time_limit_s": 5, "mail_reply_to": "desk@harbor.example", **more}
    made = mailer(Settings(mail_host="127.0.0.1", mail_port=port, mail_sender="library@harbor.example", **given))  # type: ignore[arg-type]
    assert made is not None
    return made


def test_a_letter_arrives_whole_under_its_name(server: MailServer) -> None:
    with to(server.port).channel() as channel:
        assert channel.send(LETTER).result is Result.SENT
        assert channel.send(replace(LETTER, id="n2")).result is Result.SENT
    first, second = server.messages
    assert (first["Message-ID"], second["Message-ID"]) == ("<n1@harbor.example>", "<n2@harbor.example>")
    assert (first["Subject"], first["To"]) == (LETTER.subject, LETTER.to)
    assert first["From"] == "Harbor Bücherei <library@harbor.example>"
    assert (first["Reply-To"], first["Auto-Submitted"]) == ("desk@harbor.example", "auto-generated")
    assert first.get_content().replace("\r\n", "\n") == LETTER.text


@pytest.mark.parametrize(
    ("word", "answer", "result", "trouble"),
    [
        ("RCPT", "450 busy", Result.LATER, Trouble.TRY_LATER),
        ("RCPT", "550 no ada here", Result.REFUSED, Trouble.ADDRESS_REFUSED),
        ("MAIL", "451 later", Result.LATER, Trouble.TRY_LATER),
        ("MAIL", "421 closing", Result.LATER, Trouble.TRY_LATER),
        ("DATA", "452 full", Result.LATER, Trouble.TRY_LATER),
        ("DATA", "554 spam", Result.REFUSED, Trouble.MESSAGE_REFUSED),
        ("DATA", "gone", Result.UNCLEAR, Trouble.SERVER_AWAY),
    ],
)
def test_a_no_is_for_this_letter_only(
    server: MailServer, word: str, answer: str, result: Result, trouble: Trouble
) -> None:
    server.answers[word] = [answer]
    with to(server.port).channel() as channel:
        reply = channel.send(LETTER)
        assert (reply.result, reply.trouble) == (result, trouble)
        assert reply.number == (int(answer[:3]) if answer[:3].isdecimal() else None)
        assert channel.send(replace(LETTER, id="n2")).result is Result.SENT
    assert server.ids == ["<n2@harbor.example>"]


def test_a_server_that_takes_nothing_from_the_sender_ends_it(server: MailServer) -> None:
    server.answers["MAIL"] = ["550 not you, and not ada@post.example either"]
    with to(server.port).channel() as channel, pytest.raises(MailTrouble, match="takes no mail") as caught:
        channel.send(LETTER)
    assert "ada" not in caught.value.message


def closed() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def test_a_dead_server_is_told_in_a_sentence() -> None:
    with to(closed()).channel() as channel, pytest.raises(MailTrouble, match="can't be reached: Connection refused"):
        channel.ready()


def test_a_silent_server_is_not_waited_for() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        made = to(silent.getsockname()[1], mail_time_limit_s=1)
        with made.channel() as channel, pytest.raises(MailTrouble, match="can't be reached"):
            channel.ready()


def test_without_starttls_nothing_is_said_where_it_is_wanted(server: MailServer) -> None:
    made = to(server.port, mail_security="starttls")
    with made.channel() as channel, pytest.raises(MailTrouble, match="does not offer STARTTLS"):
        channel.send(LETTER)
    assert server.messages == []


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    key, made = tmp_path / "key.pem", tmp_path / "certificate.pem"
    asked = ["-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", key, "-out", made, "-days", "2", "-subj", "/CN=x"]
    subprocess.run(
        [shutil.which("openssl") or "", "req", *asked, "-addext", "subjectAltName=IP:127.0.0.1"],
        check=True,
        capture_output=True,
    )
    return made


@pytest.mark.needs("openssl")
def test_it_signs_in_over_tls_with_the_password_of_a_file_and_with_a_certificate_that_is_trusted(
    certificate: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate, certificate.with_name("key.pem"))
    file = tmp_path / "password"
    file.write_text("secret\n")
    given = {"mail_security": "starttls", "mail_user": "library", "mail_password_file": file}
    with mail_server(tls=context) as server:
        made = to(server.port, **given)
        with made.channel() as channel, pytest.raises(MailTrouble, match="certificate is not trusted"):
            channel.ready()
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        with to(server.port, **given).channel() as channel:
            assert channel.send(LETTER).result is Result.SENT
        assert server.signed_in == 1
        file.write_text("wrong\n")
        made = to(server.port, **given)
        with made.channel() as channel, pytest.raises(MailTrouble, match="does not accept the user") as caught:
            channel.ready()
        assert "wrong" not in caught.value.message


NAMED: dict[str, object] = {"mail_host": "mail.example", "mail_sender": "library@harbor.example"}


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"mail_host": "mail.example"}, "no address that notices come from"),
        ({**NAMED, "mail_user": "library"}, "and no password"),
        ({**NAMED, "mail_user": "u", "mail_password": "p", "mail_security": "none"}, "others can read"),
        ({**NAMED, "mail_user": "u", "mail_password_file": Path("/nowhere/at-all")}, "No such file"),
    ],
)
def test_settings_that_do_not_agree_are_told(given: dict[str, object], said: str) -> None:
    with pytest.raises(SettingError, match=said):
        mailer(Settings(**given))  # type: ignore[arg-type]


def test_without_a_server_there_is_no_mailer() -> None:
    assert mailer(Settings()) is None


@pytest.mark.parametrize("change", [
    lambda letter, text: replace(letter, subject=text),
    lambda letter, text: replace(letter, sender_name=text),
    lambda letter, text: replace(letter, id=text),
])  # fmt: skip
def test_a_header_with_a_line_break_is_never_written(
    server: MailServer, change: Callable[[Letter, str], Letter]
) -> None:
    letter = change(LETTER, "x\r\nBcc: all@post.example")
    with pytest.raises(ValueError, match=r"linefeed|newline|header|invalid"):
        message(letter, to(server.port).server).as_bytes()
