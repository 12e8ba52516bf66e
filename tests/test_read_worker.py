"""The worker process: bounded, replaced when it fails, gone when the reading ends."""

import os
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import psutil
import pytest
from reportlab.pdfgen import canvas

from ingest.errors import ReadError
from ingest.read import read
from ingest.read.worker import Reader
from ingest.settings import IngestSettings


def text_file(tmp_path: Path, name: str, text: str = "The cost is £5.") -> Path:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def endless_pipe(tmp_path: Path) -> Path:
    """A file that is opened and never answers: reading it hangs in the operating system."""
    path = tmp_path / "hangs.txt"
    os.mkfifo(path)
    return path


def children() -> list[psutil.Process]:
    return [child for child in psutil.Process().children() if "spawn_main" in " ".join(child.cmdline())]


def test_documents_come_back_as_they_are_read_here(tmp_path: Path) -> None:
    paths = [text_file(tmp_path, f"{n}.txt", f"1. Introduction\n\n1.1 Paper {n}.\n") for n in range(3)]
    with Reader(IngestSettings(), workers=2) as reader:
        futures = [reader.submit(path, path.name) for path in paths]
        documents = [future.result() for future in futures]
    assert documents == [read(path, path.name, IngestSettings()) for path in paths]
    assert type(documents[0].properties) is dict
    assert children() == []


def test_a_refusal_comes_back_in_its_words(tmp_path: Path) -> None:
    with Reader(IngestSettings()) as reader:
        future = reader.submit(text_file(tmp_path, "a.txt", ""), "a.txt")
        with pytest.raises(ReadError, match=r"^is empty$"):
            future.result()


def test_a_file_that_hangs_is_given_up_and_the_next_is_read(tmp_path: Path) -> None:
    limits = IngestSettings(read_timeout_s=1)
    with Reader(limits) as reader:
        hangs = reader.submit(endless_pipe(tmp_path), "hangs.txt")
        after = reader.submit(text_file(tmp_path, "after.txt"), "after.txt")
        with pytest.raises(
            ReadError, match=r"^takes longer than 1 s to read \(setting ingest.read_timeout_s\)$"
        ):
            hangs.result()
        assert after.result().text == "The cost is £5."
    assert children() == []


def test_a_file_that_fills_the_memory_is_given_up_and_the_next_is_read(tmp_path: Path) -> None:
    large = text_file(tmp_path, "large.txt", "word " * 20_000)
    os.truncate(large, 400_000_000)
    limits = IngestSettings(max_file_mb=1000, max_text_mb=1000, worker_memory_mb=512)
    with Reader(limits) as reader:
        fills = reader.submit(large, "large.txt")
        after = reader.submit(text_file(tmp_path, "after.txt"), "after.txt")
        with pytest.raises(ReadError, match=r"^needs more than 512 MB of memory .*ingest.worker_memory_mb"):
            fills.result()
        assert after.result().text == "The cost is £5."
    large.unlink()


def test_a_worker_that_is_killed_costs_only_its_file(tmp_path: Path) -> None:
    with Reader(IngestSettings()) as reader:
        assert reader.submit(text_file(tmp_path, "a.txt"), "a.txt").result().text == "The cost is £5."
        hangs = reader.submit(endless_pipe(tmp_path), "hangs.txt")
        time.sleep(0.3)
        children()[0].kill()
        with pytest.raises(ReadError, match=r"^is damaged: the reader crashed on it"):
            hangs.result()
        assert reader.submit(text_file(tmp_path, "b.txt"), "b.txt").result().text == "The cost is £5."


def test_a_worker_killed_while_it_waits_costs_nothing(tmp_path: Path) -> None:
    with Reader(IngestSettings()) as reader:
        reader.submit(text_file(tmp_path, "a.txt"), "a.txt").result()
        children()[0].kill()
        for name in ("b.txt", "c.txt"):
            assert reader.submit(text_file(tmp_path, name), name).result().text == "The cost is £5."
    assert children() == []


def test_no_worker_is_started_before_the_first_file() -> None:
    with Reader(IngestSettings()):
        assert children() == []


SCRIPT = """
    import sys
    from pathlib import Path
    from ingest.read.worker import Reader
    from ingest.settings import IngestSettings

    if __name__ == "__main__":
        with Reader(IngestSettings()) as reader:
            future = reader.submit(Path(sys.argv[1]), "hangs.txt")
            print("reading", flush=True)
            future.result()
"""


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_no_process_outlives_an_interrupted_run(tmp_path: Path, how: signal.Signals) -> None:
    script = text_file(tmp_path, "run.py", textwrap.dedent(SCRIPT))
    root = Path(__file__).resolve().parents[1]
    run = subprocess.Popen(
        [sys.executable, script, endless_pipe(tmp_path)],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(root)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    with run:
        assert run.stdout is not None
        run.stdout.readline()
        started = _wait_for_children(psutil.Process(run.pid))
        _end(run, how)
    gone, alive = psutil.wait_procs(started, timeout=10)
    assert alive == []
    assert len(gone) >= 1


def _end(run: subprocess.Popen[bytes], how: signal.Signals) -> None:
    """One signal must be enough; a run that ignores it fails the test and is not waited for without end."""
    try:
        run.send_signal(how)
        run.wait(timeout=20)
    finally:
        run.kill()


def _wait_for_children(process: psutil.Process) -> list[psutil.Process]:
    for _ in range(100):
        found = process.children(recursive=True)
        if any("spawn_main" in " ".join(child.cmdline()) for child in found):
            time.sleep(0.5)
            return process.children(recursive=True)
        time.sleep(0.05)
    return []


def test_the_reader_stays_light(tmp_path: Path) -> None:
    """Neither the models nor the store are loaded to read a file, whatever its format."""
    sheet = canvas.Canvas(str(tmp_path / "a.pdf"))
    sheet.drawString(60, 700, "Words.")
    sheet.save()
    text_file(tmp_path, "a.html", "<!DOCTYPE html><p>Words.</p>")
    script = """
        import sys
        from pathlib import Path
        from ingest.read import read
        from ingest.settings import IngestSettings

        for name in sys.argv[1:]:
            read(Path(name), name, IngestSettings())
        import ingest.read.docx, ingest.read.eml, ingest.read.sheet, ingest.read.worker
        heavy = {"torch", "chromadb", "llama_index", "gradio", "transformers"}
        print(*sorted(heavy & {name.split(".")[0] for name in sys.modules}))
    """
    root = Path(__file__).resolve().parents[1]
    found = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(script), tmp_path / "a.pdf", tmp_path / "a.html"],
        cwd=root,
        capture_output=True,
        text=True,
        check=True,
    )
    assert found.stdout.strip() == ""
