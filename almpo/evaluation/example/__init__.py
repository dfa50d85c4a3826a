"""A worked analysis of published codings, from the tables to a report: `almpo example`."""
