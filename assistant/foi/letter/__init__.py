"""A request letter taken apart: whose words they are, where each question begins, what it is about."""
