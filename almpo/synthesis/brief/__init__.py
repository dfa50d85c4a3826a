"""An answer on a page to take along: PDF, DOCX, Markdown, JSON."""
