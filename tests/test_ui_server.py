"""The page as served: in British English, closed to other machines, and silent towards them."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from subprocess import PIPE
from typing import NamedTuple
from urllib.error import HTTPError
from urllib.parse import urljoin
from urllib.request import ProxyHandler, Request, build_opener

import pytest
from browser_support import leftovers, served
from bs4 import BeautifulSoup
from fakes_ui import FakeService

from assistant import ui
from assistant.ui.backing import Backing
from assistant.ui.headers import own_page
from assistant.ui.page import build
from assistant.ui.server import launch, serve
from ingest.errors import AssistantError

REPOSITORY = Path(__file__).resolve().parents[1]


class Reply(NamedTuple):
    status: int
    headers: dict[str, str]
    text: str


def fetch(address: str, path: str = "", **headers: str) -> Reply:
    """One request without any proxy; an error status is a reply like any other."""
    request = Request(urljoin(address, path), headers=headers)
    try:
        with build_opener(ProxyHandler({})).open(request, timeout=10) as response:
            return Reply(response.status, dict(response.headers.items()), response.read().decode())
    except HTTPError as error:
        with error:
            return Reply(error.code, dict(error.headers.items()), error.read().decode())


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with served(FakeService()) as url:
        yield url


def test_the_page_is_in_british_english_and_has_a_title(address: str) -> None:
    page = BeautifulSoup(fetch(address).text, "html.parser")
    assert page.html is not None
    assert page.html["lang"] == "en-GB"
    assert [title.get_text() for title in page.select("title")] == ["Commissioning assistant"]


def test_nothing_on_the_page_is_loaded_from_elsewhere(address: str) -> None:
    page = BeautifulSoup(fetch(address).text, "html.parser")
    sources = [str(tag.get("src") or tag.get("href")) for tag in page.select("[src], [href]")]
    assert sources
    assert all(not source.startswith(("http:", "https:", "//")) for source in sources)
    assert not page.select("meta[property^=og], meta[name^=twitter]")


def test_the_browser_is_told_to_load_from_here_alone(address: str) -> None:
    headers = {name.lower(): value for name, value in fetch(address).headers.items()}
    policy = dict(part.split(" ", 1) for part in headers["content-security-policy"].split("; "))
    assert policy["default-src"] == "'self'"
    assert policy["connect-src"] == "'self'"
    assert policy["frame-ancestors"] == "'none'"
    assert all("http" not in sources and "*" not in sources for sources in policy.values())
    assert headers["referrer-policy"] == "same-origin"


@pytest.mark.parametrize("path", ["/etc/passwd", "pyproject.toml", str(REPOSITORY / "pyproject.toml")])
def test_files_of_the_machine_are_not_served(address: str, path: str) -> None:
    assert fetch(address, f"/gradio_api/file={path}").status in (403, 404)


@pytest.mark.parametrize("path", ["/docs", "/redoc", "/openapi.json", "/gradio_api/runs", "/monitoring"])
def test_nothing_but_the_page_is_offered(address: str, path: str) -> None:
    assert fetch(address, path).status in (403, 404)


def test_no_endpoint_is_listed_for_other_programs(address: str) -> None:
    listed = fetch(address, "/gradio_api/info")
    assert '"named_endpoints":{},"unnamed_endpoints":{}' in listed.text.replace(" ", "")


def test_another_name_for_this_machine_is_refused(address: str) -> None:
    assert fetch(address, Host="documents.example").status == 400


def test_a_port_in_use_is_told_in_one_line(address: str) -> None:
    port = int(address.rstrip("/").rpartition(":")[2])
    with leftovers(), pytest.raises(AssistantError, match=f"at 127.0.0.1:{port}: is it in use"):
        launch(Backing.of(FakeService()), port=port)


def test_port_0_takes_a_free_one() -> None:
    with leftovers():
        serving = launch(Backing.of(FakeService()), port=0)
    try:
        assert fetch(serving.address).status == 200
        assert not serving.address.endswith(":0/")
    finally:
        with leftovers():
            serving.stop()


def test_only_the_language_the_title_and_previews_are_changed() -> None:
    page = b'<html\n\tlang="en"><head>\n<meta property="og:image" content="https://x/y.jpg" />\n<p lang="en">'
    config = b"<script>window.gradio_config = {}</script>"
    assert own_page(page + config, b"<script defer src=own></script>") == (
        b'<html\n\tlang="en-GB"><head><title>Commissioning assistant</title><script defer src=own></script>'
        b'\n<p lang="en">' + config
    )
    assert own_page(page) == page


WATCHED = """
import sys
seen = []
names = []
def note(event, arguments):
    if event == "socket.connect" and isinstance(arguments[1], tuple):
        seen.append(arguments[1][0])
    if event == "socket.getaddrinfo":
        names.append(arguments[0])
sys.addaudithook(note)
sys.path.insert(0, sys.argv[1])
from fakes_ui import FakeService
from assistant.ui.backing import Backing
from assistant.ui.server import launch
launch(Backing.of(FakeService())).stop()
sys.stdout.write(repr((sorted(set(map(str, seen))), sorted(set(map(str, names))))))
"""


def test_no_socket_leaves_the_machine_from_import_to_stop() -> None:
    command = [sys.executable, "-c", WATCHED, str(REPOSITORY / "tests")]
    proxy = "http://proxy.invalid:3128"
    environment = {"PATH": "/usr/bin:/bin", "HTTP_PROXY": proxy, "HTTPS_PROXY": proxy, "ALL_PROXY": proxy}
    done = subprocess.run(
        command, cwd=REPOSITORY, env=environment, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout == "([], [])"


WAITING = """
import sys
sys.path.insert(0, sys.argv[1])
from fakes_ui import FakeService
from assistant.ui import serve
from assistant.ui.backing import Backing
serve(Backing.of(FakeService()), port=0)
"""


def test_serving_tells_its_address_and_ends_quietly_when_interrupted() -> None:
    command = [sys.executable, "-c", WAITING, str(REPOSITORY / "tests")]
    with subprocess.Popen(command, cwd=REPOSITORY, stdout=PIPE, stderr=PIPE, text=True) as server:
        assert server.stderr is not None
        told = re.fullmatch(r"The page is at (\S+) \(Ctrl\+C ends it\)\.\n", server.stderr.readline())
        assert told is not None
        status = fetch(told[1]).status
        server.send_signal(signal.SIGINT)
        output, complaints = server.communicate(timeout=30)
    assert (status, server.returncode, output, complaints) == (200, 0, "", "")


def test_the_public_surface_is_build_and_serve() -> None:
    assert ui.__all__ == ["build", "serve"]
    assert ui.build is build
    assert ui.serve is serve
    with pytest.raises(AttributeError, match="no attribute 'draw'"):
        ui.draw  # noqa: B018


def test_importing_the_page_package_does_not_load_gradio() -> None:
    script = "import sys, assistant.ui, assistant.ui.service; sys.exit('gradio' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], cwd=REPOSITORY, check=False)
    assert done.returncode == 0
