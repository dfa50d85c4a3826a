"""The JSON routes, one file for each kind of record."""
