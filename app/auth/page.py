"""The page to sign in on: one form, or a link to the provider, that works without scripts, with a keyboard and a
screen reader.
"""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from hashlib import sha256
from html import escape
from importlib.resources import files
from typing import Final

PROVIDER_PATH: Final = "/sign-in/provider"
LEAVE_PATH: Final = "/sign-in/provider/out"
_HEAD: Final = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
<main>
<h1>{title}</h1>
{message}"""
_FORM: Final = """<form method="post" action="/sign-in">
<label for="username">Name</label>
<input id="username" name="username" autocomplete="username" autocapitalize="none" required>
<label for="password">Password</label>
<input id="password" name="password" type="password" autocomplete="current-password" required>
<button>Sign in</button>
</form>
"""
_PROVIDER: Final = """<p class="provider"><a href="{address}">{label}</a></p>
"""
_OTHERWISE: Final = """<p><a href="/sign-in">Back to the page to sign in</a></p>
"""
_THERE: Final = f"""<p>On a shared machine, <a href="{LEAVE_PATH}">sign out of your organisation, too</a>.</p>
"""
_OUT: Final = """<form method="post" action="/sign-out">
<button>Sign out</button>
<button name="everywhere" value="1">Sign out everywhere</button>
</form>
"""
_END: Final = "</main>\n</body>\n</html>\n"


def sign_in_page(message: str = "", provider: str = "", *, by_name: bool = True) -> str:
    """The form, below a message and a link to the provider with the text `provider`, where there are any."""
    link = _link(provider) if provider else ""
    form = _FORM if by_name else ""
    there = _THERE if provider else ""
    return _HEAD.format(style=_style(), title="Sign in", message=_alert(message)) + link + form + there + _END


def not_signed_in_page(message: str, provider: str) -> str:
    """Why nobody was signed in by the provider, the way to try again, and the way to other ways."""
    head = _HEAD.format(style=_style(), title="Not signed in", message=_alert(message))
    return head + _link(provider) + _OTHERWISE + _END


def _alert(message: str) -> str:
    return f'<p role="alert">{escape(message)}</p>\n' if message else ""


def _link(label: str) -> str:
    """To the provider. No form: the policy of these pages lets none lead elsewhere."""
    return _PROVIDER.format(address=PROVIDER_PATH, label=escape(label))


def signed_in_page(name: str) -> str:
    """What somebody sees who is signed in."""
    told = f"<p>You are signed in as <strong>{escape(name)}</strong>.</p>\n"
    return _HEAD.format(style=_style(), title="Signed in", message=told) + _OUT + _END


def policy() -> str:
    """The content security policy of these pages: their own style, their own forms, nothing else."""
    digest = b64encode(sha256(_style().encode()).digest()).decode()
    return (
        f"default-src 'none'; style-src 'sha256-{digest}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )


@cache
def _style() -> str:
    return files("app.auth").joinpath("sign-in.css").read_text("utf-8")
