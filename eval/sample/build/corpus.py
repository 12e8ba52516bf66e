"""The whole corpus: every recipe, and what each one renders to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from eval.sample.build.averdale import RECIPES as AVERDALE
from eval.sample.build.fellmarsh import RECIPES as FELLMARSH
from eval.sample.build.mail import render_eml
from eval.sample.build.osterbridge import RECIPES as OSTERBRIDGE
from eval.sample.build.pdf import render_pdf
from eval.sample.build.plain import render_txt
from eval.sample.build.recipe import Recipe
from eval.sample.build.scan import render_scan
from eval.sample.build.sheet import render_csv, render_xlsx
from eval.sample.build.web import render_html
from eval.sample.build.word import render_docx

DOCUMENTS = Path(__file__).parents[1] / "documents"
RECIPES: tuple[Recipe, ...] = AVERDALE + OSTERBRIDGE + FELLMARSH

_RENDERERS: Mapping[str, Callable[[Recipe], bytes]] = {
    "csv": render_csv,
    "docx": render_docx,
    "eml": render_eml,
    "html": render_html,
    "pdf": render_pdf,
    "scan": render_scan,
    "txt": render_txt,
    "xlsx": render_xlsx,
}


def render(recipe: Recipe) -> bytes:
    """The bytes of one document; the same on every call."""
    return _RENDERERS[recipe.medium](recipe)


def differences(folder: Path) -> list[str]:
    """What in ``folder`` is not as this script writes it, one line a file; empty when all is well."""
    wanted = {recipe.path: recipe for recipe in RECIPES}
    found = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    lines = [f"missing: {path}" for path in wanted if path not in found]
    lines += [f"not from this script: {path}" for path in found if path not in wanted]
    shared = (wanted[path] for path in found if path in wanted)
    lines += [f"different: {it.path}" for it in shared if (folder / it.path).read_bytes() != render(it)]
    return sorted(lines)


def write(folder: Path) -> int:
    """Write every document under ``folder``; how many. Files that are not from here are left alone."""
    for recipe in RECIPES:
        path = folder / recipe.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(render(recipe))
    return len(RECIPES)
