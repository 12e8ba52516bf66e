"""``python -m assistant`` is the command ``commissioning-assistant``."""

from assistant.cli import main

main()
