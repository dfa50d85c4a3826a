"""From tables and passages to findings."""
