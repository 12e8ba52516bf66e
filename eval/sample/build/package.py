"""Office files are ZIP packages: the same parts always make the same bytes."""

from __future__ import annotations

import re
from io import BytesIO
from zipfile import ZIP_STORED, ZipFile, ZipInfo

_EARLIEST = (1980, 1, 1, 0, 0, 0)
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(</dcterms:modified>)")


def repack(package: bytes) -> bytes:
    """The package with fixed times. Its parts are stored, so that no zlib has a say in the bytes."""
    buffer = BytesIO()
    with ZipFile(BytesIO(package)) as old, ZipFile(buffer, "w", ZIP_STORED) as new:
        for name in old.namelist():
            part = _MODIFIED.sub(rb"\g<1>2025-01-01T00:00:00Z\g<2>", old.read(name))
            new.writestr(ZipInfo(name, _EARLIEST), part)
    return buffer.getvalue()
