"""The sign-in page: plain HTML in the page's own colours, without a script."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from html import escape
from importlib.resources import files
from urllib.parse import quote

from assistant.ui.headers import TITLE
from assistant.ui.theme import plain_variables
from assistant.web.onward import HOME


@dataclass(frozen=True, slots=True)
class SignInView:
    """What the page shows. ``service`` is the name of a sign-in service, "" where there is none."""

    onward: str = HOME
    name: str = ""
    trouble: str = ""
    notice: str = ""
    passwords: bool = True
    service: str = ""


def login_page(view: SignInView) -> str:
    """The page as a whole document."""
    parts = [_told(view), _form(view) if view.passwords else "", _service(view) if view.service else ""]
    return _DOCUMENT.format(title=escape(TITLE), style=_style(), parts="\n".join(filter(None, parts)))


def _told(view: SignInView) -> str:
    if view.trouble:
        return f'<p class="told trouble" role="alert" id="trouble">{escape(view.trouble)}</p>'
    return f'<p class="told" role="status">{escape(view.notice)}</p>' if view.notice else ""


def _form(view: SignInView) -> str:
    described = ' aria-describedby="trouble"' if view.trouble else ""
    # After a mistake the name is there already, and the password is what to type again.
    focus = ("", " autofocus") if view.name else (" autofocus", "")
    return _FORM.format(
        onward=escape(view.onward), name=escape(view.name), described=described, first=focus[0], then=focus[1]
    )


def _service(view: SignInView) -> str:
    address = f"/sign-in/service?next={quote(view.onward, safe='')}"
    look = "service beside" if view.passwords else "service"
    return f'<a class="{look}" href="{escape(address)}">Sign in with {escape(view.service)}</a>'


@cache
def _style() -> str:
    return plain_variables() + files("assistant.web").joinpath("plain.css").read_text(encoding="utf-8")


_DOCUMENT = """<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Sign in – {title}</title>
<style>
{style}</style>
</head>
<body>
<main>
<h1>Sign in</h1>
<p>{title}</p>
{parts}
</main>
</body>
</html>
"""

# Without an action the form goes to the page's own address, and what stands there behind "#" (a link to a
# place in a source) is still there once somebody is in: the browser keeps it, and no server sees it.
_FORM = """<form method="post">
<input type="hidden" name="next" value="{onward}">
<label for="name">Name</label>
<input id="name" name="name" value="{name}" autocomplete="username" autocapitalize="none" spellcheck="false"
 maxlength="64" required{described}{first}>
<label for="password">Password</label>
<input id="password" name="password" type="password" autocomplete="current-password" maxlength="256"
 required{described}{then}>
<button type="submit">Sign in</button>
</form>"""
