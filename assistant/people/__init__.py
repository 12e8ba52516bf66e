"""Who uses the assistant: people, their roles, and what each may do and see."""
