"""Benchmarks for the page: question sets and runs kept in the home folder, one run at a time."""

from eval.desk.service import Benchmarks

__all__ = ["Benchmarks"]
