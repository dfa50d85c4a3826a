"""Looks into a file for what would hurt a parser: bombs, loops, locks, missing parts. Run in the child."""
