"""No socket leaves the machine unless a setting names where to.

Chroma, Gradio, onnxruntime and the Hugging Face libraries call home by default. Their switches are
environment variables which they read when imported, so they are set before anything else of ours runs.
"""

from __future__ import annotations

import os

_SWITCHES = {
    "ANONYMIZED_TELEMETRY": "False",
    "GRADIO_ANALYTICS_ENABLED": "False",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "DO_NOT_TRACK": "1",
    "ORT_DISABLE_TELEMETRY": "1",
    "TOKENIZERS_PARALLELISM": "false",
    "HF_HUB_DISABLE_PROGRESS_BARS": "1",
    "TRANSFORMERS_VERBOSITY": "error",
}


def stay_offline() -> None:
    """Turn off telemetry and hub look-ups for this process and the processes it starts."""
    os.environ.update(_SWITCHES)
    os.environ["HF_HUB_OFFLINE"] = "1"


def allow_hub() -> None:
    """Let a named model be fetched from the Hugging Face hub; only where ``models.allow_hub`` is set."""
    os.environ["HF_HUB_OFFLINE"] = "0"
