"""Coded effect tables of meta-analyses into findings: general code, and a mapping file for each data set."""
