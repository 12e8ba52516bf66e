"""An answer or a conversation to take along: Word, web page, Markdown."""
