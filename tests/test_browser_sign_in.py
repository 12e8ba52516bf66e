"""Signing in as somebody does it: led there, mistaken once, in, at work, and out again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from browser_support import Watched, browser, leftovers, tabs, watch
from fakes_ui import FakeService
from fakes_web import PASSWORD, QUICK, account, keep
from playwright.sync_api import Browser, Page, expect
from starlette.types import ASGIApp

from assistant.people.people import People
from assistant.people.person import Role
from assistant.ui.backing import Backing
from assistant.ui.server import launch
from assistant.web.door import Door
from assistant.web.login import login_routes
from assistant.web.sessions import Sessions
from ingest.settings import Settings

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser() as opened:
        yield opened


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The whole page behind the door, for a librarian and a reader."""
    settings = Settings(home=tmp_path_factory.mktemp("home"))
    keep(settings.users_path, account("chair", Role.ADMINISTRATOR), account("reed"))
    people = People(settings, QUICK)
    sessions = Sessions(people, settings.web)

    def door(app: ASGIApp) -> ASGIApp:
        return Door(app, people, sessions, settings)

    backing = Backing.of(FakeService(), person_named=sessions.named, accounts=True)
    with leftovers():
        serving = launch(backing, routers=[login_routes(people, sessions, settings)], door=door)
    yield serving.address
    with leftovers():
        serving.stop()


@pytest.fixture
def visitor(chromium: Browser) -> Iterator[Watched]:
    with tabs(chromium) as context:
        yield watch(context.new_page())


def sign_in(page: Page, name: str = "reed", password: str = PASSWORD) -> None:
    page.get_by_label("Name", exact=True).fill(name)
    page.get_by_label("Password", exact=True).fill(password)
    page.get_by_role("button", name="Sign in").click()


def test_somebody_is_led_to_sign_in_and_then_where_they_were_going(address: str, visitor: Watched) -> None:
    page = visitor.page
    page.goto(f"{address}?from=an-e-mail")
    expect(page).to_have_title("Sign in – Commissioning assistant")
    expect(page.get_by_label("Name", exact=True)).to_be_focused()
    sign_in(page, password="not this at all")  # noqa: S106
    expect(page.get_by_role("alert")).to_contain_text("do not go together")
    expect(page.get_by_label("Name", exact=True)).to_have_value("reed")
    expect(page.get_by_label("Password", exact=True)).to_be_focused()
    sign_in(page)
    page.get_by_label("Your question").wait_for()
    assert page.url == f"{address}?from=an-e-mail"


def test_a_link_to_a_place_in_a_source_outlasts_signing_in(address: str, visitor: Watched) -> None:
    page, place = visitor.page, "#source=d-1&page=2&quote=The+median+wait"
    page.goto(address + place)
    sign_in(page, password="not this at all")  # noqa: S106
    expect(page.get_by_role("alert")).to_contain_text("do not go together")
    sign_in(page)
    page.get_by_label("Your question").wait_for()
    assert page.url == address + place
    expect(page.locator("#source-panel")).to_be_visible()
    assert [url for url in visitor.requested if "median" in url.partition("#")[0]] == []


def test_the_page_asks_for_nothing_that_is_shut(address: str, visitor: Watched) -> None:
    refused: list[tuple[int, str]] = []
    visitor.page.on("response", lambda reply: refused.append((reply.status, reply.url)))
    visitor.page.goto(address)
    sign_in(visitor.page, "chair")
    visitor.page.get_by_label("Your question").wait_for()
    visitor.ask("How long is the wait?")
    for tab in visitor.page.get_by_role("tab").all():
        tab.click()
        visitor.page.wait_for_timeout(500)  # what a tab fetches has no common sign of being done
    assert [(status, url) for status, url in refused if status >= 400] == []
    assert visitor.elsewhere() == []


def test_who_signs_out_is_out_in_every_tab(address: str, chromium: Browser) -> None:
    with tabs(chromium) as context:
        first, second = watch(context.new_page()), watch(context.new_page())
        first.page.goto(address)
        sign_in(first.page)
        for each in (first, second):
            each.page.goto(address)
            each.page.get_by_label("Your question").wait_for()
        first.page.get_by_role("button", name="Sign out").click()
        expect(first.page.get_by_role("status")).to_have_text("You are signed out.")
        first.page.go_back()
        expect(first.page).to_have_title("Sign in – Commissioning assistant")
        second.send("How long is the wait?")
        told = second.page.get_by_text("You are signed out: sign in again. What you typed is still here.")
        expect(told.first).to_be_visible()
        expect(second.page.get_by_label("Your question")).to_have_value("How long is the wait?")
        expect(second.page.locator("#log article")).to_have_count(0)
        assert context.cookies() == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_sign_in_page_fits_a_telephone_and_is_readable_at_night(
    address: str, chromium: Browser, scheme: str
) -> None:
    options = {"viewport": {"width": 360, "height": 640}, "color_scheme": scheme}
    with tabs(chromium, **options) as context:
        page = context.new_page()
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        script = (Path(__file__).parent / "contrast.js").read_text(encoding="utf-8")
        assert page.evaluate(script) == []
