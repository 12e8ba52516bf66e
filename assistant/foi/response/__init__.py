"""What goes out: the letter in its forms, with the requester's rights, and the audit file beside it."""
