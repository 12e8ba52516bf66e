"""Responses published before, taken apart: which question was asked, and what became of it."""
