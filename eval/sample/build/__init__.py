"""Writes the sample documents from the texts in ``content``; the same texts always give the same bytes."""
