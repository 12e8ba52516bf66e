"""The law that responses cite: which provisions there are, how they are cited, which are exemptions."""

from assistant.foi.statutes.exemptions import asks_public_interest, incomplete, is_exemption
from assistant.foi.statutes.exists import missing
from assistant.foi.statutes.flags import flags
from assistant.foi.statutes.law import Law, LawReference, Unit
from assistant.foi.statutes.references import provision, references_to_law

__all__ = [
    "Law",
    "LawReference",
    "Unit",
    "asks_public_interest",
    "flags",
    "incomplete",
    "is_exemption",
    "missing",
    "provision",
    "references_to_law",
]
