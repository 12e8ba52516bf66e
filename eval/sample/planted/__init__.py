"""Papers in which something was planted, with questions that tell whether an answer fell for it."""
