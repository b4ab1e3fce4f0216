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

_HEAD: Final = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Sign in</title>
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
_PROVIDER: Final = """<p><a href="{address}">{label}</a></p>
"""
PROVIDER_PATH: Final = "/sign-in/provider"
_OUT: Final = """<form method="post" action="/sign-out">
<button>Sign out</button>
<button name="everywhere" value="1">Sign out everywhere</button>
</form>
"""
_END: Final = "</main>\n</body>\n</html>\n"


def sign_in_page(message: str = "", provider: str = "", *, by_name: bool = True) -> str:
    """The form, below a message and a link to the provider with the text `provider`, where there are any."""
    told = f'<p role="alert">{escape(message)}</p>\n' if message else ""
    # A link, not a form: the policy of these pages lets no form lead elsewhere.
    link = _PROVIDER.format(address=PROVIDER_PATH, label=escape(provider)) if provider else ""
    form = _FORM if by_name else ""
    return _HEAD.format(style=_style(), title="Sign in", message=told) + link + form + _END


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
