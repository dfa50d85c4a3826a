"""The version of what parsing yields. Stored with each document; one of another version is read again.

Raise it with every change to parses that is worth reading a corpus again.
"""

PARSER = "almpo-ingestion 3"
