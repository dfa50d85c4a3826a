"""One module a file format. Each turns a `Manuscript` into bytes, the same bytes in every run."""
