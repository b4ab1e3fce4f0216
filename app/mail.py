"""Letters to a mail server by SMTP, as the settings name it.

Nothing of a letter is logged or told in an error, and neither are the server's own words, which may name people.
"""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from typing import Final

from app.clock import clock
from app.settings import Settings
from app.settings_file import SettingError
from app.settings_values import is_loopback
from graph.circulation.messages.mailing import Letter, MailTrouble, Reply, Result
from graph.circulation.messages.model import Trouble

_CLOSING: Final = 421


@dataclass(frozen=True, slots=True)
class MailServer:
    """A mail server and how it is spoken with."""

    host: str
    port: int
    security: str
    user: str | None
    password: str | None
    sender: str
    reply_to: str | None
    time_limit_s: int

    @property
    def called(self) -> str:
        """What it is called in sentences."""
        return f"{self.host}:{self.port}"


def mailer(settings: Settings) -> SmtpMailer | None:
    """What sends letters, None where no mail server is named. Raises `SettingError` for settings that don't agree."""
    if settings.mail_host is None:
        return None
    if settings.mail_sender is None:
        raise SettingError("A mail server is named, and no address that notices come from.", hint=_SENDER)
    password = _password(settings)
    if settings.mail_user is not None and password is None:
        raise SettingError("A user of the mail server is named, and no password.", hint=_PASSWORD)
    if settings.mail_user is not None and settings.mail_security == "none" and not is_loopback(settings.mail_host):
        raise SettingError("A password is not sent to a mail server over a connection that others can read.", hint=_TLS)
    return SmtpMailer(
        MailServer(
            settings.mail_host,
            settings.mail_port,
            settings.mail_security,
            settings.mail_user,
            password,
            settings.mail_sender,
            settings.mail_reply_to,
            settings.mail_time_limit_s,
        )
    )


_SENDER: Final = "Set CATALOGRAPH_MAIL_SENDER, such as library@harbor.example."
_PASSWORD: Final = "Set CATALOGRAPH_MAIL_PASSWORD_FILE or CATALOGRAPH_MAIL_PASSWORD."  # noqa: S105 - names of settings
_TLS: Final = "Set CATALOGRAPH_MAIL_SECURITY to starttls or tls."


def _password(settings: Settings) -> str | None:
    file = settings.mail_password_file
    if file is None:
        return settings.mail_password
    try:
        lines = file.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        why = (error.strerror or "") if isinstance(error, OSError) else "it is not UTF-8"
        raise SettingError(f"The mail server's password can't be read from {file}: {why}.") from None
    if not lines or not lines[0]:
        raise SettingError(f"The first line of {file} is empty; it should be the mail server's password.")
    return lines[0]


class SmtpMailer:
    """Hands letters to one mail server."""

    def __init__(self, server: MailServer) -> None:
        self.server = server

    @contextmanager
    def channel(self) -> Iterator[SmtpChannel]:
        """See `Mailer`."""
        channel = SmtpChannel(self.server)
        try:
            yield channel
        finally:
            channel.close()


