"""Generated reports with their truth: short documents with one table, in several languages and layouts."""
