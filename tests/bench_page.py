"""A page with nothing but the tab "Benchmarks", served for the browser tests."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.resources import files

import gradio as gr
from browser_support import leftovers

from assistant.people.person import LOCAL, Person
from assistant.ui.bench.layout import bench_tab
from assistant.ui.bench.service import BenchmarkService
from assistant.ui.bench.wiring import wire_bench
from assistant.ui.guard import Guard
from assistant.ui.headers import OwnPage
from assistant.ui.theme import theme, variables
from assistant.web.app import make_app
from assistant.web.bench import bench_routes
from assistant.web.serving import Serving

_SHEETS = ("page.css", "foi/desk.css", "bench/bench.css")


@contextmanager
def served_bench(service_of: Callable[[Person], BenchmarkService]) -> Iterator[str]:
    """Yields the page's address on a free port of this machine."""
    with gr.Blocks(title="Benchmarks", analytics_enabled=False) as page:
        gr.HTML("<h1>Commissioning assistant</h1>", elem_classes="masthead", apply_default_css=False)
        with gr.Tab("Benchmarks"):
            parts = bench_tab()
        wire_bench(page, parts, service_of, Guard(lambda _name: LOCAL))
    page.queue(api_open=False)
    css = variables() + "".join(files("assistant.ui").joinpath(each).read_text("utf-8") for each in _SHEETS)
    with leftovers():
        app = make_app(page, {"theme": theme(), "css": css}, [bench_routes(service_of)])
        serving = Serving(OwnPage(app), "127.0.0.1", 0)
    try:
        yield serving.address
    finally:
        with leftovers():
            serving.stop()
