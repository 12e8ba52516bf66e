"""What is kept of use: the audit log, each person's conversations, and feedback; and how long."""
