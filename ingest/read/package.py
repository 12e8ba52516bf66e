"""What damaged Office packages make their libraries raise, named once for the two readers of them."""

from __future__ import annotations

import zipfile
import zlib
from xml.etree.ElementTree import ParseError

from docx.opc.exceptions import OpcError
from lxml.etree import LxmlError
from openpyxl.utils.exceptions import InvalidFileException

# A package is a ZIP archive of XML parts that refer to one another. Where a part is missing, cut or not what
# it is said to be, python-docx and openpyxl let through whatever they stumble over. MemoryError is not among
# these: it ends the worker, which is then replaced.
PACKAGE_ERRORS = (
    OpcError,
    InvalidFileException,
    LxmlError,
    ParseError,
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    ArithmeticError,
    AssertionError,
    NotImplementedError,
    RecursionError,
)
