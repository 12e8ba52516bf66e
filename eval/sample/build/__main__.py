"""``python -m eval.sample.build``: write the sample documents, or check the ones that are there."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path


def main() -> int:
    """0 when the documents were written or match; 1 when ``--check`` finds a difference."""
    parser = argparse.ArgumentParser(prog="python -m eval.sample.build", description=__doc__)
    parser.add_argument("--check", action="store_true", help="compare instead of writing")
    parser.add_argument("--out", type=Path, help="folder (default: eval/sample/documents)")
    options = parser.parse_args()
    # Only here, so that --help does not wait for the libraries that draw pages.
    from eval.sample.build.corpus import DOCUMENTS, differences, write

    folder = options.out or DOCUMENTS
    if not options.check:
        sys.stdout.write(f"{write(folder)} documents written to {folder}\n")
        return 0
    found = differences(folder)
    if found:
        sys.stdout.write("\n".join(found) + "\n")
        sys.stderr.write("Run `python -m eval.sample.build` to write them afresh.\n")
        return 1
    sys.stdout.write(f"the documents in {folder} are as this script writes them\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
