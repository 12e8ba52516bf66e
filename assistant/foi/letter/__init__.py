"""A request letter taken apart: whose words they are, where each question begins and ends, what it is about."""
