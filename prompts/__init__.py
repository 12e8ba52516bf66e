"""Prompts for language models, one Markdown file each. Quoted answers need none."""