class SmtpChannel:
    """A conversation with a mail server, begun when it is first needed and again when it was broken off."""

    def __init__(self, server: MailServer) -> None:
        self._server = server
        self._client: smtplib.SMTP | None = None

    def ready(self) -> None:
        """See `Channel`."""
        if self._client is None:
            self._client = _connected(self._server)

    def send(self, letter: Letter) -> Reply:
        """See `Channel`."""
        self.ready()
        content = message(letter, self._server).as_bytes(policy=SMTP)
        sender_refused = self._said("mail", self._server.sender)
        if sender_refused is not None:
            if sender_refused.result is Result.REFUSED:
                raise MailTrouble(
                    f"The mail server {self._server.called} takes no mail from {self._server.sender} "
                    f"({sender_refused.number})."
                )
            return sender_refused
        refused = self._said("rcpt", letter.to)
        return refused if refused is not None else self._hand_over(content)

    def close(self) -> None:
        """End the conversation."""
        client, self._client = self._client, None
        if client is not None:
            with suppress(smtplib.SMTPException, OSError):
                client.quit()
            client.close()

    def _said(self, command: str, address: str) -> Reply | None:
        """Say who sends or receives; None: go on."""
        if self._client is None:
            return Reply(Result.LATER, Trouble.SERVER_AWAY)
        try:
            number, _ = getattr(self._client, command)(address)
        except (smtplib.SMTPException, OSError):
            self.close()
            return Reply(Result.LATER, Trouble.SERVER_AWAY)
        return None if number in {250, 251} else self._declined(number, Trouble.ADDRESS_REFUSED)

    def _hand_over(self, content: bytes) -> Reply:
        if self._client is None:
            return Reply(Result.LATER, Trouble.SERVER_AWAY)
        try:
            number, _ = self._client.data(content)
        except smtplib.SMTPDataError as error:  # said no before a word of the text was sent
            return self._declined(error.smtp_code, Trouble.MESSAGE_REFUSED)
        except (smtplib.SMTPException, OSError):
            self.close()
            return Reply(Result.UNCLEAR, Trouble.SERVER_AWAY)
        return Reply(Result.SENT, number=number) if number == 250 else self._declined(number, Trouble.MESSAGE_REFUSED)

    def _declined(self, number: int, trouble: Trouble) -> Reply:
        """A no, for good (5xx) or for now. The conversation goes on from its beginning."""
        if number == _CLOSING or not 400 <= number < 600:
            self.close()
        elif self._client is not None:
            with suppress(smtplib.SMTPException, OSError):
                self._client.rset()
        if 500 <= number < 600:
            return Reply(Result.REFUSED, trouble, number)
        return Reply(Result.LATER, Trouble.TRY_LATER, number)


def message(letter: Letter, server: MailServer) -> EmailMessage:
    """A letter as it goes over the wire. A header can't hold a line break: the library that makes it refuses one."""
    made = EmailMessage(policy=SMTP)
    domain = server.sender.partition("@")[2]
    made["Message-ID"] = f"<{letter.id}@{domain}>"
    made["Date"] = format_datetime(clock())
    made["From"] = Address(letter.sender_name, addr_spec=server.sender)
    made["To"] = Address(addr_spec=letter.to)
    if server.reply_to is not None:
        made["Reply-To"] = Address(addr_spec=server.reply_to)
    made["Subject"] = letter.subject
    made["Content-Language"] = letter.language
    made["Auto-Submitted"] = "auto-generated"
    made.set_content(letter.text)
    return made


def _connected(server: MailServer) -> smtplib.SMTP:
    """A client that has greeted the server, and signed in. Raises `MailTrouble` with what didn't work."""
    try:
        client = _opened(server)
    except (OSError, smtplib.SMTPException) as error:
        raise MailTrouble(f"The mail server {server.called} can't be reached: {_why(error)}.") from None
    try:
        client.ehlo_or_helo_if_needed()
        if server.security == "starttls":
            client.starttls(context=ssl.create_default_context())
            client.ehlo()
        if server.user is not None and server.password is not None:
            client.login(server.user, server.password)
    except (OSError, smtplib.SMTPException) as error:
        client.close()
        raise MailTrouble(f"The mail server {server.called} can't be spoken with: {_why(error)}.") from None
    return client


def _opened(server: MailServer) -> smtplib.SMTP:
    if server.security == "tls":
        context = ssl.create_default_context()
        return smtplib.SMTP_SSL(server.host, server.port, timeout=server.time_limit_s, context=context)
    return smtplib.SMTP(server.host, server.port, timeout=server.time_limit_s)


def _why(error: Exception) -> str:
    """What went wrong, in our words: a server's own may name people."""
    match error:
        case ssl.SSLCertVerificationError():
            return f"its certificate is not trusted ({error.verify_message})"
        case ssl.SSLError():
            return "no secure connection came about"
        case smtplib.SMTPNotSupportedError():
            return "it does not offer STARTTLS, or no way to sign in"
        case smtplib.SMTPAuthenticationError():
            return f"it does not accept the user and the password ({error.smtp_code})"
        case smtplib.SMTPResponseException():
            return f"it answered {error.smtp_code}"
        case smtplib.SMTPServerDisconnected():
            return "it ended the connection, or did not answer in time"
        case TimeoutError():
            return "it did not answer in time"
        case OSError():
            return error.strerror or "no connection came about"
    return "it answered what can't be understood"
