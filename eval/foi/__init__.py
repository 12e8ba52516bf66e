"""The FOI desk measured: request letters with what should be made of them, and what was."""
