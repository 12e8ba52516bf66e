"""Where somebody goes on to after signing in is always on this server."""

from urllib.parse import urljoin, urlsplit

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from assistant.web.onward import own_path

HERE = "https://assistant.averdale.example"


@pytest.mark.parametrize(
    "path", ["/", "/?document=d-1&page=3", "/source/d-1/page/2", "/a%2F%2Fb", "/record?x=a%20b"]
)
def test_our_own_pages_are_kept(path: str) -> None:
    assert own_path(path) == path


@pytest.mark.parametrize(
    "path",
    [
        None,
        "",
        "https://evil.example/",
        "//evil.example",
        "///evil.example",
        "/\\evil.example",
        "\\/evil.example",
        "/\t/evil.example",
        "/\n/evil.example",
        " //evil.example",
        "javascript:alert(1)",
        "evil.example",
        "/a//evil.example",
        "/.//evil.example",
        "/é",
        "/sign-in?next=/",
        "/sign-out",
        "/gradio_api/queue/join",
        "/" + "x" * 2000,
        "/\x00",
        "//[",
    ],
)
def test_everything_else_leads_home(path: str | None) -> None:
    assert own_path(path) == "/"


@given(st.text(alphabet="/\\:@?#.%2Fab\t\n\r e\u00e9[]", max_size=30) | st.text())
@example("/..//evil.example")
@example("/%09/evil.example")
def test_nothing_leads_to_another_server(text: str) -> None:
    reached = urlsplit(urljoin(f"{HERE}/sign-in", own_path(text)))
    assert f"{reached.scheme}://{reached.netloc}" == HERE
