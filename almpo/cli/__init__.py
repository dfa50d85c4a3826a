"""The `almpo` command."""
