"""A question becomes an answer that shows its sources."""
