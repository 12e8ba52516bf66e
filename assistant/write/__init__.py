"""Answers in a language model's words, every sentence held against the sources before it counts."""
