"""A correspondence as one e-mail: the last message, with the ones before it quoted underneath."""

from __future__ import annotations

from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP

from eval.sample.build.recipe import Recipe

_BETWEEN = "======\n"


@dataclass(frozen=True, slots=True)
class _Message:
    headers: dict[str, str]
    body: str


def render_eml(recipe: Recipe) -> bytes:
    """The e-mail as it was sent (RFC 5322), quoting each earlier message once more."""
    messages = [_parse(part) for part in recipe.texts()[0].split(_BETWEEN)]
    mail = EmailMessage(policy=SMTP)
    for name, value in messages[-1].headers.items():
        mail[name] = value
    mail["Message-ID"] = f"<{len(messages)}@{recipe.house.name.split()[1].lower()}.example>"
    mail.set_content(_thread(messages), cte="7bit")
    return mail.as_bytes()


def _parse(part: str) -> _Message:
    head, body = part.split("\n\n", 1)
    headers = dict(line.split(": ", 1) for line in head.splitlines())
    return _Message(headers, body)


def _thread(messages: list[_Message]) -> str:
    *earlier, last = messages
    if not earlier:
        return last.body
    quoted = "".join(f"> {line}".rstrip() + "\n" for line in _thread(earlier).splitlines())
    sent = earlier[-1].headers
    return f"{last.body}\nOn {sent['Date']}, {sent['From']} wrote:\n{quoted}"
