"""The head of the page: what this is, who is signed in, and the way out."""

from __future__ import annotations

from assistant.people.person import Person
from assistant.ui.headers import TITLE
from assistant.ui.markup import escape, isolated

_ROLE_WORDS = {
    "reader": "reader",
    "foi-officer": "FOI officer",
    "librarian": "librarian",
    "evaluator": "evaluator",
    "administrator": "administrator",
}

_SIGN_OUT = (
    '<form class="sign-out" method="post" action="sign-out"><button type="submit">Sign out</button></form>'
)


def masthead(person: Person | None = None, *, accounts: bool = False) -> str:
    """As HTML. Without accounts there is nobody to name and nothing to sign out of."""
    heading = f"<h1>{TITLE}</h1>"
    if person is None or not accounts:
        return heading
    roles = ", ".join(_ROLE_WORDS[role] for role in sorted(person.roles))
    told = (
        f'<p class="signed-in">Signed in as {isolated(person.name)} ({escape(roles)}){_cleared(person)}</p>'
    )
    return f'{heading}<div class="account">{told}{_SIGN_OUT}</div>'


def _cleared(person: Person) -> str:
    if person.clearance.everything:
        return "; cleared for every marking"
    if not person.clearance.markings:
        return ""
    return f"; cleared for {', '.join(isolated(each) for each in sorted(person.clearance.markings))}"
