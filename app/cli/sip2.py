"""`catalograph sip2`: self-check machines, sorters and gates connect here."""

from __future__ import annotations

import asyncio
import codecs
import signal
import ssl
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, ClassVar, Final

import typer

from app.bootstrap import opened
from app.cli.terminal import StoreOption, note
from app.clock import clock
from mappings.errors import CatalographError

if TYPE_CHECKING:
    from app.protocols.sip2.listening import Listener

_EPILOG: Final = """\b
Examples:
  catalograph sip2
  catalograph sip2 --host 10.0.0.5 --certificate library.pem
  catalograph sip2 --without-passwords --encoding cp850

\b
It runs beside `catalograph serve`, on the same store. A machine signs in with the library's slug as its name (CN), a
token of an account with the role desk as its password (CO), and the code of its service point as its location (CP).
What it sends is not encrypted unless there is a certificate.
"""


class NotListening(CatalographError):
    """The port or the certificate can't be used."""

    code: ClassVar[str] = "SIP2_NOT_LISTENING"
    hint: ClassVar[str] = "Choose another port with --port; the certificate is a PEM file with its key."


def register(app: typer.Typer) -> None:
    """Add the command of this file."""
    app.command(epilog=_EPILOG)(sip2)


def sip2(
    host: Annotated[str, typer.Option("--host", help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="The port; 0: any that is free.")] = 6001,
    certificate: Annotated[
        Path | None, typer.Option("--certificate", help="A PEM file with a certificate and its key, for TLS.")
    ] = None,
    without_passwords: Annotated[
        bool, typer.Option("--without-passwords", help="A card alone lends, without the patron's password.")
    ] = False,
    encoding: Annotated[str, typer.Option("--encoding", help="What the machines write in.")] = "utf-8",
    store: StoreOption = None,
) -> None:
    """Answer self-check machines by SIP2, until stopped."""
    from app.protocols.sip2.listening import Listener
    from app.protocols.sip2.visit import Terms

    terms = Terms(passwords=not without_passwords, encoding=_encoding(encoding))
    tls = None if certificate is None else _tls(certificate)
    with opened(store) as installation:
        listener = Listener(installation.services, clock, terms)
        asyncio.run(_until_stopped(listener, host, port, tls))


async def _until_stopped(listener: Listener, host: str, port: int, tls: ssl.SSLContext | None) -> None:
    stopped = asyncio.Event()
    for each in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(each, stopped.set)
    try:
        async with listener.listening(host, port, tls) as taken:
            note(f"SIP2 on {host}:{taken}{' with TLS' if tls else ''}")
            await stopped.wait()
    except OSError as error:
        raise NotListening(f"Port {port} of {host} can't be used: {error.strerror}.") from error


def _encoding(name: str) -> str:
    try:
        return codecs.lookup(name).name
    except LookupError:
        raise NotListening(f"There is no encoding “{name}”.", hint="Such as utf-8, latin-1 or cp850.") from None


def _tls(certificate: Path) -> ssl.SSLContext:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    try:
        context.load_cert_chain(certificate)
    except (OSError, ssl.SSLError) as error:
        raise NotListening(f"{certificate} is no certificate with its key: {error.strerror or 'not PEM'}.") from None
    return context
