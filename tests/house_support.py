"""The whole of it as it is served to an organisation: papers, accounts, every tab, behind the door."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from browser_support import Watched, leftovers, tabs, watch
from fakes_web import PASSWORD, QUICK, keep
from playwright.sync_api import Browser, Page

from assistant.people.account import Account
from assistant.people.people import People
from assistant.records.records import open_records
from assistant.ui.server import launch
from assistant.web.house import House
from eval.desk import Benchmarks
from ingest.library import Library
from ingest.settings import Settings

SAMPLE = Path(__file__).resolve().parents[1] / "eval" / "sample"


@contextmanager
def housed(library: Library, *accounts: Account) -> Iterator[str]:
    """A library served with accounts, if any; yields the page's address."""
    settings: Settings = library.settings
    if accounts:
        keep(settings.users_path, *accounts)
    with open_records(settings) as records:
        house = House(library, records, People(settings, QUICK), Benchmarks)
        house.warm_up()
        with leftovers():
            serving = launch(house.backing, routers=house.routers, door=house.door)
        try:
            yield serving.address
        finally:
            with leftovers():
                serving.stop()


@contextmanager
def signed_in(chromium: Browser, address: str, name: str, **options: object) -> Iterator[Watched]:
    """Somebody's page in a browser of their own."""
    with tabs(chromium, accept_downloads=True, **options) as context:
        watched = watch(context.new_page())
        page = watched.page
        page.goto(address)
        page.get_by_label("Name").fill(name)
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Sign in").click()
        page.get_by_label("Your question").wait_for()
        yield watched


def findings(page: Page) -> list[str]:
    """What axe finds that is serious or critical, a line each: rule and first element."""
    found = Axe().run(page).response["violations"]
    bad = (each for each in found if each["impact"] in ("serious", "critical"))
    return [f"{each['id']}: {each['nodes'][0]['html']}" for each in bad]
