"""The chat page in a real browser: serve it, open it, record what it asks of whom, and always close it."""

from __future__ import annotations

import gc
import os
import shutil
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import pytest
from fastapi import APIRouter
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Dialog,
    Locator,
    Page,
    Request,
    sync_playwright,
)

from assistant.source.view import Place, SourceView
from assistant.ui.backing import Backing
from assistant.ui.foi.service import DeskService
from assistant.ui.server import launch
from assistant.ui.service import Service

CHROMIUM_ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

LOOPBACK = ("127.0.0.1", "::1", "localhost")
PATIENCE_MS = 15_000
SETTLED = ", ".join(f'[data-state="{state}"]' for state in ("answered", "refused", "stopped", "failed"))


@dataclass
class Watched:
    """A page in the browser with everything it did that a test may want to know."""

    page: Page
    requested: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def elsewhere(self) -> list[str]:
        """The requests that were meant for another machine."""
        remote = [url for url in self.requested if urlsplit(url).scheme not in ("data", "blob", "about")]
        return [url for url in remote if urlsplit(url).hostname not in LOOPBACK]

    def send(self, question: str) -> Locator:
        """Type a question and send it with the Enter key; the exchange that it will become."""
        exchange = self.page.locator("#log article").nth(self.page.locator("#log article").count())
        box = self.page.get_by_label("Your question")
        box.fill(question)
        box.press("Enter")
        return exchange

    def ask(self, question: str) -> Locator:
        """Send a question and wait until it is answered, refused, stopped or failed."""
        exchange = self.send(question)
        exchange.and_(self.page.locator(SETTLED)).wait_for()
        return exchange


def chromium_path() -> str:
    """Where Chromium is; skips the test, saying so, where there is none."""
    path = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if not path:
        pytest.skip("no Chromium found: install it, or name it in CHROMIUM, to run the browser tests")
    return path


@contextmanager
def browser() -> Iterator[Browser]:
    """A headless Chromium, closed in the end."""
    path = chromium_path()
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=path, args=CHROMIUM_ARGUMENTS)
        try:
            yield opened
        finally:
            opened.close()


@contextmanager
def served(
    service: Service,
    desk: DeskService | None = None,
    routers: Sequence[APIRouter] = (),
    **more: Any,
) -> Iterator[str]:
    """The page over a service and a desk, on a free port of this machine; yields its address.

    ``more`` goes into the page's backing.
    """
    with leftovers():
        serving = launch(Backing.of(service, desk, **more), routers=[*routers, _sources()])
    try:
        yield serving.address
    finally:
        with leftovers():
            serving.stop()


def _sources() -> APIRouter:
    """Where a test brings no papers: every source is one part without words."""
    router = APIRouter()

    @router.post("/source/view")
    def view(place: Place) -> SourceView:
        return SourceView(
            document_id=place.document_id,
            title="A paper",
            facts=(),
            source="paper.txt",
            quote=place.quote,
            found="none",
            at=1,
            of=1,
            unit="part",
            original=False,
        )

    return router


@contextmanager
def leftovers() -> Iterator[None]:
    """Gradio never closes the event loops it makes for its locks; they are swept up here, not in a test."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        yield
        gc.collect()


@contextmanager
def visited(chromium: Browser, address: str, **options: Any) -> Iterator[Watched]:
    """The page opened in a browser context of its own, with its doings recorded."""
    with tabs(chromium, **options) as context, opened(context, address) as watched:
        yield watched


@contextmanager
def tabs(chromium: Browser, **options: Any) -> Iterator[BrowserContext]:
    """A browser context, whose pages share what they have fetched; the options are Playwright's."""
    context = chromium.new_context(**{"locale": "en-GB", **options})
    context.set_default_timeout(PATIENCE_MS)
    try:
        yield context
    finally:
        context.close()


@contextmanager
def opened(context: BrowserContext, address: str) -> Iterator[Watched]:
    """The page opened in a tab of its own, which is a session of its own."""
    watched = watch(context.new_page())
    try:
        watched.page.goto(address)
        watched.page.get_by_label("Your question").wait_for()
        yield watched
    finally:
        watched.page.close()


def watch(page: Page) -> Watched:
    """Record the requests, dialogs and script errors of a page from now on."""
    watched = Watched(page)

    def note_request(request: Request) -> None:
        watched.requested.append(request.url)

    def note_dialog(dialog: Dialog) -> None:
        watched.dialogs.append(dialog.message)
        dialog.dismiss()

    page.on("request", note_request)
    page.on("dialog", note_dialog)

    def note_message(message: ConsoleMessage) -> None:
        if message.type == "error":
            watched.errors.append(message.text)

    page.on("console", note_message)
    page.on("pageerror", lambda error: watched.errors.append(str(error)))
    return watched
