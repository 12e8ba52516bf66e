"""Where a case stands on a day: its clock, every gate, and what the check for personal data found."""

from __future__ import annotations

from assistant.foi.clock import Clock
from assistant.foi.gates import Gate
from assistant.foi.personal import PersonalFinding
from assistant.foi.value import Value


class Standing(Value):
    """``findings``: (question id, finding) for what no officer has decided on yet."""

    clock: Clock
    gates: tuple[Gate, ...]
    findings: tuple[tuple[str, PersonalFinding], ...] = ()

    @property
    def shut(self) -> tuple[Gate, ...]:
        """The gates that hold the letter back."""
        return tuple(gate for gate in self.gates if not gate.passed)
