"""One parser a file format. All of them give a `ParsedDocument`."""
