"""Measuring the assistant: question sets, runs over them, their scores, and the sample corpus."""
