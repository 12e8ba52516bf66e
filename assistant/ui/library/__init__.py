"""The tab "Library": the documents in a table, one of them in full, and what a librarian does with them."""
